"""What is written: all of it or nothing, by one synth at a time, and nowhere but in its folder."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack
from databricks_workflows.cli import main
from databricks_workflows.errors import OutputError, WorkflowError

PROGRAM = """\
import os
from databricks_workflows import *

mark = os.environ.get("MARK", "one")
app = WorkflowApp()
for name in ("north", "south"):
    with WorkflowStack(app, name), DatabricksWorkflowTaskGroup(group_id="etl", extra_job_params={"description": mark}):
        for number in range(int(os.environ.get("TASKS", "1"))):
            notebook = Notebook.from_file(f"{mark}.py", path=f"/Shared/{name}/{number}")
            DatabricksNotebookOperator(task_id=f"load{number}", notebook_path=notebook, source="WORKSPACE")
app.synth()
"""
PLAIN = """\
from cdktf import App, TerraformStack
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

app = App()
for name in ("north", "south"):
    group = DatabricksWorkflowTaskGroup(TerraformStack(app, name), "etl")
    DatabricksNotebookOperator(group, "load", notebook_path="/load")
app.synth()
"""
OUTSIDE = "not to be changed"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "main.py").write_text(PROGRAM)
    for mark in ("one", "two"):
        (folder / f"{mark}.py").write_text(f"# Databricks notebook source\n# {mark}\n")
    return folder


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "file").write_text(OUTSIDE)
    return folder


def synth(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["synth", *arguments])


def by_python(**environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "main.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hidden(folder: Path) -> list[str]:
    """What is left behind under a name of our own."""
    return [path.name for path in folder.rglob(".*")]


def refused(result: Result, message: str) -> None:
    """One clear line, exit code 2, nothing left behind."""
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {message}\n")


# All or nothing

PLACES: list[tuple[str, str]] = [
    ("shutil.move", "cdk.tf.json"),
    ("shutil.move", "assets"),
    ("shutil.move", "manifest.json"),
    ("pathlib.Path.mkdir", "cdktf.out"),
    ("pathlib.Path.write_bytes", "one.py"),
    ("tempfile.mkdtemp", ""),
]
ERRORS = {
    errno.ENOSPC: "No space left on device; make room, then do the same again",
    errno.EDQUOT: "Disk quota exceeded; make room, then do the same again",
    errno.EROFS: "Read-only file system; make it writable, or give another folder",
    errno.EACCES: "Permission denied; make it writable, or give another folder",
}


def failing(where: str, name: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a call that would write something of this name fail."""
    module, _, function = where.rpartition(".")
    owner = {"shutil": shutil, "pathlib.Path": Path, "tempfile": __import__("tempfile")}[module]
    original: Callable[..., Any] = getattr(owner, function)

    def fails(*arguments: Any, **settings: Any) -> Any:
        if name in str(arguments[-1] if where == "shutil.move" else arguments[0] if arguments else ""):
            raise OSError(code, os.strerror(code), "somewhere")
        return original(*arguments, **settings)

    monkeypatch.setattr(owner, function, fails)


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize(("where", "name"), PLACES)
def test_a_failure_leaves_what_was_there(
    where: str, name: str, code: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert synth().exit_code == 0
    before = contents(project)
    (project / "one.py").write_text("# Databricks notebook source\n# changed\n")
    before["one.py"] = (project / "one.py").read_bytes()
    if where == "tempfile.mkdtemp":  # the folder for the app itself, not the one of the command
        monkeypatch.setattr("databricks_workflows.files.tempfile", Failing(code))
    else:
        failing(where, name, code, monkeypatch)
    refused(synth(), f"cdktf.out: can't write it: {ERRORS[code]}")
    monkeypatch.undo()
    assert contents(project) == before
    assert hidden(project) == []


class Failing:
    def __init__(self, code: int) -> None:
        self._code = code

    def mkdtemp(self, **_: object) -> NoReturn:
        raise OSError(self._code, os.strerror(self._code))


def test_a_failure_while_renaming_leaves_every_file_old_or_new(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert synth().exit_code == 0
    old = contents(project / "cdktf.out")
    monkeypatch.setenv("MARK", "two")
    original = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if "south" in str(target):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return original(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        refused(synth(), "cdktf.out: can't write it: Input/output error")
    between = contents(project / "cdktf.out")
    assert hidden(project) == []
    assert synth().exit_code == 0
    new = contents(project / "cdktf.out")
    assert [name for name, content in between.items() if content not in (old.get(name), new.get(name))] == []
    assert between["stacks/south/cdk.tf.json"] == old["stacks/south/cdk.tf.json"]
    assert between["manifest.json"] == old["manifest.json"]


@pytest.mark.parametrize(
    ("program", "why"), [(PROGRAM, "File exists"), (PLAIN, "Not a directory")], ids=["WorkflowApp", "App"]
)
def test_a_folder_below_a_file(program: str, why: str, project: Path) -> None:
    (project / "main.py").write_text(program)
    (project / "file").write_text("")
    remedy = "something there is no folder: move it away, or give another folder"
    refused(synth("--output", "file/out"), f"file/out: can't write it: {why}; {remedy}")
    assert hidden(project) == []


def test_python_itself_prints_one_line_too(project: Path) -> None:
    (project / "file").write_text("")
    ran = by_python(CDKTF_OUTDIR="file/out")
    assert ran.communicate() == (
        "",
        "Error: file/out: can't write it: File exists; something there is no folder: move it away, or give another "
        "folder\n",
    )
    assert ran.returncode == 1


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that is full soon."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if shutil.which("mount") is None or shutil.which("umount") is None:
        pytest.skip("there are no commands mount and umount here")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("tasks", ["1", "400"])
def test_a_full_disk(tasks: str, tiny_disk: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one task the local files don't fit, with many the documents that node writes."""
    output = tiny_disk / "out"
    assert synth("--output", str(output)).exit_code == 0
    before = contents(tiny_disk)
    monkeypatch.setenv("TASKS", tasks)
    (project / "one.py").write_text("#" * 100_000)
    refused(
        synth("--output", str(output)),
        f"{output}: can't write it: No space left on device; make room, then do the same again",
    )
    assert contents(tiny_disk) == before
    assert hidden(tiny_disk) == []


def test_an_output_on_another_disk(tiny_disk: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in (PROGRAM, PLAIN):
        (project / "main.py").write_text(program)
        result = synth("--output", str(tiny_disk / "out"))
        assert (result.exit_code, result.stderr) == (0, "")
    (project / "cdktf.out").symlink_to(tiny_disk / "out")
    assert synth().exit_code == 0


def test_a_file_that_may_not_grow(project: Path) -> None:
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    (project / "main.py").write_text(PROGRAM.replace("app.synth()", f"{limit}app.synth()"))
    (project / "one.py").write_text("#" * 200_000)
    code = "from databricks_workflows.cli import main; main(['synth'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.stderr == "Error: cdktf.out: can't write it: File too large; make room, then do the same again\n"
    assert (ran.returncode, ran.stdout) == (2, "")
    assert not (project / "cdktf.out").exists()
    assert hidden(project) == []


def test_an_interrupt_leaves_nothing(project: Path) -> None:
    (project / "main.py").write_text(
        PROGRAM.replace("app.synth()", "print('ready', flush=True)\nimport time\ntime.sleep(60)\napp.synth()")
    )
    ran = by_python()
    assert ran.stdout is not None
    assert ran.stdout.readline() == "ready\n"
    assert len(hidden(project)) == 1  # where it works
    ran.send_signal(signal.SIGINT)
    ran.communicate(timeout=60)
    assert hidden(project) == []
    assert not (project / "cdktf.out").exists()


# One synth at a time


def test_two_synths_at_once_do_not_mix(project: Path) -> None:
    (project / "cdktf.out").mkdir()
    expected = {}
    for mark in ("one", "two"):
        ran = by_python(MARK=mark, TASKS="5", CDKTF_OUTDIR=f"alone_{mark}")
        assert ran.communicate() == ("", "")
        expected[mark] = contents(project / f"alone_{mark}")
    for _ in range(3):
        running = [by_python(MARK=mark, TASKS="5") for mark in ("one", "two")]
        assert [each.communicate()[1] for each in running] == ["", ""]
        assert [each.returncode for each in running] == [0, 0]
        assert contents(project / "cdktf.out") in expected.values()
        assert hidden(project) == []


def test_the_folder_is_locked_while_it_is_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_locked() -> bool:
        descriptor = os.open(project / "cdktf.out", os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    seen = []
    original = shutil.move

    def moved(source: Any, target: Any) -> Any:
        seen.append(is_locked())
        return original(source, target)

    monkeypatch.setattr(shutil, "move", moved)
    assert synth().exit_code == 0
    assert set(seen) == {True}
    assert not is_locked()


# Links


def test_the_output_folder_itself_may_be_a_link(project: Path, outside: Path) -> None:
    (project / "cdktf.out").symlink_to(outside)
    assert synth().exit_code == 0
    assert (project / "cdktf.out").is_symlink()
    assert (outside / "stacks" / "north" / "cdk.tf.json").is_file()
    assert (outside / "file").read_text() == OUTSIDE


@pytest.mark.parametrize("name", ["stacks", "stacks/north"])
def test_a_folder_that_is_a_link_is_refused(name: str, project: Path, outside: Path) -> None:
    assert synth().exit_code == 0
    link = project / "cdktf.out" / name
    shutil.rmtree(link)
    link.symlink_to(outside)
    refused(
        synth(),
        f"cdktf.out/{name} is a link, and nothing is written through one; remove it, or make it a folder",
    )
    assert contents(outside) == {"file": OUTSIDE.encode()}
    assert hidden(project) == []


@pytest.mark.parametrize("name", ["stacks/north/assets", "stacks/north/cdk.tf.json", "manifest.json"])
@pytest.mark.parametrize("to", ["file", "folder", "nothing"])
def test_what_is_written_takes_the_place_of_a_link(name: str, to: str, project: Path, outside: Path) -> None:
    assert synth().exit_code == 0
    wanted = contents(project / "cdktf.out")
    link = project / "cdktf.out" / name
    shutil.rmtree(link) if link.is_dir() else link.unlink()
    link.symlink_to({"file": outside / "file", "folder": outside, "nothing": outside / "nothing"}[to])
    assert synth().exit_code == 0
    assert contents(project / "cdktf.out") == wanted
    assert not link.is_symlink()
    assert contents(outside) == {"file": OUTSIDE.encode()}


@pytest.mark.parametrize("name", ["stacks/north/.cdk.tf.json.new", "stacks/north/.assets.new", ".manifest.json.new"])
def test_a_link_where_a_file_waits_is_not_followed(name: str, project: Path, outside: Path) -> None:
    assert synth().exit_code == 0
    (project / "cdktf.out" / name).symlink_to(outside / "file")
    assert synth().exit_code == 0
    assert contents(outside) == {"file": OUTSIDE.encode()}
    assert hidden(project) == []


def test_local_files_that_are_gone_are_not_looked_for_behind_a_link(project: Path, outside: Path) -> None:
    assert synth().exit_code == 0
    assets = project / "cdktf.out" / "stacks" / "north" / "assets"
    shutil.rmtree(assets)
    assets.symlink_to(outside)
    (project / "main.py").write_text(PROGRAM.replace('Notebook.from_file(f"{mark}.py", path=f', "str(f"))
    assert synth().exit_code == 0
    assert not os.path.lexists(assets)
    assert contents(outside) == {"file": OUTSIDE.encode()}


def test_a_folder_in_the_place_of_a_document_is_left_alone(project: Path) -> None:
    folder = project / "cdktf.out" / "manifest.json"
    folder.mkdir(parents=True)
    (folder / "own").write_text("")
    refused(synth(), "cdktf.out/manifest.json is a folder, where a file is to be written; move it away")
    assert (folder / "own").is_file()
    assert contents(project / "cdktf.out") == {"manifest.json/own": b""}


def test_state_and_what_terraform_keeps_stay(project: Path) -> None:
    stack = project / "cdktf.out" / "stacks" / "north"
    for name in ("terraform.tfstate", ".terraform/modules.json", ".terraform.lock.hcl", "cdk.tf", "assets/old.py"):
        (stack / name).parent.mkdir(parents=True, exist_ok=True)
        (stack / name).write_text("")
    assert synth().exit_code == 0
    assert sorted(contents(stack)) == [
        ".terraform.lock.hcl",
        ".terraform/modules.json",
        "assets/one.py",
        "cdk.tf.json",
        "terraform.tfstate",
    ]


# Names that lead elsewhere


@pytest.mark.parametrize("id", ["..", "."])
def test_a_stack_id_that_leads_out_is_refused(id: str) -> None:
    with pytest.raises(WorkflowError, match=f"stack id '{id}' leads out of the output folder"):
        WorkflowStack(WorkflowApp(), id)


@pytest.mark.parametrize(("id", "folder"), [("../x", "..--x"), ("/x", "--x"), ("a/b", "a--b")])
def test_a_stack_id_is_one_folder(id: str, folder: str, project: Path) -> None:
    app = WorkflowApp()
    with WorkflowStack(app, id), DatabricksWorkflowTaskGroup(group_id="etl"):
        DatabricksNotebookOperator(task_id="load", notebook_path="/load")
    app.synth()
    assert sorted(contents(project / "cdktf.out")) == ["manifest.json", f"stacks/{folder}/cdk.tf.json"]


@pytest.mark.parametrize("name", ["../load.py", "/x/../load.py", "a/../../load.py"])
def test_a_local_file_stays_beside_its_document(name: str, project: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, project):
        (folder / "a").mkdir(exist_ok=True)
        (folder / "load.py").write_text("# Databricks notebook source\n")
    file = f"{project}/load.py" if name.startswith("/") else name
    text = PROGRAM.replace('Notebook.from_file(f"{mark}.py"', f"Notebook.from_file({file!r}")
    (project / "main.py").write_text(text)
    assert synth().exit_code == 0
    assets = project / "cdktf.out" / "stacks" / "north" / "assets"
    document = json.loads((assets.parent / "cdk.tf.json").read_text())
    (notebook,) = document["resource"]["databricks_notebook"].values()
    source = notebook["source"].replace("${path.module}", str(assets.parent))
    assert Path(source).resolve().is_relative_to(assets)
    assert Path(source).is_file()


# convert

DAG = """\
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
with DAG("sales"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/load", existing_cluster_id="c")
"""


def convert() -> Result:
    Path("dags").mkdir(exist_ok=True)
    Path("dags/sales.py").write_text(DAG)
    return CliRunner().invoke(main, ["convert", "dags", "-o", "jobs"])


def test_convert_writes_through_no_link_but_its_own_folder(project: Path, outside: Path) -> None:
    (project / "jobs").symlink_to(outside)
    assert convert().exit_code == 0
    assert (outside / "stacks" / "sales.py").is_file()


def test_convert_refuses_a_folder_that_is_a_link(project: Path, outside: Path) -> None:
    (project / "jobs").mkdir()
    (project / "jobs" / "stacks").symlink_to(outside)
    refused(convert(), "jobs/stacks is a link, and nothing is written through one; remove it, or make it a folder")
    assert contents(outside) == {"file": OUTSIDE.encode()}


@pytest.mark.parametrize("name", ["main.py", ".main.py.new", "stacks/.sales.py.new", "REPORT.md"])
def test_convert_follows_no_link(name: str, project: Path, outside: Path) -> None:
    (project / "jobs" / "stacks").mkdir(parents=True)
    (project / "jobs" / name).symlink_to(outside / "file")
    assert convert().exit_code in (0, 1)
    assert contents(outside) == {"file": OUTSIDE.encode()}


def test_convert_tells_of_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("databricks_workflows.files.Path.replace", fails)
        result = convert()
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: jobs/")
    assert result.stderr.endswith(": can't write it: No space left on device; make room, then do the same again\n")
    assert [path for path in Path("jobs").rglob("*") if path.is_file()] == []


def test_the_error_is_public_as_text() -> None:
    error = OutputError.of(Path("out"), OSError(errno.EIO, "Input/output error"))
    assert str(error) == "out: can't write it: Input/output error"
