"""One ladder for every field of a task (M6), ending in fields that are known to have the right types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup, FrozenTask, Source
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model import Task
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.arguments import left_out_by_arguments
from databricks_workflows.resolve.compute import COMPUTE, RUN_ELSEWHERE
from databricks_workflows.resolve.draft import TaskDraft, Tasks
from databricks_workflows.resolve.durations import milliseconds, seconds
from databricks_workflows.resolve.given import given
from databricks_workflows.resolve.left_out import EVERYTHING
from databricks_workflows.resolve.leniently import Read, parse_leniently
from databricks_workflows.resolve.run_if import run_if
from databricks_workflows.resolve.two_values import Said, tell_two_values
from databricks_workflows.rules import NO_MEANING, WRONG_TYPE

_WHOLE_NUMBERS = ("max_retries", "min_retry_interval_millis")


AUTHORS_WORDS: Mapping[str, tuple[str, ...]] = {
    "base_parameters": ("notebook_params",),
    "max_retries": ("retries", "default_task_retries"),
    "min_retry_interval_millis": ("retry_delay",),
    "new_cluster": ("cluster_spec",),
    "run_if": ("trigger_rule",),
    "timeout_seconds": ("execution_timeout", "default_task_timeout_seconds"),
}
"""What the author may have written for a field of the Jobs API."""


def resolve_fields(group: FrozenGroup, keys: Mapping[int, str], found: Diagnostics) -> Tasks:
    """Each task's fields: its own arguments, then task_config, then the groups' and the DAG's defaults."""
    ladder = _Ladder(found)
    return tuple(_draft(task, keys[task.ref], ladder, found) for task in group.tasks)


class _Ladder:
    """The defaults of groups and DAGs as fields, each looked at once: what is wrong is told where it was written."""

    def __init__(self, found: Diagnostics) -> None:
        self._found = found
        self._known: list[tuple[Source, Mapping[str, Any], Read[Task]]] = []

    def read(self, defaults: Mapping[str, Any], source: Source) -> Read[Task]:
        """What of some defaults is right, and what is left out."""
        for place, known, read in self._known:
            if place == source and known == defaults:
                return read
        read = parse_leniently(Task, _rung(defaults, source.who, source.place, self._found))
        for problem in read.problems:
            written = next((name for name in AUTHORS_WORDS.get(str(problem.at[0]), ()) if name in defaults), None)
            at = problem.at if written is None else (written, *problem.at[1:])
            summary = f"{source.who}: {problem.summary.replace(str(problem.at[0]), str(at[0]), 1)}"
            self._found.add(problem.rule, source.place, summary, problem.remedy, near=at)
        self._known.append((source, defaults, read))
        return read


def _draft(task: FrozenTask, key: str, ladder: _Ladder, found: Diagnostics) -> TaskDraft:
    who = f"task {task.name!r}"
    own = _rung(task.arguments, who, task.place, found)
    config = _config(task, who, found)
    _tell_two_values(task, own, config, found)
    fields = {**config, **own}
    first, then = own.get("libraries"), config.get("libraries")
    if isinstance(first, list) and isinstance(then, list):
        fields["libraries"] = [*first, *(each for each in then if each not in first)]
    without, from_defaults = left_out_by_arguments(task), dict[str, Source]()
    for defaults, source in zip(task.defaults, task.sources, strict=True):
        below = ladder.read(defaults, source)
        rung, without = below.fields, without | below.left_out
        if any(name in fields for name in COMPUTE):
            rung = {name: value for name, value in rung.items() if name not in COMPUTE}
        if not RUN_ELSEWHERE.isdisjoint(fields):  # a default is for those that have a use for it
            rung = {name: value for name, value in rung.items() if name not in (*COMPUTE, "libraries")}
        from_defaults |= {name: source for name in rung if name not in fields}
        fields = {**rung, **fields}
    if fields.get("run_if") == "ALL_SUCCESS":
        # Databricks' own default; it was said to stand against a default further up.
        del fields["run_if"]
    for path, value in task.settings.items():
        fields = _set(fields, path.split("."), value)
    own_key = fields.pop("task_key", key)
    if own_key != key:
        found.add(
            NO_MEANING,
            task.place,
            f"{who}: task_key {own_key!r} in task_config is not used, the task's key is {key!r}",
            "give databricks_task_key= to set it",
            near=("task_key",),
        )
    read = parse_leniently(Task, fields)
    for problem in read.problems:
        found.add(problem.rule, task.place, f"{who}: {problem.summary}", problem.remedy, near=problem.at)
    left_out = EVERYTHING if config is _NOTHING or task.incomplete else read.left_out | without
    return TaskDraft(source=task, key=key, fields=read.fields, left_out=left_out, from_defaults=from_defaults)


