"""What a Terraform document refers to is declared, in it or beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.documents import read_document

TESTS = Path(__file__).parents[2]

NOTEBOOK = {"task_key": "load", "notebook_task": {"notebook_path": "/sales/load"}}


def told(data: Any, *beside: Any) -> list[str]:
    """``LINE CODE PATH``, what is wrong, and the remedy."""
    document = read_document(json.dumps(data, indent=2).encode(), "doc.json", beside)
    return [
        f"{each.origin and each.origin.line} {each.code} {each.path} | {each.summary} | {each.remedy}"
        for each in document.diagnostics
    ]


def job(**fields: Any) -> dict[str, Any]:
    """A configuration with one job of one task."""
    return {"resource": {"databricks_job": {"sales": {"task": [{**NOTEBOOK, **fields}]}}}}


def test_each_kind_of_reference() -> None:
    data = job(
        existing_cluster_id="${var.clutser}",
        description="${local.text} ${module.network.id} ${data.databricks_cluster.etl.id} ${databricks_job.slaes.id}",
    )
    assert told({**data, "variable": {"cluster": {}}}) == [
        "11 DW431 databricks_job.sales | task 'load': task[0].existing_cluster_id refers to var.clutser, which nothing "
        "declares | did you mean 'var.cluster'?",
        "12 DW431 databricks_job.sales | task 'load': task[0].description refers to local.text, which nothing "
        'declares | declare it: "locals": {"text": ...}',
        "12 DW431 databricks_job.sales | task 'load': task[0].description refers to module.network, which nothing "
        'declares | declare it: "module": {"network": {...}}',
        "12 DW431 databricks_job.sales | task 'load': task[0].description refers to data.databricks_cluster.etl, which "
        'nothing declares | declare it: "data": {"databricks_cluster": {"etl": {...}}}',
        "12 DW431 databricks_job.sales | task 'load': task[0].description refers to databricks_job.slaes, which "
        "nothing declares | did you mean 'databricks_job.sales'?",
    ]


def test_a_reference_in_several_places_is_one_problem() -> None:
    output = {"output": {"env": {"value": "${var.env}"}}}
    assert told({**job(description="${var.env}"), **output}) == [
        "11 DW431 databricks_job.sales | task 'load': task[0].description refers to var.env, which nothing declares "
        '(and once more) | declare it: "variable": {"env": {}}'
    ]


@pytest.mark.parametrize(
    "declared",
    [
        {
            "variable": {"x": {}},
            "locals": {"x": 1},
            "module": {"x": {}},
            "data": {"a_b": {"x": {}}},
            "resource": {"a_b": {"x": {}}},
        },
        {
            "variable": [{"x": [{}]}],
            "locals": [{"x": 1}],
            "module": [{"x": [{}]}],
            "data": [{"a_b": [{"x": [{}]}]}],
            "resource": [{"a_b": {"x": {}}}],
        },
    ],
    ids=["objects", "lists"],
)
def test_what_is_declared_beside_it(declared: dict[str, Any]) -> None:
    data = job(description="${var.x} ${local.x} ${module.x.y} ${data.a_b.x.id} ${a_b.x.id}")
    assert len(told(data)) == 5
    assert told(data, declared) == []


@pytest.mark.parametrize(
    "data",
    [
        {"output": {"x": {"value": 1, "description": "${var.x}"}}},
        {"variable": {"x": {"description": "${var.y}"}}},
        {"resource": {"databricks_notebook": {"x": {"//": "${var.x}", "lifecycle": {"ignore_changes": ["a_b.c"]}}}}},
        {"resource": {"aws_x": {"x": {"dynamic": {"a_b": {"for_each": [1], "content": {"c": "${a_b.value}"}}}}}}},
        {"resource": {"aws_x": {"x": {"dynamic": {"a": {"iterator": "my_it", "content": {"c": "${my_it.value}"}}}}}}},
        {"moved": [{"from": "databricks_job.old", "to": "databricks_job.new"}]},
        {"locals": {"x": "${terraform.workspace}", "y": "${local.x}"}},
    ],
    ids=["description", "variable", "comment", "label", "iterator", "moved", "local"],
)
def test_what_refers_to_nothing(data: Any) -> None:
    assert told(data) == []


@pytest.mark.parametrize(
    ("depends_on", "expected"),
    [
        ("databricks_notebook.load", ["databricks_notebook.load"]),
        ("data.databricks_cluster.etl", ["data.databricks_cluster.etl"]),
        ("module.network", []),  # which Terraform lets pass
        ("databricks_directory.sales", []),
    ],
)
def test_dependencies_name_resources_without_a_template(depends_on: str, expected: list[str]) -> None:
    data = {"resource": {"databricks_directory": {"sales": {}, "stock": {"depends_on": [depends_on]}}}}
    assert [each.split(" refers to ")[1].split(",")[0] for each in told(data)] == expected


@pytest.mark.parametrize(
    ("configuration", "provider", "remedies"),
    [
        ({"provider": {"databricks": {"alias": "eu"}}}, "databricks.eu", []),
        ({"provider": {"databricks": [{}, {"alias": "eu"}]}}, "databricks.eu", []),
        ({"provider": {"databricks": [{}, {"alias": "eu"}]}}, "databricks", []),
        ({}, "databricks", []),
        ({"provider": {"databricks": {"alias": "eu"}}}, "databricks.us", ["did you mean 'databricks.eu'?"]),
        (
            {"provider": {"databricks": {}}},
            "databricks.eu",
            ['declare it: "provider": {"databricks": {"alias": "eu", ...}}'],
        ),
        (
            {"terraform": {"required_providers": {"databricks": {"configuration_aliases": ["databricks.eu"]}}}},
            "databricks.eu",
            [],
        ),
    ],
)
def test_provider_aliases(configuration: Any, provider: str, remedies: list[str]) -> None:
    data = job()
    data["resource"]["databricks_job"]["sales"]["provider"] = provider
    what = f"databricks_job.sales: its provider is {provider!r}, which no provider block is"
    head = f"13 DW432 databricks_job.sales | {what}"
    assert told({**data, **configuration}) == [f"{head} | {remedy}" for remedy in remedies]


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("databricks_jobs", "databricks_job"),
        ("databricks_Job", "databricks_job"),
        ("databricks_permission", "databricks_permissions"),
        ("databricks_permisions", "databricks_permissions"),
        ("databricks_permission_assignment", None),
        ("databricks_notebook", None),
        ("databricks_repo", None),
        ("aws_jobs", None),
    ],
)
def test_misspelt_resources(kind: str, meant: str | None) -> None:
    data = {"resource": {kind: {"x": {}}}, "output": {"id": {"value": f"${{{meant or kind}.x.id}}"}}}
    assert told(data) == (
        [f"3 DW430 {kind} | there is no resource {kind} in the Databricks provider | did you mean {meant!r}?"]
        if meant
        else []
    )


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.tf.json")), ids=lambda path: path.name)
def test_our_own_documents_refer_to_what_is_there(path: Path) -> None:
    document = read_document(path.read_bytes(), path.name, ())
    assert [each for each in document.diagnostics if each.code in ("DW430", "DW431", "DW432")] == []
