"""A block of a document as a resolved job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from databricks_workflows.diagnostics import Origin, Place
from databricks_workflows.documents.body import Body, items_of, key_of
from databricks_workflows.documents.from_terraform import DYNAMIC
from databricks_workflows.documents.left_out import by_task, unread
from databricks_workflows.documents.names import check_names
from databricks_workflows.documents.old_form import leave_old_form_out
from databricks_workflows.documents.teller import Teller
from databricks_workflows.model import AccessControl, JobSettings, Model
from databricks_workflows.model._base import Problem, dotted
from databricks_workflows.resolve.left_out import LeftOut
from databricks_workflows.resolve.leniently import parse_leniently
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import READ_ONLY, WRONG_TYPE
from databricks_workflows.schema.names import api_name

M = TypeVar("M", bound=Model)

Entry = tuple[AccessControl, Place, LeftOut]
"""An entry of the permissions, where it stands, and what of it could not be read."""


def entries_of(bodies: Iterable[Body], teller: Teller) -> Sequence[Entry]:
    """What of the permissions of a job is right, and where each of them stands."""
    read = [(*_right(AccessControl, body, teller), Place(body.path, teller.origin(body.at))) for body in bodies]
    return [(entry, place, left_out) for entry, left_out, place in read if entry is not None]


def job_of(body: Body, address: str, permissions: Sequence[Entry], teller: Teller) -> Job:
    """The job of a block, as far as it can be read.

    Args:
        body: the block.
        address: the name of its resource.
        permissions: who may see, run or manage it.
        teller: is told what is wrong.
    """
    leave_old_form_out(body, teller)
    settings, left_out, partly = _settings(body, teller)
    left_out[None] |= LeftOut(
        frozenset(
            ("access_control_list", index, *at) for index, (_, _, lost) in enumerate(permissions) for at in lost.places
        )
    )
    places: dict[str, Place] = {}
    origins: dict[tuple[str, str], Origin] = {}
    for index, task in enumerate(items_of(body.fields, "tasks")):
        key = key_of(task)
        if key is None:
            continue
        places.setdefault(key, Place(f"{body.path}/{key}", teller.origin(body.place(("tasks", index)))))
        for number, dependency in enumerate(items_of(task, "depends_on")):
            before = key_of(dependency)
            if before is not None:
                origins[key, before] = teller.origin(body.place(("tasks", index, "depends_on", number)))
    job = Job(
        place=Place(body.path, teller.origin(body.at)),
        address=address,
        settings=settings,
        permissions=tuple(entry for entry, _, _ in permissions),
        permission_places=tuple(place for _, place, _ in permissions),
        task_places=places,
        left_out=left_out,
        dependency_origins=origins,
        wording=body.wording,
        unread=partly,
    )
    check_names(job, teller.found)
    return job


def _settings(body: Body, teller: Teller) -> tuple[JobSettings, dict[str | None, LeftOut], frozenset[str]]:
    """What of the job is right, what of it and of its tasks is left out, and the fields that are not all there."""
    settings, found, _ = parse_leniently(JobSettings, body.fields, body.wording)
    problems = list(found)
    tasks = items_of(body.fields, "tasks")
    for index, task in enumerate(tasks):
        if isinstance(task, Mapping) and task.get("task_key") is None:
            at = ("tasks", index, "task_key")
            problems.append(Problem(at, WRONG_TYPE, f"{dotted(at)} is required and missing", "set task_key"))
    teller.tell_all(problems, body)
    by_terraform = [each[len(body.at) :] for each in body.told if teller.text.value_of(each) not in ([], {})]
    unknown = [(api_name("JobSettings", str(name)), *rest) for name, *rest in filter(None, by_terraform)]
    unknown += [here for here in body.places if DYNAMIC in here[-2:-1]]
    left_out = [*(each.at for each in problems if each.rule is not READ_ONLY), *unknown]
    of_tasks = by_task(problems, unknown, tasks)
    if settings is None:
        return JobSettings(), of_tasks, unread(JobSettings(), body.fields, left_out)
    named = [task for task in settings.tasks or () if task.task_key is not None]
    return settings.model_copy(update={"tasks": named or None}), of_tasks, unread(settings, body.fields, left_out)


def _right(model: type[M], body: Body, teller: Teller) -> tuple[M | None, LeftOut]:
    """What of a block is right, and what is left out; its problems are told."""
    parsed, problems, left_out = parse_leniently(model, body.fields, body.wording)
    teller.tell_all(problems, body)
    return parsed, left_out
