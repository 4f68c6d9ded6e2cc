"""The example app on its whole way with the real Terraform: deployed, found to be deployed, destroyed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import stacks
from databricks_workflows import WorkflowApp
from databricks_workflows.testing import read_documents
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Workspace

AT_ONCE = 2


@dataclass(frozen=True)
class Deployed:
    """What became of one stack on its way."""

    document: Mapping[str, Any]
    problems: list[dict[str, Any]]
    actions: dict[str, list[str]]
    jobs: dict[str, Any]
    outputs: dict[str, Any]
    changes_again: bool
    left: list[int]


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with Workspace() as workspace:
        yield workspace


@pytest.fixture(scope="module")
def deployed(
    terraform: Terraform, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Deployed]:
    """Every stack by its class; some at a time, as most of the time goes into starting processes."""
    app = WorkflowApp(tmp_path_factory.mktemp("app") / "cdktf.out")
    ids = {name: getattr(stacks, name)(app).node.id for name in stacks.__all__}
    app.synth()
    documents = read_documents(app.output_folder)
    home = tmp_path_factory.mktemp("home")
    write_profiles(home, workspace, documents)

    def way(stack_id: str) -> Deployed:
        folder = Path(app.output_folder, "stacks", stack_id)
        return deploy(replace(terraform, home=home), workspace, folder, documents[stack_id])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(ids, pool.map(way, ids.values()), strict=True))


def write_profiles(home: Path, workspace: Workspace, documents: Mapping[str, Any]) -> None:
    providers = [each for document in documents.values() for each in document["provider"]["databricks"]]
    profiles = {each.get("profile", "DEFAULT") for each in providers}
    sections = (f"[{name}]\nhost = {workspace.url}\ntoken = {workspace.token}\n" for name in sorted(profiles))
    (home / ".databrickscfg").write_text("".join(sections), encoding="utf-8")


def deploy(terraform: Terraform, workspace: Workspace, folder: Path, document: Mapping[str, Any]) -> Deployed:
    terraform.init(folder)
    problems = terraform.validate(folder)
    actions = terraform.plan(folder).actions
    terraform.apply(folder, planned=True)
    outputs = terraform.output(folder)
    job_ids = {name.removesuffix("_job_id"): int(each) for name, each in outputs.items() if name.endswith("_job_id")}
    jobs = {name: workspace.jobs[job_id] for name, job_id in job_ids.items()}
    again = terraform.has_changes(folder)
    terraform.destroy(folder)
    left = [job_id for job_id in job_ids.values() if job_id in workspace.jobs]
    return Deployed(document, problems, actions, jobs, outputs, again, left)


def keys(tasks: list[dict[str, Any]]) -> list[str]:
    return [task["task_key"] for task in tasks]


@pytest.mark.parametrize("name", stacks.__all__)
class TestStack:
    def test_terraform_and_the_provider_find_nothing_wrong(self, name: str, deployed: dict[str, Deployed]) -> None:
        assert deployed[name].problems == []

    def test_every_resource_is_made(self, name: str, deployed: dict[str, Deployed]) -> None:
        resources = deployed[name].document["resource"]
        addresses = {f"{kind}.{each}" for kind, named in resources.items() for each in named}
        assert deployed[name].actions == {address: ["create"] for address in addresses}

    def test_the_workspace_has_every_task(self, name: str, deployed: dict[str, Deployed]) -> None:
        declared = deployed[name].document["resource"]["databricks_job"]
        assert {address: keys(job["tasks"]) for address, job in deployed[name].jobs.items()} == {
            address: keys(job["task"]) for address, job in declared.items()
        }

    def test_outputs_lead_to_the_jobs(self, name: str, deployed: dict[str, Deployed], workspace: Workspace) -> None:
        outputs = deployed[name].outputs
        for address in deployed[name].jobs:
            assert outputs[f"{address}_job_url"] == f"{workspace.url}/jobs/{outputs[f'{address}_job_id']}"

    def test_a_second_plan_is_empty(self, name: str, deployed: dict[str, Deployed]) -> None:
        assert not deployed[name].changes_again

    def test_nothing_is_left_after_destroy(self, name: str, deployed: dict[str, Deployed]) -> None:
        assert deployed[name].left == []
