"""Every argument of a DAG that people set: catchup, paused, limits, callbacks, templates, docs."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def tell(context):
    print(context)


ARGUMENTS = {
    "catchup": {"catchup": True},
    "paused": {"is_paused_upon_creation": True},
    "running": {"is_paused_upon_creation": False},
    "limits": {"max_active_runs": 1, "max_active_tasks": 4, "dagrun_timeout": timedelta(hours=3)},
    "texts": {"description": "What it is for", "doc_md": "# Docs", "dag_display_name": "With texts"},
    "callbacks": {"on_failure_callback": tell, "on_success_callback": [tell]},
    "templates": {
        "template_searchpath": ["sql"],
        "user_defined_macros": {"company": "acme"},
        "user_defined_filters": {"shout": str.upper},
        "render_template_as_native_obj": True,
    },
    "others": {
        "tags": {"b", "a"},
        "owner_links": {"data": "mailto:data@example.com"},
        "default_args": {"owner": "data"},
        "access_control": {"Viewer": {"can_read"}},
        "fail_fast": True,
        "auto_register": True,
    },
}

for name, arguments in ARGUMENTS.items():
    with DAG(f"arguments_{name}", start_date=datetime(2024, 1, 1), schedule="@daily", **arguments):
        with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
            DatabricksNotebookOperator(
                task_id="work",
                notebook_path="/Shared/work",
                source="WORKSPACE",
                notebook_params={"company": "{{ company }}", "loud": "{{ ds | shout }}"} if name == "templates" else {},
            )
