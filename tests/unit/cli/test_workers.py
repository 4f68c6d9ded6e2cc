"""Files are read in processes of their own: whatever one does ends in a message, and in nothing else."""

from __future__ import annotations

import json
import math
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.cli._errors import Bug
from databricks_workflows.cli._reading import Limits
from databricks_workflows.cli._workers import DagFile, read_dag_files

BAD = Path(__file__).parents[2] / "airflow" / "dags_bad"
PATIENCE = 60
"""Seconds after which a test has hung."""
FINE = "1 file, 1 job, 1 task: no problems"
NOTHING = "holds no workflow group"
GROUP = """
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup
with DatabricksWorkflowTaskGroup(group_id="etl"):
    DatabricksNotebookOperator(task_id="load", notebook_path=f"/{name}")
"""


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", "--timeout", "1", *arguments])


def read(text: str, **settings: Any) -> DagFile:
    """A file of this text; the name of what its task runs is given to it as ``name``."""
    Path("file.py").write_text(text)
    settings.setdefault("timeout", PATIENCE)
    [file] = read_dag_files([Path("file.py")], **settings)
    return file


def failure(text: str, **settings: Any) -> tuple[str, int]:
    """What is wrong with a file of this text, and the line."""
    result = read(text, **settings).result
    assert isinstance(result, tuple)
    [problem] = result
    assert problem.code == "DW090"
    assert problem.origin is not None
    assert problem.summary.startswith("file.py: ")
    assert problem.remedy
    return problem.summary.removeprefix("file.py: "), problem.origin.line


def path_in(text: str, **settings: Any) -> object:
    """The path of the one notebook of a file that makes ``GROUP``."""
    result = read(text + GROUP, **settings).result
    assert isinstance(result, list), result
    return result[0].groups[0].tasks[0].arguments["notebook_path"]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# The bad files, each alone

ERRORS = {
    "asks_http.py": (9, "it opens a network connection (127.0.0.1:9) when it is read"),
    "exits.py": (11, "it fails when it is read: SystemExit: 0"),
    "exits_hard.py": (1, "it ends the process (exit code 0) when it is read"),
    "loops_forever.py": (8, "it takes more than 1 s to read"),
    "opens_a_socket.py": (10, "it opens a network connection (127.0.0.1:9) when it is read"),
    "raises.py": (14, "it fails when it is read: KeyError: 'region'"),
    "raises_below.py": (9, "it fails when it is read: KeyError: 'nobody'"),
    "reads_input.py": (7, "it fails when it is read: EOFError: EOF when reading a line"),
    "recurses.py": (9, "it fails when it is read: RecursionError: maximum recursion depth exceeded"),
    "shadows/uses_them.py": (14, "click has no 'PATH'"),
    "sleeps.py": (8, "it takes more than 1 s to read"),
}
NO_PYTHON = {"not_utf8.py": 4, "syntax_error.py": 5}
EMPTY = ["empty.py", "helpers/__init__.py", "helpers/broken.py", "no_dag.py", "shadows/click.py", "shadows/json.py"]
OTHERWISE = {
    "changes_modules.py": "1 file, 0 jobs, 0 tasks: no problems",
    "latin_1.py": FINE,
    "named_airflow/airflow.py": FINE,
    "named_airflow/beside.py": FINE,
    "prints.py": FINE,
    "starts_a_thread.py": FINE,
    "unknown_name.py": "unknown_name.py:9: error DW025: task 'one' has no task type [unknown_name/one]",
    "writes_environment.py": "writes_environment.py:13: info DW051: the file read HOME",
    "writes_files.py": "1 file, 0 jobs, 0 tasks: no problems",
}
FIRST_LINES = {
    **{name: f"{name}:{line}: error DW090: {name}: {what}" for name, (line, what) in ERRORS.items()},
    **{name: f"{name}:{line}: error DW090: {name}: it is no Python: " for name, line in NO_PYTHON.items()},
    **{name: f"{name}:1: error DW091: {name} {NOTHING}" for name in EMPTY},
    **OTHERWISE,
}
OPEN_END = {*NO_PYTHON, "writes_environment.py"}
PRINTED = {"prints.py": '{"jobs": []}\nto stderr\n', "reads_input.py": "Schedule? \n", "writes_files.py": "started\n"}


def test_every_bad_file_is_in_the_table() -> None:
    assert sorted(FIRST_LINES) == sorted(path.relative_to(BAD).as_posix() for path in BAD.rglob("*.py"))


