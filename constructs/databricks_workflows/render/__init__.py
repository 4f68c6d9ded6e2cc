"""From a resolved job to the arguments of ``databricks_job``: sorted, renamed, escaped."""

from databricks_workflows.render.arguments import job_arguments, permissions_arguments

__all__ = ["job_arguments", "permissions_arguments"]
