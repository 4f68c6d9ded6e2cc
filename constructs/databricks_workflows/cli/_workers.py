"""DAG files are read in processes of their own, so that none can hang the command or harm the next file.

A server process has this package loaded and forks itself for each file. What comes back is plain data.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import Any

from databricks_workflows.airflow.loader import unreadable
from databricks_workflows.cli._answers import Broken, Forged, Result, read_answer, taken
from databricks_workflows.cli._child import Errand, overdue, work
from databricks_workflows.cli._errors import Bug
from databricks_workflows.cli._server import server
from databricks_workflows.errors import LoadError
from databricks_workflows.origin import shown_path

_GRACE = 1.0
"""The seconds after which a worker that could not tell its time is up is ended without the line."""
_PRINTED_MOST = 100_000
"""The bytes that are kept of what a file prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DagFile:
    """What came of a file.

    Args:
        path: the file.
        result: its DAGs, or what keeps it from being read.
        printed: what it wrote to stdout and stderr.
    """

    path: Path
    result: Result
    printed: str


def read_dag_files(
    paths: Sequence[Path],
    *,
    variables: Mapping[str, Any] | None = None,
    timeout: float = 30.0,
    workers: int | None = None,
    progress: Callable[[], None] | None = None,
) -> list[DagFile]:
    """Read DAG files in worker processes, several at once.

    Python's own sockets reach no network in there. A program that the file starts, and a library that brings its own
    sockets, does.

    Args:
        paths: the files.
        variables: Airflow's variables by name.
        timeout: the seconds that one file may take.
        workers: how many are read at once; None is one for each CPU.
        progress: called after each file.

    Returns:
        One for each of ``paths``, in their order, however many workers there are.

    Raises:
        Bug: this package failed in a worker.
    """
    if not paths:
        return []
    waiting = deque(enumerate(paths))
    running: list[_Worker] = []
    read: dict[int, DagFile] = {}
    context = server()
    try:
        while waiting or running:
            while waiting and len(running) < (workers or os.cpu_count() or 1):
                number, path = waiting.popleft()
                running.append(_Worker(context, number, _errand(path, variables, timeout)))
            soonest = min(worker.deadline for worker in running)
            wait([handle for worker in running for handle in worker.handles()], max(0.0, soonest - monotonic()))
            for worker in list(running):
                result = worker.result()
                if result is not None:
                    running.remove(worker)
                    worker.end()
                    read[worker.number] = DagFile(path=worker.path, result=result, printed=worker.said())
                    if progress:
                        progress()
    finally:
        for worker in running:
            worker.end()
    return [read[number] for number in sorted(read)]


def _errand(path: Path, variables: Mapping[str, Any] | None, timeout: float) -> Errand:
    return Errand(
        path=path,
        variables=variables or {},
        timeout=timeout,
        folder=str(Path.cwd()),
        environment=dict(os.environ),
        import_path=list(sys.path),
    )


class _Worker:
    """One process, and the pipes to it."""

    def __init__(self, context: ForkServerContext, number: int, errand: Errand) -> None:
        self.number = number
        self.path = errand.path
        self._timeout = errand.timeout
        self._begun = False
        self._printed = bytearray()
        self._received = bytearray()
        self._answers, answers = context.Pipe(duplex=False)
        self._talk, talk = context.Pipe(duplex=False)
        self._process = context.Process(target=work, args=(errand, answers, talk))
        with _without_main():
            self._process.start()
        answers.close()
        talk.close()
        self.deadline = monotonic() + errand.timeout + _GRACE

    def handles(self) -> list[Connection | int]:
        """What to wait for."""
        pipes = [pipe for pipe in (self._answers, self._talk) if not pipe.closed]
        return [*pipes, self._process.sentinel]

    def result(self) -> Result | None:
        """What came of the file; None while it is being read."""
        self._listen()
        alive = self._process.is_alive()
        has_closed = self._receive(to_the_end=not alive)
        try:
            while (data := taken(self._received)) is not None:
                result = self._heard(read_answer(data))
                if result is not None:
                    return result
        except Forged as error:
            return self._meddled(error).diagnostics
        if has_closed:  # everything, or it is about to end
            self._process.join(max(0.0, self.deadline - monotonic()))
            alive = self._process.is_alive()
        if not alive:
            return self._ended().diagnostics
        if monotonic() >= self.deadline:
            return overdue(self.path, self._timeout).diagnostics
        return None

    def end(self) -> None:
        """End the process and what it has started."""
        if self._process.pid:
            with suppress(ProcessLookupError, PermissionError):  # nothing of it is left
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        while len(self._printed) < _PRINTED_MOST and not self._talk.closed and self._talk.poll():
            self._listen()
        for pipe in (self._answers, self._talk):
            pipe.close()
        self._process.close()

    def said(self) -> str:
        """What the file printed."""
        text = self._printed[:_PRINTED_MOST].decode(errors="backslashreplace")
        if len(self._printed) >= _PRINTED_MOST:
            text += f"\n({self.path.name} prints more; left out)"
        return f"{text}\n" if text and not text.endswith("\n") else text

    def _listen(self) -> None:
        if not self._talk.closed and self._talk.poll():
            piece = os.read(self._talk.fileno(), 65536)
            if not piece:
                self._talk.close()
            elif len(self._printed) < _PRINTED_MOST:
                self._printed += piece

    def _receive(self, *, to_the_end: bool) -> bool:
        """Take what has come of answers: a piece, or all; True where nothing comes any more."""
        while self._answers.poll():
            piece = os.read(self._answers.fileno(), 65536)
            if not piece:
                return True
            self._received += piece
            if not to_the_end:
                break
        return False

    def _heard(self, answer: Result | Broken | str) -> Result | None:
        if isinstance(answer, str):
            self._begun = True
            return None
        if isinstance(answer, Broken):
            bug = Bug(f"{answer.summary} (reading {shown_path(str(self.path.absolute()))})")
            bug.add_note(answer.trace)
            raise bug
        return answer

    def _meddled(self, error: Forged) -> LoadError:
        why = f"it meddles with the process that reads it, which answers with no workflow ({error})"
        return unreadable(shown_path(str(self.path.absolute())), 1, why, "leave this process's own files alone")

    def _ended(self) -> LoadError:
        code = self._process.exitcode or 0
        how = f"exit code {code}" if code >= 0 else _name_of(-code)
        if not self._begun:
            raise Bug(f"the process that was to read {self.path} ends at once ({how})")
        why = f"it ends the process ({how}) when it is read"
        remedy = "move what ends it (os._exit, a library that crashes) out of the module's top level"
        return unreadable(shown_path(str(self.path.absolute())), 1, why, remedy)


def _name_of(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


@contextmanager
def _without_main() -> Iterator[None]:
    """multiprocessing would run the main program again in each process, which is none of a file's business."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
