"""The exceptions: their text, and that no traceback hides it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from databricks_workflows import errors
from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.errors import AuthoringError, LoadError, WorkflowError, format_plain


def made(**fields: object) -> Diagnostic:
    return Diagnostic(**{"code": "DW003", "severity": Severity.ERROR, "summary": "it is wrong", **fields})  # type: ignore[arg-type]


PLAIN: list[tuple[Diagnostic, str]] = [
    (made(), "error DW003: it is wrong"),
    (made(path="stack/etl"), "error DW003: it is wrong [stack/etl]"),
    (made(origin=Origin("x.py", 7)), "x.py:7: error DW003: it is wrong"),
    (made(severity=Severity.WARNING, path="etl", suppressed=True), "warning DW003: it is wrong [etl] (suppressed)"),
    (
        made(remedy="do this\nor that", path="etl", origin=Origin("x.py", 7)),
        "x.py:7: error DW003: it is wrong [etl]\n    do this\n    or that",
    ),
]


@pytest.mark.parametrize(("diagnostic", "expected"), PLAIN)
def test_the_text_form(diagnostic: Diagnostic, expected: str) -> None:
    assert format_plain(diagnostic) == expected


@pytest.mark.parametrize("kind", [WorkflowError, AuthoringError, LoadError])
def test_an_error_carries_every_problem_in_order(kind: type[WorkflowError]) -> None:
    later, earlier = made(origin=Origin("x.py", 9)), made(origin=Origin("x.py", 2), remedy="mend")
    error = kind([later, earlier, later])
    assert isinstance(error, WorkflowError)
    assert error.diagnostics == (earlier, later)
    assert str(error) == "x.py:2: error DW003: it is wrong\n    mend\nx.py:9: error DW003: it is wrong"


def run(source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text(source)
    return subprocess.run(
        [sys.executable, "program.py"],
        cwd=folder,
        env={"PYTHONPATH": str(Path(errors.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_model_in_a_program_prints_its_place_and_no_traceback(tmp_path: Path) -> None:
    done = run("from databricks_workflows.model import Cluster\n\nCluster(num_workers='two')\n", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "program.py:3: error DW002: num_workers is 'two', expected a whole number [Cluster]\n    give a whole number\n",
    )


def test_another_error_keeps_its_traceback(tmp_path: Path) -> None:
    done = run("import databricks_workflows.errors\n1 / 0\n", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback (most recent call last):\n")
    assert done.stderr.endswith("ZeroDivisionError: division by zero\n")


def test_a_hook_that_was_there_before_still_works(tmp_path: Path) -> None:
    done = run(
        "import sys\nsys.excepthook = lambda kind, error, trace: print('mine:', error)\n"
        "import databricks_workflows.errors\n1 / 0\n",
        tmp_path,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "mine: division by zero\n", "")
