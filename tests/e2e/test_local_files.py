"""Notebooks, wheels and SQL files beside a job, as they are written to the output folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Notebook,
    WorkflowApp,
    WorkflowError,
    WorkflowStack,
    WorkspaceFile,
    warehouse_named,
)
from databricks_workflows.testing import synthesize
from tests.e2e.test_hcl import write_hcl
from tests.support.terraform import module_of


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name in ("etl/load.py", "lib/etl-1.0-py3-none-any.whl", "sql/clean.sql"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    return tmp_path


def add_workflow(stack: WorkflowStack, files: Path, *, wheel: bool = True) -> None:
    group = DatabricksWorkflowTaskGroup(stack, "etl")
    package = {"whl": WorkspaceFile.from_file(files / "lib/etl-1.0-py3-none-any.whl")}
    DatabricksNotebookOperator(
        group,
        "load",
        notebook_path=Notebook.from_file(files / "etl/load.py"),
        source="WORKSPACE",
        existing_cluster_id="c",
        notebook_packages=[package] if wheel else [],
    )
    clean = {
        "file": {"path": WorkspaceFile.from_file(files / "sql/clean.sql")},
        "warehouse_id": warehouse_named("main"),
    }
    DatabricksTaskOperator(group, "clean", task_config={"sql_task": clean})


def written(out: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((out / "stacks/s/cdk.tf.json").read_text())
    return document


def assets(out: Path) -> dict[str, str]:
    folder = out / "stacks/s/assets"
    return {str(each.relative_to(folder)): each.read_text() for each in sorted(folder.rglob("*")) if each.is_file()}


def test_the_files_come_with_the_document(files: Path, tmp_path: Path) -> None:
    app = WorkflowApp(tmp_path / "out")
    add_workflow(WorkflowStack(app, "s"), files)
    app.synth()
    document = written(tmp_path / "out")
    assert document["resource"]["databricks_notebook"] == {
        "load": {"path": "/Shared/s/load", "source": "${path.module}/assets/load.py"}
    }
    assert sorted(document["resource"]["databricks_workspace_file"]) == ["clean_sql", "etl_1_0_py3_none_any_whl"]
    assert document["data"] == {"databricks_sql_warehouse": {"main": {"name": "main"}}}
    clean, load = document["resource"]["databricks_job"]["etl"]["task"]
    assert clean["sql_task"]["file"]["path"] == "${databricks_workspace_file.clean_sql.workspace_path}"
    assert load["notebook_task"]["notebook_path"] == "${databricks_notebook.load.path}"
    assert load["library"] == [{"whl": "${databricks_workspace_file.etl_1_0_py3_none_any_whl.workspace_path}"}]
    assert assets(tmp_path / "out") == {
        "clean.sql": "sql/clean.sql",
        "etl-1.0-py3-none-any.whl": "lib/etl-1.0-py3-none-any.whl",
        "load.py": "etl/load.py",
    }


def test_a_file_that_no_job_names_any_more_goes(files: Path, tmp_path: Path) -> None:
    for wheel in (True, False):
        app = WorkflowApp(tmp_path / "out")
        add_workflow(WorkflowStack(app, "s"), files, wheel=wheel)
        app.synth()
    assert sorted(assets(tmp_path / "out")) == ["clean.sql", "load.py"]


def test_a_failed_synth_leaves_the_files_as_they_were(files: Path, tmp_path: Path) -> None:
    app = WorkflowApp(tmp_path / "out")
    add_workflow(WorkflowStack(app, "s"), files)
    app.synth()
    (files / "etl/load.py").write_text("changed")
    app = WorkflowApp(tmp_path / "out")
    stack = WorkflowStack(app, "s")
    add_workflow(stack, files)
    DatabricksWorkflowTaskGroup(stack, "empty")
    with pytest.raises(WorkflowError):
        app.synth()
    assert assets(tmp_path / "out")["load.py"] == "etl/load.py"


def test_terraform_reads_the_same_from_hcl(files: Path, tmp_path: Path) -> None:
    stack = WorkflowStack(WorkflowApp(tmp_path / "out"), "s")
    add_workflow(stack, files)
    document = synthesize(stack)
    (tmp_path / "json").mkdir()
    (tmp_path / "json/cdk.tf.json").write_text(json.dumps(document))
    write_hcl(stack, tmp_path / "hcl")
    in_hcl, in_json = module_of(tmp_path / "hcl"), module_of(tmp_path / "json")
    assert sorted(in_hcl["ManagedResources"]) == sorted(in_json["ManagedResources"])
    assert sorted(in_hcl["DataResources"]) == sorted(in_json["DataResources"]) == ["data.databricks_sql_warehouse.main"]
    text = (tmp_path / "hcl/cdk.tf").read_text()
    assert 'source = "${path.module}/assets/load.py"' in text
