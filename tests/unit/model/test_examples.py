"""Examples of what to write, which are right themselves."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows import model
from databricks_workflows.model import Model, parse
from databricks_workflows.model.examples import example, written
from databricks_workflows.model.shapes import bare
from databricks_workflows.model.wording import Wording

MODELS = [
    each
    for name in model.__all__
    if isinstance(each := getattr(model, name), type) and issubclass(each, Model) and each is not Model
]


@pytest.mark.parametrize("block", MODELS)
def test_the_example_of_a_block_is_right(block: type[Model]) -> None:
    shown = example(block)
    assert shown
    assert parse(block, shown)[1] == []


@pytest.mark.parametrize("block", MODELS)
def test_the_example_of_each_field_is_right(block: type[Model]) -> None:
    for name, field in block.model_fields.items():
        problems = parse(block, {name: example(field.annotation)})[1]
        assert [each.summary for each in problems if "is required and missing" not in each.summary] == [], name
        assert bare(field.annotation) is not None


WRITTEN: list[tuple[type[Model], Any, Wording, str]] = [
    (model.Queue, {"enabled": True}, Wording.PYTHON, '{"enabled": True}'),
    (model.Queue, {"enabled": True}, Wording.API, '{"enabled": true}'),
    (model.Task, {"libraries": [{"whl": "ö"}]}, Wording.PYTHON, '{"libraries": [{"whl": "ö"}]}'),
    (model.Task, {"libraries": [{"whl": "x"}]}, Wording.API, '{"libraries": [{"whl": "x"}]}'),
    (model.Task, {"libraries": [{"whl": "x"}]}, Wording.TERRAFORM, '{"library": [{"whl": "x"}]}'),
    (model.JobSettings, {"git_source": {"git_url": "x"}}, Wording.TERRAFORM, '{"git_source": {"url": "x"}}'),
]


@pytest.mark.parametrize(("block", "value", "wording", "text"), WRITTEN)
def test_it_is_written_in_the_words_of_the_job(block: type[Model], value: Any, wording: Wording, text: str) -> None:
    assert written(value, block, wording) == text
