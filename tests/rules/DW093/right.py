from airflow.decorators import dag
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


@dag(schedule="@daily")
def sales():
    with DatabricksWorkflowTaskGroup(group_id="load"):
        DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load", source="WORKSPACE")


@dag(schedule="@weekly")
def report():
    with DatabricksWorkflowTaskGroup(group_id="report"):
        DatabricksNotebookOperator(task_id="report", notebook_path="/sales/report", source="WORKSPACE")


sales()
report()
