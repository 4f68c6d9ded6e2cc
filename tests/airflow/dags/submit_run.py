"""DatabricksSubmitRunOperator: json, named arguments, both, tasks, every kind of task, defaults."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksSubmitRunOperator

new_cluster = {
    "spark_version": "15.4.x-scala2.12",
    "node_type_id": "r3.xlarge",
    "aws_attributes": {"availability": "ON_DEMAND"},
    "num_workers": 8,
}

with DAG("submit", start_date=datetime(2024, 1, 1), schedule="@daily", tags=["example"], catchup=False) as dag:
    by_json = DatabricksSubmitRunOperator(
        task_id="by_json",
        json={"new_cluster": new_cluster, "notebook_task": {"notebook_path": "/Users/a@example.com/PrepareData"}},
    )
    by_name = DatabricksSubmitRunOperator(
        task_id="by_name",
        new_cluster=new_cluster,
        spark_jar_task={"main_class_name": "com.example.ProcessData"},
        libraries=[{"jar": "dbfs:/lib/etl-0.1.jar"}],
        timeout_seconds=3600,
        access_control_list=[{"group_name": "data", "permission_level": "CAN_VIEW"}],
    )
    both = DatabricksSubmitRunOperator(
        task_id="both",
        json={"run_name": "from json", "existing_cluster_id": "loses", "notebook_task": {"notebook_path": "/a"}},
        existing_cluster_id="0301-101010-abcd1234",
    )
    several = DatabricksSubmitRunOperator(
        task_id="several",
        run_name="several tasks",
        git_source={"git_url": "https://git.example.com/x.git", "git_provider": "gitHub", "git_branch": "main"},
        tasks=[
            {
                "task_key": "first",
                "notebook_task": {"notebook_path": "first", "source": "GIT"},
                "new_cluster": new_cluster,
            },
            {
                "task_key": "second",
                "depends_on": [{"task_key": "first"}],
                "spark_python_task": {"python_file": "second.py", "source": "GIT"},
                "new_cluster": new_cluster,
            },
        ],
    )
    python = DatabricksSubmitRunOperator(
        task_id="python",
        existing_cluster_id="0301-101010-abcd1234",
        spark_python_task={"python_file": "dbfs:/jobs/a.py", "parameters": ["--a", "1"]},
    )
    spark = DatabricksSubmitRunOperator(
        task_id="spark",
        new_cluster=new_cluster,
        spark_submit_task={"parameters": ["--class", "com.example.Main", "dbfs:/lib/etl.jar"]},
    )
    pipeline = DatabricksSubmitRunOperator(task_id="pipeline", pipeline_task={"pipeline_id": "1111-2222"})
    pipeline_by_name = DatabricksSubmitRunOperator(task_id="pipeline_by_name", pipeline_task={"pipeline_name": "named"})
    dbt = DatabricksSubmitRunOperator(
        task_id="dbt",
        existing_cluster_id="0301-101010-abcd1234",
        dbt_task={"commands": ["dbt run"]},
        git_source={"git_url": "https://git.example.com/x.git", "git_provider": "gitHub", "git_branch": "main"},
    )
    serverless = DatabricksSubmitRunOperator(
        task_id="serverless",
        tasks=[
            {"task_key": "a", "environment_key": "e", "spark_python_task": {"python_file": "/Workspace/Shared/a.py"}}
        ],
        environments=[{"environment_key": "e", "spec": {"client": "2", "dependencies": ["faker"]}}],
        performance_target="STANDARD",
    )
    waits_not = DatabricksSubmitRunOperator(
        task_id="waits_not",
        existing_cluster_id="0301-101010-abcd1234",
        notebook_task={"notebook_path": "/a"},
        wait_for_termination=False,
        deferrable=True,
        polling_period_seconds=120,
        databricks_conn_id="databricks_other",
        do_xcom_push=False,
    )
    by_json >> [by_name, both] >> several >> python >> spark >> [pipeline, pipeline_by_name] >> dbt
    dbt >> serverless >> waits_not
