"""Python source from frozen DAGs: a project of stacks that make the same jobs."""

from databricks_workflows.codegen.layout import laid_out
from databricks_workflows.codegen.module import Module
from databricks_workflows.codegen.stack import stack_source

__all__ = ["Module", "laid_out", "stack_source"]