def _tell_two_values(task: FrozenTask, own: Mapping[str, Any], config: Mapping[str, Any], found: Diagnostics) -> None:
    """What one call says twice: by the API's name and the author's, or as an argument and in task_config."""
    for field in own:
        if field == "libraries":  # those of both are installed
            continue
        names = [name for name in (field, *AUTHORS_WORDS.get(field, ())) if name in task.arguments]
        written = [(name, name, task.arguments[name]) for name in names]
        written += [(f"task_config.{field}", field, config[field])] if config.get(field) is not None else []
        # What is wrong in one of them is told already, or will be with the fields.
        said = [(where, value, _rung({name: value}, "", task.place, Diagnostics())) for where, name, value in written]
        means = [Said(where, value, rung[field]) for where, value, rung in said if field in rung]
        tell_two_values(means, f"task {task.name!r}", task.place, found)


_NOTHING: Mapping[str, Any] = {}


def _config(task: FrozenTask, who: str, found: Diagnostics) -> Mapping[str, Any]:
    """task_config, or what a notebook operator's arguments say in its place."""
    if task.kind == "notebook":
        named = {"notebook_path": "notebook_path", "source": "source", "notebook_params": "base_parameters"}
        work = {field: given(task, name) for name, field in named.items() if given(task, name) is not None}
        packages = given(task, "notebook_packages")
        # It takes no task_config, which is told elsewhere; what is wrong in one is told all the same.
        besides = task.arguments.get("task_config")
        fields = besides if isinstance(besides, Mapping) else {}
        return {**fields, "notebook_task": work, **({"libraries": packages} if packages else {})}
    config = given(task, "task_config")
    if config is None:
        return {}
    if isinstance(config, Mapping):
        return dict(config)
    summary = f"{who}: task_config is {shown(config)}, expected a mapping of fields"
    found.add(WRONG_TYPE, task.place, summary, "write the task as the Jobs API does: {'notebook_task': {...}, ...}")
    return _NOTHING


def _rung(arguments: Mapping[str, Any], who: str, place: Place, found: Diagnostics) -> dict[str, Any]:
    """The arguments of one rung of the ladder as fields; where two names mean one field, the API's own wins."""
    fields: dict[str, Any] = {}

    def first(field: str, *candidates: Any) -> None:
        for value in candidates:
            if value is not None and field not in fields:
                fields[field] = value

    get = arguments.get
    first("max_retries", get("max_retries"), get("retries"), get("default_task_retries"))
    first(
        "timeout_seconds",
        seconds(get("timeout_seconds"), "timeout_seconds", who, place, found),
        seconds(get("execution_timeout"), "execution_timeout", who, place, found),
        seconds(get("default_task_timeout_seconds"), "default_task_timeout_seconds", who, place, found),
    )
    first(
        "min_retry_interval_millis",
        get("min_retry_interval_millis"),
        milliseconds(get("retry_delay"), "retry_delay", who, place, found),
    )
    first("retry_on_timeout", get("retry_on_timeout"))
    rule = get("trigger_rule")
    first("run_if", get("run_if"), run_if(rule, who, place, found) if rule is not None else None)
    first("libraries", get("libraries"))
    first("email_notifications", get("email_notifications"))
    # Airflow's own default for these two is "", which says nothing.
    first("job_cluster_key", get("job_cluster_key") or None)
    first("existing_cluster_id", get("existing_cluster_id") or None)
    first("new_cluster", get("new_cluster"), get("cluster_spec"))
    for name in _WHOLE_NUMBERS:
        fields.update({name: _whole_number(fields[name])} if name in fields else {})
    if fields.get("retry_on_timeout") in ("true", "True", "false", "False"):
        fields["retry_on_timeout"] = fields["retry_on_timeout"].lower() == "true"
    return fields


def _whole_number(value: Any) -> Any:
    """The provider takes "3" for its retry arguments; anything else is left for the type check."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,18}\s*", value) else value


def _set(fields: Mapping[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    """Set one field below others; None takes it away."""
    name, rest = path[0], path[1:]
    if rest:
        inner = fields.get(name)
        value = _set(inner if isinstance(inner, Mapping) else {}, rest, value)
    kept = {key: each for key, each in fields.items() if key != name}
    return kept if value is None else {**kept, name: value}
