"""The polling loop and what it tells, on a clock of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from databricks_workflows.runs.events import changes, finished
from databricks_workflows.runs.snapshot import Run, TaskRun
from databricks_workflows.runs.states import State
from databricks_workflows.runs.watch import GaveUp, errors_of, pause, watch

RUN = Run(run_id=8812, job_id=12, name="sales", state=State.RUNNING, url="https://h/jobs/12/runs/8812")


class Scripted:
    """A workspace in which a run is in one state after the other, and a clock."""

    def __init__(self, *states: State) -> None:
        self.states, self.now, self.slept = list(states), 1000.0, list[float]()

    def run(self, run_id: int) -> Run:
        return replace(RUN, run_id=run_id, state=self.states.pop(0) if len(self.states) > 1 else self.states[0])

    def error_of(self, task: TaskRun) -> tuple[str, str]:
        return f"{task.key} is\nbroken", "Traceback"

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_it_looks_until_the_end() -> None:
    source = Scripted(State.PENDING, State.RUNNING, State.SUCCEEDED)
    assert [run.state for run in watch(source, 8812, source, longest=10)] == ["pending", "running", "succeeded"]
    assert source.slept == [1, 1]


def test_a_run_that_has_ended_is_looked_at_once() -> None:
    source = Scripted(State.FAILED)
    assert len(list(watch(source, 8812, source, longest=10))) == 1
    assert source.slept == []


def test_it_gives_up_in_time() -> None:
    source = Scripted(State.RUNNING)
    with pytest.raises(GaveUp):
        list(watch(source, 8812, source, longest=10, timeout=90))
    assert source.now == 1090


@pytest.mark.parametrize(
    ("watched", "longest", "expected"), [(0, 10, 1), (50, 10, 5), (1000, 10, 10), (0, 0.5, 0.5), (1000, 0.5, 0.5)]
)
def test_the_longer_it_takes_the_more_rarely_it_looks(watched: float, longest: float, expected: float) -> None:
    assert pause(watched, longest) == expected


def test_an_hour_takes_a_few_hundred_looks() -> None:
    source = Scripted(State.RUNNING)
    with pytest.raises(GaveUp):
        list(watch(source, 8812, source, longest=10, timeout=3600))
    assert 350 < len(source.slept) < 400


# Events


def of_tasks(*tasks: TaskRun, state: State = State.RUNNING) -> Run:
    return replace(RUN, tasks=tasks, state=state)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, RUN, ["run_changed"]),
        (RUN, RUN, []),
        (RUN, replace(RUN, ended=5), []),
        (RUN, replace(RUN, state=State.FAILED), ["run_changed"]),
        (RUN, of_tasks(TaskRun(key="a")), []),
        (RUN, of_tasks(TaskRun(key="a", state=State.RUNNING)), ["task_changed"]),
        (of_tasks(TaskRun(key="a")), of_tasks(TaskRun(key="a", state=State.RUNNING)), ["task_changed"]),
        (of_tasks(TaskRun(key="a")), of_tasks(TaskRun(key="a", attempt=2)), ["task_changed"]),
        (of_tasks(TaskRun(key="a")), of_tasks(TaskRun(key="a", started=7)), []),
        (None, of_tasks(TaskRun(key="a", state=State.FAILED)), ["run_changed", "task_changed"]),
    ],
)
def test_only_what_changed_is_told(before: Run | None, after: Run, expected: list[str]) -> None:
    assert [event.event for event in changes(before, after)] == expected


def test_an_event_is_plain_data() -> None:
    failed = TaskRun(key="a", run_id=5, state=State.TIMED_OUT, attempt=2, reason="TIMEDOUT", message="Too slow.")
    _, event = changes(None, of_tasks(failed))
    assert event.as_dict() == {
        "event": "task_changed",
        "run_id": 8812,
        "job_id": 12,
        "job": "sales",
        "task": "a",
        "task_run_id": 5,
        "attempt": 2,
        "state": "timed_out",
        "reason": "TIMEDOUT",
        "message": "Too slow.",
    }


def test_the_end_names_the_tasks_to_blame() -> None:
    bad = TaskRun(key="bad", run_id=5, state=State.FAILED, reason="RUN_EXECUTION_ERROR")
    left = TaskRun(key="left", state=State.NOT_RUN, reason="UPSTREAM_FAILED")
    run = of_tasks(bad, left, state=State.FAILED)
    event = finished(run, errors_of(Scripted(State.FAILED), run, "https://h"), now=0).as_dict()
    assert (event["event"], event["state"], event["exit_code"], event["not_run"]) == (
        "run_finished",
        "failed",
        1,
        ["left"],
    )
    assert event["failed"] == [
        {"task": "bad", "error": "RUN_EXECUTION_ERROR: bad is broken", "url": "https://h/jobs/12/runs/5"}
    ]


def test_only_the_first_errors_are_asked_for_and_none_of_a_run_that_was_stopped() -> None:
    many = tuple(TaskRun(key=f"t{number}", run_id=number + 1, state=State.FAILED) for number in range(30))
    source = Scripted(State.FAILED)
    assert len(errors_of(source, of_tasks(*many, state=State.FAILED), "https://h")) == 10
    assert errors_of(source, of_tasks(*many, state=State.CANCELED), "https://h") == ()
