"""`@dag` and `@task_group` of airflow.sdk; the group stands inside the decorated function."""

import pendulum
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.sdk import dag, task_group


@dag(
    schedule="@daily",
    start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Berlin"),
    catchup=False,
    tags=["customers"],
    doc_md="# Customers\nOne row per customer, every night.",
)
def customers_nightly():
    with DatabricksWorkflowTaskGroup(group_id="customers", databricks_conn_id="databricks_eu"):
        load = DatabricksNotebookOperator(task_id="load", notebook_path="/Shared/customers/load", source="WORKSPACE")

        @task_group
        def checks():
            for name in ("nulls", "duplicates", "freshness"):
                DatabricksNotebookOperator(
                    task_id=name,
                    notebook_path=f"/Shared/customers/checks/{name}",
                    source="WORKSPACE",
                    notebook_params={"check": name},
                )

        publish = DatabricksNotebookOperator(
            task_id="publish", notebook_path="/Shared/customers/publish", source="WORKSPACE"
        )
        load >> checks() >> publish


customers_nightly()
