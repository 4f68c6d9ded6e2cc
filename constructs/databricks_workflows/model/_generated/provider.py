# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Blocks that tell Terraform and the provider what to do."""

from databricks_workflows.model._base import Model
from databricks_workflows.model._leaves import Str


class ProviderConfig(Model):
    """The workspace, for a provider that is set up for an account.

    See https://github.com/databricks/terraform-provider-databricks/blob/main/docs/resources/job.md
    """

    workspace_id: Str | None = None
    """Id of the workspace. Another one than the provider's own is refused; a change replaces the resource."""


class Timeouts(Model):
    """How long Terraform waits for the job. Has no effect on runs.

    See https://developer.hashicorp.com/terraform/language/resources/syntax#operation-timeouts
    """

    create: Str | None = None
    """When it is created, such as ``20m``."""

    update: Str | None = None
    """When it is changed, such as ``20m``."""
