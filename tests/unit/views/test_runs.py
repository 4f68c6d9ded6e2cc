"""Runs as text: lines, ends, tables, and the block of a terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from databricks_workflows.runs.backfill import Day
from databricks_workflows.runs.events import Event, TaskError
from databricks_workflows.runs.snapshot import Run, TaskRun
from databricks_workflows.runs.states import State
from databricks_workflows.views.live import Block, Row, block_of_days, block_of_run, draw
from databricks_workflows.views.runs import columns, ending, line_of, table_of_days, tally, took, worst

URL = "https://h/jobs/12/runs/8812"
TASKS = (
    TaskRun(key="extract_customers", state=State.SUCCEEDED, started=1000, ended=39_000),
    TaskRun(key="segmentation", state=State.RUNNING, started=112_000, attempt=2, attempts=3),
    TaskRun(
        key="revenue",
        run_id=9,
        state=State.FAILED,
        reason="RUN_EXECUTION_ERROR",
        message="query 'revenue-analysis' not found",
        started=100_000,
        ended=111_000,
    ),
    TaskRun(key="report", waits_for=("segmentation", "revenue")),
)
RUN = Run(run_id=8812, job_id=12, name="sales.etl", state=State.RUNNING, url=URL, started=1000, tasks=TASKS)
ERROR = TaskError(
    TASKS[2], "RUN_EXECUTION_ERROR: query not found", "Traceback\n  x\nValueError", "https://h/jobs/12/runs/9"
)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0:00"), (0.9, "0:00"), (59.9, "0:59"), (61, "1:01"), (3600, "1:00:00"), (90_061, "25:01:01")],
)
def test_times(seconds: float, expected: str) -> None:
    assert took(seconds) == expected


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (TASKS[0], "   2:41  extract_customers: succeeded (0:38)"),
        (TASKS[1], "   2:41  segmentation: running (attempt 2 of 3)"),
        (
            TASKS[2],
            "   2:41  revenue: failed: RUN_EXECUTION_ERROR: query 'revenue-analysis' not found (0:11)",
        ),
        (TASKS[3], "   2:41  report: waiting"),
        (TaskRun(key="a", state=State.NOT_RUN, reason="EXCLUDED"), "   2:41  a: not run"),
        (TaskRun(key="a", state=State.RUNNING, attempt=4, attempts=3), "   2:41  a: running (attempt 4)"),
        (TaskRun(key="\x1b[31ma\n"), "   2:41  \\x1b[31ma\\n: waiting"),
    ],
)
def test_a_change_is_a_line(task: TaskRun, expected: str) -> None:
    assert line_of(Event(event="task_changed", run=RUN, task=task), now=162) == expected


def test_an_end_names_the_tasks_and_what_to_do() -> None:
    left = TaskRun(key="report", state=State.NOT_RUN, reason="UPSTREAM_FAILED")
    run = replace(RUN, state=State.FAILED, ended=211_000, tasks=(*TASKS[:3], left))
    assert ending(run, [ERROR], now=0) == [
        "failed after 3:30: revenue failed (1 task not run because of it)",
        "  revenue: RUN_EXECUTION_ERROR: query not found",
        "    Traceback",
        "      x",
        "    ValueError",
        "    https://h/jobs/12/runs/9",
        f"  {URL}     databricks-workflows repair 8812",
    ]


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({"state": State.SUCCEEDED}, "succeeded after 0:10"),
        ({"state": State.SUCCEEDED, "reason": "SUCCESS_WITH_FAILURES"}, "succeeded, with failures after 0:10"),
        ({"state": State.CANCELED, "reason": "USER_CANCELED"}, "canceled after 0:10"),
        ({"state": State.SKIPPED, "message": "Too many runs.", "started": 0}, "skipped: Too many runs."),
        (
            {"state": State.FAILED, "reason": "CLUSTER_ERROR", "message": "None."},
            "failed after 0:10: CLUSTER_ERROR: None.",
        ),
        ({"state": State.TIMED_OUT, "reason": "TIMEDOUT"}, "timed out after 0:10"),
    ],
)
def test_other_ends(fields: dict[str, State], first: str) -> None:
    run = Run(**{"run_id": 1, "job_id": 2, "name": "x", "url": URL, "started": 1000, "ended": 11_000, **fields})  # type: ignore[arg-type]
    assert ending(run, (), now=0)[0] == first


def test_many_tasks_to_blame_are_counted() -> None:
    tasks = tuple(TaskRun(key=f"t{number:02}", state=State.FAILED) for number in range(15))
    errors = [TaskError(task, "no", "", "u") for task in tasks[:10]]
    first, *_, more, _ = ending(replace(RUN, state=State.FAILED, ended=11_000, tasks=tasks), errors, now=0)
    assert first == "failed after 0:10: t00, t01, t02 and 12 more failed"
    assert more == "  and 5 more"


# Tables


def test_columns_stand_below_each_other() -> None:
    assert columns([("a", "bb", ""), ("ccc", "d", "e")]) == ["a    bb", "ccc  d   e"]


DAYS = [
    Day(date(2024, 1, 1), replace(RUN, state=State.SUCCEEDED, ended=39_000)),
    Day(date(2024, 1, 2), replace(RUN, run_id=8813, state=State.TIMED_OUT, ended=39_000)),
    Day(date(2024, 1, 3)),
]


def test_the_days_of_a_backfill() -> None:
    assert table_of_days(DAYS, now=0) == [
        "date        state        run   took  page",
        f"2024-01-01  succeeded    8812  0:38  {URL}",
        f"2024-01-02  timed out    8813  0:38  {URL}",
        "2024-01-03  not started",
        "3 days: 1 succeeded, 1 timed out, 1 not started",
    ]
    assert (worst(DAYS), worst(DAYS[:1]), tally(DAYS[:1])) == ("timed_out", "succeeded", "1 day: 1 succeeded")


# The block of a terminal


def drawn(block: Block, total: int, *, width: int = 100, height: int = 30) -> list[str]:
    console = Console(file=io.StringIO(), width=width, height=height, color_system=None)
    console.print(draw(block, total, height))
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_a_line_for_each_task() -> None:
    assert drawn(block_of_run(RUN, now=162), 4) == [
        "sales.etl  run 8812  attempt 1   2:41   ████████░░░░░░░░  2 of 4",
        "  extract_customers  succeeded  0:38",
        "  segmentation       running    0:50  attempt 2 of 3",
        "  revenue            failed     0:11  RUN_EXECUTION_ERROR: query 'revenue-analysis' not found",
        "  report             waiting          for segmentation",
        "^C leaves the run going; databricks-workflows watch 8812 comes back to it",
    ]


def test_a_run_that_has_ended_has_no_foot() -> None:
    assert "^C" not in "\n".join(drawn(block_of_run(replace(RUN, state=State.FAILED), now=162), 4))


def test_narrow_terminals_cut_rows_and_break_none() -> None:
    lines = drawn(block_of_run(RUN, now=162), 4, width=60)
    assert len([line for line in lines if line.startswith("  ")]) == 4
    assert all(len(line) <= 60 for line in lines)


def test_a_block_is_no_higher_than_the_terminal_and_shows_what_matters() -> None:
    rows = [Row(f"done{number}", State.SUCCEEDED) for number in range(40)]
    rows += [Row("going", State.RUNNING), Row("bad", State.FAILED)]
    rows += [Row(f"later{number}", State.WAITING) for number in range(40)]
    lines = drawn(Block("etl", "0:01", 41, tuple(rows), "foot"), 82, height=12)
    assert len(lines) <= 12
    shown = "\n".join(lines)
    assert "going" in shown
    assert "bad" in shown
    assert "and 74 more that succeeded or wait" in shown


def test_markup_in_names_is_text() -> None:
    assert drawn(Block("[bold]etl", "0:01", 0, (Row("[red]a", None, "", "[/]"),), ""), 0)[1] == "  [red]a      [/]"


def test_a_backfill_shows_the_days_that_are_not_done() -> None:
    going = Day(date(2024, 1, 4), replace(RUN, run_id=8814, state=State.RUNNING))
    assert drawn(block_of_days("sales.etl", [*DAYS, going], 100, now=11), 4) == [
        "sales.etl  backfill   1:40   ████████░░░░░░░░  2 of 4",
        "  2024-01-02  timed out  0:38  run 8813",
        "  2024-01-04  running    0:10  run 8814",
        "1 day to come; ^C leaves runs going, and the same command goes on with the rest",
    ]
