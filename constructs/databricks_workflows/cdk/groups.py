"""Groups and DAGs as constructs; a workflow group has its job below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.authoring._scope import misplaced
from databricks_workflows.authoring._tasks import scopes_around
from databricks_workflows.authoring._walk import workflow_around
from databricks_workflows.cdk._cdk import Construct, Fn, TerraformProvider
from databricks_workflows.cdk._tree import InTree
from databricks_workflows.cdk.resources import (
    DatabricksJob,
    DatabricksPermissions,
    OptionalJob,
    OptionalPermissions,
)
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.resolve.addresses import address_from
from databricks_workflows.resolve.connections import DEFAULT, resolve_connection


class _HasJob:
    """What has a job can be named by others."""

    job: DatabricksJob

    @property
    def job_id(self) -> str:
        """The job's id, as a token."""
        return self.job.job_id

    @property
    def job_url(self) -> str:
        """The job's page, as a token."""
        return str(Fn.replace(self.job.url, "#job/", "jobs/"))


class DAG(_HasJob, InTree, authoring.DAG, Construct):
    __doc__ = authoring.DAG.__doc__

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._job: DatabricksJob | None = None
        self._first: TerraformProvider | None = None
        super().__init__(*arguments, **named)

    @property
    def job(self) -> DatabricksJob:  # type: ignore[override]
        """The DAG's own job; who asks for it gets one, also where its workflows could each run by itself.

        Raises:
            AuthoringError: it has none: it runs one workflow, whose job is ``group.job``.
        """
        if self._job is None:
            raise misplaced(f"DAG {self.name!r} has no job of its own", "take the job of its one workflow: group.job")
        self.own_job_wanted = True
        return self._job

    def add_step(self, node: authoring.Node) -> None:
        """Take note of a workflow or task that a run of the DAG runs: a second step, or a task, asks for a job."""
        if self._job is not None:
            return
        if self._first is None:
            connection = resolve_connection(
                _connection_id(node), self.workflows.settings, Place(node.path, node.origin), Diagnostics()
            )
            self._first = node.arguments.get("provider") or self.workflows.provider(connection)
            if isinstance(node, authoring.DatabricksWorkflowTaskGroup):
                return
        self._job = job = OptionalJob(
            self, "Default", arguments=lambda: self.workflows.job_arguments(self.path), provider=self._first
        )
        permissions = OptionalPermissions(
            self,
            "Permissions",
            arguments=lambda: self.workflows.permissions_arguments(self.path, job.job_id),
            provider=self._first,
        )
        for element in (job, permissions):
            element.override_logical_id(address_from(self.arguments.get("address"), [self.name]))


class TaskGroup(InTree, authoring.TaskGroup, Construct):
    __doc__ = authoring.TaskGroup.__doc__


class DatabricksWorkflowTaskGroup(_HasJob, InTree, authoring.DatabricksWorkflowTaskGroup, Construct):
    __doc__ = authoring.DatabricksWorkflowTaskGroup.__doc__

    def _enter_tree(self, explicit: Any) -> str:
        self.path = path = super()._enter_tree(explicit)
        if self.runs:
            enter_dag(self)
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

    def _address(self) -> str:
        names: list[str] = []
        at: Any = self
        while isinstance(at, authoring.Node):
            if not isinstance(at, authoring.TaskGroup) or at.prefix_group_id or at is self:
                names.insert(0, at.name)
            at = at.scope
        return address_from(self.arguments.get("address"), names)


def enter_dag(node: authoring.Node) -> None:
    """A workflow, or a task outside of any, is a step of the DAG that it stands in."""
    if isinstance(node.dag, DAG) and workflow_around(node) is None:
        node.dag.add_step(node)


def _connection_id(step: authoring.Node) -> str:
    """The connection of a step: its own, for a task also that of the defaults around it."""
    rungs = [step.arguments]
    if not isinstance(step, authoring.DatabricksWorkflowTaskGroup):
        rungs += [scope.default_args for scope in scopes_around(step)]
    return str(next((rung["databricks_conn_id"] for rung in rungs if rung.get("databricks_conn_id")), DEFAULT))


def _has_permissions(arguments: dict[str, Any]) -> bool:
    """As the job itself reads them: those of extra_job_params win, also where they are empty."""
    extra = arguments.get("extra_job_params")
    own = arguments.get("access_control_list")
    return bool(extra.get("access_control_list", own) if isinstance(extra, Mapping) else own)
