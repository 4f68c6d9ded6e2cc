"""A typed model that is wrong as soon as it is made."""

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup
from databricks_workflows.model import Cluster, NotebookTask, Task

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config=Task(
            notebook_task=NotebookTask(notebook_path="/sales/load"),
            new_cluster=Cluster(**{"spark_version": "15.4.x-scala2.12", "num_worker": 4}),
        ),
    )