@pytest.mark.parametrize("name", sorted(FIRST_LINES))
def test_a_bad_file_ends_in_one_message(name: str) -> None:
    shutil.copytree(BAD, ".", dirs_exist_ok=True)
    result = validate(name)
    assert result.exit_code == (1 if " error DW" in FIRST_LINES[name] else 0)
    first = result.stdout.splitlines()[0]
    assert first.startswith(FIRST_LINES[name]) if name in OPEN_END else first == FIRST_LINES[name]
    assert result.stderr == PRINTED.get(name, "")


# All at once


def state() -> tuple[object, ...]:
    return dict(os.environ), Path.cwd(), list(sys.path), sys.stdin, sys.stdout, json.dumps, signal.getsignal(2)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_bad_files_harm_no_other(workers: str) -> None:
    shutil.copytree(BAD, ".", dirs_exist_ok=True)
    Path("good.py").write_text(f"name = 'good'\n{GROUP}")
    validate("good.py")
    before, modules = state(), dict(sys.modules)
    result = CliRunner().invoke(main, ["show", ".", "--timeout", "1", "--workers", workers])
    assert state() == before
    assert {name: module for name, module in sys.modules.items() if name in modules} == modules

    assert result.exit_code == 1
    shown = json.loads(result.stdout)
    assert [job["file"] for job in shown["jobs"]] == [
        "good.py",
        "latin_1.py",
        "named_airflow/airflow.py",
        "named_airflow/beside.py",
        "prints.py",
        "starts_a_thread.py",
        "unknown_name.py",
        "writes_environment.py",
    ]
    found = [(each["file"], each["line"], each["summary"]) for each in shown["diagnostics"] if each["code"] == "DW090"]
    errors = [(name, line, f"{name}: {what}") for name, (line, what) in sorted(ERRORS.items())]
    assert [each for each in found if each[0] not in NO_PYTHON] == errors
    assert [each[:2] for each in found if each[0] in NO_PYTHON] == sorted(NO_PYTHON.items())
    assert result.stderr.startswith("".join(text for _, text in sorted(PRINTED.items())))


def test_the_number_of_workers_changes_nothing() -> None:
    shutil.copytree(BAD, ".", dirs_exist_ok=True)
    one, two = (validate("--json", ".", "--workers", number) for number in ("1", "2"))
    assert (one.exit_code, one.stdout, one.stderr) == (two.exit_code, two.stdout, two.stderr)


def test_results_are_in_the_order_of_the_paths_whoever_is_first() -> None:
    Path("slow.py").write_text(f"import time\ntime.sleep(0.3)\nname = 'slow'\n{GROUP}")
    Path("quick.py").write_text(f"name = 'quick'\n{GROUP}")
    paths = [Path("slow.py"), Path("quick.py"), Path("slow.py")]
    done: list[None] = []
    read = read_dag_files(paths, workers=3, progress=lambda: done.append(None))
    assert [file.path for file in read] == paths
    assert len(done) == 3


# Ends


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("import os\nos._exit(3)", "exit code 3"),
        ("import os\nos.kill(os.getpid(), 9)", "SIGKILL"),
        ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
        ("import os\nos.closerange(3, 1000)\nos._exit(4)", "exit code 4"),
    ],
)
def test_a_process_that_ends_is_told_with_how(text: str, how: str) -> None:
    assert failure(text) == (f"it ends the process ({how}) when it is read", 1)


def test_a_file_that_interrupts_itself() -> None:
    assert failure("x = 1\nraise KeyboardInterrupt") == ("it interrupts itself when it is read", 2)


def test_a_file_that_needs_all_memory() -> None:
    assert failure("x = 1\nx = bytes(1 << 60)") == ("it fails when it is read: MemoryError: ", 2)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 1\nwhile True:\n    try:\n        [].pop()\n    except BaseException:\n        x = 2", (2, 3, 4, 5, 6)),
        ("import helper\nhelper.wait()", (2,)),
        ("import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\nwhile True: pass", (1,)),
        ("import os\nos.closerange(3, 1000)\nwhile True: pass", (1,)),
    ],
    ids=["catches all", "in a neighbour", "hears nothing", "closes everything"],
)
def test_a_file_that_hangs_is_told_with_its_line_where_that_is_known(text: str, line: tuple[int, ...]) -> None:
    Path("helper.py").write_text("import time\ndef wait():\n    time.sleep(3600)\n")
    what, found = failure(text, timeout=0.3)
    assert what == "it takes more than 0.3 s to read"
    assert found in line


