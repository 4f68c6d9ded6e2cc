"""The task_key of every task (M2)."""

from __future__ import annotations

import re
from hashlib import md5

from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenTask
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.given import given
from databricks_workflows.rules import BAD_TASK_KEY, WRONG_TYPE

LONGEST = 100
_ALLOWED = re.compile(r"[A-Za-z0-9_-]+")


def assign_keys(dag: Dag, group: FrozenGroup, task_keys: str, found: Diagnostics) -> dict[int, str]:
    """Give each task its key, by the task's ref.

    The key is ``prefix + path + suffix``, the path being the task's id with its inner groups, joined by ``__``.
    ``databricks_task_key`` stands as it is; ``task_keys="airflow"`` gives the Airflow provider's hashes.
    """
    if task_keys not in ("path", "airflow"):
        found.add(
            WRONG_TYPE,
            group.place,
            f"workflow {group.name!r}: task_keys is {task_keys!r}, expected 'path' or 'airflow'",
            "give one of the two",
            near=("task_keys",),
        )
    prefix, suffix = (_affix(group, name, found) for name in ("prefix", "suffix"))
    keys = {}
    for task in group.tasks:
        own = given(task, "databricks_task_key")
        if own:
            keys[task.ref] = own if isinstance(own, str) else shown(own)
        elif task_keys == "airflow":
            keys[task.ref] = airflow_key(dag, task)
        else:
            keys[task.ref] = f"{prefix}{'__'.join(task.path).replace('.', '__')}{suffix}"
        _check(task, keys[task.ref], found)
    return keys


def _affix(group: FrozenGroup, name: str, found: Diagnostics) -> str:
    """What stands before or after every key; told once, and not for every task, where no key can have it."""
    text = str(group.arguments.get(name, ""))
    fit = re.sub(r"[^A-Za-z0-9_-]+", "_", text)
    if fit != text and not is_unknown(text):
        bad = ", ".join(map(repr, sorted(set(re.sub(r"[A-Za-z0-9_-]", "", text)))))
        found.add(
            BAD_TASK_KEY,
            group.place,
            f"workflow {group.name!r}: {name} {text!r} has {bad}; letters, digits, - and _ are allowed",
            f"write {fit!r}",
            near=(name,),
        )
    return fit


def airflow_key(dag: Dag, task: FrozenTask) -> str:
    """The key that the Airflow provider posts: a hash of the DAG's id and the task's full id."""
    return md5(f"{dag.dag_id or ''}__{task.full_id}".encode(), usedforsecurity=False).hexdigest()


def _check(task: FrozenTask, key: str, found: Diagnostics) -> None:
    if task.name == "Default":
        summary = "task id 'Default' is the id of the job itself"
        found.add(BAD_TASK_KEY, task.place, summary, "give the task another id", near=("task_id",))
    near = ("databricks_task_key",) if given(task, "databricks_task_key") else ("task_id",)
    if len(key) > LONGEST:
        found.add(
            BAD_TASK_KEY,
            task.place,
            f"task {task.name!r}: the task_key {key!r} has {len(key)} characters, at most {LONGEST} are allowed",
            "shorten the task's id, or give databricks_task_key=",
            near=near,
        )
    if not _ALLOWED.fullmatch(key):
        bad = ", ".join(map(repr, sorted(set(re.sub(r"[A-Za-z0-9_-]", "", key)))))
        found.add(
            BAD_TASK_KEY,
            task.place,
            f"task {task.name!r}: the task_key {key!r} has {bad}; letters, digits, - and _ are allowed",
            f"write {re.sub(r'[^A-Za-z0-9_-]+', '_', key)!r}, or give databricks_task_key=",
            near=near,
        )
