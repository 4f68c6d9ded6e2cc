"""What a stack brings along, takes over and keeps elsewhere, deployed by the real Terraform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Notebook,
    WorkflowApp,
    WorkflowStack,
    WorkspaceFile,
    job_named,
    warehouse_named,
)
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Workspace


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace() as workspace:
        yield workspace


@pytest.fixture
def deploying(terraform: Terraform, workspace: Workspace) -> Terraform:
    return replace(terraform, environment=workspace.environment)


def folder_of(app: WorkflowApp) -> Path:
    app.synth()
    return Path(app.output_folder, "stacks", "s")


def with_files(folder: Path, notebook: str) -> WorkflowApp:
    """A workflow of a notebook, a wheel, an SQL file, a warehouse and a job that is there already."""
    (folder / "load.py").write_text(notebook)
    (folder / "etl.whl").write_bytes(b"wheel")
    app = WorkflowApp(folder / "out")
    group = DatabricksWorkflowTaskGroup(WorkflowStack(app, "s"), "etl")
    DatabricksNotebookOperator(
        group,
        "load",
        notebook_path=Notebook.from_file(folder / "load.py"),
        existing_cluster_id="c",
        notebook_packages=[{"whl": WorkspaceFile.from_file(folder / "etl.whl")}],
    )
    sql = WorkspaceFile.from_text("sql/clean.sql", "SELECT 'é'")
    DatabricksTaskOperator(
        group, "clean", task_config={"sql_task": {"file": {"path": sql}, "warehouse_id": warehouse_named("main")}}
    )
    DatabricksTaskOperator(group, "report", task_config={"run_job_task": {"job_id": job_named("by hand")}})
    return app


def test_files_and_lookups(deploying: Terraform, workspace: Workspace, tmp_path: Path) -> None:
    warehouse = workspace.account.add_warehouse("main")
    by_hand = workspace.create_job({"task_key": "a", "notebook_task": {"notebook_path": "/a"}}, name="by hand")
    folder = folder_of(with_files(tmp_path, "# Databricks notebook source\nprint(1)\n"))
    deploying.init(folder)
    deploying.apply(folder)

    (job,) = (job for job_id, job in workspace.jobs.items() if job_id != by_hand)
    clean, load, report = job["tasks"]
    assert load["notebook_task"]["notebook_path"] == "/Shared/s/load"
    assert load["libraries"] == [{"whl": "/Workspace/Shared/s/etl.whl"}]
    assert clean["sql_task"]["file"]["path"] == "/Workspace/Shared/s/sql/clean.sql"
    assert clean["sql_task"]["warehouse_id"] == warehouse
    assert report["run_job_task"]["job_id"] == by_hand
    files = workspace.files.all
    assert files["/Shared/s/etl.whl"].content == b"wheel"
    assert files["/Shared/s/sql/clean.sql"].content == "SELECT 'é'".encode()
    assert b"print(1)" in files["/Shared/s/load"].content
    assert not deploying.has_changes(folder)

    # A notebook that was changed is brought again, and nothing else is touched.
    folder_of(with_files(tmp_path, "# Databricks notebook source\nprint(2)\n"))
    assert deploying.plan(folder).actions == {"databricks_notebook.load": ["update"]}
    deploying.apply(folder, planned=True)
    assert b"print(2)" in files["/Shared/s/load"].content

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in written if workspace.token.encode() in path.read_bytes()] == []

    deploying.destroy(folder)
    assert list(workspace.jobs) == [by_hand]
    assert [path for path, each in files.items() if each.kind != "DIRECTORY" and path.startswith("/Shared")] == []


def test_a_job_is_taken_over_and_its_state_is_where_the_stack_says(
    deploying: Terraform, workspace: Workspace, tmp_path: Path
) -> None:
    before: dict[str, Any] = {"task_key": "load", "notebook_task": {"notebook_path": "/by_hand"}}
    job_id = workspace.create_job(before, name="by hand")
    state = tmp_path / "elsewhere" / "s.tfstate"
    app = WorkflowApp(tmp_path / "out")
    stack = WorkflowStack(app, "s", backend={"local": {"path": str(state)}})
    group = DatabricksWorkflowTaskGroup(stack, "etl", import_from=job_id)
    DatabricksNotebookOperator(group, "load", notebook_path="/declared")
    folder = folder_of(app)
    deploying.init(folder)
    assert deploying.plan(folder).actions == {"databricks_job.etl": ["update"]}
    deploying.apply(folder, planned=True)

    assert list(workspace.jobs) == [job_id]
    assert workspace.jobs[job_id]["name"] == "etl"
    (task,) = workspace.jobs[job_id]["tasks"]
    assert task["notebook_task"]["notebook_path"] == "/declared"
    assert not deploying.has_changes(folder)
    assert state.is_file()
    assert not list(folder.glob("*.tfstate"))