@pytest.fixture
def sign_of_life() -> Iterator[int]:
    """A pipe named ``alive``: the end of what a process writes there is the end of the process."""
    os.mkfifo("alive")
    reader = os.open("alive", os.O_RDONLY | os.O_NONBLOCK)
    yield reader
    os.close(reader)


def heard(reader: int) -> bytes:
    assert select.select([reader], [], [], PATIENCE)[0], "nothing comes"
    return os.read(reader, 100)


def test_what_the_file_has_started_ends_with_it(sign_of_life: int) -> None:
    start = "import subprocess\nsubprocess.Popen(['sh', '-c', 'echo started > alive; exec sleep 3600 > alive'])\n"
    wait = "import time\ntime.sleep(0.2)\nname = 'fine'"
    assert path_in(start + wait) == "/fine"
    assert heard(sign_of_life) == b"started\n"
    assert heard(sign_of_life) == b""


def test_an_interrupt_ends_the_workers(sign_of_life: int, tmp_path: Path) -> None:
    Path("file.py").write_text("alive = open('alive', 'w')\nprint('on', file=alive, flush=True)\nwhile True: pass")
    code = "from databricks_workflows.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "validate", "--timeout", "3600", "file.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert heard(sign_of_life) == b"on\n"
        command.send_signal(signal.SIGINT)
        assert command.communicate(timeout=PATIENCE) == ("", "interrupted\n")
        assert command.returncode == 130
    assert heard(sign_of_life) == b""


def test_a_command_that_is_killed_leaves_no_workers(sign_of_life: int, tmp_path: Path) -> None:
    Path("file.py").write_text("alive = open('alive', 'w')\nprint('on', file=alive, flush=True)\nwhile True: pass")
    code = "from databricks_workflows.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", code, "validate", "--timeout", "3600", "file.py"]) as command:
        assert heard(sign_of_life) == b"on\n"
        command.kill()
    assert heard(sign_of_life) == b""


# What goes in and comes out


def test_each_call_has_the_environment_the_folder_and_the_path_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "import os, where\nname = f\"{os.environ.get('REGION')} {os.path.basename(os.getcwd())} {where.PLACE}\""
    for region in ("eu", "us"):
        (tmp_path / region / "modules").mkdir(parents=True)
        (tmp_path / region / "modules" / "where.py").write_text(f"PLACE = 'modules of {region}'")
        with monkeypatch.context() as patch:
            patch.setenv("REGION", region)
            patch.chdir(tmp_path / region)
            patch.setattr(sys, "path", [str(tmp_path / region / "modules"), *sys.path])
            assert path_in(text) == f"/{region} {region} modules of {region}"


def test_variables_are_handed_on() -> None:
    text = "from airflow.models import Variable\nname = Variable.get('place')"
    assert path_in(text, variables={"place": "here"}) == "/here"


def test_more_than_a_pipe_holds_comes_back() -> None:
    assert path_in("name = 'x' * 3_000_000") == "/" + 3_000_000 * "x"


def test_a_file_may_print_without_end() -> None:
    file = read("while True: print('talk')", timeout=0.5)
    assert isinstance(file.result, tuple)
    assert file.printed.startswith("talk\ntalk\n")
    assert file.printed.endswith("\n(file.py prints more; left out)\n")
    assert len(file.printed) < 200_000


def test_the_very_package_that_the_command_has_is_used() -> None:
    import databricks_workflows.airflow.loader

    text = "import sys\nname = sys.modules['databricks_workflows.airflow.loader'].__file__"
    assert path_in(text) == f"/{databricks_workflows.airflow.loader.__file__}"


def test_processes_and_local_sockets_of_the_file_itself_work() -> None:
    text = "import multiprocessing\nwith multiprocessing.Pool(1) as pool:\n    name = pool.map(abs, [-7])[0]\n"
    assert path_in(text) == "/7"


# The network


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


CALLS = {
    "socket": "import socket\nsocket.create_connection(('127.0.0.1', PORT))",
    "connect_ex": "import socket\nsocket.socket().connect_ex(('127.0.0.1', PORT))",
    "urllib": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:PORT/')",
    "asyncio": "import asyncio\nasyncio.run(asyncio.open_connection('127.0.0.1', PORT))",
    "datagram": "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT))",
    "given up": "import sys, urllib.request\ntry: urllib.request.urlopen('http://127.0.0.1:PORT/')\n"
    "except Exception: sys.exit('no settings')",
    "renamed": "import socket\ntry: socket.create_connection(('127.0.0.1', PORT))\n"
    "except Exception as error: raise KeyError('settings') from error",
}


