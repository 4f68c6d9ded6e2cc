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

app = WorkflowApp()
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
