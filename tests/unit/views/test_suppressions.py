"""Comments in authors' files that silence rules, and what silences nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from databricks_workflows.diagnostics import Diagnostic, Origin, Place, Severity, Silenced, Suppression
from databricks_workflows.errors import format_plain
from databricks_workflows.views.suppressions import heeded, leftovers


def problem(line: int, code: str = "DW031", path: str = "", severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(code=code, severity=severity, summary="s", path=path, origin=Origin("dag.py", line))


def write(text: str, name: str = "dag.py") -> None:
    Path(name).write_text(text.replace("# !", "# databricks-workflows: suppress"), encoding="utf-8")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


BLOCK = """\
with DAG("sales"):{}
    load = Load({}
        {{"day": 1}},{}
        other=[{}
            2,
        ],
    ){}
    {}
    report = Report()
after = 1
"""
# Where the comment stands, and the lines of which it counts for what is told.
PLACES = {
    "first line of a block": (0, range(1, 10)),
    "first line of a call": (1, range(2, 8)),
    "line of a value": (2, [2, 3]),
    "another line of the call": (3, [2, 4]),
    "last line of the call": (4, [2, 7]),
    "a line of its own": (5, [8]),
}


@pytest.mark.parametrize(("at", "lines"), PLACES.values(), ids=PLACES.keys())
def test_a_comment_counts_for_its_line_and_its_statement(at: int, lines: range | list[int]) -> None:
    write(BLOCK.format(*("  # ! DW031" if number == at else "" for number in range(6))))
    marked = heeded(problem(line) for line in range(1, 12))
    assert [each.origin.line for each in marked if each.suppressed and each.origin] == list(lines)


DECORATED = "@dag(\n    schedule=None,\n)\ndef sales():\n    load()\n\nsales()\n"


@pytest.mark.parametrize(("line", "lines"), [(1, [1, 2, 3, 4, 5]), (4, [4, 5])])
def test_a_decorated_function_begins_at_its_decorator_and_at_its_def(line: int, lines: list[int]) -> None:
    text = DECORATED.splitlines()
    text[line - 1] += "  # ! DW031"
    write("\n".join(text))
    marked = heeded(problem(number) for number in range(1, 8))
    assert [each.origin.line for each in marked if each.suppressed and each.origin] == lines


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# ! DW031", ["DW031"]),
        ("# ! DW031, DW041", ["DW031", "DW041"]),
        ("# ! DW031 DW041", ["DW031", "DW041"]),
        ("# ! DW031,DW041: both are known", ["DW031", "DW041"]),
        ("# ! DW031 the v2 load, which reads DW041 itself", ["DW031"]),
        ("# noqa: E501  # ! DW031  # and more", ["DW031"]),
        ("#databricks-workflows:suppress DW031", ["DW031"]),
        ("# ! dw031", []),
        ("# databricks-workflows: DW031", []),
        ('"# ! DW031"', []),
    ],
)
def test_codes_are_separated_by_commas_and_a_reason_may_follow(comment: str, codes: list[str]) -> None:
    write(f"load(1)  {comment}\n" if comment.startswith("#") else f"load({comment})\n")
    marked = heeded([problem(1, "DW031"), problem(1, "DW041")])
    assert [each.code for each in marked if each.suppressed] == codes


@pytest.mark.parametrize("content", ["load(  # ! DW031\n", "'''# ! DW031\n", "\0 # ! DW031\n"])
def test_what_is_no_python_has_no_comments(content: str) -> None:
    write(content)
    assert [each.suppressed for each in heeded([problem(1)])] == [None]
    assert leftovers(["dag.py", "there_is_none.py"], [], []) == []


def test_documents_have_no_comments() -> None:
    write('{"# ! DW031": 1}', "job.json")
    there = Diagnostic(code="DW031", severity=Severity.WARNING, summary="s", origin=Origin("job.json", 1))
    assert [each.suppressed for each in heeded([there, problem(1)])] == [None, None]


def test_what_the_project_has_off_stays_the_projects() -> None:
    write("load()  # ! DW031\n")
    off = Diagnostic(
        code="DW031",
        severity=Severity.WARNING,
        summary="s",
        origin=Origin("dag.py", 1),
        suppressed=Silenced.BY_PROJECT,
    )
    assert heeded([off]) == [off]
    assert leftovers(["dag.py"], [], [off]) == []


# What silences nothing

ELSEWHERE = "take it away, or write it in the line that the problem names, or in the first one of its statement"
COMMENTS: list[tuple[str, list[str]]] = [
    ("load()  # ! DW031\n", []),
    (
        "load()  # ! DW031, DW041\n",
        [f"dag.py:1: info DW105: the comment suppresses DW041, which is not told there\n    {ELSEWHERE}"],
    ),
    (
        "load()\n# ! DW031\n",
        [f"dag.py:2: info DW105: the comment suppresses DW031, which is not told there\n    {ELSEWHERE}"],
    ),
    (
        "load()  # ! DW0031\n",
        ["dag.py:1: warning DW106: the comment names 'DW0031', which is no rule\n    did you mean 'DW031'?"],
    ),
    (
        "load()  # ! nothing of note\n",
        [
            "dag.py:1: warning DW106: the comment says suppress and names no rule\n"
            "    write # databricks-workflows: suppress and a rule's code"
        ],
    ),
    *(
        (
            f"load()  # databricks-workflows: {said}\n",
            [
                f"dag.py:1: warning DW106: the comment says {said.split()[0]!r} where suppress is expected\n"
                "    write # databricks-workflows: suppress and a rule's code"
            ],
        )
        for said in ("supress DW031", "DW031", "ignore DW031")
    ),
    ("load()  # databricks-workflows: the team's page has more\n", []),
    (
        "load()  # ! DW031, DW105, DW041\n",
        [f"dag.py:1: info DW105: the comment suppresses DW041, which is not told there (suppressed)\n    {ELSEWHERE}"],
    ),
]


@pytest.mark.parametrize(("content", "told"), COMMENTS)
def test_a_comment_that_silences_nothing_is_told(content: str, told: list[str]) -> None:
    write(content)
    assert [format_plain(each) for each in leftovers(["dag.py"], [], heeded([problem(1)]))] == told


def test_with_an_error_only_what_can_not_be_read_is_told() -> None:
    write("load()  # ! DW041, DW0031\n")
    found = [problem(1, severity=Severity.ERROR)]
    assert [each.code for each in leftovers(["dag.py"], [], found)] == ["DW106"]


def suppression(path: str, *codes: str, line: int = 1) -> Suppression:
    return Suppression(Place(path, Origin("dag.py", line)), frozenset(codes))


CONSTRUCTS: list[tuple[list[Suppression], list[str]]] = [
    ([suppression("sales", "DW031")], []),
    ([suppression("sales/load", "DW031")], []),
    (
        [suppression("sales/load", "DW031", "DW041")],
        [
            "dag.py:1: info DW105: 'load': suppress names DW041, which is told of nothing in it [sales/load]\n"
            "    take it away"
        ],
    ),
    # Two constructs that one line makes: one needs it.
    ([suppression("sales/load", "DW031"), suppression("other/load", "DW031")], []),
    (
        [suppression("sales/load", "DW031"), suppression("other/load", "DW031", line=2)],
        [
            "dag.py:2: info DW105: 'load': suppress names DW031, which is told of nothing in it [other/load]\n"
            "    take it away"
        ],
    ),
    (
        [suppression("sales", "DW105"), suppression("sales/load", "DW041")],
        [
            "dag.py:1: info DW105: 'load': suppress names DW041, which is told of nothing in it [sales/load] "
            "(suppressed)\n    take it away"
        ],
    ),
]


@pytest.mark.parametrize(("suppressions", "told"), CONSTRUCTS)
def test_a_construct_that_silences_nothing_is_told(suppressions: list[Suppression], told: list[str]) -> None:
    write("")
    found = [problem(1, path="sales/load")]
    assert [format_plain(each) for each in leftovers(["dag.py"], suppressions, found)] == told
    assert leftovers([], suppressions, found) == []
