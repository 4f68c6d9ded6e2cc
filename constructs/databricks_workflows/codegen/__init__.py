"""Python source from frozen DAGs: a project of stacks that make the same jobs."""

from databricks_workflows.codegen.convert import Conversion, convert
from databricks_workflows.codegen.layout import laid_out
from databricks_workflows.codegen.module import Module, modules
from databricks_workflows.codegen.project import lines_of, made_from, main_lines, main_with
from databricks_workflows.codegen.stack import stack_source

__all__ = [
    "Conversion",
    "Module",
    "convert",
    "laid_out",
    "lines_of",
    "made_from",
    "main_lines",
    "main_with",
    "modules",
    "stack_source",
]
