"""dag.param() given to a notebook: an object that only a run can resolve."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("dag_param", start_date=datetime(2024, 1, 1), schedule=None, params={"table": "orders"}) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="work",
            notebook_path="/Shared/work",
            source="WORKSPACE",
            notebook_params={"table": dag.param("table")},
        )
