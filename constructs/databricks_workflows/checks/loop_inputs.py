"""``{{input}}``: used inside of a for-each, only there, and as what the inputs are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from databricks_workflows.checks.every_text import texts_of
from databricks_workflows.checks.loops import inputs_of
from databricks_workflows.checks.references import texts_with_braces
from databricks_workflows.diagnostics import Diagnostics, did_you_mean
from databricks_workflows.model import ForEachTask
from databricks_workflows.resolve.dynamic_values import Reference, inputs_meant, references_in
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import INPUT_FIELD, INPUT_OUTSIDE, INPUT_UNUSED, UNKNOWN_REFERENCE

_OPEN = re.compile(r"\{\s*input\b")
"""An input whose braces are wrong, which is told as that."""


def check_loop_inputs(job: Job, found: Diagnostics) -> None:
    """Inputs outside of a loop, loops that use none, fields that no input has."""
    for parameter in job.settings.parameters or ():
        for each in _inputs_in(parameter.default):
            found.add(
                INPUT_OUTSIDE,
                job.place,
                f"workflow {job.settings.name!r}: parameter {parameter.name!r} uses {each.text} outside of a for-each",
                "use it in the parameters of the task inside a for_each_task",
                near=("parameters", each.text),
            )
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        place = job.place_of(key)
        loop = task.for_each_task
        outside = {**task.__dict__, "for_each_task": None if loop is None else loop.inputs}
        for each in _inputs_in(outside):
            found.add(
                INPUT_OUTSIDE,
                place,
                f"task {key!r} uses {each.text} outside of a for-each",
                "use it in the parameters of the task inside a for_each_task",
                near=(each.text,),
            )
        if loop is None:
            continue
        used = list(_inputs_in(loop.task))
        meant = dict(
            each for _, text in texts_with_braces(loop.task) if "{%" not in text for each in inputs_meant(text)
        )
        for written, right in meant.items():
            found.add(
                UNKNOWN_REFERENCE,
                place,
                f"the task inside for-each task {key!r} uses {written}, and its input is called {{{{input}}}}",
                f"write {right}",
                near=(written,),
            )
        lost = job.left_out_of(key).below(("for_each_task", "task"))
        if (
            not used
            and not meant
            and not lost.places
            and not any(_OPEN.search(text) for _, text in texts_of(loop.task))
        ):
            found.add(
                INPUT_UNUSED,
                place,
                f"the task inside for-each task {key!r} never uses {{{{input}}}}",
                'hand it on in the parameters of the task, such as "base_parameters": {"table": "{{input}}"}',
                near=("for_each_task", "task"),
            )
        for each in used:
            _check_field(key, each, loop, job, found)


def _check_field(key: str, each: Reference, loop: ForEachTask, job: Job, found: Diagnostics) -> None:
    inputs = inputs_of(loop)
    if not inputs or len(each.names) < 2:
        return
    known = sorted({str(name) for value in inputs if isinstance(value, dict) for name in value})
    if each.names[1] in known:
        return
    found.add(
        INPUT_FIELD,
        job.place_of(key),
        f"the task inside for-each task {key!r} uses {each.text}, and the inputs "
        + (f"have no field {each.names[1]!r}" if known else "are no JSON objects"),
        (did_you_mean(each.names[1], known) or f"their fields are: {', '.join(known)}") if known else "use {{input}}",
        near=(each.text,),
    )


def _inputs_in(value: Any) -> Iterator[Reference]:
    return (each for each in references_in(value) if each.names[0] == "input")
