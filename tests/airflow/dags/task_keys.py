"""databricks_task_key: explicit, too long, the same twice, in task_config, and used by a depends_on."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

CONFIG = {"notebook_task": {"notebook_path": "/Shared/x"}}

with DAG("keys", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="explicit", databricks_conn_id="databricks_default"):
        named = DatabricksTaskOperator(task_id="named", task_config=CONFIG, databricks_task_key="a_key")
        hundred = DatabricksTaskOperator(task_id="hundred", task_config=CONFIG, databricks_task_key="k" * 100)
        longer = DatabricksTaskOperator(task_id="longer", task_config=CONFIG, databricks_task_key="k" * 101)
        blanks = DatabricksNotebookOperator(
            task_id="blanks", notebook_path="/Shared/x", source="WORKSPACE", databricks_task_key="with blanks. and dots"
        )
        in_config = DatabricksTaskOperator(task_id="in_config", task_config={**CONFIG, "task_key": "overwritten"})
        named >> hundred >> longer >> blanks >> in_config
    with DatabricksWorkflowTaskGroup(group_id="twice", databricks_conn_id="databricks_default"):
        one = DatabricksTaskOperator(task_id="one", task_config=CONFIG, databricks_task_key="same")
        two = DatabricksTaskOperator(task_id="two", task_config=CONFIG, databricks_task_key="same")
        one >> two
