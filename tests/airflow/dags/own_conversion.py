"""Operators that override _convert_to_databricks_workflow_task, one of them with no base from the provider."""

from datetime import datetime

from airflow.models import BaseOperator
from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.sdk import DAG


class Tagged(DatabricksTaskOperator):
    """The provider's task with something added."""

    def _convert_to_databricks_workflow_task(self, relevant_upstreams, task_dict, context=None):
        task = super()._convert_to_databricks_workflow_task(relevant_upstreams, task_dict, context=context)
        task["description"] = f"{self.dag_id}: {len(relevant_upstreams)} tasks, {len(task_dict)} in the group"
        return task


class SqlFile(BaseOperator):
    """A task of its own making."""

    def __init__(self, path, warehouse_id, **kwargs):
        super().__init__(**kwargs)
        self.path = path
        self.warehouse_id = warehouse_id

    @property
    def databricks_task_key(self):
        return self.task_id.replace(".", "__")

    def _convert_to_databricks_workflow_task(self, relevant_upstreams, task_dict, context=None):
        upstream = [
            task_dict[name].databricks_task_key for name in self.upstream_task_ids if name in relevant_upstreams
        ]
        return {
            "task_key": self.databricks_task_key,
            "depends_on": [{"task_key": key} for key in sorted(upstream)],
            "sql_task": {"file": {"path": self.path, "source": "WORKSPACE"}, "warehouse_id": self.warehouse_id},
        }

    def execute(self, context):
        raise NotImplementedError


with DAG("own_conversion", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        first = Tagged(task_id="first", task_config={"notebook_task": {"notebook_path": "/Shared/first"}})
        clean = SqlFile(task_id="clean", path="/Shared/clean.sql", warehouse_id="1234567890abcdef")
        last = Tagged(task_id="last", task_config={"notebook_task": {"notebook_path": "/Shared/last"}})
        first >> clean >> last
