"""Three stacks with five mistakes: two stacks are wrong, and one mistake is brought in by an aspect."""

import jsii
from cdktf import Aspects, IAspect

from databricks_workflows import (
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowApp,
    WorkflowStack,
)

app = WorkflowApp()

sales = WorkflowStack(app, "sales")
with sales, DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    extract = DatabricksTaskOperator(
        task_id="extract",
        task_config={
            "notebook_task": {"notebook_path": "/sales/extract"},
            "job_cluster_key": "smal",
        },
        max_retires=3,
    )
    clean = DatabricksTaskOperator(
        task_id="clean",
        task_config={"notebook_task": {"notebook_path": "/sales/clean"}},
    )
    extract >> clean
    clean >> extract

finance = WorkflowStack(app, "finance")
with finance, DatabricksWorkflowTaskGroup(group_id="finance_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={"notebook_task": {"notebok_path": "/finance/load"}},
    )

reports = WorkflowStack(app, "reports")
with reports, DatabricksWorkflowTaskGroup(group_id="reports_daily"):
    DatabricksTaskOperator(
        task_id="report",
        task_config={"notebook_task": {"notebook_path": "/reports/daily"}},
    )


@jsii.implements(IAspect)
class ManyRetries:
    def visit(self, node):
        if isinstance(node, DatabricksTaskOperator) and node.name == "clean":
            node.set("max_retries", "many")


Aspects.of(sales).add(ManyRetries())

app.synth()
