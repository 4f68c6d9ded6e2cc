"""A secret in a Terraform document is seen wherever it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from databricks_workflows.documents import read_document

TOKEN = "dapi" + "0" * 32
JOB = {"databricks_job": {"sales": {"task": [{"task_key": "load", "notebook_task": {"notebook_path": "/load"}}]}}}
OFF = '\nif it is none, write DW041 = "off" below [tool.databricks-workflows.rules] in pyproject.toml'
VARIABLE = 'declare a variable without a default, "sensitive": true, and refer to it'
PROVIDER = "leave it out and set the provider's environment variable (DATABRICKS_TOKEN), or give a variable"


def told(data: dict[str, Any]) -> list[str]:
    """``LINE CODE`` and what is wrong, then the remedy."""
    resources = JOB | data.get("resource", {})
    content = json.dumps({**data, "resource": resources}, indent=1).encode()
    found = read_document(content, "doc.json", []).diagnostics
    return [f"{each.origin and each.origin.line} {each.code} {each.summary} | {each.remedy}" for each in found]


WRONG: list[tuple[dict[str, Any], str]] = [
    (
        {"provider": {"databricks": [{"host": "h", "token": TOKEN}]}},
        f"6 DW040 provider.databricks: the value of token looks like a Databricks token | {PROVIDER}",
    ),
    (
        {"provider": {"databricks": {"host": "h", "password": "hunter2"}}},
        "5 DW041 provider.databricks: password holds a literal, and its name promises a secret | " + PROVIDER + OFF,
    ),
    (
        {"variable": {"db_password": {"type": "string", "default": "hunter2"}}},
        "5 DW041 variable.db_password: default holds a literal, and its name promises a secret | leave the default out "
        "and set TF_VAR_db_password where Terraform runs" + OFF,
    ),
    (
        {"locals": {"url": "jdbc:sqlserver://db;password=hunter2"}},
        f"3 DW041 locals: url holds a literal after password=, which promises a secret | {VARIABLE}{OFF}",
    ),
    (
        {"module": {"net": {"source": "git::https://etl:hunter2@git.example.com/net"}}},
        f"4 DW041 module.net: source holds a literal after a user's name, which promises a secret | {VARIABLE}{OFF}",
    ),
    (
        {"terraform": {"backend": {"s3": {"secret_key": "abc"}}}},
        "5 DW041 terraform: backend.s3.secret_key holds a literal, and its name promises a secret | leave it out and "
        "give it to terraform init, or by the backend's environment variable" + OFF,
    ),
    (
        {"resource": {"databricks_secret": {"a": {"string_value": TOKEN}}}},
        "17 DW040 resource.databricks_secret.a: the value of string_value looks like a Databricks token | " + VARIABLE,
    ),
    (
        {"output": {"t": {"value": TOKEN}}},
        f"4 DW040 output.t: the value of value looks like a Databricks token | {VARIABLE}",
    ),
]


@pytest.mark.parametrize(("data", "message"), WRONG)
def test_a_literal_secret(data: dict[str, Any], message: str) -> None:
    assert told(data) == [message]


RIGHT: list[dict[str, Any]] = [
    {"provider": {"databricks": {"token": "${var.token}"}}, "variable": {"token": {"sensitive": True}}},
    {"provider": {"databricks": {"token": ""}}},
    {"variable": {"db_password": {"description": "of the warehouse", "type": "string"}}},
    {"locals": {"tags": {"team": "sales"}}},
    {"resource": {"databricks_token": {"ci": {"comment": "token", "token": "by name only"}}}},
]


@pytest.mark.parametrize("data", RIGHT)
def test_what_is_none(data: dict[str, Any]) -> None:
    assert told(data) == []
