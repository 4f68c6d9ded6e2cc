"""The Terraform resources and the provider (L1): thin shells whose arguments are made in Python.

See https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/job
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from databricks_workflows.cdk._cdk import (
    Construct,
    TerraformDataSource,
    TerraformProvider,
    TerraformProviderGeneratorMetadata,
    TerraformResource,
    TerraformResourceLifecycle,
)
from databricks_workflows.model import JobSettings
from databricks_workflows.render import hcl_attributes, hcl_values, job_settings_arguments, provider_arguments

PROVIDER_SOURCE = "databricks/databricks"
PROVIDER_VERSION = "~> 1.128"

Arguments = Callable[[], Mapping[str, Any]]


class _DatabricksResource(TerraformResource):
    """A resource whose arguments are asked for when they are needed, in JSON and HCL alike."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        resource_type: str,
        arguments: Arguments,
        provider: TerraformProvider | None = None,
        lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            terraform_resource_type=resource_type,
            terraform_generator_metadata=TerraformProviderGeneratorMetadata(provider_name="databricks"),
            provider=provider,
            lifecycle=dict(lifecycle) if isinstance(lifecycle, Mapping) else lifecycle,
        )
        self._resource_type = resource_type
        self._arguments = arguments

    def _synthesize_attributes(self) -> Mapping[str, Any]:
        return self._arguments()

    def _synthesize_hcl_attributes(self) -> Mapping[str, Any]:
        return hcl_attributes(self._resource_type, self._arguments())

    def to_hcl_terraform(self) -> Mapping[str, Any]:
        """CDKTF's own, with references as references: between quotes Terraform warns of them."""
        made: Mapping[str, Any] = super().to_hcl_terraform()
        for resource in made["resource"][self._resource_type].values():
            if isinstance(resource.get("provider"), str):
                resource["provider"] = {"value": resource["provider"], "type": "reference"}
            if resource.get("depends_on"):
                resource["depends_on"] = {"value": f"[{', '.join(resource['depends_on'])}]", "type": "reference"}
        return made


class DatabricksJob(_DatabricksResource):
    """A ``databricks_job`` (L1). A workflow group makes one; ``group.job`` is it.

    Args:
        scope: where it stands.
        id: its id in the tree.
        settings: the job in the Jobs API's words; sorted and renamed when it is written.
        provider: the provider construct; None for the default one.
        lifecycle: Terraform's lifecycle block.
        arguments: in place of ``settings``, a function that gives Terraform's own arguments when they are needed.

    Example:
        >>> from databricks_workflows import DatabricksJob, WorkflowApp, WorkflowStack
        >>> from databricks_workflows.model import JobSettings, NotebookTask, Task
        >>> load = Task(task_key="load", notebook_task=NotebookTask(notebook_path="/etl/load"))
        >>> stack = WorkflowStack(WorkflowApp(), "etl")
        >>> job = DatabricksJob(stack, "job", settings=JobSettings(name="etl", tasks=[load]))
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        settings: JobSettings | None = None,
        provider: TerraformProvider | None = None,
        lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
        arguments: Arguments | None = None,
    ) -> None:
        made = arguments or (lambda: job_settings_arguments(settings or JobSettings()))
        super().__init__(scope, id, "databricks_job", made, provider, lifecycle)

    @property
    def job_id(self) -> str:
        """The job's id, as a token."""
        return self.get_string_attribute("id")

    @property
    def url(self) -> str:
        """The job's page as the provider gives it, as a token."""
        return self.get_string_attribute("url")

    def _synthesize_attributes(self) -> Mapping[str, Any]:
        self._wait_for_dependencies()
        return super()._synthesize_attributes()

    def _synthesize_hcl_attributes(self) -> Mapping[str, Any]:
        self._wait_for_dependencies()
        return super()._synthesize_hcl_attributes()

    def _wait_for_dependencies(self) -> None:
        """What ``node.add_dependency`` was told of the job or its group, as ``depends_on``."""
        holders = [self, self.node.scope] if self.node.scope is not None else [self]
        addresses = {
            _address(element)
            for holder in holders
            for dependency in holder.node.dependencies
            for element in dependency.node.find_all()
            if isinstance(element, TerraformResource | TerraformDataSource) and element is not self
        }
        if addresses:
            self.depends_on = sorted(addresses)


def _address(element: TerraformResource | TerraformDataSource) -> str:
    data = "data." if isinstance(element, TerraformDataSource) else ""
    return f"{data}{element.terraform_resource_type}.{element.friendly_unique_id}"


