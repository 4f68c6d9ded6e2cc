"""A group outside of any DAG."""

import airflow.sdk  # noqa: F401  (so that the file is taken for a DAG file)
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
    DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
