"""Param objects of a DAG, params of tasks, and dag.param() as a value."""

from datetime import datetime

from airflow import DAG
from airflow.models.param import Param
from airflow.providers.databricks.operators.databricks import (
    DatabricksCreateJobsOperator,
    DatabricksNotebookOperator,
    DatabricksRunNowOperator,
    DatabricksSubmitRunOperator,
)
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG(
    "with_params",
    start_date=datetime(2024, 1, 1),
    schedule=None,
    params={
        "table": Param("orders", type="string", enum=["orders", "customers"], title="Table"),
        "limit": Param(100, type="integer", minimum=1),
        "full": Param(False, type="boolean"),
        "note": Param(None, type=["null", "string"]),
        "ratio": 0.5,
        "tables": ["a", "b"],
    },
    render_template_as_native_obj=True,
) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="templates",
            notebook_path="/Shared/work",
            source="WORKSPACE",
            notebook_params={"table": "{{ params.table }}", "limit": "{{ params.limit }}"},
        )
        DatabricksNotebookOperator(
            task_id="task_params",
            notebook_path="/Shared/work",
            source="WORKSPACE",
            params={"table": "customers"},
            notebook_params={"table": "{{ params['table'] }}"},
        )
    submit = DatabricksSubmitRunOperator(
        task_id="submit",
        existing_cluster_id="0301-101010-abcd1234",
        notebook_task={"notebook_path": "/Shared/work"},
    )
    submit_own = DatabricksSubmitRunOperator(
        task_id="submit_own",
        existing_cluster_id="0301-101010-abcd1234",
        notebook_task={"notebook_path": "/Shared/work", "base_parameters": {"own": "1"}},
    )
    run_now = DatabricksRunNowOperator(task_id="run_now", job_id=42)
    run_now_without = DatabricksRunNowOperator(task_id="run_now_without", job_id=42, forward_dag_params=False)
    create = DatabricksCreateJobsOperator(
        task_id="create",
        name="with params",
        tasks=[{"task_key": "a", "notebook_task": {"notebook_path": "/Shared/work"}}],
    )
