"""Variable.get while the file is imported: plain, as JSON, with a default (tests/airflow/variables.json has them)."""

from datetime import datetime

from airflow import DAG
from airflow.models import Variable
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

cluster_id = Variable.get("databricks_cluster")
config = Variable.get("etl_config", deserialize_json=True)
schedule = Variable.get("etl_schedule", default_var="0 7 * * *")

with DAG("variables", start_date=datetime(2024, 1, 1), schedule=schedule, catchup=False) as dag:
    with DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="databricks_default",
        notebook_params={"environment": Variable.get("environment", "dev"), "workers": config["workers"]},
    ):
        for table in config["tables"]:
            DatabricksNotebookOperator(
                task_id=f"load_{table}",
                notebook_path=f"/Shared/load/{table}",
                source="WORKSPACE",
                existing_cluster_id=cluster_id,
            )
