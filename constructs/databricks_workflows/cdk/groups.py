"""Groups and DAGs as constructs; a workflow group has its job below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.cdk._cdk import Construct, Fn
from databricks_workflows.cdk._tree import InTree
from databricks_workflows.cdk.resources import DatabricksJob, DatabricksPermissions
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.resolve.addresses import address_from
from databricks_workflows.resolve.connections import DEFAULT, resolve_connection


class DAG(InTree, authoring.DAG, Construct):
    __doc__ = authoring.DAG.__doc__


class TaskGroup(InTree, authoring.TaskGroup, Construct):
    __doc__ = authoring.TaskGroup.__doc__


class DatabricksWorkflowTaskGroup(InTree, authoring.DatabricksWorkflowTaskGroup, Construct):
    __doc__ = authoring.DatabricksWorkflowTaskGroup.__doc__

    job: DatabricksJob

    def _enter_tree(self, explicit: Any) -> str:
        path = super()._enter_tree(explicit)
        provider = self.arguments.get("provider") or self.workflows.provider(
            resolve_connection(
                str(self.arguments.get("databricks_conn_id", DEFAULT)),
                self.workflows.settings,
                Place(path, self.origin),
                Diagnostics(),
            )
        )
        address = self._address()
        self.job = DatabricksJob(
            self,
            "Default",
            arguments=lambda: self.workflows.job_arguments(path),
            provider=provider,
            lifecycle=self.arguments.get("lifecycle"),
        )
        self.job.override_logical_id(address)
        if _has_permissions(self.arguments):
            permissions = DatabricksPermissions(
                self,
                "Permissions",
                arguments=lambda: self.workflows.permissions_arguments(path, self.job_id),
                provider=provider,
            )
            permissions.override_logical_id(address)
        return path

    @property
    def job_id(self) -> str:
        """The job's id, as a token."""
        return self.job.job_id

    @property
    def job_url(self) -> str:
        """The job's page, as a token."""
        return str(Fn.replace(self.job.url, "/#job/", "/jobs/"))

    def _address(self) -> str:
        names: list[str] = []
        at: Any = self
        while isinstance(at, authoring.Node):
            if not isinstance(at, authoring.TaskGroup) or at.prefix_group_id or at is self:
                names.insert(0, at.name)
            at = at.scope
        return address_from(self.arguments.get("address"), names)


def _has_permissions(arguments: dict[str, Any]) -> bool:
    """As the job itself reads them: those of extra_job_params win, also where they are empty."""
    extra = arguments.get("extra_job_params")
    own = arguments.get("access_control_list")
    return bool(extra.get("access_control_list", own) if isinstance(extra, Mapping) else own)
