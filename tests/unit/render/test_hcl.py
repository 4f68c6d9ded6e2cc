"""The same arguments as HCL: what is a block, what an attribute, and text already escaped."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.render.hcl import hcl_attributes, quote

QUOTED: list[tuple[str, str]] = [
    ("plain", "plain"),
    ("", ""),
    ('say "hi"', 'say \\"hi\\"'),
    ("a\\b", "a\\\\b"),
    ("a\nb\r\nc\td", "a\\nb\\r\\nc\\td"),
    ("ä€", "ä€"),
    ("{x} }", "{x} }"),
    ("$${x}", "$${x}"),
    ('%%{if "x"}', '%%{if \\"x\\"}'),
    ("${var.x}", "${var.x}"),
    ('${lookup(m, "k")}', '${lookup(m, "k")}'),
    ('"${lookup(m, "k")}"', '\\"${lookup(m, "k")}\\"'),
    ('${a["x"]}"${b}"', '${a["x"]}\\"${b}\\"'),
    ('${{ a = "x" }["a"]} "', '${{ a = "x" }["a"]} \\"'),
    ('%{if x == "y"}"%{endif}', '%{if x == "y"}\\"%{endif}'),
    ('$${lookup(m, "k")}', '$${lookup(m, \\"k\\")}'),
    ("$$x", "$$x"),
    ('${replace(a, "#job/", "jobs/")}', '${replace(a, "#job/", "jobs/")}'),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_text_is_escaped_but_for_expressions(text: str, expected: str) -> None:
    assert quote(text) == expected


def simple(value: Any, kind: str) -> dict[str, Any]:
    return {"value": value, "isBlock": False, "type": "simple", "storageClassType": kind}


def block(*items: dict[str, Any]) -> dict[str, Any]:
    return {"value": list(items), "isBlock": True, "type": "list", "storageClassType": "blockList"}


ATTRIBUTES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("text", {"name": 'a"b'}, {"name": simple('a\\"b', "string")}),
    ("a number", {"max_concurrent_runs": 3}, {"max_concurrent_runs": simple(3, "number")}),
    ("a number by an expression", {"timeout_seconds": "${var.x}"}, {"timeout_seconds": simple("${var.x}", "number")}),
    ("a bool in a block", {"queue": {"enabled": True}}, {"queue": block({"enabled": simple(True, "boolean")})}),
    (
        "a map",
        {"tags": {'a"': "x\ny"}},
        {"tags": {"value": {'a\\"': "x\\ny"}, "isBlock": False, "type": "map", "storageClassType": "stringMap"}},
    ),
    (
        "a list of texts in a block",
        {"email_notifications": {"on_failure": ["a@b.c"]}},
        {
            "email_notifications": block(
                {
                    "on_failure": {
                        "value": ["a@b.c"],
                        "isBlock": False,
                        "type": "list",
                        "storageClassType": "stringList",
                    }
                }
            )
        },
    ),
    (
        "blocks",
        {"task": [{"task_key": "a", "depends_on": [{"task_key": "b"}]}, {"task_key": "b"}]},
        {
            "task": block(
                {
                    "task_key": simple("a", "string"),
                    "depends_on": block({"task_key": simple("b", "string")}),
                },
                {"task_key": simple("b", "string")},
            )
        },
    ),
    (
        "blocks in blocks",
        {"task": [{"task_key": "a", "for_each_task": {"inputs": "[]", "task": {"task_key": "x"}}}]},
        {
            "task": block(
                {
                    "task_key": simple("a", "string"),
                    "for_each_task": block(
                        {"inputs": simple("[]", "string"), "task": block({"task_key": simple("x", "string")})}
                    ),
                }
            )
        },
    ),
    (
        "fields that the schema does not know",
        {"new_text": "x", "new_bool": True, "new_number": 1.5, "new_list": [1], "new_map": {"a": 1}},
        {
            "new_text": simple("x", "string"),
            "new_bool": simple(True, "boolean"),
            "new_number": simple(1.5, "number"),
            "new_list": {"value": [1], "isBlock": False, "type": "list", "storageClassType": "numberList"},
            "new_map": {"value": {"a": 1}, "isBlock": False, "type": "map", "storageClassType": "stringMap"},
        },
    ),
]


@pytest.mark.parametrize(("arguments", "expected"), [row[1:] for row in ATTRIBUTES], ids=[row[0] for row in ATTRIBUTES])
def test_each_value_has_its_kind(arguments: dict[str, Any], expected: dict[str, Any]) -> None:
    assert hcl_attributes("databricks_job", arguments) == expected


def test_permissions_are_blocks_too() -> None:
    arguments = {"job_id": "${databricks_job.etl.id}", "access_control": [{"group_name": "users"}]}
    assert hcl_attributes("databricks_permissions", arguments) == {
        "job_id": simple("${databricks_job.etl.id}", "string"),
        "access_control": block({"group_name": simple("users", "string")}),
    }
