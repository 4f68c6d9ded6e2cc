"""notebook_params and notebook_packages of group and task: the group's parameters win, packages add up."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

shared = [{"pypi": {"package": "p==1"}}]

with DAG("notebooks", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(
        group_id="params",
        databricks_conn_id="databricks_default",
        notebook_params={"env": "prod", "level": "group"},
        notebook_packages=[
            {"pypi": {"package": "simplejson==3.18.0"}},
            {"pypi": {"package": "Faker"}},
            {"pypi": {"package": "p==2"}},
            {"maven": {"coordinates": "org.example:lib:1.0", "repo": "central"}},
        ],
    ):
        own = DatabricksNotebookOperator(
            task_id="own",
            notebook_path="/Shared/own",
            source="WORKSPACE",
            notebook_params={"level": "task", "only_here": "1"},
            notebook_packages=[{"pypi": {"package": "faker"}}, {"pypi": {"package": "simplejson==3.18.0"}}],
        )
        shares_one = DatabricksNotebookOperator(
            task_id="shares_one", notebook_path="/Shared/a", source=None, notebook_packages=shared
        )
        shares_two = DatabricksNotebookOperator(
            task_id="shares_two", notebook_path="/Shared/b", source="GIT", notebook_packages=shared
        )
        no_notebook_operator = DatabricksTaskOperator(
            task_id="no_notebook_operator",
            task_config={"notebook_task": {"notebook_path": "/Shared/c", "base_parameters": {"level": "task"}}},
        )
        own >> [shares_one, shares_two] >> no_notebook_operator

    with DatabricksWorkflowTaskGroup(group_id="types", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="numbers",
            notebook_path="/Shared/d",
            source="WORKSPACE",
            notebook_params={"n": 3, "rate": 0.5, "on": True, "none": None, "text": "", "list": [1, 2]},
        )