@pytest.mark.parametrize("call", CALLS)
def test_no_connection_arrives(call: str, server: socket.socket) -> None:
    port = server.getsockname()[1]
    text = CALLS[call].replace("PORT", str(port))
    assert failure(text) == (f"it opens a network connection (127.0.0.1:{port}) when it is read", 2)
    with pytest.raises(BlockingIOError):
        server.accept()


@pytest.mark.parametrize(
    ("call", "target"),
    [
        ("gethostbyname('example.invalid')", "example.invalid"),
        ("getaddrinfo('example.invalid', 443)", "example.invalid:443"),
        ("create_connection(('::1', 9))", "[::1]:9"),
    ],
)
def test_names_are_not_looked_up(call: str, target: str) -> None:
    what = f"it opens a network connection ({target}) when it is read"
    assert failure(f"import socket\nsocket.{call}") == (what, 2)


def test_a_file_that_goes_on_without_the_network_is_warned_of(server: socket.socket) -> None:
    port = server.getsockname()[1]
    text = f"import socket\nfor _ in range(2):\n    try: socket.create_connection(('127.0.0.1', {port}))\n"
    Path("file.py").write_text(f"{text}    except Exception: name = 'default'\n{GROUP}")
    result = validate("file.py")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == (
        f"file.py:3: warning DW090: file.py: it opens a network connection (127.0.0.1:{port}) when it is read; "
        "here it gets none, and goes on without it"
    )
    assert result.stdout.splitlines()[2:] == ["1 warning in 1 file"]
    with pytest.raises(BlockingIOError):
        server.accept()


# A bug of ours is not blamed on the file


def test_our_bug_in_a_worker_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("file.py").touch()
    monkeypatch.setattr("databricks_workflows.cli._reading.Limits", lambda **_: Limits(timeout=math.nan))
    result = validate("file.py")
    assert result.exit_code == 70
    assert result.stdout == ""
    assert result.stderr.startswith("databricks-workflows: internal error: ValueError: ")
    assert "(reading file.py)\nThis is a bug of " in result.stderr
    assert "Traceback" not in result.stderr
    result = CliRunner().invoke(main, ["--debug", "validate", "file.py"])
    assert "_child.py" in result.stderr.partition("Traceback (most recent call last)")[2]


def test_a_worker_that_never_begins_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("only_here")
    exec("class Value: pass", vars(module))
    monkeypatch.setitem(sys.modules, "only_here", module)
    with pytest.raises(Bug, match=r"the process that was to read file\.py ends at once \(exit code 1\)"):
        read("", variables={"value": module.Value()})


# The command as a program


@pytest.mark.parametrize("guard", ["", "if __name__ == '__main__': "], ids=["no guard", "guard"])
def test_the_installed_command_tells_of_a_file_that_hangs(guard: str) -> None:
    shutil.copy(BAD / "loops_forever.py", "loops_forever.py")
    shutil.copy(BAD / "shadows" / "json.py", "signal.py")  # nothing of the working folder is taken for Python's own
    Path("bin").mkdir()
    Path("bin/databricks-workflows").write_text(
        f"import sys\nfrom databricks_workflows.cli import main\n{guard}sys.exit(main())\n"
    )
    result = subprocess.run(
        [sys.executable, "bin/databricks-workflows", "validate", "loops_forever.py", "--timeout", "1"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert result.returncode == 1
    assert result.stdout == (
        "loops_forever.py:8: error DW090: loops_forever.py: it takes more than 1 s to read\n"
        "    move what takes so long out of the module's top level, or allow it more: --timeout SECONDS\n"
        "1 error in 1 file\n"
    )
    assert result.stderr == ""


@pytest.mark.parametrize("option", ["--timeout", "--workers"])
@pytest.mark.parametrize("value", ["0", "-1", "nan", "soon"])
def test_limits_are_whole_numbers_above_zero(option: str, value: str) -> None:
    Path("file.py").touch()
    result = validate(option, value, "file.py")
    assert result.exit_code == 2
    assert f"Invalid value for '{option}'" in result.stderr
