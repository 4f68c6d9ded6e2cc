"""The commands as programs of their own: on a terminal a block is redrawn, ^C leaves the run going."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.runs import notebook
from tests.support.workspace import Hang, Succeed, Workspace

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-W", "error", "-c", "from databricks_workflows.cli import main; main()"]
SECONDS = 60


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """Time runs by itself here."""
    with Workspace(speed=30, start=datetime.now(UTC)) as made:
        made.create_job(notebook("extract"), notebook("load", "extract"), name="etl")
        yield made


def environment(workspace: Workspace) -> dict[str, str]:
    alone = {name: value for name, value in os.environ.items() if not name.startswith("DATABRICKS_")}
    paths = os.pathsep.join([str(ROOT / "constructs"), str(ROOT)])
    more = {"PYTHONPATH": paths, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    return (
        alone | workspace.environment | more | {"DATABRICKS_DEBUG_HEADERS": "true", "DATABRICKS_WORKFLOWS_DEBUG": "1"}
    )


class Terminal:
    """A program on a terminal, and what has been on it."""

    def __init__(self, workspace: Workspace, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd="/",
            env=environment(workspace),
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""

    def until(self, text: str) -> None:
        """Read until a text is there."""
        ends = time.monotonic() + SECONDS
        while text not in self.seen:
            assert time.monotonic() < ends, self.seen
            assert self._read(), self.seen

    def end(self) -> int:
        """Read to the end; returns the exit code."""
        while self._read():
            pass
        os.close(self._ours)
        return self.process.wait(SECONDS)

    def _read(self) -> bool:
        with suppress(OSError):  # a terminal without a program
            read = os.read(self._ours, 65536).decode(errors="replace")
            self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", read)
            return bool(read)
        return False


@contextmanager
def on_a_terminal(workspace: Workspace, *arguments: str) -> Iterator[Terminal]:
    terminal = Terminal(workspace, *arguments)
    try:
        yield terminal
    finally:
        terminal.process.kill()
        terminal.process.wait()


def test_a_block_is_redrawn_and_the_end_is_told(workspace: Workspace) -> None:
    workspace.script(task="extract", attempts=[Succeed(after=30)])
    with on_a_terminal(workspace, "run", "etl", "--poll", "0.2") as terminal:
        terminal.until("0 of 2")
        terminal.until("^C leaves the run going; databricks-workflows watch")
        assert terminal.end() == 0
    seen = re.sub(" +", " ", terminal.seen)
    assert "extract running" in seen
    assert "load waiting for extract" in seen
    assert "2 of 2" in terminal.seen
    assert "succeeded after" in terminal.seen
    assert workspace.token not in terminal.seen
    assert "host metadata" not in terminal.seen


def test_an_interrupt_leaves_the_run_going(workspace: Workspace) -> None:
    workspace.script(task="extract", attempts=[Hang()])
    with on_a_terminal(workspace, "run", "etl", "--poll", "0.2") as terminal:
        terminal.until("running")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 130
    (run_id,) = workspace._engine.runs
    assert f"interrupted: run {run_id} goes on; databricks-workflows watch {run_id} comes back to it" in terminal.seen
    assert workspace.run(run_id).end is None
    assert "Traceback" not in terminal.seen


def test_a_backfill_on_a_terminal(workspace: Workspace) -> None:
    job_id = workspace.create_job(notebook("a"), name="daily", parameters=[{"name": "run_date", "default": ""}])
    workspace.script(task="a", attempts=[Succeed(after=15)])
    with on_a_terminal(
        workspace, "run", str(job_id), "--backfill", "2024-01-01..2024-01-02", "--poll", "0.2"
    ) as terminal:
        terminal.until("0 of 2")
        assert terminal.end() == 0
    assert "daily  backfill" in terminal.seen
    assert "2 days: 2 succeeded" in terminal.seen


def test_elsewhere_there_are_lines_without_colours(workspace: Workspace) -> None:
    ended = subprocess.run(
        [*COMMAND, "run", "etl", "--poll", "0.2"],
        env=environment(workspace),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "\x1b" not in ended.stdout
    assert ended.stdout.splitlines()[-2].startswith("succeeded after 0:0")
