"""Texts that other languages would read as something: ${}, %{}, quotes, newlines, other scripts."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with (
    DAG("texts", start_date=datetime(2024, 1, 1), schedule=None) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="databricks_default",
        extra_job_params={"description": "Größe ≥ 5 — 日本語 🚀", "tags": {"path": "${HOME}"}},
    ),
):
    DatabricksNotebookOperator(
        task_id="work",
        notebook_path="/Shared/Ordner mit Leerzeichen/work",
        source="WORKSPACE",
        notebook_params={
            "shell": "${var.x} and $${y}",
            "template": "%{ if true }x%{ endif }",
            "quotes": "it's \"quoted\" \\ and 'so on'",
            "lines": "one\ntwo\r\n\tthree",
            "regex": r"^\d+\.\{2\}$",
            "json": '{"a": {"b": 1}}',
            "braces": "{single} {{'{{'}} }}",
            "empty": "",
            "Ünïcode": "key",
        },
    )
