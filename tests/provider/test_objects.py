"""Permissions, notebooks and files of the workspace, and data sources: made, seen again, changed, deleted."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.provider.jobs import task
from tests.support.root_module import RootModule
from tests.support.terraform_cli import Terraform, TerraformFailed
from tests.support.workspace import Workspace

PERMISSIONS = "/api/2.0/permissions/jobs/"
IMPORT, STATUS, MKDIRS, DELETE = (f"/api/2.0/workspace/{each}" for each in ("import", "get-status", "mkdirs", "delete"))


@pytest.fixture
def module(terraform: Terraform, tmp_path: Path) -> Iterator[RootModule]:
    with Workspace() as workspace:
        yield RootModule(terraform, workspace, tmp_path / "root")


def with_permissions(*entries: dict[str, str]) -> dict[str, Any]:
    permissions = {"job_id": "${databricks_job.etl.id}", "access_control": entries}
    return {"resource": {"databricks_job": {"etl": {"task": [task()]}}, "databricks_permissions": {"etl": permissions}}}


def test_permissions_keep_the_owner_and_leave_only_the_owner(module: RootModule) -> None:
    viewers = {"group_name": "users", "permission_level": "CAN_VIEW"}
    module.write(with_permissions(viewers, {"user_name": "a@x.io", "permission_level": "CAN_MANAGE_RUN"}))
    module.apply()
    (job_id,) = module.workspace.jobs
    assert module.workspace.permissions.of(job_id) == {
        "users": "CAN_VIEW",
        "a@x.io": "CAN_MANAGE_RUN",
        module.workspace.user: "IS_OWNER",
    }
    assert not module.has_changes()

    module.write({"resource": {"databricks_job": {"etl": {"task": [task()]}}}})
    module.apply()
    assert module.workspace.permissions.of(job_id) == {module.workspace.user: "IS_OWNER"}


def test_permissions_of_a_job_to_be_made_are_refused_after_it_is_made(module: RootModule) -> None:
    module.write(with_permissions({"group_name": "users", "permission_level": "CAN_RUN"}))
    assert module.errors("apply") == {
        "databricks_permissions.etl": [
            "permission_level CAN_RUN is not supported with job_id objects; "
            "allowed levels: CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE, IS_OWNER"
        ]
    }
    assert len(module.workspace.jobs) == 1


def test_notebook_and_file(module: RootModule, tmp_path: Path) -> None:
    source = tmp_path / "load.py"
    source.write_text("# Databricks notebook source\nprint(1)\n")
    (tmp_path / "rules.json").write_bytes(b"\x00\xff{}")
    text = base64.b64encode(b"select 1").decode()
    document = {
        "resource": {
            "databricks_notebook": {
                "load": {"path": "/Shared/deep/load", "source": str(source)},
                "query": {"path": "/Shared/query", "content_base64": text, "language": "SQL"},
            },
            "databricks_workspace_file": {
                "rules": {"path": "/Shared/rules.json", "source": str(tmp_path / "rules.json")}
            },
        },
        "output": {
            "path": {"value": "${databricks_notebook.load.path}"},
            "workspace_path": {"value": "${databricks_workspace_file.rules.workspace_path}"},
        },
    }
    module.write(document)
    module.apply()
    files = module.workspace.files.all
    assert files["/Shared/deep/load"].content == source.read_bytes()
    assert (files["/Shared/query"].content, files["/Shared/query"].language) == (b"select 1", "SQL")
    assert files["/Shared/rules.json"].content == b"\x00\xff{}"
    assert module.terraform.output(module.folder) == {
        "path": "/Shared/deep/load",
        "workspace_path": "/Workspace/Shared/rules.json",
    }
    assert not module.has_changes()

    source.write_text("# Databricks notebook source\nprint(2)\n")
    assert module.plan().actions == {"databricks_notebook.load": ["update"]}
    module.apply_plan()
    assert files["/Shared/deep/load"].content == source.read_bytes()

    module.destroy()
    assert [path for path, each in files.items() if each.kind != "DIRECTORY"] == []


def test_a_notebooks_folder_is_made_when_it_is_missing(module: RootModule, tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text("print(1)")
    notebook = {"path": "/Shared/a/b/n", "source": str(tmp_path / "n.py")}
    module.write({"resource": {"databricks_notebook": {"n": notebook}}})
    module.apply()
    calls = [f"{each.method} {each.path}" for each in module.workspace.requests if "/workspace/" in each.path]
    assert calls[:4] == [f"POST {IMPORT}", f"GET {STATUS}", f"POST {MKDIRS}", f"POST {IMPORT}"]


def test_notebooks_that_cannot_be(module: RootModule) -> None:
    bad = {
        "missing": {"path": "/a", "source": "nothing.py"},
        "language": {"path": "/a", "content_base64": "eA=="},
        "dbfs": {"path": "dbfs:/a", "content_base64": "eA==", "language": "PYTHON"},
        "unclean": {"path": "/a/../b", "content_base64": "eA==", "language": "PYTHON"},
    }
    module.write({"resource": {"databricks_notebook": bad}})
    assert {address.rpartition(".")[2]: texts for address, texts in module.errors("validate").items()} == {
        "missing": ["File nothing.py does not exist"],
        "language": ["Missing required argument: content_base64: all of `content_base64,language` must be specified"],
        "dbfs": ["Remove dbfs: prefix"],
        "unclean": ["Clean path required"],
    }


def test_data_sources_find_by_name(module: RootModule) -> None:
    warehouse = module.workspace.account.add_warehouse("small")
    module.write_jobs({"etl": {"name": "etl", "task": [task()], "tags": {"a": "b"}}})
    module.apply()
    (job_id,) = module.workspace.jobs
    reader = RootModule(module.terraform, module.workspace, module.folder.with_name("reader"))
    reader.write(
        {
            "data": {
                "databricks_job": {"etl": {"job_name": "etl"}},
                "databricks_sql_warehouse": {"w": {"name": "small"}},
            },
            "output": {
                "id": {"value": "${data.databricks_job.etl.id}"},
                "tag": {"value": "${data.databricks_job.etl.job_settings[0].settings[0].tags.a}"},
                "warehouse": {"value": "${data.databricks_sql_warehouse.w.id}"},
            },
        }
    )
    reader.apply()
    assert reader.terraform.output(reader.folder) == {"id": str(job_id), "tag": "b", "warehouse": warehouse}


def test_a_data_source_that_is_not_there(module: RootModule) -> None:
    module.write({"data": {"databricks_job": {"etl": {"job_name": "etl"}}}})
    with pytest.raises(TerraformFailed, match="cannot read data job: no job found: 'etl'"):
        module.plan()
