"""Every text can be written: a half of a character (a lone surrogate) has no bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import dotted, fields_of, shown
from databricks_workflows.model.texts import can_be_written
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import WRONG_TYPE

Path = tuple[str | int, ...]


def check_texts(job: Job, found: Diagnostics) -> None:
    """Texts with half characters; Terraform would write U+FFFD in their place."""
    settings = {**job.settings.__dict__, "tasks": None}
    who = f"workflow {job.settings.name!r}"
    _check({**settings, **({"extra": job.extra} if job.extra else {})}, who, job.place, found)
    _check({"access_control_list": list(job.permissions)}, who, job.place, found)
    _check({"variable": job.variables}, who, job.place, found)
    if job.connection is not None:
        _check(job.connection.arguments, f"connection {job.connection.conn_id!r}", job.place, found)
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        extra = job.task_extra.get(key)
        _check({**task.__dict__, **({"extra": extra} if extra else {})}, f"task {key!r}", job.place_of(key), found)


def _check(value: Any, who: str, place: Place, found: Diagnostics) -> None:
    for path, text in _broken(value, ()):
        found.add(
            WRONG_TYPE,
            place,
            f"{who}: {dotted(path)} is {shown(text)}, expected text without half characters",
            "take away what stands as \\ud800 to \\udfff in it: such a code is one half of a character",
            near=path,
        )


def _broken(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts that can't be written, names of mappings among them."""
    if isinstance(value, str):
        if not can_be_written(value):
            yield path, value
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _broken(each, (*path, index))
    elif value is not None and not isinstance(value, int | float):
        for name, each in fields_of(value).items():
            if isinstance(name, str) and not can_be_written(name):
                yield (*path, name), name
            if each is not None:
                yield from _broken(each, (*path, name))
