import jsii
from constructs import IValidation, Node

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowApp,
    WorkflowStack,
)

app = WorkflowApp()
stack = WorkflowStack(app, "sales")
with stack, DatabricksWorkflowTaskGroup(group_id="Daily") as daily:
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")


@jsii.implements(IValidation)
class LowerCase:
    """The team's own rule about names."""

    def validate(self) -> list[str]:
        return [] if daily.name.islower() else [f"group {daily.name!r} is not in lower case"]


Node.of(daily).add_validation(LowerCase())
app.synth()
