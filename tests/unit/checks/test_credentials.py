"""No secret stands in a document (C6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.credentials import check_credentials
from databricks_workflows.model import tf
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.connections import Connection
from tests.support.workflows import checked, job

TOKEN = "dapi" + "0123456789abcdef" * 2
REMEDY = "keep it in a secret scope and name it: {{secrets/scope/key}} in spark_conf, dbutils.secrets.get in code"
LOOK: dict[str, str] = {
    TOKEN: "a Databricks token",
    f"Bearer {TOKEN}": "a Databricks token",
    f"{TOKEN}-2": "a Databricks token",
    "AKIA" + "ABCDEFGH12345678": "an AWS access key",
    "key=ASIA" + "ABCDEFGH12345678;": "an AWS access key",
    "-----BEGIN RSA PRIVATE KEY-----\nMII": "a private key",
    "-----BEGIN PRIVATE KEY-----": "a private key",
    "dose" + "0123456789abcdef" * 2: "an OAuth secret of Databricks",
    "aB3+" * 21 + "/9==": "an Azure storage key",
    "AccountKey=" + "aB3+" * 21 + "/9==;EndpointSuffix=core": "an Azure storage key",
    "https://ghp_" + "a1B2" * 9 + "@github.com/sales/etl": "a GitHub token",
    "github_pat_" + "a1B2_" * 16: "a GitHub token",
    "glpat-" + "a1B2-" * 4: "a GitLab token",
    "xoxb-" + "1234567890": "a Slack token",
    "AIza" + "a1B2_" * 7: "a Google API key",
    "eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl": "a signed token (JWT)",
}


def with_parameter(name: str, value: Any) -> Any:
    work = {"notebook_path": "/a", "base_parameters": {name: value}}
    return job(tasks=[{"task_key": "a", "notebook_task": work}])


@pytest.mark.parametrize("value", LOOK)
def test_a_value_that_looks_like_a_credential_is_an_error(value: str) -> None:
    assert checked(check_credentials, with_parameter("p", value)) == [
        f"error DW040: task 'a': the value of notebook_task.base_parameters.p looks like {LOOK[value]} [etl/a]\n"
        f"    {REMEDY}"
    ]


@pytest.mark.parametrize(
    "value",
    ["", "dapi", "dapi123", "my" + TOKEN[:20], "AKIA", "-----BEGIN CERTIFICATE-----", "eyJ", "{{secrets/scope/key}}"],
)
def test_other_values_pass(value: str) -> None:
    assert checked(check_credentials, with_parameter("p", value)) == []


SUSPICIOUS = [
    "password",
    "PASSWORD",
    "db_password",
    "db.pwd",
    "api_key",
    "apiKey",
    "x-api-key",
    "token",
    "client_secret",
    "fs.s3a.secret.key",
    "fs.azure.account.key.sales.dfs.core.windows.net",
    "fs.azure.account.oauth2.client.secret.sales.dfs.core.windows.net",
]
HARMLESS = [
    "fs.azure.account.oauth2.client.id.sales.dfs.core.windows.net",
    "primary.key",
    "secret_scope",
    "tokens",
    "passwords_file",
    "monkey",
    "key",
    "tokenizer",
    "compass-word",
]


@pytest.mark.parametrize("name", SUSPICIOUS)
def test_a_literal_under_a_name_that_promises_a_secret_is_a_warning(name: str) -> None:
    assert checked(check_credentials, with_parameter(name, "x")) == [
        f"warning DW041: task 'a': notebook_task.base_parameters.{name} holds a literal, and its name "
        f"promises a secret "
        f"[etl/a]\n    {REMEDY}\n    if it is none, suppress=['DW041']"
    ]


INSIDE: dict[str, str | None] = {
    "jdbc:sqlserver://db;user=etl;password=hunter2": "password=",
    "jdbc:postgresql://db/sales?user=etl&PWD=hunter2&ssl=true": "PWD=",
    "--api-key=hunter2": "api-key=",
    "token=hunter2": "token=",
    "https://etl:hunter2@artifacts.example.com/simple": "a user's name",
    "jdbc:sqlserver://db;user=etl;password={{secrets/db/password}}": None,
    "--token=${var.token}": None,
    "password=****": None,
    "password=<your password>": None,
    "password=": None,
    "select * from logins where token='a'": None,
    "https://etl:{{secrets/pypi/password}}@artifacts.example.com/simple": None,
    "abfss://raw@sales.dfs.core.windows.net/orders": None,
    "https://db.example.com:8443/a@b": None,
}


@pytest.mark.parametrize("text", INSIDE)
def test_a_literal_inside_a_longer_text_is_a_warning(text: str) -> None:
    expected = [
        f"warning DW041: task 'a': notebook_task.base_parameters.url holds a literal after {INSIDE[text]}, which "
        f"promises a secret [etl/a]\n    {REMEDY}\n    if it is none, suppress=['DW041']"
    ]
    assert checked(check_credentials, with_parameter("url", text)) == (expected if INSIDE[text] else [])


@pytest.mark.parametrize("name", HARMLESS)
def test_other_names_pass(name: str) -> None:
    assert checked(check_credentials, with_parameter(name, "x")) == []


@pytest.mark.parametrize("value", ["", "{{secrets/scope/key}}", tf("${var.token}"), "${TfToken[TOKEN.1]}"])
def test_a_reference_under_such_a_name_passes(value: str) -> None:
    assert checked(check_credentials, with_parameter("token", value)) == []


def test_every_part_of_a_job_is_looked_at() -> None:
    wrong = replace(
        job(
            description=TOKEN,
            tags={"a": TOKEN},
            tasks=[{"task_key": "a", "spark_python_task": {"python_file": "/a", "parameters": ["x", TOKEN]}}],
        ),
        connection=Connection("prod", "prod", {"host": "https://x", "token": "y"}),
        extra={"new": {"field": TOKEN}},
        task_extra={"a": {"other": TOKEN}},
        variables={"branch": TOKEN, "other": None},
    )
    found = checked(check_credentials, wrong)
    assert found == [
        f"error DW040: workflow 'etl': the value of description looks like a Databricks token [etl]\n    {REMEDY}",
        f"error DW040: workflow 'etl': the value of tags.a looks like a Databricks token [etl]\n    {REMEDY}",
        "error DW040: task 'a': the value of spark_python_task.parameters.1 looks like a Databricks token [etl/a]\n"
        f"    {REMEDY}",
        f"error DW040: workflow 'etl': the value of extra.new.field looks like a Databricks token [etl]\n    {REMEDY}",
        f"error DW040: task 'a': the value of extra.other looks like a Databricks token [etl/a]\n    {REMEDY}",
        f"error DW040: workflow 'etl': the value of variable.branch looks like a Databricks token [etl]\n    {REMEDY}",
        "warning DW041: connection 'prod': token holds a literal, and its name promises a secret [etl]\n"
        f"    {REMEDY}\n    if it is none, suppress=['DW041']",
    ]
    assert not any(TOKEN in message for message in found)


def test_messages_show_no_secret() -> None:
    assert shown({"url": "jdbc:sqlserver://db;user=etl;password=hunter2"}) == "(hidden)"
    assert shown("--token=hunter2") == "(hidden)"
    assert shown(["x", TOKEN]) == "(a Databricks token)"
    assert shown("where token='a'") == "\"where token='a'\""
