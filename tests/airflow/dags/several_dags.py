"""Three DAGs in one file: `with DAG`, `@dag` and a DAG that is only an argument (`dag=`)."""

from datetime import datetime

from airflow.decorators import dag
from airflow.models import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("web_hourly", start_date=datetime(2024, 2, 1), schedule="@hourly", catchup=False):
    with DatabricksWorkflowTaskGroup(group_id="clicks", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="sessions", notebook_path="/Shared/web/sessions", source="WORKSPACE")


@dag(start_date=datetime(2024, 2, 1), schedule="@weekly", catchup=False)
def web_weekly():
    with DatabricksWorkflowTaskGroup(group_id="clicks", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="report", notebook_path="/Shared/web/report", source="WORKSPACE")


web_weekly()

web_backfill = DAG("web_backfill", start_date=datetime(2024, 2, 1), schedule=None)
clicks = DatabricksWorkflowTaskGroup(group_id="clicks", databricks_conn_id="databricks_default", dag=web_backfill)
first = DatabricksTaskOperator(
    task_id="first",
    task_config={"spark_python_task": {"python_file": "dbfs:/jobs/first.py"}},
    existing_cluster_id="0301-101010-abcd1234",
    dag=web_backfill,
    task_group=clicks,
)
second = DatabricksTaskOperator(
    task_id="second",
    task_config={"spark_python_task": {"python_file": "dbfs:/jobs/second.py", "parameters": ["--full"]}},
    existing_cluster_id="0301-101010-abcd1234",
    dag=web_backfill,
    task_group=clicks,
)
with clicks:
    first >> second
