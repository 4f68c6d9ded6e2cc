"""Watching a run: the block on a terminal, lines elsewhere, events as JSON; and what the command ends with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from databricks_workflows.cli._errors import GAVE_UP, INTERRUPTED, exit_code_of

if TYPE_CHECKING:
    from databricks.sdk.clock import Clock

    from databricks_workflows.runs.snapshot import Run
    from databricks_workflows.runs.workspace import Workspace
    from databricks_workflows.views.live import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """What the options say of watching.

    Args:
        timeout: ``--timeout``, in seconds; None: without end.
        poll: ``--poll``, in seconds.
        as_json: ``--json``.
    """

    timeout: int | None
    poll: float
    as_json: bool


def print_event(event: Mapping[str, Any]) -> None:
    """An event as a line of JSON, there for a reader at once."""
    click.echo(json.dumps(event, ensure_ascii=False))
    sys.stdout.flush()


@contextmanager
def errors_as_events(as_json: bool) -> Iterator[None]:
    """With ``--json`` what ends the command is an event too."""
    from databricks_workflows.runs.errors import RunsError

    try:
        yield
    except RunsError as error:
        if as_json:
            print_event({"event": "error", "message": str(error), "exit_code": exit_code_of(error)})
        raise


def follow(workspace: Workspace, run_id: int, clock: Clock, watching: Watching, known: Run | None = None) -> int:
    """Watch a run to its end and tell how it ended; returns the exit code.

    Args:
        workspace: where it runs.
        run_id: the run.
        clock: what to wait by.
        watching: what the options say.
        known: the run as it was; only what differs from that is told.
    """
    from databricks_workflows.runs.errors import RunsError
    from databricks_workflows.runs.events import changes, finished
    from databricks_workflows.runs.watch import GaveUp, errors_of, watch
    from databricks_workflows.views.live import block_of_run
    from databricks_workflows.views.runs import comes_back, ending, line_of

    live = sys.stdout.isatty() and not watching.as_json
    run = known

    def block() -> Block | None:
        return block_of_run(run, clock.time()) if run else None

    try:
        with drawn(block, lambda: len(run.tasks) if run else 0) if live else nullcontext():
            for seen in watch(workspace, run_id, clock, longest=watching.poll, timeout=watching.timeout):
                for event in changes(run, seen):
                    if watching.as_json:
                        print_event(event.as_dict())
                    elif not live and (event.task or not seen.state.ended):
                        click.echo(line_of(event, clock.time()))
                run = seen
        assert run is not None
        errors = errors_of(workspace, run, workspace.host)
    except GaveUp:
        return stopped(run_id, f"gave up watching after {watching.timeout} s", GAVE_UP, as_json=watching.as_json)
    except KeyboardInterrupt:
        return stopped(run_id, "interrupted", INTERRUPTED, as_json=watching.as_json)
    except RunsError:
        if run is not None and not watching.as_json:
            click.echo(f"run {run_id} is not stopped by that; {comes_back(run_id)} comes back to it", err=True)
        raise
    if watching.as_json:
        print_event(finished(run, errors, clock.time()).as_dict())
    else:
        click.echo("\n".join(ending(run, errors, clock.time())))
    return run.state.exit_code


def stopped(run_id: int, why: str, exit_code: int, *, as_json: bool) -> int:
    """Nobody watches any more, and the run goes on; returns the exit code."""
    from databricks_workflows.views.runs import comes_back

    if as_json:
        print_event({"event": "stopped_watching", "run_id": run_id, "reason": why, "exit_code": exit_code})
    else:
        click.echo(f"{why}: run {run_id} goes on; {comes_back(run_id)} comes back to it", err=True)
    return exit_code


def drawn(block: Callable[[], Block | None], total: Callable[[], int]) -> AbstractContextManager[None]:
    """The block, redrawn on the terminal."""
    from rich.console import Console

    from databricks_workflows.views.live import redrawn

    return redrawn(Console(file=sys.stdout, highlight=False, markup=False, emoji=False), block, total)
