"""What every command keeps: help, exit codes, quick start, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from databricks_workflows.cli import main

ROOT = Path(__file__).parents[3]
COMMANDS = sorted(main.commands)


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own."""
    code = "import sys; from databricks_workflows.cli import main; main(prog_name='databricks-workflows')"
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, env=env)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert command.short_help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert command.help.split("\n")[0] in result.stdout.replace("\n  ", " ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_in_the_help(name: str) -> None:
    assert f"databricks-workflows {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"  {name} " in CliRunner().invoke(main, ["--help"]).stdout


def test_help_loads_nothing_heavy() -> None:
    heavy = "databricks requests pydantic rich jsonschema jinja2 jsii cdktf constructs databricks_workflows.model"
    code = (
        "import sys; from databricks_workflows.cli import main; main(['--help'], standalone_mode=False); "
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.endswith("[]\n")


def test_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout.startswith("main, version ") or run("--version").stdout


@pytest.mark.parametrize(
    "arguments",
    [["shwo"], ["show"], ["show", "no_such_file.py"], ["validate", "no_such_file.py"], ["show", ".", "--as", "hcl"]],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


# A bug of ours


@pytest.fixture
def _bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("databricks_workflows.cli._sources.kind_of", fail)


@pytest.mark.usefixtures("_bug")
def test_our_bug_is_exit_code_70_and_asks_for_a_report() -> None:
    result = CliRunner().invoke(main, ["show", str(ROOT / "main.py")])
    assert result.exit_code == 70
    assert result.stdout == ""
    assert result.stderr.startswith("databricks-workflows: internal error: KeyError: 'surprise'\nThis is a bug of ")
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("_bug")
@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--debug", "show"], {}), (["show"], {"DATABRICKS_WORKFLOWS_DEBUG": "1"})],
    ids=["option", "environment"],
)
def test_the_traceback_is_there_for_those_who_ask(arguments: list[str], environment: dict[str, str]) -> None:
    result = CliRunner().invoke(main, [*arguments, str(ROOT / "main.py")], env=environment)
    assert result.exit_code == 70
    assert "Traceback (most recent call last)" in result.stderr


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("databricks_workflows.cli._sources.kind_of", interrupt)
    result = CliRunner().invoke(main, ["show", str(ROOT / "main.py")])
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "interrupted\n")


def test_a_reader_that_leaves_is_no_bug(tmp_path: Path) -> None:
    tasks = [{"task_key": f"task{number}", "description": 200 * "x"} for number in range(2000)]
    (tmp_path / "big.json").write_text(json.dumps({"name": "big", "tasks": tasks}))
    code = "from databricks_workflows.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "show", "big.json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        assert shown.stdout.readline() == "{\n"
        shown.stdout.close()
        assert "internal error" not in shown.stderr.read()


def test_names_that_the_terminal_can_not_show_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "job.json").write_text('{"name": "caf\\u00e9 \\ud800", "tasks": []}')
    result = run("validate", "job.json", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "caf\\xe9 \\ud800" in result.stdout


WITHOUT_NODE = """
import sys
sys.modules.update(jsii=None, cdktf=None, constructs=None)
from databricks_workflows.cli import main
main(prog_name="databricks-workflows")
"""


@pytest.mark.parametrize("command", [["show"], ["show", "--as", "templates"], ["validate"], ["convert", "-o", "made"]])
def test_dag_files_need_no_node(command: list[str], tmp_path: Path) -> None:
    file = ROOT / "tests" / "airflow" / "dags" / "group_after_group.py"
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT_NODE, *command, file],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PATH": "", "HOME": str(tmp_path)},
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "Traceback" not in result.stdout
    assert (tmp_path / "made" / "stacks").is_dir() is (command[0] == "convert")


def _run(redirection: str, arguments: str) -> subprocess.CompletedProcess[str]:
    code = f"{sys.executable} -c 'from databricks_workflows.cli import main; main()' {arguments} {redirection}"
    return subprocess.run(["sh", "-c", code], stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "arguments",
    ["--help", "--version", "run --help", "rules", "show {}", "validate {}", "validate --json {}"],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_is_full_is_told(arguments: str, unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    result = _run("> /dev/full", arguments.format(ROOT / "tests/specification/basic.py"))
    assert result.stderr == "Error: can't write the output: No space left on device\n"
    assert result.returncode == 2


@pytest.mark.parametrize(("file", "code"), [("sales.py", 0), ("cycle.py", 1)])
@pytest.mark.parametrize("closed", [">&-", ">&- <&-", ">&- 2>&- <&-"])
def test_a_closed_output_changes_no_exit_code(file: str, code: int, closed: str) -> None:
    result = _run(closed, f"validate {ROOT}/tests/workflows/{file}")
    assert (result.returncode, result.stderr) == (code, "")
