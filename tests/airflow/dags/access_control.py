"""access_control_list: some entries, an empty list, None, and in extra_job_params."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

ACL = [
    {"user_name": "ada@example.com", "permission_level": "IS_OWNER"},
    {"group_name": "analysts", "permission_level": "CAN_VIEW"},
    {"service_principal_name": "00000000-0000-0000-0000-000000000001", "permission_level": "CAN_MANAGE"},
]
CASES = {
    "some": {"access_control_list": ACL},
    "empty": {"access_control_list": []},
    "none": {"access_control_list": None},
    "extra": {"extra_job_params": {"access_control_list": ACL[1:]}},
    "both": {"access_control_list": ACL[:1], "extra_job_params": {"access_control_list": ACL[1:2]}},
}

with DAG("acl", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    for name, arguments in CASES.items():
        with DatabricksWorkflowTaskGroup(group_id=name, databricks_conn_id="databricks_default", **arguments):
            DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
