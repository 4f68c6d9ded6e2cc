"""existing_clusters of the group beside existing_cluster_id of tasks, as argument and in task_config."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

CLUSTER_URL = "https://example.cloud.databricks.com/compute/clusters/0301-101010-abcd1234"
CLUSTER_ID = CLUSTER_URL.split("/")[-1]

with (
    DAG("existing", start_date=datetime(2024, 1, 1), schedule=None) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="shared", databricks_conn_id="databricks_default", existing_clusters=[CLUSTER_ID]
    ),
):
    argument = DatabricksNotebookOperator(
        task_id="argument", notebook_path="/Shared/a", source="WORKSPACE", existing_cluster_id=CLUSTER_ID
    )
    config = DatabricksTaskOperator(
        task_id="config",
        task_config={"notebook_task": {"notebook_path": "/Shared/b"}, "existing_cluster_id": CLUSTER_ID},
    )
    argument_wins = DatabricksTaskOperator(
        task_id="argument_wins",
        task_config={"notebook_task": {"notebook_path": "/Shared/b"}, "existing_cluster_id": "0101-000000-loser"},
        existing_cluster_id=CLUSTER_ID,
    )
    argument >> config >> argument_wins
