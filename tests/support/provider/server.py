"""The protocol: what Terraform asks, answered by the resources and data sources.

Answers say ``legacy_type_system``, as those of every provider on the plugin SDK do: Terraform then lets defaults and
what was suppressed differ from the configuration.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import tf.provider
from tf.gen import tfplugin_pb2 as pb
from tf.utils import Diagnostics, read_dynamic_value, to_dynamic_value

from tests.support.provider.client import ApiError, Client
from tests.support.provider.credentials import Credentials, NoProfile, find_credentials
from tests.support.provider.data_sources import DATA_SOURCES
from tests.support.provider.job import Job
from tests.support.provider.permissions import Permissions
from tests.support.provider.resource import Problem, Resource
from tests.support.provider.schemas import (
    data_source_for_protocol,
    provider_for_protocol,
    resource_for_protocol,
)
from tests.support.provider.values import known, nothing
from tests.support.provider.workspace_objects import Notebook, WorkspaceFile

RESOURCES: dict[str, Resource] = {each.name: each for each in (Job(), Permissions(), Notebook(), WorkspaceFile())}


class Servicer(tf.provider.ProviderServicer):  # type: ignore[misc]
    """The provider, as the protocol sees it."""

    def __init__(self, app: object) -> None:
        super().__init__(app)
        self.client = Client(Credentials("", ""))

    def GetProviderSchema(self, request: Any, context: Any) -> Any:
        return pb.GetProviderSchema.Response(
            provider=provider_for_protocol(),
            resource_schemas={name: resource_for_protocol(name) for name in RESOURCES},
            data_source_schemas={name: data_source_for_protocol(name) for name in DATA_SOURCES},
        )

    def GetMetadata(self, request: Any, context: Any) -> Any:
        return pb.GetMetadata.Response(
            resources=[pb.GetMetadata.ResourceMetadata(type_name=name) for name in RESOURCES],
            data_sources=[pb.GetMetadata.DataSourceMetadata(type_name=name) for name in DATA_SOURCES],
        )

    def GetFunctions(self, request: Any, context: Any) -> Any:
        return pb.GetFunctions.Response()

    def ValidateProviderConfig(self, request: Any, context: Any) -> Any:
        return pb.ValidateProviderConfig.Response()

    def ConfigureProvider(self, request: Any, context: Any) -> Any:
        try:
            self.client = Client(find_credentials(known(read_dynamic_value(request.config))))
        except NoProfile as error:
            return pb.ConfigureProvider.Response(diagnostics=_told([Problem(str(error))]))
        self.client.find_workspace()
        return pb.ConfigureProvider.Response()

    def ValidateResourceConfig(self, request: Any, context: Any) -> Any:
        problems = RESOURCES[request.type_name].validate(read_dynamic_value(request.config))
        return pb.ValidateResourceConfig.Response(diagnostics=_told(problems))

    def ValidateDataResourceConfig(self, request: Any, context: Any) -> Any:
        return pb.ValidateDataResourceConfig.Response()

    def UpgradeResourceState(self, request: Any, context: Any) -> Any:
        return pb.UpgradeResourceState.Response(upgraded_state=to_dynamic_value(json.loads(request.raw_state.json)))

    def PlanResourceChange(self, request: Any, context: Any) -> Any:
        resource = RESOURCES[request.type_name]
        config, prior = read_dynamic_value(request.config), read_dynamic_value(request.prior_state)
        try:
            plan = resource.plan(config, prior)
        except Problem as problem:
            return pb.PlanResourceChange.Response(diagnostics=_told([problem]))
        replaced = resource.replaces(prior, plan) if prior else []
        return pb.PlanResourceChange.Response(
            planned_state=to_dynamic_value(plan),
            requires_replace=[_path(at) for at in replaced],
            legacy_type_system=True,
        )

    def ApplyResourceChange(self, request: Any, context: Any) -> Any:
        resource = RESOURCES[request.type_name]
        plan, prior = known(read_dynamic_value(request.planned_state)), read_dynamic_value(request.prior_state)
        config = read_dynamic_value(request.config)
        action = "delete" if plan is None else "create" if prior is None else "update"
        state, problems = prior, list[Problem]()
        try:
            if plan is None:
                resource.delete(self.client, prior)
                state = None
            elif prior is None:
                state = resource.create(self.client, plan, config)
            else:
                state = resource.update(self.client, plan, config)
        except (ApiError, Problem) as error:
            problems.append(Problem(f"cannot {action} {_said(resource.name)}: {error}"))
        return pb.ApplyResourceChange.Response(
            new_state=to_dynamic_value(state), diagnostics=_told(problems), legacy_type_system=True
        )

    def ReadResource(self, request: Any, context: Any) -> Any:
        resource = RESOURCES[request.type_name]
        state, problems = read_dynamic_value(request.current_state), list[Problem]()
        try:
            state = resource.read(self.client, state)
        except ApiError as error:
            problems.append(Problem(f"cannot read {_said(resource.name)}: {error}"))
        return pb.ReadResource.Response(new_state=to_dynamic_value(state), diagnostics=_told(problems))

    def ImportResourceState(self, request: Any, context: Any) -> Any:
        state = nothing(RESOURCES[request.type_name].block) | {"id": request.id}
        imported = pb.ImportResourceState.ImportedResource(type_name=request.type_name, state=to_dynamic_value(state))
        return pb.ImportResourceState.Response(imported_resources=[imported])

    def ReadDataSource(self, request: Any, context: Any) -> Any:
        config, problems = read_dynamic_value(request.config), list[Problem]()
        state = None
        try:
            state = DATA_SOURCES[request.type_name](self.client, config)
        except (ApiError, Problem) as error:
            problems.append(Problem(f"cannot read data {_said(request.type_name)}: {error}"))
        return pb.ReadDataSource.Response(state=to_dynamic_value(state), diagnostics=_told(problems))


def _said(type_name: str) -> str:
    return type_name.removeprefix("databricks_").replace("_", " ")


def _told(problems: Iterable[Problem]) -> Any:
    diagnostics = Diagnostics()
    for each in problems:
        at = [(step,) if isinstance(step, int) else step for step in each.at]
        diagnostics.add_error(each.summary, each.detail, path=at or None)
    return diagnostics.to_pb()


def _path(at: tuple[Any, ...]) -> Any:
    steps = [{"element_key_int": step} if isinstance(step, int) else {"attribute_name": step} for step in at]
    return pb.AttributePath(steps=[pb.AttributePath.Step(**step) for step in steps])
