"""A folder of DAG files: which files count, and what becomes of each."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.cli._errors import Unusable
from databricks_workflows.cli._folders import dag_files, looks_into
from databricks_workflows.cli._sources import read

DAG = "import airflow  # dag\n"
GROUP = """
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup
with DatabricksWorkflowTaskGroup(group_id="etl"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/load")
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str, text: str = DAG) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def found(folder: str = "dags") -> list[str]:
    return [path.as_posix() for path in dag_files(Path(folder))]


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments])


# Which files


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"from airflow import DAG", True),
        (b"from AIRFLOW import dag", True),
        (b"import airflow", False),
        (b"dag = 1", False),
        (b"from databricks_workflows import DatabricksWorkflowTaskGroup", True),
        (b"from databricks_workflows import DatabricksNotebookOperator", False),
        (b"from astro_databricks import DatabricksWorkflowTaskGroup", True),
        (b"from cosmos.providers import DbtTaskGroup  # dag", True),
        (b"\xff\xfe airflow dag \xff", True),
        (b"", False),
    ],
)
def test_a_dag_file_is_told_as_airflow_does(content: bytes, expected: bool) -> None:
    write("dags/certain.py")
    Path("dags/file.py").write_bytes(content)
    assert ("dags/file.py" in found()) is expected


def test_files_are_sorted_at_any_depth() -> None:
    write("dags/b.py", "dags/a/z.py", "dags/a/b/c.py", "dags/a.py", "dags/__init__.py")
    assert found() == ["dags/__init__.py", "dags/a/b/c.py", "dags/a/z.py", "dags/a.py", "dags/b.py"]


def test_what_is_hidden_or_no_python_is_left_out() -> None:
    write("dags/a.py", "dags/.venv/b.py", "dags/__pycache__/c.py", "dags/d.txt", "dags/e.pyc", "dags/f.py/g.txt")
    assert found() == ["dags/a.py"]


def test_what_is_installed_or_built_there_is_left_out() -> None:
    write("a.py", "venv/lib/airflow/dag.py", "py312/lib/dag.py", "dags/conda/dag.py", "ui/node_modules/x/dag.py")
    write("vendored/site-packages/airflow/dag.py", "build/lib/a.py", "team/build/b.py", "dags/venv/c.py")
    write("venv/pyvenv.cfg", "py312/pyvenv.cfg", "dags/conda/conda-meta/history", "pyproject.toml", text="")
    assert found(".") == ["a.py", "dags/venv/c.py", "team/build/b.py"]
    # What is named is read.
    assert found("venv") == ["venv/lib/airflow/dag.py"]
    assert found("build") == ["build/lib/a.py"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [("jobs", True), ("team/jobs", True), (".jobs", False), ("build", False), ("venv/jobs", False), ("..", False)],
)
def test_a_folder_is_looked_into_or_not_before_it_is_there(inside: str, expected: bool) -> None:
    write("dags/pyproject.toml", "dags/venv/pyvenv.cfg", text="")
    assert looks_into(Path("dags"), Path("dags", inside)) is expected


def test_a_link_back_is_followed_once() -> None:
    write("dags/a.py")
    Path("dags/again").symlink_to(Path.cwd() / "dags")
    Path("dags/itself.py").symlink_to("itself.py")
    Path("dags/nowhere.py").symlink_to("nowhere")
    assert found() == ["dags/a.py"]


def test_a_file_that_is_no_file_is_not_waited_for() -> None:
    write("dags/a.py")
    os.mkfifo("dags/pipe.py")
    assert found() == ["dags/a.py"]


def test_airflowignore_holds_regular_expressions_for_what_is_below_it() -> None:
    write("dags/a.py", "dags/helper_a.py", "dags/tests/a.py", "dags/team/a.py", "dags/team/draft1.py", "dags/draft2.py")
    Path("dags/.airflowignore").write_text("# ours\n\ntests/?  # all of them\n^helper_.*\\.py$\n")
    Path("dags/team/.airflowignore").write_text("^draft\\d")
    assert found() == ["dags/a.py", "dags/draft2.py", "dags/team/a.py"]


