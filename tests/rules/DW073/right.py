from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup
from databricks_workflows.model import tf

CHAT = tf("${databricks_notification_destination.chat.id}")
PAGER = tf("${databricks_notification_destination.pager.id}")

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    extra_job_params={
        "webhook_notifications": {
            "on_start": [{"id": CHAT}],
            "on_failure": [{"id": PAGER}],
        }
    },
):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
