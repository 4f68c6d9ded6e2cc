"""A for-each has a list to go through, and a task that is in no other place of the graph."""

from __future__ import annotations

import json
from ast import literal_eval

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import ForEachTask
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import LOOP_INPUTS, NESTED_DEPENDENCIES, NESTED_KEY, NO_INPUTS, TOO_MANY_INPUTS

LONGEST = 10_000
"""Characters of inputs; see https://docs.databricks.com/aws/en/jobs/for-each-lookup-example"""

_LONGEST_SHOWN = 80
"""Inputs that are longer than a message should be."""


def check_loop(block: Block, job: Job, found: Diagnostics) -> None:
    """Inputs that are no list, none or too long; an inner task that waits for something or has another one's key."""
    loop = block.model
    assert isinstance(loop, ForEachTask)
    for field in ("depends_on", "run_if"):
        if getattr(loop.task, field) not in (None, [], "", "ALL_SUCCESS"):  # this one stands in every answer
            block.tell(
                found, NESTED_DEPENDENCIES, ("task", field), "has no meaning", "give it to the for-each task itself"
            )
    key = loop.task.task_key
    others = [task for task in job.settings.tasks or () if task.for_each_task is not loop]
    inner = (task.for_each_task.task.task_key for task in others if task.for_each_task is not None)
    if any(key == task.task_key for task in job.settings.tasks or ()) or key in inner:
        what, remedy = f"is {shown(key)}, which is the key of another task", f"give it one of its own: '{key}_each'"
        block.tell(found, NESTED_KEY, ("task", "task_key"), what, remedy)
    if not is_unknown(loop.inputs):
        _check_inputs(block, loop.inputs, found)


def inputs_of(loop: ForEachTask) -> list[object] | None:
    """The inputs; None where they are known only when the job runs, or are no list."""
    if is_unknown(loop.inputs) or "{{" in loop.inputs:
        return None
    return _list(loop.inputs)


def _list(text: str) -> list[object] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else None


def _check_inputs(block: Block, inputs: str, found: Diagnostics) -> None:
    if len(inputs) > LONGEST:
        block.tell(
            found,
            TOO_MANY_INPUTS,
            ("inputs",),
            f"is {len(inputs)} characters long, expected at most {LONGEST}",
            "let a task before it set them as a task value, or hand on keys that the inner task looks up",
        )
    if "{{" in inputs:
        return
    values = _list(inputs)
    if values is None:
        expected = f"is {shown(inputs)}, expected a JSON list as text or a dynamic value"
        block.tell(found, LOOP_INPUTS, ("inputs",), expected, f'write "inputs": {json.dumps(_as_list(inputs))}')
    elif not values:
        block.tell(found, NO_INPUTS, ("inputs",), "is an empty list", "give at least one input")


def _as_list(inputs: str) -> str:
    """What was meant, as a JSON list: a list of Python's, or texts with commas between them."""
    example = '["a", "b"]'
    if len(inputs) > _LONGEST_SHOWN:
        return example
    try:
        value = literal_eval(inputs)
        if isinstance(value, list | tuple):
            return json.dumps(value)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        pass
    words = [each.strip() for each in inputs.split(",") if each.strip()]
    plain = all(each.replace(" ", "").replace("-", "").replace("_", "").isalnum() for each in words)
    return json.dumps(words) if words and plain else example
