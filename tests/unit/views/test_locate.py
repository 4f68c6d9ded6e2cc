"""The author's own words: found where they stand, whatever the file holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from databricks_workflows.airflow import load_file
from databricks_workflows.authoring import freeze
from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.pipeline import compile
from databricks_workflows.views.locate import Location, Sources, refine

TESTS = Path(__file__).parents[2]
Words = tuple[str | int, ...]


def problem(file: Path | str, line: int, near: Words, code: str = "DW002") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, summary="x", origin=Origin(str(file), line), near=near)


def locate(file: Path | str, line: int, near: Words, code: str = "DW002") -> Location | None:
    return Sources().locate(problem(file, line, near, code))


def marked(location: Location | None) -> str | None:
    return None if location is None else f"{location.line}: {location.text[location.column : location.end_column]}"


SOURCE = """\
SHARED = {
    "spark_version": "15.4",
    "num_workers": 4,
}
TWICE = {"num_workers": 1}
TWICE = {"num_workers": 2}

load = DatabricksTaskOperator(
    group, "load",
    task_config={
        "notebook_task": {
            "notebook_path": "/load",
            "base_parameters": {"day": "{{ ds }}", "größe": "ä"},
        },
        "depends_on": [{"task_key": "extract"}, {"task_key": "clean"}],
        "libraries": [
            {"pypi": {"package": "a"}},
            {"pypi": {"package": "b"}},
        ],
    },
    cluster_spec=SHARED,
    retries="three",
    depends_on=["extract", "clean"],
    suppress=[],
)
tabs = Notebook(task_id="tabs",\tnotebook_path="/tabs", notebook_params={"a": 1}, new_cluster=TWICE)
typed = Task(
    new_cluster=Cluster(spark_version="15.4", **SHARED).with_(num_workers="2"),
    notebook_task=NotebookTask(
        notebook_path="x" + "y",
    ),
)
extract >> load
group = Group(
    job_clusters=[
        {"job_cluster_key": "small", "new_cluster": {"num_workers": 1}},
        {"job_cluster_key": "large", "new_cluster": {"num_workers": 9}},
    ],
    extra_job_params={"tags": {"team": "sales"}} | {"timeout_seconds": 5},
    tasks=[f(x=1) for x in range(3)],
)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "dag.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path / "dag.py"


@pytest.mark.parametrize(
    ("line", "near", "expected"),
    [
        # keyword arguments, dicts, lists
        (8, ("task_config", "notebook_task", "notebook_path"), '12: "/load"'),
        (8, ("notebook_task", "notebook_path"), '12: "/load"'),
        (8, ("notebook_path", "/load"), '12: "/load"'),
        (8, ("notebook_path",), '12: "/load"'),
        (8, ("notebook_task", "base_parameters", "day"), '13: "{{ ds }}"'),
        (8, ("notebook_task", "base_parameters", "größe"), '13: "ä"'),
        (8, ("depends_on", 1, "task_key"), '15: "clean"'),
        (8, ("depends_on", "clean"), '23: "clean"'),
        (8, ("libraries", 1, "pypi", "package"), '18: "b"'),
        (8, ("{{ ds }}",), '13: "{{ ds }}"'),
        # what the author calls otherwise
        (8, ("max_retries",), '22: "three"'),
        (8, ("new_cluster", "num_workers"), "3: 4"),
        (26, ("notebook_task", "notebook_path"), '26: "/tabs"'),
        (26, ("notebook_task", "base_parameters", "a"), "26: 1"),
        (26, ("new_cluster", "num_workers"), "26: new_cluster"),  # assigned twice: nobody knows which counts
        # typed models
        (27, ("new_cluster", "num_workers"), '28: "2"'),
        (27, ("new_cluster", "spark_version"), '28: "15.4"'),
        (27, ("notebook_task", "notebook_path"), '30: "x" + "y"'),
        # as far as the words go
        (8, ("notebook_task", "source"), '11: "notebook_task"'),
        (8, ("libraries", 7, "pypi"), '16: "libraries"'),
        (8, ("nothing", "of", "this"), "8: DatabricksTaskOperator"),
        (8, (), "8: DatabricksTaskOperator"),
        (33, (), "33: extract >> load"),
        (33, ("job_cluster_key",), "33: extract >> load"),
        # things with a key
        (34, ("job_clusters", "large"), '37: "large"'),
        (34, ("job_clusters", "large", "new_cluster", "num_workers"), "37: 9"),
        (34, ("tags", "team"), '39: "sales"'),
        (34, ("timeout_seconds",), "39: 5"),
        (34, ("tasks", 0, "x"), "40: tasks"),
        # where the problem is told at the value's own line already
        (12, ("notebook_task", "notebook_path"), '12: "/load"'),
        (3, ("new_cluster", "num_workers"), "3: 4"),
        (2, ("new_cluster", "num_workers"), '2: "spark_version": "15.4",'),
    ],
    ids=str,
)
def test_words_lead_to_the_value(file: Path, line: int, near: Words, expected: str) -> None:
    assert marked(locate(file, line, near)) == expected


def test_where_the_name_is_wrong_the_name_is_marked(file: Path) -> None:
    assert marked(locate(file, 8, ("notebook_task", "notebook_path"), code="DW001")) == '12: "notebook_path"'
    assert marked(locate(file, 8, ("retries",), code="DW001")) == "22: retries"


def test_a_value_of_several_lines_is_marked_by_its_name(file: Path) -> None:
    assert marked(locate(file, 8, ("notebook_task",))) == '11: "notebook_task"'


@pytest.mark.parametrize("line", [0, -1, 42, 1000])
def test_a_line_that_is_not_there(file: Path, line: int) -> None:
    assert locate(file, line, ("task_id",)) is None


