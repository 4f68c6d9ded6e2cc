"""``convert``: a folder of DAG files becomes a project that synthesizes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.testing import Golden

GOLDEN = "../../golden/cli/convert"
DAG = """
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.operators.python import PythonOperator
with DAG("{name}", schedule="@daily"{arguments}) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work") as work:
        DatabricksNotebookOperator(task_id="load", notebook_path="/load", notebook_params={{"day": "{{{{ ds }}}}"}})
    {more}
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("dags/sales.py")
    write("dags/wrong.py", arguments=", no_such_argument=1")
    write("dags/log.py", more='work >> PythonOperator(task_id="log")')
    Path("dags/broken.py").write_text("import airflow  # dag\n1 / 0\n")


def write(path: str, arguments: str = "", more: str = "pass") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(DAG.format(name=Path(path).stem, arguments=arguments, more=more))


def convert(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["convert", *arguments])


def files(folder: str = "out") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


NEW = ["REPORT.md", "cdktf.json", "main.py", "stacks/__init__.py"]


def test_a_project_and_its_report(golden: Golden) -> None:
    result = convert("dags", "-o", "out")
    assert (result.exit_code, result.stderr) == (1, "")
    golden(result.stdout, f"{GOLDEN}/report.txt")
    golden(Path("out/REPORT.md").read_text(encoding="utf-8"), f"{GOLDEN}/report.md.txt")
    golden(Path("out/main.py").read_text(encoding="utf-8"), f"{GOLDEN}/main.py.txt")
    assert files() == [*NEW, "stacks/sales.py"]


def test_the_report_as_json(golden: Golden) -> None:
    result = convert("dags", "-o", "out", "--json")
    assert result.exit_code == 1
    golden(json.loads(result.stdout), f"{GOLDEN}/report.json")


def test_the_report_on_a_terminal(golden: Golden) -> None:
    ours, theirs = pty.openpty()
    code = "from databricks_workflows.cli import main; main()"
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1", "TERM": "xterm"}
    command = [sys.executable, "-c", code, "convert", "dags/log.py", "-o", "out", "--allow-unsupported"]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the other end is closed
            while piece := os.read(ours, 4096):
                shown += piece
    os.close(ours)
    assert process.returncode == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode())
    golden("".join(f"{line.rstrip()}\n" for line in plain.splitlines()), f"{GOLDEN}/terminal.txt")


def test_the_project_synthesizes() -> None:
    assert convert("dags/sales.py", "-o", "out").exit_code == 0
    code = "from databricks_workflows.cli import main; main()"
    subprocess.run([sys.executable, "-c", code, "synth"], cwd="out", check=True, capture_output=True)
    document = json.loads(Path("out/cdktf.out/stacks/sales/cdk.tf.json").read_bytes())
    assert list(document["resource"]["databricks_job"]) == ["sales_work"]


def test_operators_that_are_allowed_are_left_out_with_a_word() -> None:
    result = convert("dags/log.py", "-o", "out", "--allow-unsupported")
    assert result.exit_code == 0
    problem = "dags/log.py:9: refused DW062: PythonOperator 'log': a Databricks job can't run it [log]\n"
    assert result.stdout.startswith(problem)
    source = Path("out/stacks/log.py").read_text(encoding="utf-8")
    assert "# left out: PythonOperator 'log' (dags/log.py:9): write it as a notebook" in source


def test_a_second_time_changes_nothing() -> None:
    convert("dags", "-o", "out")
    before = {name: Path("out", name).read_bytes() for name in files()}
    assert convert("dags", "-o", "out").exit_code == 1
    assert {name: Path("out", name).read_bytes() for name in files()} == before


def test_what_is_there_and_differs_is_left() -> None:
    convert("dags/sales.py", "-o", "out")
    Path("out/stacks/sales.py").write_text("mine\n")
    result = convert("dags/sales.py", "-o", "out")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: these are there and differ; nothing was written (--overwrite writes over them):\n"
        "  out/stacks/sales.py\n"
    )
    assert Path("out/stacks/sales.py").read_text() == "mine\n"
    assert convert("dags/sales.py", "-o", "out", "--overwrite").exit_code == 0
    assert Path("out/stacks/sales.py").read_text().startswith('"""Made from dags/sales.py by ')


def test_an_existing_project_keeps_its_app() -> None:
    Path("out").mkdir()
    Path("out/cdktf.json").write_text('{"app": "python main.py"}')
    Path("out/main.py").write_text("app = 1\n")
    result = convert("dags/sales.py", "-o", "out")
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "Add to out/main.py, the calls before app.synth():\n"
        "    from stacks.sales import SalesStack\n"
        "    SalesStack(app)\n"
    )
    assert files() == ["REPORT.md", "cdktf.json", "main.py", "stacks/sales.py"]
    assert Path("out/main.py").read_text() == "app = 1\n"


def test_the_cluster_catalog_of_the_project_counts() -> None:
    Path("dags/sales.py").write_text(
        Path("dags/sales.py").read_text().replace('"/load",', '"/load", job_cluster_key="x",')
    )
    assert convert("dags/sales.py", "-o", "out").exit_code == 1
    Path("out").mkdir()
    context = {"databricks_workflows": {"clusters": {"x": {"num_workers": 2}}}}
    Path("out/cdktf.json").write_text(json.dumps({"context": context}))
    assert convert("dags/sales.py", "-o", "out").exit_code == 0


@pytest.mark.parametrize("name", ["wrong", "broken"])
def test_nothing_is_written_where_nothing_could_be_converted(name: str) -> None:
    result = convert(f"dags/{name}.py", "-o", "out")
    assert result.exit_code == 1
    assert result.stdout.endswith("\nNothing was written.\n")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "arguments", [["dags"], ["-o", "out"], ["no_such_folder", "-o", "out"], ["notes.txt", "-o", "out"]], ids=" ".join
)
def test_wrong_usage(arguments: list[str]) -> None:
    Path("notes.txt").write_text("no Python")
    assert convert(*arguments).exit_code == 2
