"""``validate``: every mistake with its whole message, in the file's own line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.testing import Golden
from tests.support.terminal import on_a_terminal

TESTS = Path(__file__).parents[2]
GOLDEN = "../../golden/cli"
WORKFLOWS = sorted(path.name for path in (TESTS / "workflows").glob("*.py"))
DOCUMENTS = ["cycle.json", "jobs_get.json", "no_job.tf.json", "state.json", "wrong.tf.json"]
RIGHT = {"autoscale_and_workers.py", "jobs_get.json", "no_job.tf.json", "regions.py", "sales.py", "suppressed.py"}
WITH_WARNINGS = {"autoscale_and_workers.py"}


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments])


@pytest.fixture
def _among_workflows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / "workflows")


@pytest.mark.usefixtures("_among_workflows")
@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_whole_message_for_a_workflow_file(name: str, golden: Golden) -> None:
    result = validate(name)
    assert result.exit_code == (0 if name in RIGHT else 1)
    golden(result.stdout, f"{GOLDEN}/validate/{name.removesuffix('.py')}.txt")
    assert result.stderr == {"fails.py": "reading the settings\n", "exits.py": "nothing to do\n"}.get(name, "")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_whole_message_for_a_document(name: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / "documents")
    result = validate(name)
    assert result.exit_code == (0 if name in RIGHT else 1)
    golden(result.stdout, f"{GOLDEN}/validate/{name}.txt")
    assert result.stderr == ""


@pytest.mark.usefixtures("_among_workflows")
@pytest.mark.parametrize("name", WORKFLOWS)
def test_strict_lets_warnings_fail(name: str) -> None:
    assert validate("--strict", name).exit_code == (0 if name in RIGHT - WITH_WARNINGS else 1)


@pytest.mark.usefixtures("_among_workflows")
def test_problems_are_lines_that_a_log_can_be_searched_for() -> None:
    *lines, last = validate(*WORKFLOWS).stdout.splitlines()
    problem = re.compile(r"\w+\.py:\d+: (error|warning|info) DW\d{3}: .+( \[[\w/ -]+\])?( \(suppressed\))?")
    assert [line for line in lines if not line.startswith("    ") and not problem.fullmatch(line)] == []
    assert re.fullmatch(r"\d+ errors, 1 warning, 1 info, 1 suppressed in \d+ of \d+ files", last)


@pytest.mark.usefixtures("_among_workflows")
def test_all_files_at_once_are_in_the_order_of_files_and_lines() -> None:
    found = json.loads(validate("--format", "json", *reversed(WORKFLOWS)).stdout)["diagnostics"]
    places = [(each["file"], each["line"]) for each in found]
    assert places == sorted(places)


@pytest.mark.usefixtures("_among_workflows")
@pytest.mark.parametrize("option", [["--format", "json"], ["--json"]], ids=["format", "json"])
def test_json_has_every_problem_and_a_summary(option: list[str], golden: Golden) -> None:
    result = validate(*option, "unknown_cluster.py", "sales.py", "suppressed.py")
    assert result.exit_code == 1
    assert result.stderr == ""
    golden(json.loads(result.stdout), f"{GOLDEN}/validate/several.json")


@pytest.mark.usefixtures("_among_workflows")
def test_no_problems_is_one_line() -> None:
    assert validate("regions.py").stdout == "1 file, 2 jobs, 2 tasks: no problems\n"


# How workflow files are compiled


@pytest.mark.usefixtures("_among_workflows")
def test_a_template_without_an_equivalent_may_be_kept() -> None:
    assert validate("unmapped_template.py").exit_code == 1
    assert validate("unmapped_template.py", "--on-unmapped", "keep").exit_code == 0


DAG = """
from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
with DAG("sales", schedule="@daily"):
    load = DatabricksNotebookOperator(task_id="load", notebook_path="/load", notebook_params={"day": "{{ ds }}"})
    load >> PythonOperator(task_id="log")
