"""Error handling, and a DAG of two workflows: deployed by the real Terraform, run and watched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from databricks_workflows import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowApp,
    WorkflowStack,
)
from stacks import ErrorHandlingRunIfStack, ErrorHandlingStack
from tests.support.runs import Commands, commands_of
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Fail, Hang, Succeed, Workspace

CRITICAL, BACKUP, NOTIFY = "critical_data_processing", "backup_data_processing", "notify_completion"


def multi_group(app: WorkflowApp) -> None:
    """Two workflows, one after the other."""
    with WorkflowStack(app, "multi-group"), DAG("sales", schedule="@daily"):
        groups = []
        for name in ("ingest", "report"):
            with DatabricksWorkflowTaskGroup(group_id=name, databricks_conn_id="databricks_production") as group:
                DatabricksNotebookOperator(
                    task_id="work", notebook_path=f"/{name}", notebook_params={"day": "{{ ds }}"}, source="WORKSPACE"
                )
            groups.append(group)
        groups[0] >> groups[1]


@pytest.fixture(scope="module")
def deployed(terraform: Terraform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Workspace]]:
    folder = tmp_path_factory.mktemp("project")
    app = WorkflowApp(folder / "cdktf.out")
    ErrorHandlingStack(app)
    ErrorHandlingRunIfStack(app)
    multi_group(app)
    app.synth()
    with Workspace() as workspace:
        profile = f"[databricks_production]\nhost = {workspace.url}\ntoken = {workspace.token}\n"
        (folder / ".databrickscfg").write_text(profile)
        for stack in ("error-handling", "error-handling-run-if", "multi-group"):
            here = folder / "cdktf.out" / "stacks" / stack
            of_stack = replace(terraform, home=folder)
            of_stack.init(here)
            of_stack.apply(here)
        yield folder, workspace


def test_no_token_is_in_anything_that_was_written(deployed: tuple[Path, Workspace]) -> None:
    folder, workspace = deployed
    written = [path for path in folder.rglob("*") if path.is_file() and path.name != ".databrickscfg"]
    assert any(path.suffix == ".tfstate" for path in written)
    assert [path for path in written if workspace.token.encode() in path.read_bytes()] == []


@pytest.fixture
def run(deployed: tuple[Path, Workspace], monkeypatch: pytest.MonkeyPatch) -> Commands:
    folder, workspace = deployed
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    commands = commands_of(workspace, monkeypatch)
    return replace(commands, environment={})  # the profile is all there is


def ended(run: Commands, stack: str, job: str) -> tuple[int, int, dict[str, str]]:
    """The exit code, the run's id and how each task ended, as its events say."""
    result = run("run", f"{stack}/{job}", "--json")
    finished = result.events[-1]
    assert finished["event"] == "run_finished"
    states = {event["task"]: event["state"] for event in result.events if event["event"] == "task_changed"}
    return result.code, finished["run_id"], states


def test_as_the_specification_has_it_nothing_runs_after_a_failure(run: Commands) -> None:
    run.workspace.script(job="resilient_workflow", task=CRITICAL, attempts=[Fail("no source")])
    code, run_id, states = ended(run, "error-handling", "resilient_workflow")
    assert code == 1
    assert states == {CRITICAL: "failed", BACKUP: "not_run", NOTIFY: "not_run"}
    assert len(run.workspace.run(run_id).slots[CRITICAL].attempts) == 4  # it has three retries


def test_with_run_if_the_backup_runs_and_the_notification_always(run: Commands) -> None:
    run.workspace.script(job="resilient_run_if_workflow", task=CRITICAL, attempts=[Fail("no source")])
    code, _, states = ended(run, "error-handling-run-if", "resilient_run_if_workflow")
    assert code == 0
    assert states == {CRITICAL: "failed", BACKUP: "succeeded", NOTIFY: "succeeded"}


def test_a_repair_runs_again_only_what_failed(run: Commands) -> None:
    run.workspace.script(job="resilient_workflow", task=CRITICAL, attempts=[Succeed()])
    run.workspace.script(job="resilient_workflow", task=BACKUP, attempts=[Fail("full")] * 3 + [Succeed()])
    code, run_id, states = ended(run, "error-handling", "resilient_workflow")
    assert (code, states) == (1, {CRITICAL: "succeeded", BACKUP: "failed", NOTIFY: "not_run"})
    assert run("repair", run_id).code == 0
    slots = run.workspace.run(run_id).slots
    assert {key: len(slot.attempts) for key, slot in slots.items()} == {CRITICAL: 1, BACKUP: 4, NOTIFY: 2}


def test_a_run_is_canceled(run: Commands) -> None:
    run.workspace.script(job="resilient_workflow", task=CRITICAL, attempts=[Hang()])
    started = run("run", "error-handling/resilient_workflow", "--no-watch", "--json")
    run_id = started.events[-1]["run_id"]
    assert run("cancel", run_id).code == 0
    assert run("watch", run_id).code == 3


def test_workflows_run_in_their_order_with_one_day(run: Commands) -> None:
    result = run("run", "multi-group/sales", "--param", "run_date=2024-02-29", "--json")
    assert result.code == 0
    own = run.workspace.run(result.events[-1]["run_id"])
    children = [run.workspace.task_run(own.run_id, key).child for key in ("ingest", "report")]
    first, second = (child for child in children if child is not None)
    assert first.ended is not None
    assert first.ended <= second.began
    days = [run.workspace.received(each.run_id, "work")["day"] for each in (first, second)]
    assert days == ["2024-02-29"] * 2