@pytest.mark.parametrize("name", ["gone.py", ".", "<string>", "\0", "x" * 5000, ""])
def test_a_file_that_is_not_there(name: str, tmp_path: Path) -> None:
    assert locate(tmp_path / name, 1, ("task_id",)) is None


def test_no_origin() -> None:
    assert Sources().locate(Diagnostic(code="DW001", severity=Severity.ERROR, summary="x")) is None


def test_a_document_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "cdk.tf.json").write_text('{\n "task": [\n  {"library": [{"pypi": {}}], "max_retries": true}\n ]\n}')
    assert marked(locate(tmp_path / "cdk.tf.json", 3, ("max_retries",))) == "3: true"
    assert marked(locate(tmp_path / "cdk.tf.json", 3, ("libraries", 0, "pypi"))) == "3: {}"


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8", "\n"), ("utf-8", "\r\n"), ("utf-8", "\r"), ("utf-8-sig", "\n"), ("latin-1", "\n"), ("latin-1", "\r\n")],
)
def test_columns_count_characters_in_every_encoding(encoding: str, newline: str, tmp_path: Path) -> None:
    text = f'# -*- coding: {encoding} -*-\nTask(name="ä", value="ö")\n'
    (tmp_path / "dag.py").write_bytes(text.replace("\n", newline).encode(encoding))
    assert marked(locate(tmp_path / "dag.py", 2, ("value",))) == '2: "ö"'


# Refining


@pytest.mark.parametrize(
    "path",
    sorted([*(TESTS / "specification").glob("*.py"), *(TESTS / "workflows").glob("*.py")]),
    ids=lambda path: path.stem,
)
def test_refining_twice_changes_nothing_more(path: Path) -> None:
    try:
        found = compile(freeze(load_file(path))).diagnostics
    except Exception as error:
        found = getattr(error, "diagnostics")  # noqa: B009
    once = refine(found)
    assert refine(once) == once
    sources = Sources()
    assert {sources.locate(each) for each in once} == {sources.locate(each) for each in found}


def test_refining_sorts_by_the_lines_that_were_found(file: Path) -> None:
    found = [problem(file, 8, ("retries",)), problem(file, 8, ("notebook_path",)), problem(file, 1, ())]
    assert [each.origin and each.origin.line for each in refine(found)] == [1, 12, 22]


# Any file


def well_formed(location: Location | None, text: str) -> None:
    if location is not None:
        assert 1 <= location.line <= text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert 0 <= location.column <= location.end_column
        assert "\n" not in location.text


words = st.lists(st.text(max_size=8) | st.integers(-2, 5), max_size=4).map(tuple)
lines = st.integers(-1, 12)


@given(content=st.binary(max_size=200), line=lines, near=words)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(content: bytes, line: int, near: Words, tmp_path: Path) -> None:
    (tmp_path / "any.py").write_bytes(content)
    well_formed(locate(tmp_path / "any.py", line, near), content.decode("latin-1"))


PIECES = [
    *('f(x="a")', "f(", ")", "[", "]", "{", "}", '"x": 1', '"a": {"b": [1, 2]}', "x=", "**", "*", ", ", "\n", "    "),
    *("x", "y = ", "x = y", "y = x", "with f(a=1) as b:", "lambda: ", "{**x}", "|", '"""', "\\\n", "ä", "\t", "# -"),
    *("f(a=f(a=f(a=1)))", "(f)(a=1)", "f(a=1).with_(b=2)", "a >> b", "\r", "\x0c", "\u2028", "async ", ":= 1"),
]


@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=15),
    line=lines,
    near=st.lists(st.sampled_from(["x", "a", "b", "y", "{{x}}", 0, 1]), max_size=4).map(tuple),
    code=st.sampled_from(["DW001", "DW002"]),
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_python(pieces: list[str], line: int, near: Words, code: str, tmp_path: Path) -> None:
    text = "".join(pieces)
    (tmp_path / "any.py").write_text(text, encoding="utf-8", newline="")
    well_formed(locate(tmp_path / "any.py", line, near, code), text)
    found = refine([problem(tmp_path / "any.py", line, near, code)])
    assert refine(found) == found


def test_a_long_document_takes_no_time(tmp_path: Path) -> None:
    (tmp_path / "long.json").write_text(
        "[\n" + ",\n".join('{"a": {"b": [1, {"c": "d"}]}}' for _ in range(20_000)) + "\n]"
    )
    found = [problem(tmp_path / "long.json", line, ("nothing", "here")) for line in range(2, 1000)]
    assert len(refine(found)) == 998


HELPER = """\
def nb(task_id, path, **others):
    return Notebook(task_id=task_id, notebook_path=path, source="GIT", **others)

nb("a", "/a")
nb("b", "b", rettries=3)

def once(path):
    return Notebook(notebook_path=path)

once("c")
"""


@pytest.mark.parametrize(
    ("line", "near", "called_from", "found"),
    [
        (2, ("rettries",), 5, "5: x"),
        (2, ("notebook_path",), 5, "2: x (called from line 5)"),
        (2, (), 5, "2: x (called from line 5)"),
        (2, ("source",), 5, "2: x"),  # the function's own word, whoever calls it
        (2, ("notebook_path",), None, "2: x"),
        (8, ("notebook_path",), 10, "8: x"),  # there is no other call
    ],
)
def test_in_a_function_of_the_authors_the_caller_is_told(
    line: int, near: Words, called_from: int | None, found: str, tmp_path: Path
) -> None:
    path = tmp_path / "dag.py"
    path.write_text(HELPER)
    wrong = replace(problem(path, line, near), origin=Origin(str(path), line, called_from))
    (refined,) = refine([wrong])
    assert refined.origin is not None
    assert f"{refined.origin.line}: {refined.summary}" == found
    assert refine([refined]) == [refined]