def test_an_airflowignore_of_airflow_3_is_refused_with_its_line() -> None:
    write("dags/a.py")
    Path("dags/.airflowignore").write_text("# new\n**/tests/*\n")
    result = validate("dags")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: dags/.airflowignore:2: '**/tests/*' is no regular expression (")


def test_a_folder_without_dag_files_is_wrong_usage_that_says_what_was_looked_for() -> None:
    write("dags/tool.py", text="x = 1")
    with pytest.raises(Unusable, match=r"^dags: there is no cdktf\.json, no main\.py, and below it no \.py file that "):
        dag_files(Path("dags"))
    assert validate("dags").exit_code == 2


@pytest.mark.parametrize("name", ["cdktf.json", "main.py"])
def test_a_folder_with_an_app_is_the_app(name: str) -> None:
    write("dags/a.py", text=GROUP)
    Path("dags", name).write_text("{}" if name == "cdktf.json" else "x = 1")
    result = validate("dags")
    assert "a.py" not in result.output
    assert result.exit_code == (2 if name == "cdktf.json" else 1)


# Documents

JOB = '{"name": "sales", "tasks": [{"task_key": "load", "notebook_task": {"notebook_path": "/load"}}]}'
RESOURCE = '{"resource": {"databricks_job": {"sales": {"name": "sales"}}}}'
MANIFEST = json.dumps({"stacks": {name: {"synthesizedStackPath": f"stacks/{name}/cdk.tf.json"} for name in "ab"}})


def parts(*paths: str) -> list[str]:
    return [part.name for part in read([Path(path) for path in paths]).parts]


def test_an_output_is_its_stacks_and_a_stacks_folder_its_document() -> None:
    write("out/stacks/a/cdk.tf.json", "out/stacks/b/cdk.tf.json", "out/stacks/gone/cdk.tf.json", text=RESOURCE)
    write("out/manifest.json", text=MANIFEST)
    write("out/stacks/a/assets/dag.py")
    assert parts("out") == ["out/stacks/a/cdk.tf.json", "out/stacks/b/cdk.tf.json"]
    assert parts("out/stacks/a") == ["out/stacks/a/cdk.tf.json"]
    assert parts("out", "out/stacks/a") == parts("out")
    Path("out/stacks/b/cdk.tf.json").unlink()
    assert "out/stacks/b/cdk.tf.json: can't open it" in validate("out").stdout


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ('{"stacks": {}}', "out/manifest.json: it names no stack"),
        ('{"stacks": {"a": {"synthesizedStackPath": "stacks/a/cdk.tf"}}}', "stack 'a' has no document in JSON"),
    ],
)
def test_an_output_without_documents_is_wrong_usage(manifest: str, told: str) -> None:
    write("out/manifest.json", text=manifest)
    result = validate("out")
    assert (result.exit_code, told in result.stderr) == (2, True)


@pytest.mark.parametrize("manifest", ['{"nodes": {}}', '{"stacks": []}', "[]", "{"])
def test_another_manifest_json_makes_no_output(manifest: str) -> None:
    write("dags/a.py", text=GROUP)
    write("dags/manifest.json", text=manifest)
    assert parts("dags") == ["dags/a.py"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (JOB, True),
        (f"[{JOB}]", True),
        (f'{{"jobs": [{JOB}]}}', True),
        (f'{{"job_id": 1, "settings": {JOB}}}', True),
        ('{"job_id": 1, "settings": {"name": "old"}}', True),
        ('{"name": "a", "job_clusters": []}', True),
        (RESOURCE, True),
        (JOB[:-1], True),  # cut off, which is told
        ('{"resource": {"aws_instance": {"databricks_job": {}}}}', False),
        ('{"version": "2.0.0", "tasks": [{"label": "build", "type": "shell"}]}', False),
        ('{"name": "a", "settings": {"editor": 1}}', False),
        ('{"name": "a", "version": "1.0.0"}', False),
        ('["tasks"]', False),
        ('{"tasks": [', False),
        ("1", False),
        ("", False),
    ],
)
def test_files_of_jobs_are_told_by_what_is_in_them(content: str, expected: bool) -> None:
    write("jobs/team/certain.json", text=JOB)
    write("jobs/a.json", text=content)
    write("jobs/node_modules/x.json", text=JOB)
    assert parts("jobs") == [*(["jobs/a.json"] if expected else []), "jobs/team/certain.json"]


def test_files_of_jobs_beside_dag_files_are_left_to_who_names_them() -> None:
    write("dags/a.py", text=GROUP)
    write("dags/job.json", text=JOB)
    assert parts("dags") == ["dags/a.py"]
    assert parts("dags", "dags/job.json") == ["dags/a.py", "dags/job.json"]


def test_a_folder_without_anything_says_what_was_looked_for() -> None:
    write("jobs/package.json", text="{}")
    result = validate("jobs")
    assert result.exit_code == 2
    assert "no .json file that holds a job" in result.stderr


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (JOB, 0, "1 file, 1 job, 1 task: no problems"),
        (JOB.replace("notebook_path", "notebok_path"), 1, "<stdin>:1: error DW001: task 'load'"),
        (GROUP, 1, "<stdin>: it is no JSON"),
        ("", 1, "<stdin>: the file is empty"),
    ],
)
def test_a_document_on_stdin(content: str, code: int, told: str) -> None:
    result = CliRunner().invoke(main, ["validate", "-"], input=content)
    assert (result.exit_code, told in result.stdout) == (code, True), result.stdout


# What becomes of them


def test_every_file_is_read_and_one_failure_stops_none() -> None:
    write("dags/a.py", "dags/c/d.py", text=GROUP)
    write("dags/b.py", text=f"{GROUP}\n1 / 0")
    result = CliRunner().invoke(main, ["show", "dags"])
    assert result.exit_code == 1
    shown = json.loads(result.stdout)
    assert [job["file"] for job in shown["jobs"]] == ["dags/a.py", "dags/c/d.py"]
    assert [(each["file"], each["line"]) for each in shown["diagnostics"]] == [("dags/b.py", 6)]


