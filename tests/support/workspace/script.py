"""What each task does when it runs, as a test says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeAlias

from tests.support.workspace.calls import Json


@dataclass(frozen=True)
class Succeed:
    """The task runs for ``after`` seconds, after ``setup`` seconds of waiting for its cluster, and succeeds.

    ``values`` are its task values, ``rows`` the result of its SQL, ``output`` is laid over the answer of get-output.
    """

    after: float = 1
    setup: float = 0
    values: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Mapping[str, Any]] = ()
    output: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Fail:
    """The task runs for ``after`` seconds and fails.

    ``RUN_EXECUTION_ERROR`` is a failure of the task's own code: its message is in the answer of get-output alone. With
    another code the task never got to its code: the message is in its state.
    """

    message: str = "It failed."
    after: float = 1
    setup: float = 0
    trace: str = ""
    code: str = "RUN_EXECUTION_ERROR"
    values: Mapping[str, str] = field(default_factory=dict)
    output: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Hang:
    """The task runs until it is canceled or timed out."""

    setup: float = 0
    after: float = field(default=inf, init=False)
    values: Mapping[str, str] = field(default_factory=dict)
    output: Json = field(default_factory=dict)


Attempt: TypeAlias = Succeed | Fail | Hang


@dataclass(frozen=True)
class Line:
    """One line of the script: whose attempts."""

    job: int | str | None
    task: str | None
    input: Any
    attempts: Sequence[Attempt]


class Script:
    """All lines; the last one that fits a task counts."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    def add(self, line: Line) -> None:
        self._lines.append(line)

    def attempt(self, job: tuple[int, str], task: str, given: Any, number: int) -> Attempt:
        """What a task does when it runs for the n-th time in its run; the last attempt stands for all later ones."""
        for line in reversed(self._lines):
            fits = line.job in (None, *job) and line.task in (None, task) and line.input in (None, given)
            if fits:
                return line.attempts[min(number, len(line.attempts) - 1)]
        return Succeed()
