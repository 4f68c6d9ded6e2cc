"""The whole way: synthesized, deployed by the real Terraform, run, repaired, run for days in the past."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack
from databricks_workflows.runs.find import declared_in, deployed
from tests.support.runs import Commands
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Fail, Succeed, Workspace


def deploy(terraform: Terraform, workspace: Workspace, folder: Path) -> Terraform:
    app = WorkflowApp(folder / "cdktf.out")
    with WorkflowStack(app, "sales"), DatabricksWorkflowTaskGroup("etl"):
        extract = DatabricksNotebookOperator("extract", notebook_path="/extract", notebook_params={"day": "{{ ds }}"})
        load = DatabricksNotebookOperator("load", notebook_path="/load", notebook_params={"day": "{{ ds }}"})
        extract >> load
    app.synth()
    deploying = replace(terraform, environment=workspace.environment)
    deploying.init(folder / "cdktf.out/stacks/sales")
    deploying.apply(folder / "cdktf.out/stacks/sales")
    return deploying


def test_a_deployed_workflow_is_run_by_its_path(
    terraform: Terraform, workspace: Workspace, run: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploying = deploy(terraform, workspace, tmp_path)
    workspace.script(task="load", attempts=[Fail("no table"), Succeed()])

    failed = run("run", "sales/etl")
    assert failed.code == 1
    assert "load: RUN_EXECUTION_ERROR: no table" in failed.out
    repaired = run("repair", "sales/etl")
    assert repaired.code == 0
    assert "extract" not in repaired.out

    workspace.script(task="load", attempts=[Succeed()])
    assert run("run", "sales/etl", "--backfill", "2024-01-01..2024-01-03").code == 0
    received = [workspace.received(run_id, "load")["day"] for run_id in sorted(workspace._engine.runs)]
    assert received == ["2026-03-02", "2024-01-01", "2024-01-02", "2024-01-03"]
    assert len(run("list", "etl").out.splitlines()) == 5

    # the same where the state is not in a file here
    for name, value in deploying.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", str(terraform.program))
    (job,) = declared_in(Path("cdktf.out"), Path())
    elsewhere = replace(job, state=None)
    assert (deployed(elsewhere).job_id, deployed(elsewhere).host) == (deployed(job).job_id, workspace.url)

    deploying.destroy(tmp_path / "cdktf.out/stacks/sales")
    gone = run("run", "sales/etl")
    assert (gone.code, gone.err) == (2, "Error: sales/etl is not deployed: cdktf deploy sales\n")
