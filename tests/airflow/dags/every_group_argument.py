"""Every argument of DatabricksWorkflowTaskGroup and of TaskGroup below it."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with (
    DAG("every_group_argument", start_date=datetime(2024, 1, 1), schedule=None) as dag,
    DatabricksWorkflowTaskGroup(
        "databricks_default",
        group_id="all",
        access_control_list=[{"group_name": "data-engineers", "permission_level": "CAN_MANAGE_RUN"}],
        existing_clusters=["0301-101010-abcd1234"],
        extra_job_params={"timeout_seconds": 7200, "tags": {"team": "data"}, "description": "All arguments"},
        jar_params=["--env", "prod"],
        job_clusters=[
            {
                "job_cluster_key": "main",
                "new_cluster": {
                    "spark_version": "15.4.x-scala2.12",
                    "node_type_id": "i3.xlarge",
                    "autoscale": {"min_workers": 1, "max_workers": 4},
                },
            }
        ],
        max_concurrent_runs=3,
        notebook_packages=[{"pypi": {"package": "simplejson==3.18.0"}}],
        notebook_params={"env": "prod"},
        python_params=["--env", "prod"],
        spark_submit_params=["--conf", "spark.speculation=true"],
        prefix_group_id=True,
        default_args={"polling_period_seconds": 30},
        tooltip="Everything at once",
        ui_color="#abcdef",
        ui_fgcolor="#000",
        add_suffix_on_collision=False,
        group_display_name="All",
    ),
):
    notebook = DatabricksNotebookOperator(
        task_id="notebook", notebook_path="/Shared/a", source="WORKSPACE", job_cluster_key="main"
    )
    jar = DatabricksTaskOperator(
        task_id="jar",
        task_config={"spark_jar_task": {"main_class_name": "com.example.Main"}},
        existing_cluster_id="0301-101010-abcd1234",
    )
    notebook >> jar
