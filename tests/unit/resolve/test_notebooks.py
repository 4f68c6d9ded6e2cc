"""The group's notebook parameters (M6): the one exception from the ladder, the group wins."""

from __future__ import annotations

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


def test_are_a_mapping() -> None:
    assert told(workflow(notebook, notebook_params=["a"])) == [
        "error DW002: workflow 'etl': notebook_params is ['a'], expected a mapping of names to values [etl]\n"
        "    write {'name': 'value'}"
    ]
