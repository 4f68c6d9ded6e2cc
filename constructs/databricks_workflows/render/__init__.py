"""From resolved jobs to Terraform's words: sorted, renamed, escaped."""

from databricks_workflows.render.arguments import (
    job_arguments,
    job_settings_arguments,
    permissions_arguments,
    provider_arguments,
    render,
)
from databricks_workflows.render.hcl import hcl_attributes, hcl_values
from databricks_workflows.render.stack import job_url, stack_blocks, stack_blocks_hcl

__all__ = [
    "hcl_attributes",
    "hcl_values",
    "job_arguments",
    "job_settings_arguments",
    "job_url",
    "permissions_arguments",
    "provider_arguments",
    "render",
    "stack_blocks",
    "stack_blocks_hcl",
]
