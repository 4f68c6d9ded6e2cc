"""The example app: one stack per workflow, each with its whole workflow in its ``__init__``."""

from stacks.basic import BasicStack
from stacks.conditional import ConditionalStack
from stacks.conditional_branches import ConditionalBranchesStack
from stacks.error_handling import ErrorHandlingStack
from stacks.error_handling_run_if import ErrorHandlingRunIfStack
from stacks.git_integrated import GitIntegratedStack
from stacks.monitoring import MonitoringStack
from stacks.multi_branch import MultiBranchStack
from stacks.resource_optimization import ResourceOptimizationStack
from stacks.shared_job_clusters import SharedJobClustersStack

__all__ = [
    "BasicStack",
    "ConditionalBranchesStack",
    "ConditionalStack",
    "ErrorHandlingRunIfStack",
    "ErrorHandlingStack",
    "GitIntegratedStack",
    "MonitoringStack",
    "MultiBranchStack",
    "ResourceOptimizationStack",
    "SharedJobClustersStack",
]
