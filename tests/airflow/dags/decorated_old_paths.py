"""`@dag` and `@task_group` of airflow.decorators, chain of airflow.models.baseoperator, a task group with a name."""

from datetime import datetime

from airflow.decorators import dag, task_group
from airflow.models.baseoperator import chain
from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def notebook(task_id: str, path: str) -> DatabricksTaskOperator:
    return DatabricksTaskOperator(
        task_id=task_id,
        task_config={"notebook_task": {"notebook_path": path, "source": "WORKSPACE"}},
        existing_cluster_id="0301-101010-abcd1234",
    )


@dag("inventory.refresh", start_date=datetime(2023, 11, 5), schedule="0 */6 * * *", catchup=False, max_active_runs=1)
def build():
    @task_group(group_id="stock", tooltip="What lies in the stores")
    def stock_levels(regions):
        return [notebook(region, f"/Workspace/inventory/{region}") for region in regions]

    with DatabricksWorkflowTaskGroup(group_id="inventory", databricks_conn_id="databricks_default"):
        start = notebook("start", "/Workspace/inventory/start")
        levels = stock_levels(["north", "south"])
        end = notebook("end", "/Workspace/inventory/end")
        chain(start, levels, end)


inventory = build()
