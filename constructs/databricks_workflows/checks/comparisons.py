"""What a condition task compares can differ, and is of the kind that its operator compares.

See https://docs.databricks.com/jobs/if-else.html
"""

from __future__ import annotations

import re

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import ConditionTask
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.dynamic_values import references
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import ALWAYS_THE_SAME, BOOLEAN_SPELLING, NO_NUMBER, NOT_COMPUTED

_OF_NUMBERS = ("GREATER_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN", "LESS_THAN_OR_EQUAL")
_OF_TEXTS = ("EQUAL_TO", "NOT_EQUAL")
_EXPRESSION = re.compile(r"\}\}\s*(==|!=|<=?|>=?|\band\b|\bor\b|\bin\b)")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")


def check_comparison(block: Block, job: Job, found: Diagnostics) -> None:
    """Two constants, numbers that are none, booleans spelled as in Python, expressions as text."""
    condition = block.model
    assert isinstance(condition, ConditionTask)
    if is_unknown(condition.left) or is_unknown(condition.right):
        return
    sides = {"left": condition.left, "right": condition.right}
    constants = {name: text for name, text in sides.items() if "{{" not in text}
    for name, text in sides.items():
        if (written := _EXPRESSION.search(text)) is not None:
            what = f"is {shown(text)}, and Databricks compares texts and computes nothing"
            remedy = (
                f"write the sides of {written[1]} as left and right, and op; what is more, in the task that is read"
            )
            block.tell(found, NOT_COMPUTED, (name,), what, remedy)
            return
    no_numbers = {name: text for name, text in constants.items() if not _NUMBER.fullmatch(text)}
    if condition.op in _OF_NUMBERS and no_numbers:
        for name, text in no_numbers.items():
            what = f"is {shown(text)}, expected a number for {condition.op}"
            block.tell(found, NO_NUMBER, (name,), what, 'compare texts with op="EQUAL_TO" or "NOT_EQUAL"')
    elif len(constants) == 2:
        block.tell(
            found,
            ALWAYS_THE_SAME,
            (),
            f"compares {shown(condition.left)} with {shown(condition.right)}, which never change",
            "compare a dynamic value, such as {{tasks.count.values.rows}} or {{job.parameters.mode}}",
            near=("left",),
        )
    elif condition.op in _OF_TEXTS and any(_is_task_value(text) for text in sides.values()):
        for name, text in constants.items():
            if text.lower() in ("true", "false") and text != text.lower():
                what = f"is {shown(text)}, and a boolean task value is 'true' or 'false'"
                block.tell(found, BOOLEAN_SPELLING, (name,), what, f"did you mean {text.lower()!r}?")


def _is_task_value(text: str) -> bool:
    return any(each.names[0] == "tasks" and each.names[2:3] == ("values",) for each in references(text))
