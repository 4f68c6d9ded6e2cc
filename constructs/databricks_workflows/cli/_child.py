"""What a worker process does: it reads one file, answers, and ends.

The file may do anything to its process: replace modules, leave threads, never come back. Nothing of it is left behind.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

from databricks_workflows.airflow.loader import load_dag_file, unreadable
from databricks_workflows.cli._answers import BEGUN, Broken, Result, packed
from databricks_workflows.cli._network import Network, line_of
from databricks_workflows.errors import LoadError, WorkflowError
from databricks_workflows.node import use_node
from databricks_workflows.origin import shown_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a worker is sent for.

    Args:
        path: the file to read.
        variables: Airflow's variables by name.
        timeout: the seconds it may take.
        folder: the working folder.
        environment: the environment variables.
        import_path: where Python looks for modules.
    """

    path: Path
    variables: Mapping[str, Any]
    timeout: float
    folder: str
    environment: Mapping[str, str]
    import_path: list[str]


def work(errand: Errand, answers: Connection, printed: Connection) -> None:
    """Read a file and answer; this process is nobody else's.

    Args:
        errand: what to do.
        answers: gets :data:`BEGUN`, and the result or what broke.
        printed: gets what the file writes to stdout and stderr.
    """
    file, deadline = str(errand.path.absolute()), time.monotonic() + errand.timeout

    def look_around(_: int, frame: FrameType | None) -> None:
        if time.monotonic() >= deadline:
            _answer(answers, overdue(errand.path, errand.timeout, line_of(file, frame)).diagnostics)
        if _nobody_listens(answers):
            os._exit(1)
        signal.setitimer(signal.ITIMER_REAL, _next_look(deadline))

    try:
        _settle(errand, printed)
        signal.signal(signal.SIGALRM, look_around)
        _send(answers, BEGUN)
        signal.setitimer(signal.ITIMER_REAL, _next_look(deadline))
        result: Result | Broken = _read(errand, Network(file, shown_path(file)))
        signal.setitimer(signal.ITIMER_REAL, 0)
    except BaseException as error:
        result = _broken(error)
    _answer(answers, result)


def _next_look(deadline: float) -> float:
    """The seconds to the next look: the command may be gone long before the time is up."""
    return max(min(deadline - time.monotonic(), 2.0), 0.001)


def _nobody_listens(answers: Connection) -> bool:
    """Whether the other end is closed: a command that was killed ends no workers itself."""
    ends = select.poll()
    ends.register(answers.fileno(), select.POLLERR)
    return any(event & select.POLLERR for _, event in ends.poll(0))


def overdue(path: Path, timeout: float, line: int = 1) -> LoadError:
    """A file that does not come to its end."""
    remedy = "move what takes so long out of the module's top level, or allow it more: --timeout SECONDS"
    return unreadable(shown_path(str(path.absolute())), line, f"it takes more than {timeout:g} s to read", remedy)


def _settle(errand: Errand, printed: Connection) -> None:
    os.setsid()  # so that what the file starts ends with it, and no terminal is there to ask people
    os.chdir(errand.folder)
    os.environ.clear()
    os.environ.update(errand.environment)
    time.tzset()
    sys.path[:] = errand.import_path
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(printed.fileno(), 1)
    os.dup2(printed.fileno(), 2)
    sys.stdout = sys.stderr = open(  # noqa: SIM115 - for as long as the process lives
        2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False
    )
    use_node()  # the file may import cdktf, though it need not


def _read(errand: Errand, network: Network) -> Result:
    try:
        dags = load_dag_file(errand.path, errand.variables)
    except (WorkflowError, KeyboardInterrupt) as error:
        if refused := network.cause_of(error):
            return refused.diagnostics
        told = error if isinstance(error, WorkflowError) else _interrupted(errand.path, error)
        return (*told.diagnostics, *network.unheeded())
    if unheeded := network.unheeded():
        return [replace(dags[0], problems=(*dags[0].problems, *unheeded)), *dags[1:]]
    return dags


def _interrupted(path: Path, error: KeyboardInterrupt) -> LoadError:
    """Nobody else can interrupt this process."""
    file = str(path.absolute())
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == file]
    why, remedy = "it interrupts itself when it is read", "move what fails out of the module's top level"
    return unreadable(shown_path(file), lines[-1] if lines else 1, why, remedy)


def _broken(error: BaseException) -> Broken:
    return Broken(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


def _answer(answers: Connection, result: Result | Broken) -> None:
    with suppress(BrokenPipeError):  # nobody is there any more
        try:
            sys.stderr.flush()
            _send(answers, result)
        except BrokenPipeError:
            raise
        except OSError:  # the file has closed everything: whoever waits for this process does the rest
            return
        except (AttributeError, TypeError, ValueError, pickle.PicklingError, RecursionError) as error:
            _send(answers, _broken(error))
    os._exit(0)


def _send(answers: Connection, answer: Result | Broken | str) -> None:
    left = memoryview(packed(answer))
    while left:
        left = left[os.write(answers.fileno(), left) :]
