"""Python source from frozen DAGs: a project of stacks that make the same jobs."""

from databricks_workflows.codegen.convert import Conversion, convert
from databricks_workflows.codegen.layout import laid_out
from databricks_workflows.codegen.module import Module, modules
from databricks_workflows.codegen.project import main_lines
from databricks_workflows.codegen.stack import stack_source

__all__ = ["Conversion", "Module", "convert", "laid_out", "main_lines", "modules", "stack_source"]
