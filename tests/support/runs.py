"""Commands that run jobs, in this process, on the clock of the workspace for tests: waiting costs no time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from click.testing import CliRunner
from databricks.sdk.clock import Clock

from databricks_workflows.cli import main
from tests.support.workspace import Workspace


@dataclass
class WorkspaceClock(Clock):
    """Time passes in the workspace when a command waits.

    Args:
        workspace: whose clock it is.
        before_sleep: called with the number of the wait, from 0, before each.
    """

    workspace: Workspace
    before_sleep: Callable[[int], object] = lambda number: None
    sleeps: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.workspace.clock.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.before_sleep(len(self.sleeps) - 1)
        self.workspace.clock.advance(seconds)


@dataclass(frozen=True)
class Ended:
    """What a command has said and ended with."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def kinds(self) -> list[str]:
        return [event["event"] for event in self.events]


@dataclass
class Commands:
    """Runs commands against a workspace."""

    workspace: Workspace
    clock: WorkspaceClock
    environment: dict[str, str]

    def __call__(self, *arguments: object) -> Ended:
        result = CliRunner().invoke(main, [str(each) for each in arguments], env=self.environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)


def commands_of(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Commands:
    clock = WorkspaceClock(workspace)
    monkeypatch.setattr("databricks_workflows.cli._workspace.new_clock", lambda: clock)
    return Commands(workspace, clock, dict(workspace.environment))


def notebook(key: str, *after: str, **settings: Any) -> dict[str, Any]:
    """A task as the Jobs API has it."""
    depends_on = [{"task_key": each} for each in after]
    return {"task_key": key, "notebook_task": {"notebook_path": f"/{key}"}, "depends_on": depends_on, **settings}
