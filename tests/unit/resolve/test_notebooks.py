"""The group's notebook parameters (M6): the one exception from the ladder, the group wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksNotebookOperator
from tests.support.workflows import task, tasks_of, told, workflow


def notebook(**arguments: Any) -> None:
    DatabricksNotebookOperator(task_id="n", notebook_path="/a", **arguments)


LAID_OVER: list[tuple[dict[str, Any] | None, dict[str, Any] | None, dict[str, str] | None, list[str]]] = [
    (None, None, None, []),
    ({"a": "1"}, None, {"a": "1"}, []),
    (None, {"a": "1"}, {"a": "1"}, []),
    ({"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}, []),
    ({"a": "1"}, {"a": "1"}, {"a": "1"}, []),
    (
        {"a": "1", "b": "1"},
        {"a": "2", "b": "3"},
        {"a": "2", "b": "3"},
        [
            f"info DW014: task 'n': parameter {name!r} is '1' here and {value!r} in the group, which wins [etl/n]\n"
            "    set it in one of the two places"
            for name, value in (("a", "2"), ("b", "3"))
        ],
    ),
    (None, {"a": 5, "b": True}, {"a": "5", "b": "true"}, []),
]


@pytest.mark.parametrize(("own", "groups", "expected", "messages"), LAID_OVER)
def test_lie_over_those_of_a_notebook_operator(
    own: dict[str, Any] | None, groups: dict[str, Any] | None, expected: dict[str, str] | None, messages: list[str]
) -> None:
    etl = workflow(lambda: notebook(notebook_params=own), notebook_params=groups)
    assert tasks_of(etl)["n"]["notebook_task"].get("base_parameters") == expected
    assert told(etl) == messages


def test_do_not_reach_other_tasks() -> None:
    etl = workflow(task, notebook_params={"a": "1"})
    assert tasks_of(etl)["load"] == {"notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"}}


WRONG: list[tuple[Any, str]] = [
    (
        ["a"],
        "notebook_params is ['a'], expected a mapping of names to values [etl]\n"
        '    write for example {"name": "..."}',
    ),
    (5, 'notebook_params is 5, expected a mapping of names to values [etl]\n    write for example {"name": "..."}'),
    ({"a": [1], "b": "x"}, "notebook_params.a is [1], expected text [etl]\n    give text"),
    ({"a": {"c": 1}}, "notebook_params.a is {'c': 1}, expected text [etl]\n    give text"),
]


@pytest.mark.parametrize(("params", "message"), WRONG)
@pytest.mark.parametrize("body", [notebook, task])
def test_are_a_mapping_of_texts(params: Any, message: str, body: Callable[[], object]) -> None:
    assert told(workflow(body, notebook_params=params)) == [f"error DW002: workflow 'etl': {message}"]


def test_come_from_default_args_too_below_the_groups() -> None:
    etl = workflow(notebook, notebook_params={"a": 1}, default_args={"notebook_params": {"a": 2, "b": 3}})
    assert tasks_of(etl)["n"]["notebook_task"]["base_parameters"] == {"a": "1", "b": "3"}