"""


def test_remedies_can_be_followed_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sales.py").write_text(DAG)
    before = validate("sales.py")
    assert before.exit_code == 1
    assert "give --ds fire_time to the command" in before.stdout
    after = validate("sales.py", "--allow-unsupported", "--ds", "fire_time")
    assert after.exit_code == 0
    assert re.findall(r" DW\d+", after.stdout) == [" DW062"]


def test_what_show_prints_as_api_can_be_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / "workflows")
    shown = CliRunner().invoke(main, ["show", "regions.py", "--as", "api"])
    (tmp_path / "jobs.json").write_text(shown.stdout)
    assert validate(str(tmp_path / "jobs.json")).stdout == "1 file, 2 jobs, 2 tasks: no problems\n"


def test_a_list_of_jobs_is_read_as_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    task = {"task_key": "load", "notebook_task": {"notebook_path": "/sales/load"}}
    answer = {"job_id": 417, "settings": {"name": "sales", "tasks": [task]}}
    Path("jobs.json").write_text(json.dumps([answer, {"name": "stock", "tasks": [task]}]))
    assert validate("jobs.json").stdout == "1 file, 2 jobs, 2 tasks: no problems\n"


# The other files of a document's folder


@pytest.mark.parametrize(
    ("beside", "codes"),
    [
        ({}, ["DW431"]),
        ({"variables.tf.json": '{"variable": {"cluster": {}}}'}, []),
        ({"variables.tf.json": '{"variable": {"warehouse": {}}}'}, ["DW431"]),
        ({"variables.json": '{"variable": {"cluster": {}}}'}, ["DW431"]),
        ({"variables.tf": 'variable "cluster" {}'}, []),
        ({"variables.tf.json": "{"}, []),
    ],
    ids=["nothing", "the variable", "another variable", "no configuration", "HCL", "no JSON"],
)
def test_what_a_document_refers_to_may_stand_beside_it(
    beside: dict[str, str], codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in beside.items():
        Path(name).write_text(text)
    task = {
        "task_key": "load",
        "existing_cluster_id": "${var.cluster}",
        "notebook_task": {"notebook_path": "/sales/load"},
    }
    Path("cdk.tf.json").write_text(json.dumps({"resource": {"databricks_job": {"x": {"name": "x", "task": [task]}}}}))
    assert re.findall(r" (DW\d+):", validate("cdk.tf.json").stdout) == codes


# Where nothing of a workflow can be read


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("empty.py", b"", r"empty\.py:1: error DW091: empty\.py holds no workflow group"),
        ("empty.json", b"", r"empty\.json:1: error DW090: empty\.json: the file is empty"),
        ("blank.json", b" \n\n", r"blank\.json:1: error DW090: blank\.json: the file is empty"),
        ("binary.py", b"\x00\xff\x00", r"binary\.py:1: error DW090: binary\.py: it is no Python: .+"),
        ("binary.json", b"{\n\xff\xfe\x00}", r"binary\.json:2: error DW090: binary\.json: it is no text in utf-8"),
        ("binary", bytes(range(256)), r"binary:1: error DW090: binary: it is no Python: .+"),
        ("syntax.py", b"\n\nx = = 1\n", r"syntax\.py:3: error DW090: syntax\.py: it is no Python: invalid syntax"),
        ("comma.json", b'{\n"name": "x",\n}', r"comma\.json:\d: error DW090: comma\.json: it is no JSON: .+ \(col.+\)"),
        ("nan.json", b'{"name": NaN}', r"nan\.json:1: error DW090: nan\.json: it is no JSON: NaN is no number in JSON"),
        ("deep.json", b"[" * 100_000, r"deep\.json:1: error DW090: deep\.json: it is nested too deeply"),
        ("list.json", b"[1]", r"list\.json:1: error DW091: list\.json holds neither .+"),
        ("resource.json", b'{"resource": 1}', r"resource\.json:1: error DW002: resource is no block \[resource\]"),
        ("jobs.json", b'{"jobs": [1]}', r"jobs\.json:1: error DW002: jobs\[0\] is no block \[jobs\[0\]\]"),
        ("main.tf", b"resource {}", r"main\.tf:1: error DW090: main\.tf is HCL, and documents are read in JSON"),
        ("jobs.yml", b"resources: {}", r"jobs\.yml:1: error DW090: jobs\.yml is YAML, and documents are read in JSON"),
        ("text.txt", b"hello there", r"text\.txt:1: error DW090: text\.txt: it is no Python: .+"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and "\\" not in value else None,
)
def test_a_file_that_is_nothing(
    name: str, content: bytes, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content)
    result = validate(name)
    assert result.exit_code == 1
    assert re.fullmatch(expected, result.stdout.splitlines()[0])
    assert result.stderr == ""


def test_a_folder_that_holds_nothing_to_read(tmp_path: Path) -> None:
    result = validate(str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {tmp_path}: there is no cdktf.json, no main.py, no cdk.tf.json, and below it no .py file that "
        "speaks of airflow or databricks_workflows and of a dag or WorkflowTaskGroup, and no .json file that holds a "
        "job\n"
    )


@pytest.mark.parametrize("name", ["job.json", "workflow.py"])
def test_a_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to(tmp_path / name)  # a link to itself: not even root can open it
    result = validate(str(tmp_path / name))
    assert result.exit_code == 2
    assert name in result.stderr


# On a terminal


@pytest.mark.usefixtures("_among_workflows")
@pytest.mark.parametrize("columns", [100, 50])
def test_a_terminal_shows_the_authors_own_line(columns: int, golden: Golden) -> None:
    text, code = on_a_terminal("validate", "unknown_cluster.py", "cycle.py", columns=columns)
    assert code == 1
    assert "\x1b[1;31m" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "\x1b" not in plain  # colours, and nothing that moves the cursor
    golden(plain, f"{GOLDEN}/terminal/{columns}_columns.txt")


@pytest.mark.usefixtures("_among_workflows")
def test_no_color_is_respected() -> None:
    text, code = on_a_terminal("validate", "wrong_type.py", NO_COLOR="1")
    assert code == 1
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", text)
    assert "^^^" in text


@pytest.mark.usefixtures("_among_workflows")
def test_the_workflow_may_not_write_into_our_output() -> None:
    text, code = on_a_terminal("validate", "--json", "fails.py")
    assert code == 1
    assert text.startswith("reading the settings\n{")
