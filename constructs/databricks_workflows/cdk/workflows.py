"""The workflows of one stack: compiled together, once for good after the aspects.

CDKTF asks for attributes before any aspect has run (so that cross-stack references register), then runs aspects,
validates, and asks again. Accordingly: before the aspects the workflows are compiled as far as they go, in the
validation they are compiled for good and frozen, and the attributes render that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import jsii

from databricks_workflows.airflow import finished
from databricks_workflows.authoring import Node, freeze
from databricks_workflows.cdk._cdk import (
    Annotations,
    Aspects,
    Construct,
    IAspect,
    IConstruct,
    IValidation,
    TerraformElement,
    TerraformProvider,
    TerraformStack,
)
from databricks_workflows.cdk.collector import Collector
from databricks_workflows.cdk.output import copy_files
from databricks_workflows.cdk.resources import PROVIDER_VERSION, ConnectionProvider
from databricks_workflows.diagnostics import Diagnostic, Severity
from databricks_workflows.errors import AuthoringError, WorkflowError, format_plain
from databricks_workflows.pipeline import Compiled, Settings, compile
from databricks_workflows.render import job_arguments, permissions_arguments, stack_blocks, stack_blocks_hcl
from databricks_workflows.resolve.connections import Connection
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import BAD_SCOPE
from databricks_workflows.views.locate import refine
from databricks_workflows.views.suppressions import heeded

ID = "databricks-workflows"

_of_stack: WeakKeyDictionary[TerraformStack, StackWorkflows] = WeakKeyDictionary()


class StackWorkflows(TerraformElement):
    """All workflows of a stack, and what the stack holds beside their resources: variables, outputs, moved blocks."""

    def __init__(
        self, stack: TerraformStack, settings: Settings | None = None, provider_version: str = PROVIDER_VERSION
    ) -> None:
        super().__init__(stack, ID)
        _of_stack[stack] = self
        self.stack = stack
        self.settings = settings or Settings()
        self.provider_version = provider_version
        self.roots: list[Node] = []
        self.file_notes: tuple[Diagnostic, ...] | None = None  # of the file that was read, if one was
        self.constructs: dict[str, Construct] = {}
        self._providers: dict[str, ConnectionProvider] = {}
        self._before_aspects = True
        self._tentative: Compiled | None = None
        self._final: Compiled | None = None
        Aspects.of(self).add(_AspectsRun(self))
        self.node.add_validation(_CompileForGood(self))

    @staticmethod
    def of(stack: TerraformStack) -> StackWorkflows:
        """The workflows of a stack, made when first asked for."""
        return _of_stack.get(stack) or StackWorkflows(stack)

    def register(self, construct: Construct, path: str) -> None:
        """Take note of a new group, task or sensor.

        Raises:
            AuthoringError: the workflows are compiled already.
        """
        if self._final is not None:
            raise AuthoringError(
                [
                    Diagnostic(
                        code=BAD_SCOPE.code,
                        severity=Severity.ERROR,
                        summary=f"{path} was added after the stack's workflows were compiled",
                        remedy="add it in a constructor or in an aspect",
                        path=path,
                        origin=getattr(construct, "origin", None),
                    )
                ]
            )
        self.constructs[path] = construct

    def provider(self, connection: Connection) -> TerraformProvider:
        """The provider construct of a connection, made once a stack."""
        provider = self._providers.get(connection.conn_id)
        if provider is None:
            provider = self._providers[connection.conn_id] = ConnectionProvider(
                self.stack,
                f"provider-{connection.conn_id}",
                alias=connection.alias,
                arguments=connection.arguments,
                version=self.provider_version,
            )
        return provider

    # What the resources ask for

    def job_arguments(self, path: str) -> Mapping[str, Any]:
        """The arguments of the group at ``path``."""
        job = self._job(path)
        return {} if job is None else job_arguments(job)

    def permissions_arguments(self, path: str, job_id: str) -> Mapping[str, Any]:
        """The arguments of the permissions of the group at ``path``."""
        job = self._job(path)
        return {} if job is None else {"job_id": job_id, **permissions_arguments(job)}

    def to_terraform(self) -> Mapping[str, Any]:
        """The blocks that are no constructs."""
        providers = [self._providers[name].block() for name in sorted(self._providers)]
        return {**stack_blocks(self._compiled().jobs), **_joined(providers)}

    def to_hcl_terraform(self) -> Mapping[str, Any]:
        """The same for ``synth --hcl``."""
        providers = [self._providers[name].block_hcl() for name in sorted(self._providers)]
        return {**stack_blocks_hcl(self._compiled().jobs), **_joined(providers)}

    def _job(self, path: str) -> Job | None:
        return next((job for job in self._compiled().jobs if job.place.path == path), None)

    # Compiling

    def _compiled(self) -> Compiled:
        if self._final is not None:
            return self._final
        if self._before_aspects:
            if self._tentative is None:
                self._tentative = self._compile()
            return self._tentative
        # Testing.synth without validations: nobody will ask for the problems, so they are raised.
        final = self._freeze()
        if final.errors:
            raise WorkflowError(final.errors)
        return final

    def _compile(self) -> Compiled:
        dags = freeze(self.roots)
        return compile(dags if self.file_notes is None else finished(dags, self.file_notes), self.settings)

    def _freeze(self) -> Compiled:
        compiled = self._compile()
        self._final = replace(compiled, diagnostics=tuple(heeded(refine(compiled.diagnostics))))
        return self._final

    def aspects_run(self) -> None:
        """The aspects are on their way: what is compiled from now on is compiled for good."""
        self._before_aspects = False

    def compile_for_good(self) -> Sequence[Diagnostic]:
        """Compile, freeze, annotate; returns the errors."""
        final = self._final
        if final is None:
            final = self._freeze()
            self._annotate(final)
            # A WorkflowApp does it itself, when all stacks are right.
            if not final.errors and not isinstance(self.node.root, Collector):
                outdir = str(getattr(self.stack.node.root, "outdir"))  # noqa: B009 - every root that writes has one
                copy_files(final.jobs, Path(outdir, "stacks", str(self.stack.node.path)))
        app = self.node.root
        if isinstance(app, Collector):
            app.collect(str(self.stack.node.path), final)
            return ()
        return final.errors

    def _annotate(self, compiled: Compiled) -> None:
        """Warnings as annotations, which ``cdktf synth`` prints; infos would bury them and are left to ``validate``."""
        for each in compiled.diagnostics:
            if each.severity is not Severity.WARNING or each.suppressed:
                continue
            place = Annotations.of(self.constructs.get(each.path, self))
            text = f"{each.origin}: {each.code}: {each.summary}" if each.origin else f"{each.code}: {each.summary}"
            place.add_warning(text)


def _joined(providers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The blocks of providers as those of one element: their list is joined, what they require is the same."""
    if not providers:
        return {}
    blocks = [block for each in providers for block in each["provider"]["databricks"]]
    return {"terraform": providers[0]["terraform"], "provider": {"databricks": blocks}}


@jsii.implements(IAspect)
class _AspectsRun:
    def __init__(self, workflows: StackWorkflows) -> None:
        self._workflows = workflows

    def visit(self, node: IConstruct) -> None:
        self._workflows.aspects_run()


@jsii.implements(IValidation)
class _CompileForGood:
    def __init__(self, workflows: StackWorkflows) -> None:
        self._workflows = workflows

    def validate(self) -> list[str]:
        return [format_plain(each) for each in self._workflows.compile_for_good()]
