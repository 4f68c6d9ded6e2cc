"""A module that isn't there gives the base class of an operator and a decorator around a DAG function."""

from datetime import datetime

from airflow.decorators import dag
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from company_platform.mixins import Lineage, monitored


class TrackedNotebook(Lineage, DatabricksNotebookOperator):
    pass


@monitored
def rows(path):
    return TrackedNotebook(task_id="rows", notebook_path=path, source="WORKSPACE")


@dag(start_date=datetime(2024, 1, 1), schedule=None)
def company_operator():
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        rows("/Shared/rows")


company_operator()
