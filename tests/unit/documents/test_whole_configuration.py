"""What Terraform refuses or undoes in a document as a whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from databricks_workflows.documents import read_document

PERMISSION = {"group_name": "analysts", "permission_level": "CAN_VIEW"}
SALES = "${databricks_job.sales.id}"


def told(data: Any) -> list[str]:
    """``CODE PATH | SUMMARY | REMEDY`` of the problems of these rules."""
    document = read_document(json.dumps(data, indent=2).encode(), "doc.json")
    return [
        f"{each.origin and each.origin.line} {each.code} {each.path} | {each.summary} | {each.remedy}"
        for each in document.diagnostics
        if each.code in ("DW435", "DW436", "DW437")
    ]


def job(**fields: Any) -> dict[str, Any]:
    task = {"task_key": "load", "notebook_task": {"notebook_path": "/load"}, **fields}
    return {"databricks_job": {"sales": {"name": "sales", "task": [task]}}}


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ({"job_id": SALES}, {"job_id": SALES}, "databricks_job.sales"),
        ({"job_id": SALES}, {"job_id": "${databricks_job.sales.job_id}"}, "databricks_job.sales"),
        ({"job_id": "123"}, {"job_id": 123}, "123"),
        ({"job_id": "${var.job}"}, {"job_id": "${var.job}"}, "${var.job}"),
        ({"job_id": SALES}, {"job_id": "${databricks_job.other.id}"}, ""),
        ({"job_id": "${each.value}"}, {"job_id": "${each.value}"}, ""),
        ({"job_id": "1", "provider": "databricks.eu"}, {"job_id": "1", "provider": "databricks.us"}, ""),
        ({"cluster_id": "1"}, {"cluster_id": "1"}, ""),
        ({"job_id": None}, {"job_id": None}, ""),
    ],
)
def test_several_permissions_of_one_job(one: dict[str, Any], two: dict[str, Any], expected: str) -> None:
    permissions = {name: {**body, "access_control": [PERMISSION]} for name, body in (("one", one), ("two", two))}
    problems = told({"resource": {"databricks_permissions": permissions}})
    if not expected:
        assert problems == []
        return
    assert problems == [
        f"14 DW435 databricks_permissions.two | databricks_permissions.two: databricks_permissions.one is for job "
        f"{expected} too, and each takes away what the other one gives | bring all access_control blocks together in "
        "databricks_permissions.one"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${var.x", True),
        ("a %{if var.x", True),
        ('${upper("x)}', True),
        ('${upper("${var.x")}', True),
        ("${ {a = 1 }", True),
        ("${var.x}", False),
        ("$${var.x", False),
        ("%%{if", False),
        ("{{job.id", False),
        ("a } b { $ {", False),
        ('${upper("{")}', False),
    ],
)
def test_an_expression_that_never_ends(text: str, expected: bool) -> None:
    problems = told({"resource": job(description=text)})
    assert [each.split(" | ")[0] for each in problems] == (["12 DW436 databricks_job.sales"] if expected else [])
    assert not expected or f"task 'load': task[0].description is {text!r}, in which an " in problems[0]


def test_a_text_that_is_no_template_may_hold_anything() -> None:
    module = {"m": {"source": "./${", "x": "y"}}
    assert told({"output": {"o": {"description": "${", "value": 1}}, "module": module, "//": "${"}) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"description": "job ${databricks_job.sales.id}"}, True),
        ({"description": "${databricks_job.sales[0].id}"}, True),
        ({"description": "${databricks_job.sales2.id} $${databricks_job.sales.id} databricks_job.sales.id"}, False),
        ({"run_job_task": {"job_id": SALES}}, False),  # told as DW004
    ],
)
def test_a_resource_that_refers_to_itself(fields: dict[str, Any], expected: bool) -> None:
    assert told({"resource": job(**fields)}) == (
        [
            "12 DW437 databricks_job.sales | task 'load': task[0].description refers to databricks_job.sales itself, "
            "which is not there before it is made | in a task write {{job.id}} or {{job.name}}, which Databricks fills "
            "in when it runs"
        ]
        if expected
        else []
    )


def test_its_own_name_in_terraforms_own_blocks_is_left_alone() -> None:
    resources = job()
    resources["databricks_job"]["sales"]["depends_on"] = ["databricks_job.sales"]
    resources["databricks_job"]["sales"]["lifecycle"] = {"replace_triggered_by": [SALES]}
    assert told({"resource": resources}) == []
    resources["databricks_job"]["sales"]["description"] = SALES
    assert [each.split(" | ")[2] for each in told({"resource": resources})] == ["write the value itself"]
