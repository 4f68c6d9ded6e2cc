"""DAG files converted: the modules make the same jobs as the files themselves, and read like code of people."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from databricks_workflows import WorkflowApp, WorkflowStack
from databricks_workflows.airflow import load_dag_file
from databricks_workflows.codegen import Module, laid_out, stack_source
from databricks_workflows.codegen.module import modules
from databricks_workflows.errors import WorkflowError
from databricks_workflows.pipeline import Compiled, Settings, compile
from databricks_workflows.render.order import in_order
from databricks_workflows.testing import Golden, synthesize
from tests.airflow.test_recordings import VARIABLES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SETTINGS = Settings(on_unmapped="keep", allow_unsupported=True, connections={"databricks_default": {}})
FILES = [file for folder in ("dags", "dags_old") for file in sorted((HERE / folder).glob("*.py"))]
RULES = "E,F,W,I,UP,B,SIM,C4,RUF"

# Files whose module differs, and why; nothing else may differ.
DIFFERENT = {
    "submit_run_refused": "an object in the place of a text, an error, is written as its name",
}
# What is told of the file, and is not in what can be written of it.
OF_THE_FILE = {"DW009", "DW064"}


def converted() -> Iterator[tuple[Path, Module, Compiled]]:
    """Each file that can be read, with what it compiles to itself."""
    for file in FILES:
        with suppress(WorkflowError):
            dags = load_dag_file(file, VARIABLES)
            (module,) = modules([{f"{file.parent.name}/{file.name}": dags}])
            yield file, module, compile(dags, replace(SETTINGS, stack=module.stack_id))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, tuple[Module, Compiled, Path]]:
    """The module of every file, as a file itself."""
    folder = tmp_path_factory.mktemp("converted")
    made = list(converted())
    sources = laid_out({each.path: stack_source(each, SETTINGS, compiled.diagnostics) for _, each, compiled in made})
    for name, source in sources.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(source, encoding="utf-8")
    return {file: (module, compiled, folder / module.path) for file, module, compiled in made}


Project = dict[Path, tuple[Module, Compiled, Path]]


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"converted_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def job_of(job: Any) -> dict[str, Any]:
    """What makes a job what it is, apart from where it was written."""
    return {
        "address": job.address,
        "settings": in_order(job.settings).as_dict(),
        "connection": job.connection,
        "permissions": job.permissions,
        "variables": job.variables,
        "extra": (job.extra, job.task_extra, job.import_from, job.previous_address),
    }


def jobs(compiled: Compiled) -> list[dict[str, Any]]:
    return sorted(map(job_of, compiled.jobs), key=lambda job: str(job["address"]))


def codes(compiled: Compiled) -> set[str]:
    return {each.code for each in compiled.errors} - OF_THE_FILE


def test_a_module_makes_the_jobs_of_its_file(project: Project, tmp_path: Path) -> None:
    app = WorkflowApp(tmp_path / "out")
    for module, _, path in project.values():
        getattr(loaded(path), module.class_name)(app)
    with suppress(WorkflowError):
        app.synth()
    different = set()
    for file, (module, compiled, _) in project.items():
        made = app.compiled[module.stack_id]
        if (jobs(made), codes(made)) != (jobs(compiled), codes(compiled)):
            different.add(file.stem)
    assert different == DIFFERENT.keys()


def test_a_stack_of_a_module_has_the_document_of_its_file(project: Project, tmp_path: Path) -> None:
    apps = {name: WorkflowApp(tmp_path / name) for name in ("files", "modules")}
    right = {file: made for file, made in project.items() if not made[1].errors}
    for file, (module, _, path) in right.items():
        getattr(loaded(path), module.class_name)(apps["modules"])
        options = {"variables": VARIABLES, "on_unmapped": "keep", "allow_unsupported": True}
        WorkflowStack.from_file(apps["files"], file, id=module.stack_id, **options)
    assert synthesize(apps["modules"]) == synthesize(apps["files"])


def test_the_modules_are_clean_to_ruff(project: Project) -> None:
    folder = next(iter(project.values()))[2].parent
    for command in (["check", f"--select={RULES}", "--output-format=concise"], ["format", "--check"]):
        options = ["--isolated", "--no-cache", "--target-version=py311"]
        result = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *options, "."], cwd=folder, capture_output=True, text=True
        )
        assert result.returncode == 0, result.stdout


def test_the_modules_of_right_files_are_clean_to_mypy(project: Project, tmp_path: Path) -> None:
    right = [str(path) for _, compiled, path in project.values() if not compiled.errors]
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}", *right]
    result = subprocess.run(command, cwd=ROOT / "constructs", capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("stem", ["email_after_work", "group_after_group", "lakehouse", "nested_groups", "submit_run"])
def test_what_comes_out_reads_well(stem: str, project: Project, golden: Golden) -> None:
    golden(project[HERE / "dags" / f"{stem}.py"][2].read_text(encoding="utf-8"), f"../golden/convert/{stem}.py.txt")
