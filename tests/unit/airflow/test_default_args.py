"""default_args of DAG files hold the arguments of every operator, also of those that nobody here knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.pipeline import compile
from tests.support.workflows import text

FILE = """from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.models import Variable

default_args = {arguments}
with DAG("sales", default_args=default_args):
    for name in "ab":
        DatabricksNotebookOperator(
            task_id=name, notebook_path="/sales/load", source="WORKSPACE", existing_cluster_id="0801-010101-abc"
        )
"""
OTHERS = "info DW012: default_args of DAG 'sales': no Databricks operator takes {} [sales]"
TOLD = [
    ("{'catchup': False, 'provide_context': True}", [OTHERS.format("catchup, provide_context")]),
    ("{'snowflake_conn_id': 'warehouse'}", [OTHERS.format("snowflake_conn_id")]),
    # Near to one of ours, but it asks for nothing.
    ("{'email_on_success': False}", [OTHERS.format("email_on_success")]),
    ("{'retires': 3}", ["error DW001: default_args of DAG 'sales': there is no argument retires (value 3) [sales]"]),
    (
        "{'databricks_conn_id': Variable.get('connection')}",
        [
            "error DW064: default_args of DAG 'sales': databricks_conn_id takes Variable 'connection', which is given "
            "nowhere [sales]"
        ],
    ),
]


@pytest.mark.parametrize(("arguments", "told"), TOLD)
def test_each_is_told_once_and_others_are_no_mistake(arguments: str, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(FILE.replace("{arguments}", arguments))
    found = compile(load_dag_file(tmp_path / "dag.py")).diagnostics
    assert [line.splitlines()[0] for line in text(found)] == told
