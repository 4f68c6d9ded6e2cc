# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Who may see, run and manage a job; a resource of its own in Terraform."""

from databricks_workflows.model._base import Model
from databricks_workflows.model._leaves import Str


class AccessControl(Model):
    """What one user, group or service principal may do with a job; exactly one of them is named.

    See https://github.com/databricks/terraform-provider-databricks/blob/main/docs/resources/permissions.md
    """

    group_name: Str | None = None
    """Name of a group; a group can't be the owner."""

    permission_level: Str | None = None
    """CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE or IS_OWNER."""

    service_principal_name: Str | None = None
    """Application id of a service principal."""

    user_name: Str | None = None
    """Mail address of a user of the workspace."""
