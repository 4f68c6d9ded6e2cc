"""Every kind of task in task_config."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

CLUSTER = {"existing_cluster_id": "0301-101010-abcd1234"}
CONFIGS = {
    "notebook": {"notebook_task": {"notebook_path": "/Shared/a", "base_parameters": {"a": "1"}}, **CLUSTER},
    "python": {"spark_python_task": {"python_file": "dbfs:/a.py", "parameters": ["1"]}, **CLUSTER},
    "jar": {
        "spark_jar_task": {"main_class_name": "com.example.Main"},
        "libraries": [{"jar": "dbfs:/a.jar"}],
        **CLUSTER,
    },
    "submit": {"spark_submit_task": {"parameters": ["--class", "com.example.Main"]}, **CLUSTER},
    "wheel": {
        "python_wheel_task": {"package_name": "a", "entry_point": "main", "named_parameters": {"day": "{{ ds }}"}},
        "environment_key": "default",
    },
    "sql_query": {"sql_task": {"query": {"query_id": "1234-5678"}, "warehouse_id": "abc", "parameters": {"a": "1"}}},
    "sql_file": {"sql_task": {"file": {"path": "/Shared/a.sql", "source": "WORKSPACE"}, "warehouse_id": "abc"}},
    "sql_alert": {"sql_task": {"alert": {"alert_id": "1", "subscriptions": [{"user_name": "a"}]}, "warehouse_id": "b"}},
    "dbt": {
        "dbt_task": {"commands": ["dbt deps", "dbt run"], "project_directory": "/Workspace/dbt", "warehouse_id": "abc"},
        "environment_key": "default",
    },
    "pipeline": {"pipeline_task": {"pipeline_id": "1234-5678", "full_refresh": False}},
    "run_job": {"run_job_task": {"job_id": 123, "job_parameters": {"day": "{{job.parameters.day}}"}}},
    "condition": {"condition_task": {"op": "EQUAL_TO", "left": "{{job.trigger.type}}", "right": "PERIODIC"}},
    "for_each": {
        "for_each_task": {
            "inputs": "[1, 2, 3]",
            "concurrency": 2,
            "task": {
                "task_key": "each",
                "notebook_task": {"notebook_path": "/Shared/each", "base_parameters": {"n": "{{input}}"}},
                **CLUSTER,
            },
        }
    },
    "serverless": {"notebook_task": {"notebook_path": "/Shared/a", "source": "WORKSPACE"}},
    "empty": {},
}

with (
    DAG("task_types", start_date=datetime(2024, 1, 1), schedule=None) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="each",
        databricks_conn_id="databricks_default",
        extra_job_params={
            "environments": [
                {"environment_key": "default", "spec": {"client": "2", "dependencies": ["dbt-databricks"]}}
            ]
        },
    ),
):
    for name, config in CONFIGS.items():
        DatabricksTaskOperator(task_id=name, task_config=config)
