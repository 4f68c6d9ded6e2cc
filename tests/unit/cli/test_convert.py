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


NEW = ["REPORT.md", "cdktf.json", "main.py", "stacks/.converted.json", "stacks/__init__.py"]


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


@pytest.mark.parametrize(("columns", "name"), [("120", "terminal"), ("80", "narrow")])
def test_the_report_on_a_terminal(columns: str, name: str, golden: Golden) -> None:
    ours, theirs = pty.openpty()
    code = "from databricks_workflows.cli import main; main()"
    environment = {**os.environ, "COLUMNS": columns, "NO_COLOR": "1", "TERM": "xterm"}
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
    golden("".join(f"{line.rstrip()}\n" for line in plain.splitlines()), f"{GOLDEN}/{name}.txt")


def test_the_project_synthesizes() -> None:
    assert convert("dags/sales.py", "-o", "out").exit_code == 0
    code = "from databricks_workflows.cli import main; main()"
    subprocess.run([sys.executable, "-c", code, "synth"], cwd="out", check=True, capture_output=True)
    document = json.loads(Path("out/cdktf.out/stacks/sales/cdk.tf.json").read_bytes())
    assert list(document["resource"]["databricks_job"]) == ["sales_work"]


def test_operators_that_are_allowed_are_left_out_with_a_word() -> None:
    result = convert("dags/log.py", "-o", "out", "--allow-unsupported")
    assert result.exit_code == 0
    problem = "dags/log.py:9: left out DW062: PythonOperator 'log': a Databricks job can't run it [log]\n"
    assert result.stdout.startswith(problem)
    source = Path("out/stacks/log.py").read_text(encoding="utf-8")
    assert "# left out: PythonOperator 'log' (dags/log.py:9): write it as a notebook" in source


def test_a_second_time_changes_nothing() -> None:
    convert("dags", "-o", "out")
    before = {name: Path("out", name).read_bytes() for name in files()}
    assert convert("dags", "-o", "out").exit_code == 1
    assert {name: Path("out", name).read_bytes() for name in files()} == before


def test_what_was_changed_by_hand_is_left_and_the_rest_written() -> None:
    write("dags/stock.py")
    convert("dags/sales.py", "dags/stock.py", "-o", "out")
    Path("out/stacks/sales.py").write_text("mine\n")
    write("dags/stock.py", arguments=', tags=["new"]')
    write("dags/more.py")
    result = convert("dags/sales.py", "dags/stock.py", "dags/more.py", "-o", "out")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.endswith(
        "out/stacks/sales.py: left as it is: it differs and was changed by hand (--overwrite writes over it)\n"
        "4 files, 1 left -> out   report: out/REPORT.md\n"
    )
    assert Path("out/stacks/sales.py").read_text() == "mine\n"
    assert 'tags=["new"]' in Path("out/stacks/stock.py").read_text()
    assert "MoreStack(app)" in Path("out/main.py").read_text()
    assert convert("dags/sales.py", "-o", "out").exit_code == 1
    assert convert("dags/sales.py", "-o", "out", "--overwrite").exit_code == 0
    assert Path("out/stacks/sales.py").read_text().startswith('"""Made from dags/sales.py by ')


def test_a_dag_is_added_to_a_project() -> None:
    convert("dags/sales.py", "-o", "out")
    write("dags/stock.py")
    result = convert("dags/stock.py", "-o", "out")
    assert result.exit_code == 0
    assert result.stdout.endswith("3 files -> out   report: out/REPORT.md\n")
    main_py = Path("out/main.py").read_text()
    assert main_py.endswith("\napp = WorkflowApp()\nSalesStack(app)\nStockStack(app)\napp.synth()\n")
    assert "Of `databricks-workflows convert dags/stock.py -o out`;" in Path("out/REPORT.md").read_text()


def test_a_module_whose_dag_file_is_gone_is_named() -> None:
    write("dags/stock.py")
    convert("dags", "-o", "out")
    Path("dags/stock.py").unlink()
    note = "note: stacks/stock.py was made from dags/stock.py, which is no longer there; remove it, also from main.py\n"
    assert note in convert("dags", "-o", "out").stdout
    assert note in Path("out/REPORT.md").read_text()
    assert note not in convert("dags/sales.py", "-o", "out").stdout


def test_a_module_whose_dag_file_went_into_another_is_named() -> None:
    write("dags/stock.py")
    convert("dags", "-o", "out")
    again = "from airflow.operators.trigger_dagrun import TriggerDagRunOperator\n    "
    write("dags/sales.py", more=f'{again}work >> TriggerDagRunOperator(task_id="run", trigger_dag_id="stock")')
    result = convert("dags", "-o", "out")
    assert "stacks/stock.py was made from dags/stock.py, which is in stacks/sales.py now" in result.stdout


@pytest.mark.parametrize("output", ["dags", "dags/out", "dags/../dags/jobs/new"])
def test_a_project_is_not_written_among_the_dag_files(output: str) -> None:
    result = convert("dags", "-o", output)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {output} lies in dags, which is read for DAG files: ")


def test_a_project_may_lie_where_dag_files_are_not_looked_for() -> None:
    Path("dags/.airflowignore").write_text("jobs\n")
    assert convert("dags", "-o", "dags/jobs").exit_code == 1
    assert Path("dags/jobs/stacks/sales.py").exists()


def test_one_template_is_one_row_at_its_own_line() -> None:
    lines = ['"bucket": "{{ var.value.bucket }}",', '"run": "{{ run_id }}",']
    task = 'DatabricksNotebookOperator(task_id="t", notebook_path="/t", notebook_params={\n' + "\n".join(lines) + "})"
    write("dags/sales.py", arguments=', default_args={"owner": "me"}', more=f"with work:\n        {task}")
    convert("dags/sales.py", "-o", "out", "--ds", "fire_time")
    rows = [line.split(" | ") for line in Path("out/REPORT.md").read_text().splitlines() if line.startswith("| dags")]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("| dags/sales.py:8", "translated", "`{{job.parameters.run_date}}`"),
        ("| dags/sales.py:11", "translated", "`${var.bucket}`"),
        ("| dags/sales.py:12", "translated", "`{{job.run_id}}`"),
        ("| dags/sales.py:6", "no meaning", ""),
    ]


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
    assert files() == ["REPORT.md", "cdktf.json", "main.py", "stacks/.converted.json", "stacks/sales.py"]
    assert Path("out/main.py").read_text() == "app = 1\n"


def test_the_cluster_catalog_of_the_project_counts() -> None:
    Path("dags/sales.py").write_text(
        Path("dags/sales.py").read_text().replace('"/load",', '"/load", job_cluster_key="x",')
    )
    assert convert("dags/sales.py", "-o", "out").exit_code == 1
    Path("out").mkdir()
    context = {"databricks_workflows": {"clusters": {"x": {"policy_id": "ETL", "num_workers": 2}}}}
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
