"""Connection ids as providers (M10), and never a token."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.pipeline import Settings
from databricks_workflows.resolve.connections import Connection
from tests.support.workflows import compiled, task, text, workflow

SECRET = "dapi" + "0" * 32
URI = f"databricks://token:{SECRET}@adb-1.azuredatabricks.net/?http_path=x"
JSON = f'{{"conn_type": "databricks", "host": "https://adb-1.azuredatabricks.net/", "password": "{SECRET}"}}'
HOST = {"host": "https://adb-1.azuredatabricks.net"}


def read_from(variable: str, conn_id: str) -> str:
    return (
        f"info DW051: connection {conn_id!r}: its host https://adb-1.azuredatabricks.net was read from "
        f"{variable} [etl]\n"
        "    give it in the stack's connections= to make the document independent of the environment"
    )


CONNECTIONS: list[tuple[str, str | None, dict[str, Any], Connection, list[str]]] = [
    ("the default one", None, {}, Connection("databricks_default", None, {}), []),
    ("the default one by name", "databricks_default", {}, Connection("databricks_default", None, {}), []),
    ("nothing known", "prod", {}, Connection("prod", "prod", {"profile": "prod"}), []),
    ("other characters", "prod-eu.1", {}, Connection("prod-eu.1", "prod_eu_1", {"profile": "prod-eu.1"}), []),
    ("a digit first", "1st", {}, Connection("1st", "_1st", {"profile": "1st"}), []),
    (
        "the stack's settings",
        "prod",
        {"connections": {"prod": {"host": "https://x", "profile": "p"}}},
        Connection("prod", "prod", {"host": "https://x", "profile": "p"}),
        [],
    ),
    (
        "the stack's settings of the default one",
        None,
        {"connections": {"databricks_default": {"profile": "p"}}},
        Connection("databricks_default", None, {"profile": "p"}),
        [],
    ),
    (
        "the stack's settings before the environment",
        "prod",
        {"connections": {"prod": {"profile": "p"}}, "environ": {"AIRFLOW_CONN_PROD": URI}},
        Connection("prod", "prod", {"profile": "p"}),
        [],
    ),
    (
        "the host of a URI",
        "prod",
        {"environ": {"AIRFLOW_CONN_PROD": URI}},
        Connection("prod", "prod", HOST),
        [read_from("AIRFLOW_CONN_PROD", "prod")],
    ),
    (
        "the host of JSON",
        "prod",
        {"environ": {"AIRFLOW_CONN_PROD": JSON}},
        Connection("prod", "prod", HOST),
        [read_from("AIRFLOW_CONN_PROD", "prod")],
    ),
    (
        "the host of the default one",
        None,
        {"environ": {"AIRFLOW_CONN_DATABRICKS_DEFAULT": URI}},
        Connection("databricks_default", None, HOST),
        [read_from("AIRFLOW_CONN_DATABRICKS_DEFAULT", "databricks_default")],
    ),
    *(
        (
            f"the host of {value}",
            "prod",
            {"environ": {"AIRFLOW_CONN_PROD": value}},
            Connection("prod", "prod", HOST),
            [read_from("AIRFLOW_CONN_PROD", "prod")],
        )
        for value in (
            f"databricks://:{SECRET}@adb-1.azuredatabricks.net:443",
            f"databricks://tok%3Aen:{SECRET}%40@adb-1.azuredatabricks.net/x",
            "databricks://https%3A%2F%2Fadb-1.azuredatabricks.net/",
            f'{{"host": "https://token:{SECRET}@adb-1.azuredatabricks.net/?o=1"}}',
            '{"host": "adb-1.azuredatabricks.net"}',
            f"token:{SECRET}@adb-1.azuredatabricks.net",
        )
    ),
    (
        "a URI that is none",
        "prod",
        {"environ": {"AIRFLOW_CONN_PROD": "databricks://[adb-1"}},
        Connection("prod", "prod", {"profile": "prod"}),
        [],
    ),
    (
        "a URI without host",
        "prod",
        {"environ": {"AIRFLOW_CONN_PROD": "databricks://"}},
        Connection("prod", "prod", {"profile": "prod"}),
        [],
    ),
    (
        "JSON without host",
        "prod",
        {"environ": {"AIRFLOW_CONN_PROD": '{"conn_type": "databricks"}'}},
        Connection("prod", "prod", {"profile": "prod"}),
        [],
    ),
    (
        "JSON that is none",
        "prod",
        {"environ": {"AIRFLOW_CONN_PROD": "{host"}},
        Connection("prod", "prod", {"profile": "prod"}),
        [],
    ),
]


@pytest.mark.parametrize(
    ("conn_id", "settings", "expected", "messages"),
    [row[1:] for row in CONNECTIONS],
    ids=[row[0] for row in CONNECTIONS],
)
def test_a_connection_is_made_of(
    conn_id: str | None, settings: dict[str, Any], expected: Connection, messages: list[str]
) -> None:
    result = compiled(workflow(databricks_conn_id=conn_id), settings=Settings(**settings))
    assert [job.connection for job in result.jobs] == [expected]
    assert text(result.diagnostics) == messages
    assert SECRET not in repr(result)


@pytest.mark.parametrize("conn_id", ["", 5, ["prod"]])
def test_what_is_no_id_is_no_connection(conn_id: Any) -> None:
    result = compiled(workflow(databricks_conn_id=conn_id))
    assert [job.connection for job in result.jobs] == [Connection("databricks_default", None, {})]
    assert text(result.diagnostics) == [
        f"error DW002: workflow 'etl': databricks_conn_id is {conn_id!r}, expected the id of a connection [etl]\n"
        "    leave it out for databricks_default"
    ]


def test_a_task_of_another_connection_is_a_warning() -> None:
    def body() -> None:
        task("same", databricks_conn_id="prod")
        task("other", databricks_conn_id="test")

    result = compiled(workflow(body, databricks_conn_id="prod"))
    assert [job.connection for job in result.jobs] == [Connection("prod", "prod", {"profile": "prod"})]
    assert text(result.diagnostics) == [
        "warning DW050: task 'other': its connection 'test' is not that of its workflow, 'prod', which is used "
        "[etl/other]\n    take it away here, or write a workflow of its own for the other workspace"
    ]
