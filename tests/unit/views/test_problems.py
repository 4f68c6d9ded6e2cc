"""Problems as text: one line off a terminal, the author's line on one, counts."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity, Silenced
from databricks_workflows.views.problems import Tally, closing, counted, plain, print_on, report

ERROR = Diagnostic(
    code="DW021",
    severity=Severity.ERROR,
    summary="task 'load' runs on job cluster 'smal', which nothing declares",
    remedy="did you mean 'small'?\ndeclare it",
    path="sales/etl/load",
    origin=Origin("dag.py", 2),
    near=("job_cluster_key", "smal"),
)
WARNING = Diagnostic(code="DW022", severity=Severity.WARNING, summary="autoscale is kept")
INFO = Diagnostic(code="DW012", severity=Severity.INFO, summary="dropped")
SUPPRESSED = Diagnostic(
    code="DW022", severity=Severity.WARNING, summary="known", suppressed=Silenced.IN_SOURCE, path="sales"
)


def on_terminal(*diagnostics: Diagnostic, width: int = 100) -> str:
    stream = io.StringIO()
    print_on(Console(file=stream, width=width, highlight=False, markup=False, emoji=False), diagnostics)
    return stream.getvalue()


# Counts


@pytest.mark.parametrize(
    ("diagnostics", "expected"),
    [
        ([], "no problems"),
        ([ERROR], "1 error"),
        ([ERROR, ERROR, WARNING], "2 errors, 1 warning"),
        ([WARNING, INFO, INFO], "1 warning, 2 infos"),
        ([SUPPRESSED], "1 suppressed"),
        ([ERROR, SUPPRESSED], "1 error, 1 suppressed"),
    ],
)
def test_tallies(diagnostics: list[Diagnostic], expected: str) -> None:
    assert str(Tally.of(diagnostics)) == expected


def test_a_tally_as_data() -> None:
    assert Tally.of([ERROR, WARNING, INFO, SUPPRESSED]).as_dict() == {
        "errors": 1,
        "warnings": 1,
        "infos": 1,
        "suppressed": 1,
    }


@pytest.mark.parametrize(("number", "expected"), [(0, "0 jobs"), (1, "1 job"), (2, "2 jobs")])
def test_counted(number: int, expected: str) -> None:
    assert counted(number, "job") == expected


@pytest.mark.parametrize(
    ("wrong", "of", "expected"), [(2, 10, "1 error in 2 of 10 stacks"), (1, 1, "1 error in 1 stack")]
)
def test_closing(wrong: int, of: int, expected: str) -> None:
    assert closing([ERROR], wrong, of, "stack") == expected


# Off a terminal


def test_one_line_a_problem_and_the_remedy_below() -> None:
    assert plain([ERROR, WARNING, SUPPRESSED]) == (
        "dag.py:2: error DW021: task 'load' runs on job cluster 'smal', which nothing declares [sales/etl/load]\n"
        "    did you mean 'small'?\n"
        "    declare it\n"
        "warning DW022: autoscale is kept\n"
        "warning DW022: known [sales] (suppressed)\n"
    )


def test_a_file_is_no_terminal() -> None:
    stream = io.StringIO()
    report([ERROR], stream)
    assert stream.getvalue() == plain([ERROR])


@given(summary=st.text(), path=st.text(), file=st.text())
def test_a_problem_is_one_line_whatever_its_words_are(summary: str, path: str, file: str) -> None:
    text = plain(
        [Diagnostic(code="DW001", severity=Severity.ERROR, summary=summary, path=path, origin=Origin(file, 1))]
    )
    line, end = text[:-1], text[-1]
    assert end == "\n"
    assert "\x1b" not in line
    assert len(line.splitlines()) == 1


# On a terminal


def test_the_authors_line_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dag.py").write_text("Task(\n    job_cluster_key='smal',\n)\n")
    assert on_terminal(ERROR, WARNING) == (
        "dag.py:2: error DW021: task 'load' runs on job cluster 'smal', which nothing declares\n"
        "[sales/etl/load]\n"
        "    2 |     job_cluster_key='smal',\n"
        "      |                     ^^^^^^\n"
        "  did you mean 'small'?\n"
        "  declare it\n"
        "\n"
        "warning DW022: autoscale is kept\n"
        "\n"
    )


def test_without_the_file_there_is_no_excerpt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert on_terminal(ERROR).splitlines()[2:4] == ["  did you mean 'small'?", "  declare it"]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize(
    "line",
    [
        "Task(job_cluster_key='smal')",
        "Task(" + "a=1, " * 60 + "job_cluster_key='smal', " + "b=2, " * 60 + ")",
        "Task(job_cluster_key='smal', note='" + "漢字" * 50 + "')",
        "Task(note='" + "漢字" * 50 + "', job_cluster_key='smal')",
        "Task(\tx=1,\tjob_cluster_key='smal')",
        "\t\tTask(note='\x1b[31m', job_cluster_key='smal')",
        "Task(job_cluster_key=" + "(" * 90 + "'smal'" + ")" * 90 + ")",
    ],
    ids=["short", "long", "wide behind", "wide before", "tabs", "colour", "long value"],
)
def test_the_mark_stands_under_the_value(
    line: str, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    monkeypatch.chdir(tmp_path)
    Path("dag.py").write_text(f"if x:\n  pass\n{line.strip()}\n", encoding="utf-8")
    diagnostic = Diagnostic(
        code="DW021", severity=Severity.ERROR, summary="x", origin=Origin("dag.py", 3), near=("job_cluster_key", "smal")
    )
    shown, marks = on_terminal(diagnostic, width=width).splitlines()[1:3]
    assert "\x1b" not in shown
    assert cell_len(shown) <= max(width, 29)
    assert cell_len(marks) <= max(width, 29)
    start = cell_len(marks) - marks.count("^")
    above = next((shown[at:] for at in range(len(shown)) if cell_len(shown[:at]) == start), "")
    assert above.startswith(("'smal'"[: marks.count("^")], "("))


@pytest.mark.parametrize("width", [30, 60, 100])
def test_nothing_is_wider_than_the_terminal_nor_ends_with_a_blank(width: int) -> None:
    lines = on_terminal(ERROR, WARNING, SUPPRESSED, width=width).splitlines()
    assert all(len(line) <= width and line == line.rstrip() for line in lines)
