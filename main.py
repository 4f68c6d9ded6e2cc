"""The app: the stacks of ``stacks/``, put together."""

from databricks_workflows import WorkflowApp
from stacks import (
    BasicStack,
    ConditionalBranchesStack,
    ConditionalStack,
    ErrorHandlingRunIfStack,
    ErrorHandlingStack,
    GitIntegratedStack,
    MonitoringStack,
    MultiBranchStack,
    ResourceOptimizationStack,
    SharedJobClustersStack,
)

# The workflows are as they were specified, and the runtimes that they name have come to the end of their support since.
app = WorkflowApp(context={"databricks_workflows": {"rules": {"DW341": "info"}}})
BasicStack(app)
ConditionalStack(app)
ConditionalBranchesStack(app)
ErrorHandlingStack(app)
ErrorHandlingRunIfStack(app)
GitIntegratedStack(app)
MonitoringStack(app)
MultiBranchStack(app)
ResourceOptimizationStack(app)
SharedJobClustersStack(app)
app.synth()
