"""A run, or the days of a backfill, as a block that is redrawn on a terminal: a bar for all, a line for each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from databricks_workflows.runs.backfill import Day
from databricks_workflows.runs.snapshot import Run
from databricks_workflows.runs.states import State
from databricks_workflows.views.problems import counted, printable
from databricks_workflows.views.runs import comes_back, note_of, took

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_STYLES: Final = {
    State.RUNNING: "cyan",
    State.SUCCEEDED: "green",
    State.FAILED: "bold red",
    State.TIMED_OUT: "bold red",
    State.CANCELED: "yellow",
    State.SKIPPED: "yellow",
}
_BAR: Final = 16
_REDRAWS: Final = 2
_AROUND: Final = 4
"""The lines of a block that are no rows, and one below it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the block.

    Args:
        name: the task or the day.
        state: how far it is; None: nothing has begun.
        took: how long it has run.
        note: what else there is to say.
    """

    name: str
    state: State | None
    took: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What is drawn.

    Args:
        title: what runs.
        took: how long.
        done: how many parts have ended.
        rows: the parts.
        foot: the last line.
    """

    title: str
    took: str
    done: int
    rows: tuple[Row, ...]
    foot: str


def block_of_run(run: Run, now: float) -> Block:
    """A run with a row for each task, in the order of the graph."""
    rows = tuple(
        Row(task.key, task.state, took(task.seconds(now)) if task.started else "", note_of(task, run.tasks))
        for task in run.tasks
    )
    foot = "" if run.state.ended else f"^C leaves the run going; {comes_back(run.run_id)} comes back to it"
    title = f"{run.name}  run {run.run_id}  attempt {run.attempt}"
    if run.state in (State.QUEUED, State.PENDING):
        title += f"  {run.state}"
    return Block(printable(title), took(run.seconds(now)), run.done, rows, foot)


def block_of_days(name: str, days: Sequence[Day], seconds: float, now: float) -> Block:
    """A backfill with a row for each day that is not just done or still to come."""
    ended = [day for day in days if day.run and day.run.state.ended]
    rows = tuple(
        Row(str(day.day), day.run.state, took(day.run.seconds(now)), f"run {day.run.run_id}")
        for day in days
        if day.run and day.run.state is not State.SUCCEEDED
    )
    waiting = len(days) - len(ended) - sum(day.going for day in days)
    foot = f"{counted(waiting, 'day')} to come; ^C leaves runs going, and the same command goes on with the rest"
    return Block(printable(f"{name}  backfill"), took(seconds), len(ended), rows, foot)


def draw(block: Block, total: int, height: int) -> RenderableType:
    """A block as rich draws it, no higher than the terminal.

    Args:
        block: what to draw.
        total: how many parts there are.
        height: the lines of the terminal.
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    filled = round(_BAR * block.done / total) if total else 0
    head = Text.assemble((block.title, "bold"), f"   {block.took}   ")
    head.append("█" * filled, "green").append("░" * (_BAR - filled), "dim")
    head.append(f"  {block.done} of {total}")
    rows, left_out = _fitting(block.rows, max(height - _AROUND, 3))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for justify in ("left", "left", "right", "left"):
        table.add_column(justify=justify, no_wrap=True, overflow="ellipsis")
    for row in rows:
        state = Text(str(row.state or ""), _STYLES.get(row.state, "") if row.state else "")
        table.add_row(Text(f"  {printable(row.name)}"), state, Text(row.took), Text(row.note))
    parts: list[RenderableType] = [head, table]
    if left_out:
        parts.append(Text(f"  and {left_out} more that succeeded or wait", "dim"))
    if block.foot:
        parts.append(Text(block.foot, "dim", overflow="fold"))
    return Group(*parts)


def _fitting(rows: Sequence[Row], height: int) -> tuple[list[Row], int]:
    """The rows that fit, and how many do not: first those go that are over or have not begun."""
    kept = list(rows)
    for state in (State.SUCCEEDED, State.NOT_RUN, State.WAITING, None):
        for row in [row for row in kept if row.state is state] if len(kept) > height else ():
            if len(kept) > height:
                kept.remove(row)
    return kept[:height], len(rows) - min(len(kept), height)


@contextmanager
def redrawn(console: Console, block: Callable[[], Block | None], total: Callable[[], int]) -> Iterator[None]:
    """Draw a block again and again, until the end; what it shows last stays.

    Args:
        console: a terminal.
        block: what to draw now; None: nothing yet.
        total: how many parts there are.
    """
    from rich.live import Live
    from rich.text import Text

    def drawn() -> RenderableType:
        now = block()
        return draw(now, total(), console.height) if now else Text("")

    with Live(console=console, get_renderable=drawn, refresh_per_second=_REDRAWS, vertical_overflow="crop"):
        yield
