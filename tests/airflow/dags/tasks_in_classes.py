"""Tasks and groups are made by classes and partial functions; the DAG is an argument everywhere."""

import functools
from dataclasses import dataclass, field
from datetime import datetime

from airflow.models.dag import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils.task_group import TaskGroup


@dataclass
class Pipeline:
    dag: DAG
    source: str
    tables: list[str] = field(default_factory=list)

    def build(self):
        group = DatabricksWorkflowTaskGroup(
            group_id=self.source, databricks_conn_id="databricks_default", dag=self.dag, notebook_packages=[]
        )
        with group:
            notebook = functools.partial(DatabricksNotebookOperator, source="WORKSPACE", dag=self.dag)
            start = notebook(task_id="start", notebook_path="/Shared/start")
            inner = TaskGroup("tables", dag=self.dag, parent_group=group)
            for table in self.tables:
                task = notebook(task_id=table, notebook_path=f"/Shared/{self.source}/{table}", task_group=inner)
                start.set_downstream(task)
        return group


dag = DAG(dag_id="classes", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False)
crm = Pipeline(dag, "crm", ["accounts", "leads"]).build()
erp = Pipeline(dag, "erp", ["invoices"]).build()
crm.set_downstream(erp)
