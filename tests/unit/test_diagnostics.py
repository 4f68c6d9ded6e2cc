"""Problems as data."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from databricks_workflows.diagnostics import (
    Diagnostic,
    Diagnostics,
    Origin,
    Place,
    Rule,
    Severity,
    Silenced,
    Suppression,
    did_you_mean,
    in_order,
    suppress,
)

RULE = Rule("DW999", Severity.WARNING, "a test")


def made(
    code: str = "DW001", path: str = "etl", file: str | None = "x.py", line: int = 1, summary: str = "s"
) -> Diagnostic:
    origin = Origin(file, line) if file else None
    return Diagnostic(code=code, severity=Severity.ERROR, summary=summary, path=path, origin=origin)


def test_a_collector_adds_problems_of_rules() -> None:
    found = Diagnostics()
    found.add(RULE, Place("etl/a", Origin("x.py", 3)), "wrong", "mend it", near=("a", 1))
    found.add(RULE, Place("etl/b"), "wrong too")
    found.extend([made()])
    assert len(found) == 3
    assert list(found) == [
        Diagnostic(
            code="DW999",
            severity=Severity.WARNING,
            summary="wrong",
            remedy="mend it",
            path="etl/a",
            origin=Origin("x.py", 3),
            near=("a", 1),
        ),
        Diagnostic(code="DW999", severity=Severity.WARNING, summary="wrong too", path="etl/b"),
        made(),
    ]


def test_the_form_of_json() -> None:
    assert made(line=7).as_dict() == {
        "code": "DW001",
        "severity": "error",
        "summary": "s",
        "remedy": "",
        "path": "etl",
        "file": "x.py",
        "line": 7,
        "suppressed": False,
    }
    assert made(file="\udcff.py").as_dict()["file"] == "\\udcff.py"  # as Python reads a name that is no UTF-8
    assert made(file=None).as_dict() == {**made().as_dict(), "file": None, "line": None}


@pytest.mark.parametrize(
    ("severity", "suppressed", "expected"),
    [
        (Severity.ERROR, None, True),
        (Severity.ERROR, Silenced.IN_SOURCE, False),
        (Severity.ERROR, Silenced.BY_PROJECT, False),
        (Severity.WARNING, None, False),
        (Severity.INFO, None, False),
    ],
)
def test_only_an_error_that_nobody_suppressed_counts(
    severity: Severity, suppressed: Silenced | None, expected: bool
) -> None:
    assert Diagnostic(code="DW001", severity=severity, summary="s", suppressed=suppressed).is_error is expected


def test_the_order_is_that_of_the_files_and_each_stands_once() -> None:
    ordered = [
        made(file=None),
        made(file="a.py", line=2),
        made(file="a.py", line=10, code="DW001"),
        made(file="a.py", line=10, code="DW002", path="a"),
        made(file="a.py", line=10, code="DW002", path="b", summary="s"),
        made(file="a.py", line=10, code="DW002", path="b", summary="t"),
        made(file="b.py", line=1),
    ]
    assert in_order([*reversed(ordered), *ordered]) == ordered


SUPPRESSED: list[tuple[dict[str, frozenset[str]], list[str]]] = [
    ({}, []),
    ({"etl": frozenset(["DW001"])}, ["etl", "etl/a", "etl/a/b"]),
    ({"etl/a": frozenset(["DW001"])}, ["etl/a", "etl/a/b"]),
    ({"etl/a/b": frozenset(["DW001"])}, ["etl/a/b"]),
    ({"etl": frozenset(["DW002"])}, []),
    ({"et": frozenset(["DW001"])}, []),
    ({"other": frozenset(["DW001"]), "etl/a/b": frozenset(["DW009", "DW001"])}, ["etl/a/b"]),
]


@pytest.mark.parametrize(("suppressions", "paths"), SUPPRESSED)
def test_suppress_covers_a_construct_and_all_below_it(
    suppressions: dict[str, frozenset[str]], paths: list[str]
) -> None:
    found = [made(path=path) for path in ("etl", "etl/a", "etl/a/b", "etl2/a", "")]
    marked = suppress(found, [Suppression(Place(path), codes) for path, codes in suppressions.items()])
    assert [each.path for each in marked if each.suppressed] == paths
    assert [each.path for each in marked] == [each.path for each in found]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("max_retires", "did you mean 'max_retries'?"), ("zzz", ""), ("retries", "did you mean 'retries'?")],
)
def test_the_nearest_known_word_is_named(word: str, expected: str) -> None:
    assert did_you_mean(word, {"max_retries", "retries", "run_if"}) == expected
    assert did_you_mean(word, []) == ""


@given(st.text("abé_1", min_size=1, max_size=12), st.lists(st.text("abé_1\xe1", max_size=12), max_size=12))
@example("task_0042", [f"taks_{number:04}" for number in range(100)])
def test_it_is_the_nearest_that_difflib_finds(word: str, known: list[str]) -> None:
    nearest = get_close_matches(word, known, n=1)
    assert did_you_mean(word, known) == (f"did you mean {nearest[0]!r}?" if nearest else "")


def test_of_a_text_that_is_no_name_none_is_looked_for() -> None:
    assert did_you_mean("x" * 301, ["x" * 300]) == ""
    assert did_you_mean("x" * 300, ["x" * 301])


def test_an_origin_is_shown_as_file_and_line() -> None:
    assert str(Origin("a/b.py", 12)) == "a/b.py:12"


ENDS = f"{'a' * 30}... (4,000 characters) ...{'a' * 30}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a" * 249, "a" * 249),
        ("a" * 4_000, ENDS),
        (f"task '{'a' * 4_000}': depends_on '{'a' * 4_000}'", f"task '{ENDS}': depends_on '{ENDS}'"),
        (f'write "{"a " * 2_000}" here', f'write "{"a " * 15}... (4,000 characters) ...{"a " * 15}" here'),
        (f"the stack's {'word ' * 100}group's", f"the stack's {'word ' * 100}group's"),
        (f"known: 'a)', {'word ' * 100}'b'", f"known: 'a)', {'word ' * 100}'b'"),
        (f"known here: {', '.join(['notebook_task'] * 100)}", f"known here: {', '.join(['notebook_task'] * 100)}"),
    ],
    ids=["just short enough", "a word", "two in quotes", "with blanks", "apostrophes", "short quotes", "many names"],
)
def test_a_name_or_value_of_hundreds_of_characters_is_shortened(text: str, shown: str) -> None:
    problem = Diagnostic(code="DW001", severity=Severity.ERROR, summary=text, remedy=text)
    assert (problem.summary, problem.remedy) == (shown, shown)
    assert replace(problem) == problem


def test_a_path_is_shortened_where_it_is_shown_and_stays_what_it_is() -> None:
    path = f"etl/{'a' * 4_000}/load"
    problem = Diagnostic(code="DW001", severity=Severity.ERROR, summary="x", path=path)
    assert problem.path == path
    assert problem.where == problem.as_dict()["path"] == f"etl/{ENDS}/load"
    assert Suppression(Place(path), frozenset(["DW001"])).covers(problem)
