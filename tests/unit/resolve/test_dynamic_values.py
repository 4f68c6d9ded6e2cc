"""Databricks' own references: told apart from templates, read and written."""

from __future__ import annotations

import pytest

from databricks_workflows.resolve.dynamic_values import reference, references

READ: list[tuple[str, list[tuple[str, tuple[str, ...]]]]] = [
    ("plain", []),
    ("{{ ds }}", []),
    ("{{job}}", []),
    ("{{job_id}}", []),
    ("{{jobs.x}}", []),
    ("{{task.nothing}}", []),
    ("{{ params.x }}", []),
    ("{{job.run_id | upper}}", []),
    ("{{job.run_id}}", [("{{job.run_id}}", ("job", "run_id"))]),
    ("{{ job.run_id }}", [("{{ job.run_id }}", ("job", "run_id"))]),
    ("{{job.start_time.iso_date}}", [("{{job.start_time.iso_date}}", ("job", "start_time", "iso_date"))]),
    ("{{task.name}}", [("{{task.name}}", ("task", "name"))]),
    ("{{tasks.a.values.x}}", [("{{tasks.a.values.x}}", ("tasks", "a", "values", "x"))]),
    ("{{tasks.a-b.values.x}}", [("{{tasks.a-b.values.x}}", ("tasks", "a-b", "values", "x"))]),
    ("{{tasks.`a b`.values.`x.y`}}", [("{{tasks.`a b`.values.`x.y`}}", ("tasks", "a b", "values", "x.y"))]),
    ("{{input}}", [("{{input}}", ("input",))]),
    ("{{input.day}}", [("{{input.day}}", ("input", "day"))]),
    ("{{workspace.url}}", [("{{workspace.url}}", ("workspace", "url"))]),
    ("{{backfill.iso_date}}", [("{{backfill.iso_date}}", ("backfill", "iso_date"))]),
    (
        "a{{job.id}}b{{ ds }}{{input}}",
        [("{{job.id}}", ("job", "id")), ("{{input}}", ("input",))],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_references_are_read(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    found = list(references(text))
    assert [(each.text, each.names) for each in found] == expected
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("job", "run_id"), "{{job.run_id}}"),
        (("job", "parameters", "my env"), "{{job.parameters.`my env`}}"),
        (("tasks", "a-b", "values", "x"), "{{tasks.`a-b`.values.x}}"),
    ],
)
def test_references_are_written(names: tuple[str, ...], expected: str) -> None:
    assert reference(*names) == expected
