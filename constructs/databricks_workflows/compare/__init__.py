"""What differs between two outputs, by stack, job and task key."""

from databricks_workflows.compare.difference import (
    Change,
    Difference,
    Edges,
    Item,
    JobDifference,
    Kind,
    StackDifference,
)
from databricks_workflows.compare.outputs import Documents, compare

__all__ = [
    "Change",
    "Difference",
    "Documents",
    "Edges",
    "Item",
    "JobDifference",
    "Kind",
    "StackDifference",
    "compare",
]