class DatabricksPermissions(_DatabricksResource):
    """A ``databricks_permissions`` (L1): who may see, run or manage a job. A group's ``access_control_list`` makes one.

    Args:
        scope: where it stands.
        id: its id in the tree.
        arguments: a function that gives Terraform's own arguments when they are needed.
        provider: the provider construct; None for the default one.

    Example:
        >>> from databricks_workflows import DatabricksPermissions, WorkflowApp, WorkflowStack
        >>> who = {"group_name": "analysts", "permission_level": "CAN_VIEW"}
        >>> permissions = DatabricksPermissions(
        ...     WorkflowStack(WorkflowApp(), "etl"),
        ...     "permissions",
        ...     arguments=lambda: {"job_id": "123", "access_control": [who]},
        ... )
    """

    def __init__(
        self, scope: Construct, id: str, *, arguments: Arguments, provider: TerraformProvider | None = None
    ) -> None:
        super().__init__(scope, id, "databricks_permissions", arguments, provider)


class OptionalJob(DatabricksJob):
    """The own job of a DAG, which is there where it has arguments: whether a DAG has one is known when all is."""

    def to_terraform(self) -> Mapping[str, Any]:
        """CDKTF's own, or nothing."""
        made: Mapping[str, Any] = super().to_terraform() if self._arguments() else {}
        return made

    def to_hcl_terraform(self) -> Mapping[str, Any]:
        """CDKTF's own, or nothing."""
        return super().to_hcl_terraform() if self._arguments() else {}


class OptionalPermissions(DatabricksPermissions):
    """The permissions of a DAG's own job, which are there where somebody is named in them."""

    def to_terraform(self) -> Mapping[str, Any]:
        """CDKTF's own, or nothing."""
        made: Mapping[str, Any] = super().to_terraform() if self._arguments().get("access_control") else {}
        return made

    def to_hcl_terraform(self) -> Mapping[str, Any]:
        """CDKTF's own, or nothing."""
        return super().to_hcl_terraform() if self._arguments().get("access_control") else {}


class DatabricksProvider(TerraformProvider):
    """A ``provider "databricks"`` block.

    Args:
        scope: the stack.
        id: its id in the tree.
        alias: its alias; None for the default provider.
        arguments: its settings: ``host``, ``profile``, ``account_id`` ... . Tokens and passwords come from the
            environment, a profile or a sensitive Terraform variable.
        version: the version constraint in ``required_providers``.

    Example:
        >>> from databricks_workflows import DatabricksProvider, WorkflowApp, WorkflowStack
        >>> stack = WorkflowStack(WorkflowApp(), "etl")
        >>> europe = DatabricksProvider(stack, "europe", alias="europe", arguments={"profile": "europe"})

    See https://registry.terraform.io/providers/databricks/databricks/latest/docs
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        alias: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        version: str = PROVIDER_VERSION,
    ) -> None:
        self._alias = alias
        self._arguments = provider_arguments(arguments or {})
        super().__init__(
            scope,
            id,
            terraform_resource_type="databricks",
            terraform_generator_metadata=TerraformProviderGeneratorMetadata(
                provider_name="databricks", provider_version=version
            ),
            terraform_provider_source=PROVIDER_SOURCE,
        )

    @property
    def alias(self) -> str | None:
        """Its alias; None for the default provider."""
        return self._alias

    @alias.setter
    def alias(self, value: str | None) -> None:
        self._alias = value

    def _synthesize_attributes(self) -> Mapping[str, Any]:
        return self._arguments

    def _synthesize_hcl_attributes(self) -> Mapping[str, Any]:
        return hcl_values(self._arguments)


class ConnectionProvider(DatabricksProvider):
    """The provider of a connection, written by the stack's workflows together with the others, in the order of names.

    Providers stand in a list, and a list of constructs has the order in which the author wrote the workflows.
    """

    def to_terraform(self) -> Mapping[str, Any]:
        """Nothing of its own."""
        return {}

    def to_hcl_terraform(self) -> Mapping[str, Any]:
        """Nothing of its own."""
        return {}

    def block(self) -> Mapping[str, Any]:
        """What it is in Terraform's JSON."""
        made: Mapping[str, Any] = super().to_terraform()
        return made

    def block_hcl(self) -> Mapping[str, Any]:
        """What it is for CDKTF's HCL renderer."""
        made: Mapping[str, Any] = super().to_hcl_terraform()
        return made
