"""The job's parameters: the author's own and those that templates ask for (M16)."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup
from tests.support.workflows import settings_of, task, told, workflow

START = "{{job.start_time.iso_date}}"


def declaring(parameters: list[dict[str, Any]], template: str = "x") -> DatabricksWorkflowTaskGroup:
    work = {"notebook_path": "/a", "base_parameters": {"p": template}}
    return workflow(lambda: task("t", task_config={"notebook_task": work}), extra_job_params={"parameters": parameters})


def one(name: str, default: Any) -> dict[str, Any]:
    return {"name": name, "default": default}


DECLARED: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]] = [
    ("none", [], []),
    ("text stands", [one("a", "x")], [one("a", "x")]),
    ("empty text too", [one("a", "")], [one("a", "")]),
    (
        "numbers and bools become JSON text",
        [one("a", 5), one("b", 1.5), one("c", True)],
        [one("a", "5"), one("b", "1.5"), one("c", "true")],
    ),
    ("sorted by name", [one("b", "1"), one("a", "2"), one("B", "3")], [one("B", "3"), one("a", "2"), one("b", "1")]),
    ("equal ones once", [one("a", "1"), one("a", 1)], [one("a", "1")]),
]


@pytest.mark.parametrize(("given", "expected"), [row[1:] for row in DECLARED], ids=[row[0] for row in DECLARED])
def test_are_declared(given: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    etl = declaring(given)
    assert settings_of(etl).get("parameters", []) == expected
    assert told(etl) == []


def test_with_two_defaults_are_an_error() -> None:
    assert told(declaring([one("a", "1"), one("a", "2")])) == [
        "error DW035: workflow 'etl': parameter 'a' has two defaults, '1' and '2' [etl]\n    give it one default"
    ]


YIELDS: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]], list[str]]] = [
    ("{{ params.a | d('1') }}", [one("a", "1")], [one("a", "1")], []),
    (
        "{{ params.a | d('2') }}",
        [one("a", "1")],
        [one("a", "1")],
        [
            "info DW036: workflow 'etl': parameter 'a' keeps its own default '1'; a template would have given it '2' "
            "[etl]"
        ],
    ),
    (
        "{{ ds }}",
        [one("run_date", "2024-01-01")],
        [one("run_date", "2024-01-01")],
        [
            "info DW036: workflow 'etl': parameter 'run_date' keeps its own default '2024-01-01'; a template "
            "would have "
            f"given it '{START}' [etl]"
        ],
    ),
    ("{{ params.a | d('1') }}", [one("z", "1")], [one("a", "1"), one("z", "1")], []),
]


@pytest.mark.parametrize(("template", "own", "expected", "messages"), YIELDS)
def test_that_templates_ask_for_yield_to_the_authors_own(
    template: str, own: list[dict[str, Any]], expected: list[dict[str, Any]], messages: list[str]
) -> None:
    etl = declaring(own, template)
    assert settings_of(etl)["parameters"] == expected
    assert [each for each in told(etl) if "DW037" not in each] == messages


def test_may_have_templates_in_their_defaults() -> None:
    etl = declaring([one("a", "{{ run_id }}/{{job.id}}")])
    assert settings_of(etl)["parameters"] == [one("a", "{{job.run_id}}/{{job.id}}")]
