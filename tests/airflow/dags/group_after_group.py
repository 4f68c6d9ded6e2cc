"""group >> group >> [group, group]: three steps, each its own job."""

from datetime import datetime

from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.sdk import DAG


def step(group_id, *task_ids):
    with DatabricksWorkflowTaskGroup(group_id=group_id, databricks_conn_id="databricks_default") as group:
        for task_id in task_ids:
            DatabricksNotebookOperator(
                task_id=task_id, notebook_path=f"/Shared/shop/{group_id}/{task_id}", source="WORKSPACE"
            )
    return group


with DAG("shop", start_date=datetime(2024, 1, 1), schedule="15 1 * * *", catchup=False):
    ingest = step("ingest", "orders", "customers")
    transform = step("transform", "join")
    dashboards = step("dashboards", "sales")
    exports = step("exports", "crm", "erp")
    ingest >> transform >> [dashboards, exports]