def test_a_file_without_a_workflow_is_an_error_only_where_it_is_named() -> None:
    write("dags/a.py", text=GROUP)
    write("dags/common.py")
    result = validate("dags")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "dags/common.py:1: info DW091: dags/common.py holds no workflow group"
    for paths in (["dags", "dags/common.py"], ["dags/common.py", "dags"]):
        result = validate(*paths)
        assert result.exit_code == 1
        assert result.stdout.splitlines()[0] == "dags/common.py:1: error DW091: dags/common.py holds no workflow group"


def test_what_is_given_twice_counts_once(tmp_path: Path) -> None:
    write("dags/a.py", "dags/sub/b.py", text=GROUP)
    paths = ["dags", "dags/a.py", "./dags/sub", str(tmp_path / "dags" / "a.py"), "dags"]
    assert validate(*paths).stdout == "2 files, 2 jobs, 2 tasks: no problems\n"


@pytest.mark.parametrize("command", ["show", "validate"])
def test_variables_and_a_folder(command: str) -> None:
    write("dags/a.py", text=f"from airflow.models import Variable\nassert Variable.get('x') == 'y'{GROUP}")
    Path("variables.json").write_text('{"x": "y"}')
    assert CliRunner().invoke(main, [command, "dags", "--variables", "variables.json"]).exit_code == 0


# A bar


@pytest.mark.parametrize(("files", "expected"), [(6, True), (5, False)])
def test_many_files_have_a_bar_on_a_terminal(files: int, expected: bool) -> None:
    write(*(f"dags/{number}.py" for number in range(files)), text=GROUP)
    ours, terminal = pty.openpty()
    code = "from databricks_workflows.cli import main; main()"
    command = subprocess.Popen(
        [sys.executable, "-c", code, "validate", "dags"],
        stdout=subprocess.PIPE,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(terminal)
    seen = bytearray()
    with contextlib.suppress(OSError):  # Linux says so that the other side is closed
        while piece := os.read(ours, 4096):
            seen += piece
    os.close(ours)
    stdout, _ = command.communicate()
    assert stdout.decode() == f"{files} files, {files} jobs, {files} tasks: no problems\n"
    assert (b"reading files" in seen) is expected
    if expected:
        assert seen.rstrip().endswith(b"\x1b[2K")  # the line is cleared in the end
    else:
        assert seen == b""


IMPORTS = """
from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksRunNowOperator
"""
WORK = "    DatabricksNotebookOperator(task_id='work', notebook_path='/work', source='WORKSPACE')"
TRIGGER = "    TriggerDagRunOperator(task_id='go_on', trigger_dag_id='report', wait_for_completion=True)"
RUN = "    DatabricksRunNowOperator(task_id='again', job_name='report')"


def test_dags_of_one_call_run_each_others_jobs() -> None:
    Path("dags").mkdir()
    for name, tasks in {"load": f"{WORK}\n{TRIGGER}", "report": WORK, "again": RUN, "alone": WORK}.items():
        Path("dags", f"{name}.py").write_text(f"{IMPORTS}\nwith DAG('{name}'):\n{tasks}\n")
    together = CliRunner().invoke(main, ["show", "dags"])
    assert together.exit_code == 0, together.stdout
    jobs = {job["path"]: job for job in json.loads(together.stdout)["jobs"]}
    assert [(path, job["file"]) for path, job in jobs.items()] == [
        (name, f"dags/{name}.py") for name in ("again", "alone", "load", "report")
    ]
    for path, task_key in (("load", "go_on"), ("again", "again")):
        (task,) = [each for each in jobs[path]["settings"]["tasks"] if each["task_key"] == task_key]
        assert task["run_job_task"]["job_id"] == {"$job": "report"}

    alone = CliRunner().invoke(main, ["validate", "dags/load.py"])
    assert alone.exit_code == 1
    assert "task 'go_on' runs DAG 'report', which none of the files read here makes" in alone.stdout


def test_one_dag_in_two_files_is_told() -> None:
    Path("dags").mkdir()
    for name in ("one", "two"):
        Path("dags", f"{name}.py").write_text(f"{IMPORTS}\nwith DAG('load'):\n{WORK}\n")
    assert [(each["file"], each["code"]) for each in json.loads(validate("dags", "--json").stdout)["diagnostics"]] == [
        ("dags/two.py", "DW072")
    ]


PLAIN = """
from airflow import DAG
from airflow.operators.bash import BashOperator
with DAG("plain", schedule=None):
    BashOperator(task_id="a", bash_command="ls")
"""


def test_a_dag_without_databricks_is_airflows_unless_it_is_named() -> None:
    write("dags/plain.py", text=PLAIN)
    write("dags/etl.py", text=GROUP)
    result = validate("dags")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "dags/plain.py:1: info DW091: dags/plain.py: its DAGs have nothing that Databricks runs\n"
    )
    assert validate("--allow-empty", "dags/plain.py").exit_code == 0
    named = validate("dags/plain.py")
    assert (named.exit_code, "error DW062" in named.stdout) == (1, True)
