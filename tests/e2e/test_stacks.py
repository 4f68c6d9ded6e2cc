"""The example app: what ``main.py`` makes, stack by stack."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from databricks_workflows import WorkflowApp
from databricks_workflows.diagnostics import Severity
from databricks_workflows.schema import job_json_schema
from databricks_workflows.testing import Golden, read_documents

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
STACKS = [
    "basic",
    "conditional",
    "conditional-branches",
    "error-handling",
    "error-handling-run-if",
    "git-integrated",
    "monitoring",
    "multi-branch",
    "resource-optimization",
    "shared-job-clusters",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> WorkflowApp:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDKTF_OUTDIR", str(tmp_path_factory.mktemp("main") / "cdktf.out"))
        made = runpy.run_path(str(ROOT / "main.py"))["app"]
    assert isinstance(made, WorkflowApp)
    return made


@pytest.fixture(scope="module")
def documents(app: WorkflowApp) -> dict[str, Any]:
    return read_documents(app.output_folder)


def test_every_stack_has_its_golden_file(documents: dict[str, Any]) -> None:
    assert sorted(documents) == STACKS
    assert sorted(path.name.removesuffix(".tf.json") for path in GOLDEN.glob("*.tf.json")) == STACKS


@pytest.mark.parametrize("name", STACKS)
def test_document(name: str, documents: dict[str, Any], golden: Golden) -> None:
    golden(documents[name], GOLDEN / f"{name}.tf.json")


@pytest.mark.parametrize("name", STACKS)
def test_document_fits_the_providers_schema(name: str, documents: dict[str, Any]) -> None:
    for job in documents[name]["resource"]["databricks_job"].values():
        jsonschema.validate(job, job_json_schema())


def test_nothing_is_left_to_warn_of(app: WorkflowApp) -> None:
    assert [each for each in app.diagnostics if each.severity is not Severity.INFO and not each.suppressed] == []
