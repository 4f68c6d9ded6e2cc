"""A run of the SDK as plain data."""

from __future__ import annotations

from typing import Any

import pytest
from databricks.sdk.service import jobs
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.runs.snapshot import TaskRun, in_graph_order, read_run, run_url, waiting_for
from databricks_workflows.runs.states import State

HOST = "https://dbc.example.com"
OVER = {"state": "TERMINATED", "termination_details": {"code": "SUCCESS", "type": "SUCCESS"}}
FAILED = {"state": "TERMINATED", "termination_details": {"code": "RUN_EXECUTION_ERROR", "type": "CLIENT_ERROR"}}


def run(*tasks: dict[str, Any], **fields: Any) -> jobs.Run:
    return jobs.Run.from_dict({"run_id": 8812, "job_id": 12, "run_name": "sales", "tasks": list(tasks), **fields})


def task(key: str, *after: str, **fields: Any) -> dict[str, Any]:
    return {"task_key": key, "depends_on": [{"task_key": each} for each in after], **fields}


def test_tasks_stand_in_the_order_of_the_graph() -> None:
    read = read_run(run(task("a_report", "join"), task("join", "y", "x"), task("y"), task("x")), HOST)
    assert [each.key for each in read.tasks] == ["x", "y", "join", "a_report"]


@pytest.mark.parametrize("second", [1, 3], ids=["retry", "after repairs"])
def test_the_highest_attempt_stands_for_a_task(second: int) -> None:
    first = task("a", attempt_number=0, run_id=1, max_retries=2, status=FAILED)
    last = task("a", attempt_number=second, run_id=2, max_retries=2, status={"state": "RUNNING"})
    (only,) = read_run(run(last, first), HOST).tasks
    assert (only.run_id, only.state, only.attempt, only.attempts) == (2, State.RUNNING, second + 1, 3)


def test_the_page_is_in_the_form_that_everybody_may_open() -> None:
    read = read_run(run(run_page_url="https://dbc.example.com/?o=1#job/12/run/8812"), f"{HOST}/")
    assert read.url == "https://dbc.example.com/jobs/12/runs/8812"
    assert run_url("http://127.0.0.1:80", 1, 2) == "http://127.0.0.1:80/jobs/1/runs/2"


def test_repairs_count_as_attempts_of_the_run() -> None:
    history = [{"type": "ORIGINAL"}, {"type": "REPAIR", "id": 5}, {"type": "NEW_KIND"}]
    assert read_run(run(repair_history=history), HOST).attempt == 2


def test_parameters_are_those_of_the_run() -> None:
    given = [{"name": "a", "default": "1"}, {"name": "b", "default": "1", "value": ""}, {"name": "c"}]
    assert read_run(run(job_parameters=given), HOST).parameters == (("a", "1"), ("b", ""), ("c", ""))


def test_who_is_to_blame_and_what_came_of_it() -> None:
    def old(result: str) -> dict[str, Any]:
        return {"life_cycle_state": "TERMINATED", "result_state": result}

    read = read_run(
        run(
            task("fine", state=old("SUCCESS")),
            task("bad", state=old("FAILED")),
            task("slow", state=old("TIMEDOUT")),
            task("after", "bad", state=old("UPSTREAM_FAILED")),
            task("other_branch", state=old("EXCLUDED")),
        ),
        HOST,
    )
    assert [each.key for each in read.culprits] == ["bad", "slow"]
    assert [each.key for each in read.consequences] == ["after"]
    assert read.done == 5


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 0),
        ({"start_time": 1000}, 9),
        ({"start_time": 1000, "end_time": 4000, "status": OVER}, 3),
        ({"start_time": 1000, "status": OVER}, 0),
        ({"start_time": 4000, "end_time": 1000}, 0),
    ],
    ids=["not begun", "running", "over", "over without an end", "clocks that differ"],
)
def test_how_long_it_took(fields: dict[str, Any], expected: float) -> None:
    assert read_run(run(**fields), HOST).seconds(now=10) == expected


def test_a_task_that_has_not_begun_has_no_time_although_the_api_gives_one() -> None:
    waiting = task("a", start_time=1000, status={"state": "BLOCKED"})
    (read,) = read_run(run(waiting), HOST).tasks
    assert read.seconds(now=100) == 0


def test_what_a_task_waits_for() -> None:
    done, going = TaskRun(key="done", state=State.SUCCEEDED), TaskRun(key="going", state=State.RUNNING)
    last = TaskRun(key="last", waits_for=("done", "going", "elsewhere"))
    assert waiting_for(last, [done, going, last]) == ("going",)


KEYS = st.sampled_from("abcdef")


@given(st.dictionaries(KEYS, st.lists(KEYS)))
def test_any_graph_has_an_order(graph: dict[str, list[str]]) -> None:
    tasks = [TaskRun(key=key, waits_for=tuple(after)) for key, after in graph.items()]
    ordered = in_graph_order(tasks)
    assert sorted(each.key for each in ordered) == sorted(graph)


JSON = st.recursive(
    st.none() | st.integers(0, 9) | st.text(max_size=3), lambda inner: st.dictionaries(st.text(max_size=3), inner)
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "run_id": st.integers(),
            "start_time": st.none() | st.integers(0, 10**13),
            "end_time": st.none() | st.integers(0, 10**13),
            "run_name": st.none() | st.text(max_size=5),
            "tasks": st.lists(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "task_key": st.none() | KEYS,
                        "attempt_number": st.none() | st.integers(0, 3),
                        "depends_on": st.lists(st.fixed_dictionaries({}, optional={"task_key": KEYS})),
                        "max_retries": st.none() | st.integers(-1, 3),
                        "status": st.fixed_dictionaries({}, optional={"state": st.text(max_size=4)}),
                        "new_field": JSON,
                    },
                ),
                max_size=4,
            ),
            "new_field": JSON,
        },
    )
)
def test_a_run_with_anything_missing_is_read(fields: dict[str, Any]) -> None:
    read = read_run(jobs.Run.from_dict(fields), HOST)
    assert len({each.key for each in read.tasks}) == len(read.tasks)
    assert read.seconds(10**9) >= 0
