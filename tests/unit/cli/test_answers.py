"""What comes back from a process that ran somebody's file is plain data, or refused."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from databricks_workflows import Notebook, WorkspaceFile, job_named
from databricks_workflows.airflow.portable import portable
from databricks_workflows.authoring import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, freeze
from databricks_workflows.cli import main
from databricks_workflows.cli._answers import BEGUN, Broken, Forged, packed, read_answer, taken
from databricks_workflows.cli._server import server
from databricks_workflows.diagnostics import Diagnostic, Severity
from databricks_workflows.model.job_ref import JobRef
from databricks_workflows.model.tokens import TerraformExpression, tf


def answered(answer: Any) -> Any:
    return read_answer(pickle.dumps(answer))


VALUES = [
    "text \udcff",
    b"bytes",
    10**30,
    1.5,
    True,
    [1, {"a": None}, ("b",)],
    frozenset(("a", "b")),
    date(2024, 1, 2),
    datetime(2024, 1, 2, tzinfo=ZoneInfo("Europe/Amsterdam")),
    datetime(2024, 1, 2, tzinfo=timezone(timedelta(hours=2))),
    datetime(2024, 1, 2, tzinfo=UTC),
    timedelta(minutes=3),
    tf("${var.env}"),
    job_named("nightly"),
    JobRef("sales/etl", "etl"),
    WorkspaceFile.from_text("a.sql", "SELECT 1"),
    Notebook("a.py", "/a.py", None, None),
]


@pytest.mark.parametrize("value", VALUES, ids=ascii)
def test_what_a_file_may_hold_arrives(value: Any) -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as group:
        DatabricksNotebookOperator(task_id="load", notebook_path="/load", notebook_params={"value": value})
    [dag] = [portable(each) for each in freeze([group])]
    [read] = answered([dag])
    assert read == dag
    arrived = read.groups[0].tasks[0].arguments["notebook_params"]["value"]
    assert type(arrived) is type(dag.groups[0].tasks[0].arguments["notebook_params"]["value"])
    assert vars(arrived) == vars(value) if type(value).__mro__[1] is TerraformExpression else True


def test_the_other_answers_arrive() -> None:
    problem = Diagnostic(code="DW090", severity=Severity.ERROR, summary="no")
    for answer in (BEGUN, Broken("KeyError", "trace"), (problem,)):
        assert answered(answer) == answer


class Calls:
    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._call = (function, arguments)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self._call


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (Calls(os.system, "touch forged"), r"posix\.system"),
        (Calls(eval, "1"), r"builtins\.eval"),
        (Calls(getattr, Severity, "mro"), r"<enum 'Severity'>\.mro"),
        (Calls(getattr, ZoneInfo, "from_file"), r"<class 'zoneinfo\.ZoneInfo'>\.from_file"),
        (Calls(ZoneInfo, "../../etc/passwd"), "ValueError: "),
        (Path("x"), r"pathlib\.PosixPath"),
        (Forged("x"), r"databricks_workflows\.cli\._answers\.Forged"),
        ("text", "str"),
        ([], "list"),
        ((), "tuple"),
        ([1], "list"),
        (({},), "tuple"),
        (None, "NoneType"),
    ],
)
def test_anything_else_is_refused(answer: Any, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Forged, match=f"^{what}"):
        answered(answer)
    assert list(tmp_path.iterdir()) == []


def test_dotted_names_lead_nowhere() -> None:
    data = b"\x80\x04\x8c'databricks_workflows.authoring.frozen\x94".replace(b"'", bytes([37]))
    data += b"\x8c\x15Dag.__init_subclass__\x93."
    with pytest.raises(Forged, match=r"^databricks_workflows\.authoring\.frozen\.Dag\.__init_subclass__"):
        read_answer(data)


@pytest.mark.parametrize("data", [b"", b"nonsense", pickle.dumps([1])[:-1], b"\x80\xff"])
def test_what_is_no_pickle_is_refused(data: bytes) -> None:
    with pytest.raises(Forged):
        read_answer(data)


FORGERY = """
import os, pickle, struct, sys

class Evil:
    def __reduce__(self):
        return os.system, (f"echo {os.getppid()} > forged",)

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
data = pickle.dumps(Evil())
pipe = frame.f_locals["answers"].fileno()
"""
WHOLE = 'os.write(pipe, struct.pack("!Q", len(data)) + data)\n'
HALF = 'os.write(pipe, struct.pack("!Q", 2**40) + data)\n'


def test_a_file_that_answers_itself_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    server()
    Path("dag.py").write_text(FORGERY + WHOLE)
    result = CliRunner().invoke(main, ["validate", "dag.py"])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "dag.py:1: error DW090: dag.py: it meddles with the process that reads it, which answers with no workflow "
        "(posix.system)",
        "    leave this process's own files alone",
        "1 error in 1 file",
    ]
    assert not Path("forged").exists()


@pytest.mark.parametrize(("end", "code"), [("os._exit(3)", 3), ("while True: pass", 0)])
def test_half_an_answer_makes_nobody_wait(end: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that comes after it can be read, not even that the time is up."""
    monkeypatch.chdir(tmp_path)
    server()
    Path("dag.py").write_text(FORGERY + HALF + end)
    result = CliRunner().invoke(main, ["validate", "dag.py", "--timeout", "1"])
    assert result.exit_code == 1
    assert f"error DW090: dag.py: it ends the process (exit code {code}) when it is read\n" in result.stdout


def test_answers_are_taken_as_they_come() -> None:
    sent = packed(BEGUN) + packed(Broken("a", "b"))
    received = bytearray()
    read = []
    for number in range(len(sent)):
        received += sent[number : number + 1]
        while (data := taken(received)) is not None:
            read.append(read_answer(data))
    assert read == [BEGUN, Broken("a", "b")]
    assert received == b""
