"""The rows of ``table.py`` over the blocks of a job."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from databricks_workflows.checks.blocks import Block
from databricks_workflows.checks.rows import FieldRow, Together
from databricks_workflows.checks.table import BLOCKS, FIELDS
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Model
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job


def check_values(block: Block, job: Job, found: Diagnostics) -> None:
    """Values outside of what a field takes, and fields that exclude or need each other."""
    of_fields, of_block = _rows_of(type(block.model))
    values = block.model.__dict__
    for field, rows in of_fields:
        value = values[field]
        if value is None or is_unknown(value):
            continue
        for row in rows:
            for wrong in row.wrong(value):
                block.tell(found, row.rule, (field, *wrong.below), wrong.what, wrong.remedy)
    if of_block:
        # An empty list or mapping is never sent: it says nothing.
        there = {name: value for name, value in values.items() if value is not None and value not in ([], {})}
        only_wrong = not there and any(place[:1] != () and place[0] not in values for place in block.left_out.places)
        for together in of_block:
            if together.least and (block.left_out.may_have(*together.fields, *together.unless) or only_wrong):
                continue
            for wrong in together.wrong(there):
                block.tell(found, together.rule, (), wrong.what, wrong.remedy, near=wrong.below)


@cache
def _rows_of(model: type[Model]) -> tuple[Sequence[tuple[str, Sequence[FieldRow]]], Sequence[Together]]:
    """The rows about the fields of a model, by field, and those about the block as a whole."""
    names = {each.__name__ for each in model.__mro__}
    of_fields: dict[str, list[FieldRow]] = {}
    for row in FIELDS:
        for place in row.fields:
            owner, _, field = place.partition(".")
            if owner in names:
                of_fields.setdefault(field, []).append(row)
    return tuple(of_fields.items()), tuple(row for row in BLOCKS if names & set(row.models))
