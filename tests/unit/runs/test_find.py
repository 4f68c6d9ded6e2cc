"""Which job a word means: from documents and Terraform's state as they lie in a project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.runs.errors import Misused
from databricks_workflows.runs.find import Declared, declared_in, deployed, match, nearest

URL = "https://dbc.example.com/#job/77"


def document(path: str, name: str, **resource: Any) -> dict[str, Any]:
    stack, _, address = path.replace("/", " ", 1).partition(" ")
    return {
        "provider": {
            "databricks": [
                {"host": "https://default.example.com"},
                {"alias": "production", "profile": "production", "host": "${var.host}"},
            ]
        },
        "resource": {
            "databricks_job": {
                address.replace("/", "_"): {
                    "//": {"metadata": {"path": f"{path}/Default"}},
                    "name": name,
                    **resource,
                }
            }
        },
        "terraform": {"backend": {"local": {"path": f"../../../terraform.{stack}.tfstate"}}},
    }


def state(**jobs: dict[str, Any]) -> dict[str, Any]:
    resources = [
        {"mode": "managed", "type": "databricks_job", "name": address, "instances": [{"attributes": attributes}]}
        for address, attributes in jobs.items()
    ]
    other = {
        "mode": "managed",
        "type": "databricks_permissions",
        "name": "x",
        "instances": [{"attributes": {"id": "9"}}],
    }
    return {"version": 4, "resources": [other, *resources]}


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path / "cdktf.out/stacks/sales/cdk.tf.json", document("sales/etl/daily", "etl.daily"))
    write(
        tmp_path / "cdktf.out/stacks/ops/cdk.tf.json",
        document("ops/backup", "Backup", provider="databricks.production"),
    )
    write(tmp_path / "terraform.sales.tfstate", state(etl_daily={"id": "77", "name": "etl.daily", "url": URL}))
    write(tmp_path / "terraform.old.tfstate", state(gone={"id": "5", "name": "gone by now"}))
    return tmp_path


def jobs_of(project: Path) -> list[Declared]:
    return declared_in(project / "cdktf.out", project)


def test_jobs_are_those_of_documents_and_of_states(project: Path) -> None:
    assert [(each.shown, each.name, each.profile, each.host) for each in jobs_of(project)] == [
        ("ops/backup", "Backup", "production", None),
        ("sales/etl/daily", "etl.daily", None, "https://default.example.com"),
        ("old/gone", "gone by now", None, None),
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("sales/etl/daily", "sales/etl/daily"),
        ("sales/etl/daily/", "sales/etl/daily"),
        ("etl/daily", "sales/etl/daily"),
        ("daily", "sales/etl/daily"),
        ("etl_daily", "sales/etl/daily"),
        ("sales/etl_daily", "sales/etl/daily"),
        ("databricks_job.etl_daily", "sales/etl/daily"),
        ("etl.daily", "sales/etl/daily"),
        ("Backup", "ops/backup"),
        ("gone", "old/gone"),
        ("old/gone", "old/gone"),
        ("gone by now", "old/gone"),
        ("dail", None),
        ("", None),
    ],
)
def test_a_word_means_one(word: str, expected: str | None, project: Path) -> None:
    found = match(word, jobs_of(project))
    assert (found and found.shown) == expected


def test_a_word_that_means_two_is_refused() -> None:
    jobs = [Declared(stack=stack, address="etl", name="etl", path=f"{stack}/etl") for stack in ("eu", "us")]
    with pytest.raises(Misused, match="'etl' is 2 jobs here: give one of eu/etl, us/etl"):
        match("etl", jobs)


def test_the_nearest_is_named(project: Path) -> None:
    assert nearest("sales/etl/dayly", jobs_of(project)) == "did you mean 'sales/etl/daily'?"
    assert nearest("xxxxxx", jobs_of(project)) == "known here: ops/backup, sales/etl/daily, old/gone"
    assert nearest("bacup", [], ["backup"]) == "did you mean 'backup'?"
    assert nearest("x", []) == "Terraform's state of this folder has no jobs"


def test_the_state_has_the_id_and_the_workspace(project: Path) -> None:
    _, sales, gone = jobs_of(project)
    assert (deployed(sales).job_id, deployed(sales).host) == (77, "https://dbc.example.com")
    assert (deployed(gone).job_id, deployed(gone).host) == (5, "")


def test_what_is_not_deployed_says_so(project: Path) -> None:
    backup, sales, _ = jobs_of(project)
    with pytest.raises(Misused, match="ops/backup is not deployed: cdktf deploy ops"):
        deployed(backup)
    write(project / "terraform.sales.tfstate", state())
    with pytest.raises(Misused, match="sales/etl/daily is not deployed: cdktf deploy sales"):
        deployed(sales)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is no JSON"),
        (b"[]", "it is no JSON object"),
        (b"\xff", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
    ],
    ids=["empty", "a list", "no text", "deep"],
)
def test_a_state_that_is_none_is_told(content: bytes, says: str, project: Path) -> None:
    (project / "terraform.broken.tfstate").write_bytes(content)
    with pytest.raises(Misused, match=f"terraform.broken.tfstate: {says}"):
        jobs_of(project)


@pytest.mark.parametrize(
    "resources",
    [
        None,
        {},
        [None],
        [{"type": "databricks_job"}],
        [{"type": "databricks_job", "mode": "managed", "instances": []}],
        [{"type": "databricks_job", "mode": "managed", "name": "x", "instances": [{"attributes": None}]}],
        [{"type": "databricks_job", "mode": "data", "name": "x", "instances": [{"attributes": {"id": "1"}}]}],
    ],
)
def test_a_state_without_jobs_has_none(resources: Any, tmp_path: Path) -> None:
    write(tmp_path / "terraform.x.tfstate", {"version": 4, "resources": resources})
    assert jobs_of(tmp_path) == []


def test_an_id_that_is_none_is_told(tmp_path: Path) -> None:
    write(tmp_path / "terraform.x.tfstate", state(etl={"id": "abc"}))
    (job,) = jobs_of(tmp_path)
    with pytest.raises(Misused, match="'abc' is no job's id"):
        deployed(job)


# Where the state is kept elsewhere


@pytest.fixture
def remote(tmp_path: Path) -> Declared:
    content = document("sales/etl", "etl")
    content["terraform"]["backend"] = {"s3": {"bucket": "b"}}
    write(tmp_path / "cdktf.out/stacks/sales/cdk.tf.json", content)
    (job,) = jobs_of(tmp_path)
    return job


def terraform(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "terraform"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", str(program))


def test_terraform_is_asked(remote: Declared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = {"etl_job_id": {"value": "88"}, "etl_job_url": {"value": "https://dbc.example.com/jobs/88"}}
    write(tmp_path / "cdktf.out/stacks/sales/outputs.json", outputs)
    terraform(tmp_path, monkeypatch, '[ "$1 $2" = "output -json" ] && cat outputs.json')
    found = deployed(remote)
    assert (found.job_id, found.host) == (88, "https://dbc.example.com")


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("echo '{}'", "sales/etl is not deployed: cdktf deploy sales"),
        ("echo 'no init' >&2; exit 1", r"terraform output fails in its folder \(no init\): give the job's id or name"),
        ("echo 'what?'", "terraform output gave no JSON: give the job's id or name"),
    ],
    ids=["nothing there", "not initialized", "no JSON"],
)
def test_terraform_can_not_tell(
    script: str, says: str, remote: Declared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terraform(tmp_path, monkeypatch, script)
    with pytest.raises(Misused, match=says):
        deployed(remote)


def test_there_is_no_terraform(remote: Declared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", "no-such-terraform")
    with pytest.raises(Misused, match="no-such-terraform can't tell its id"):
        deployed(remote)
