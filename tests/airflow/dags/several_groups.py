"""Two groups in one DAG that have nothing to do with each other, one with the same task ids as the other."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("finance", start_date=datetime(2024, 1, 1), schedule="0 6 * * 1", catchup=False):
    for area in ("ledger", "payroll"):
        with DatabricksWorkflowTaskGroup(group_id=area, databricks_conn_id="databricks_default"):
            load = DatabricksNotebookOperator(
                task_id="load", notebook_path=f"/Shared/finance/{area}/load", source="WORKSPACE"
            )
            report = DatabricksNotebookOperator(
                task_id="report", notebook_path=f"/Shared/finance/{area}/report", source="WORKSPACE"
            )
            load >> report
