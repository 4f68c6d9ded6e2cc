"""A factory makes one DAG per tenant in a loop and puts each into globals()."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

TENANTS = {
    "acme": {"schedule": "0 2 * * *", "workers": 4, "tables": ["invoices", "payments"]},
    "globex": {"schedule": "0 3 * * 1-5", "workers": 2, "tables": ["invoices"]},
    "initech": {"schedule": None, "workers": 1, "tables": ["payments", "refunds", "fees"]},
}


def create_dag(tenant: str, settings: dict) -> DAG:
    dag = DAG(
        dag_id=f"billing_{tenant}",
        start_date=datetime(2024, 1, 1),
        schedule=settings["schedule"],
        catchup=False,
        tags=["billing", tenant],
    )
    with dag:
        group = DatabricksWorkflowTaskGroup(
            group_id="billing",
            databricks_conn_id=f"databricks_{tenant}",
            job_clusters=[
                {
                    "job_cluster_key": "main",
                    "new_cluster": {
                        "spark_version": "15.4.x-scala2.12",
                        "node_type_id": "m5d.large",
                        "num_workers": settings["workers"],
                    },
                }
            ],
            notebook_params={"tenant": tenant},
        )
        with group:
            previous = None
            for table in settings["tables"]:
                task = DatabricksNotebookOperator(
                    task_id=f"load_{table}",
                    notebook_path=f"/Shared/billing/{table}",
                    source="WORKSPACE",
                    job_cluster_key="main",
                )
                if previous:
                    previous >> task
                previous = task
    return dag


for tenant_name, tenant_settings in TENANTS.items():
    globals()[f"billing_{tenant_name}"] = create_dag(tenant_name, tenant_settings)
