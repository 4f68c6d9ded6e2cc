"""A stack of workflows: connections, cluster catalog, backend and workflow files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import jsii.errors

from databricks_workflows.airflow import load
from databricks_workflows.authoring import Scope
from databricks_workflows.cdk._cdk import BACKENDS, Construct, LocalBackend, TerraformBackend, TerraformStack
from databricks_workflows.cdk.adopt import adopt
from databricks_workflows.cdk.collector import Collector
from databricks_workflows.cdk.resources import PROVIDER_VERSION
from databricks_workflows.cdk.workflows import StackWorkflows
from databricks_workflows.diagnostics import Diagnostic, did_you_mean
from databricks_workflows.errors import WorkflowError
from databricks_workflows.model import Cluster
from databricks_workflows.origin import caller
from databricks_workflows.pipeline import Settings
from databricks_workflows.resolve.project_context import CONTEXT, WrongContext, project_context
from databricks_workflows.resolve.settings import stack_name
from databricks_workflows.resolve.severities import WrongSeverities, severities_of
from databricks_workflows.rules import UNKNOWN_NAME, WRONG_TYPE

Backend = Mapping[str, Mapping[str, Any]] | Callable[[TerraformStack], TerraformBackend]


class WorkflowStack(TerraformStack, Scope):
    """A Terraform stack that holds workflows.

    Args:
        scope: the app.
        id: its id, the name of its folder below ``cdktf.out/stacks``.
        clusters: the cluster catalog: clusters by the key that tasks name as their ``job_cluster_key``. A key that a
            workflow does not declare itself becomes a job cluster of its job.
        connections: provider settings (``host``, ``profile`` ...) by connection id.
        backend: where the state is kept: ``{"s3": {"bucket": ..., "key": ...}}``, or a function that takes the stack
            and makes the backend. Left out, a local file beside ``cdktf.out``.
        state_name: the name of that local file; keep the old one when a stack is renamed. Default: the id.
        ds: what ``{{ ds }}`` means in a scheduled job: ``interval_start`` or ``fire_time``.
        on_unmapped: what becomes of a template without an equivalent: ``error`` (default) or ``keep``.
        allow_unsupported: warn of operators in a DAG file that a Databricks job can't run, in place of refusing them.
        task_keys: ``path`` (default) makes readable task keys, ``airflow`` the Airflow provider's hashes.
        provider_version: the version constraint of the provider, in ``required_providers``.

    ``clusters``, ``connections`` and ``backend`` are also read from the context ``databricks_workflows`` of
    ``cdktf.json``, where ``rules`` says how bad rules are; an argument here wins, key by key.

    Example:
        >>> from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkflowStack
        >>> class Etl(WorkflowStack):
        ...     def __init__(self, scope, id):
        ...         super().__init__(scope, id)
        ...         group = DatabricksWorkflowTaskGroup(self, "etl")
        ...         DatabricksTaskOperator(group, "load", task_config={"notebook_task": {"notebook_path": "/load"}})
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        clusters: Mapping[str, Mapping[str, Any] | Cluster] | None = None,
        connections: Mapping[str, Mapping[str, Any]] | None = None,
        backend: Backend | None = None,
        state_name: str | None = None,
        ds: Literal["interval_start", "fire_time"] | None = None,
        on_unmapped: Literal["error", "keep"] = "error",
        allow_unsupported: bool = False,
        task_keys: Literal["path", "airflow"] = "path",
        provider_version: str = PROVIDER_VERSION,
    ) -> None:
        TerraformStack.__init__(self, scope, id)
        Scope.__init__(self)
        self.path = str(self.node.path)
        if {".", ".."} & set(self.path.split("/")):
            raise _wrong(WRONG_TYPE.code, f"stack id {id!r} leads out of the output folder", "give it a name")
        try:
            context = project_context(self.node.try_get_context(CONTEXT))
        except WrongContext as error:
            raise _wrong(error.rule.code, error.summary, error.remedy) from None
        try:
            severities = severities_of(_app_folder(), context)
        except WrongSeverities as error:
            raise _wrong(WRONG_TYPE.code, str(error), "mend it there") from None
        self.workflows = StackWorkflows(
            self,
            Settings(
                clusters={**context.get("clusters", {}), **(clusters or {})},
                connections={**context.get("connections", {}), **(connections or {})},
                environ={name: value for name, value in os.environ.items() if name.startswith("AIRFLOW_CONN_")},
                task_keys=task_keys,
                on_unmapped=on_unmapped,
                allow_unsupported=allow_unsupported,
                ds=ds,
                stack=id,
                severities=severities,
            ),
            provider_version,
        )
        self._set_backend(backend or context.get("backend"), state_name or id)

    @classmethod
    def from_file(
        cls,
        scope: Construct,
        path: str | Path | Sequence[str | Path],
        *,
        id: str | None = None,
        clusters: Mapping[str, Mapping[str, Any] | Cluster] | None = None,
        connections: Mapping[str, Mapping[str, Any]] | None = None,
        variables: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> Self:
        """A stack with the workflows of a workflow or DAG file, which runs afresh; the file needs no Airflow.

        Args:
            scope: the app.
            path: the workflow file; several where the DAGs of one run those of another.
            id: the stack's id. Default: the (first) file's name without its ending, ``_`` written ``-``.
            clusters: the cluster catalog.
            connections: provider settings by connection id.
            variables: Airflow's variables by name, for a file that asks for them.
            **settings: the stack's other arguments.

        Raises:
            LoadError: the file can't be read as workflows.
        """
        paths = [path] if isinstance(path, str | Path) else list(path)
        loaded = [load(each, variables) for each in paths]
        name = id or stack_name(paths[0])
        stack = cls(scope, name, clusters=clusters, connections=connections, **settings)
        stack.workflows.file_notes = tuple(note for each in loaded for note in each.notes)
        adopt(stack, [root for each in loaded for root in each.roots])
        return stack

    def run_all_validations(self) -> None:
        """Validate; in a WorkflowApp the problems wait until those of every stack are known."""
        app = self.node.root
        if not isinstance(app, Collector):
            super().run_all_validations()
            return
        try:
            super().run_all_validations()
        except (RuntimeError, jsii.errors.JSIIError, jsii.errors.JavaScriptError) as error:
            app.collect_invalid(self.path, str(error))

    def _set_backend(self, backend: Backend | None, state_name: str) -> None:
        if backend is None:
            # Counted from the stack's folder, so that no machine's path stands in the document.
            LocalBackend(self, path=f"../../../terraform.{state_name}.tfstate")
        elif callable(backend):
            backend(self)
        else:
            for kind, arguments in backend.items():
                _named_backend(self, kind, arguments)


def _app_folder() -> Path:
    """The folder of the program that runs; the working folder where that is none of the author's, such as pytest."""
    program = Path(getattr(sys.modules["__main__"], "__file__", None) or "")
    return program.parent if program.suffix == ".py" and "site-packages" not in program.parts else Path()


def _named_backend(stack: TerraformStack, kind: str, arguments: Mapping[str, Any]) -> None:
    if kind not in BACKENDS:
        remedy = did_you_mean(kind, BACKENDS) or f"known are: {', '.join(BACKENDS)}; or give a function"
        raise _wrong(UNKNOWN_NAME.code, f"there is no backend {kind!r}", remedy)
    try:
        BACKENDS[kind](stack, **arguments)
    except TypeError as error:
        raise _wrong(WRONG_TYPE.code, f"backend {kind!r}: {error}", "give the backend's own arguments") from None


def _wrong(code: str, summary: str, remedy: str) -> WorkflowError:
    severity = UNKNOWN_NAME.severity
    return WorkflowError([Diagnostic(code=code, severity=severity, summary=summary, remedy=remedy, origin=caller())])
