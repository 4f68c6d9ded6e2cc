"""Whether a task of the workspace for tests runs: run_if, conditions, loops, jobs that run jobs."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pytest
from databricks.sdk import WorkspaceClient

from tests.support.workspace import Fail, Hang, Succeed, Workspace

NOTEBOOK: dict[str, Any] = {"notebook_task": {"notebook_path": "/n"}}

KINDS = {
    "SUCCESS": "S",
    "FAILED": "F",
    "TIMEDOUT": "F",
    "UPSTREAM_FAILED": "F",
    "CANCELED": "C",
    "UPSTREAM_CANCELED": "C",
    "EXCLUDED": "X",
    "DISABLED": "X",
}
RAN, FAILED, CANCELED, LEFT_OUT = "SUCCESS", "UPSTREAM_FAILED", "UPSTREAM_CANCELED", "EXCLUDED"
EXPECTED = {
    "ALL_SUCCESS": {"SS": RAN},
    "AT_LEAST_ONE_SUCCESS": dict.fromkeys(("SS", "FS", "CS", "SX"), RAN),
    "NONE_FAILED": dict.fromkeys(("SS", "SX"), RAN),
    "ALL_DONE": dict.fromkeys(("SS", "FS", "CS", "SX", "FF", "CF", "CC", "FX", "CX"), RAN),
    "AT_LEAST_ONE_FAILED": dict.fromkeys(("FS", "CS", "FF", "CF", "CC", "FX", "CX"), RAN),
    "ALL_FAILED": dict.fromkeys(("FF", "CF", "CC"), RAN),
}


def expected(run_if: str, kinds: str) -> str:
    if kinds in EXPECTED[run_if]:
        return EXPECTED[run_if][kinds]
    if run_if.endswith("_FAILED") and run_if != "NONE_FAILED":
        return LEFT_OUT
    return FAILED if "F" in kinds else CANCELED if "C" in kinds else LEFT_OUT


def task(key: str, *after: str, **settings: Any) -> dict[str, Any]:
    kind = {} if any(name.endswith("_task") for name in settings) else NOTEBOOK
    return {"task_key": key, "depends_on": [{"task_key": each} for each in after], **kind, **settings}


def run_to_the_end(workspace: Workspace, *tasks: dict[str, Any], **settings: Any) -> dict[str, str | None]:
    """The results of a run and its tasks."""
    run_id = workspace.start(workspace.create_job(*tasks, **settings))
    for key, slot in workspace.run(run_id).slots.items():
        if key.endswith("_CANCELED") and not slot.task["depends_on"]:
            workspace.client().jobs.cancel_run(slot.latest.run_id)
    workspace.finish()
    run = workspace.run(run_id)
    return {"run": run.end.result if run.end else None} | {key: slot.latest.result for key, slot in run.slots.items()}


def ending(key: str, result: str, workspace: Workspace) -> list[dict[str, Any]]:
    """Tasks that make a task end in one way."""
    match result:
        case "SUCCESS":
            return [task(key)]
        case "FAILED":
            workspace.script(task=key, attempts=[Fail()])
            return [task(key)]
        case "TIMEDOUT":
            workspace.script(task=key, attempts=[Hang()])
            return [task(key, timeout_seconds=5)]
        case "CANCELED":
            workspace.script(task=key, attempts=[Hang()])
            return [task(key)]
        case "DISABLED":
            return [task(key, disabled=True)]
        case "EXCLUDED":
            return [task(f"before_{key}"), task(key, f"before_{key}", run_if="ALL_FAILED")]
        case _:
            before = result.removeprefix("UPSTREAM_")
            return [*ending(f"before_{key}_{before}", before, workspace), task(key, f"before_{key}_{before}")]


@pytest.mark.parametrize(("first", "second"), list(combinations_with_replacement(KINDS, 2)))
def test_run_if(first: str, second: str, workspace: Workspace) -> None:
    upstream = (f"1_{first}", f"2_{second}")
    tasks = [*ending(upstream[0], first, workspace), *ending(upstream[1], second, workspace)]
    found = run_to_the_end(workspace, *tasks, *(task(each, *upstream, run_if=each) for each in EXPECTED))
    assert [found[each] for each in upstream] == [first, second]
    kinds = "".join(sorted(KINDS[first] + KINDS[second]))
    assert {each: found[each] for each in EXPECTED} == {each: expected(each, kinds) for each in EXPECTED}


def condition(op: str, left: str, right: str) -> dict[str, Any]:
    return task("check", condition_task={"op": op, "left": left, "right": right})


@pytest.mark.parametrize(
    ("op", "left", "right", "outcome"),
    [
        ("EQUAL_TO", "12", "12", True),
        ("EQUAL_TO", "12.0", "12", False),
        ("NOT_EQUAL", "a", "b", True),
        ("GREATER_THAN", "12.0", "9", True),
        ("GREATER_THAN_OR_EQUAL", "12.0", "12", True),
        ("LESS_THAN", "12", "9", False),
        ("LESS_THAN_OR_EQUAL", "-1", "0", True),
    ],
)
def test_a_condition_picks_a_branch(
    op: str, left: str, right: str, outcome: bool, workspace: Workspace, client: WorkspaceClient
) -> None:
    branches = [task(name) | {"depends_on": [{"task_key": "check", "outcome": name}]} for name in ("true", "false")]
    join = task("join", "true", "false", run_if="NONE_FAILED")
    found = run_to_the_end(workspace, condition(op, left, right), *branches, join)
    taken, other = ("true", "false") if outcome else ("false", "true")
    assert found == {"run": "SUCCESS", "check": "SUCCESS", taken: "SUCCESS", other: "EXCLUDED", "join": "SUCCESS"}
    (run,) = client.jobs.list_runs(expand_tasks=True)
    shown = next(each.condition_task for each in run.tasks or () if each.task_key == "check")
    assert shown is not None
    assert shown.outcome == taken


def test_a_condition_that_compares_no_numbers_fails(workspace: Workspace) -> None:
    assert run_to_the_end(workspace, condition("LESS_THAN", "a", "1"))["run"] == "FAILED"


def loop(**settings: Any) -> dict[str, Any]:
    nested = task("each", notebook_task={"notebook_path": "/n", "base_parameters": {"x": "{{input}}"}}, max_retries=1)
    return task("loop", for_each_task={"inputs": '["a", "b", 3]', "task": nested, **settings})


def test_a_loop_runs_its_task_for_each_input(workspace: Workspace, client: WorkspaceClient) -> None:
    run_id = workspace.start(workspace.create_job(loop(concurrency=2)))
    task_run = workspace.task_run(run_id, "loop")
    workspace.script(task="each", input="b", attempts=[Fail(), Succeed()])
    assert [each.latest.state for each in task_run.iterations] == ["RUNNING", "RUNNING", "BLOCKED"]
    workspace.finish()
    assert workspace.received(run_id, "loop") == [{"x": "a"}, {"x": "b"}, {"x": "3"}]
    assert workspace.run(run_id).end is not None
    assert task_run.result == "SUCCESS"
    iterations = client.jobs.get_run(task_run.run_id).iterations or []
    assert [(each.task_key, each.attempt_number) for each in iterations] == [("each", 0)] * 3


def test_a_loop_fails_with_one_of_its_iterations(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(task="each", input="b", attempts=[Fail()])
    assert run_to_the_end(workspace, loop())["loop"] == "FAILED"
    (run,) = client.jobs.list_runs(expand_tasks=True)
    (shown,) = run.tasks or []
    assert shown.for_each_task is not None
    assert shown.for_each_task.stats is not None
    assert shown.for_each_task.stats.task_run_stats is not None
    assert shown.for_each_task.stats.task_run_stats.as_dict() == {
        "total_iterations": 3,
        "scheduled_iterations": 3,
        "active_iterations": 0,
        "completed_iterations": 3,
        "succeeded_iterations": 2,
        "failed_iterations": 1,
    }


def test_iterations_come_in_pages_of_a_hundred(workspace: Workspace, client: WorkspaceClient) -> None:
    run_id = workspace.start(workspace.create_job(loop(inputs=str(list(range(250))), concurrency=50)))
    workspace.finish()
    assert len(client.jobs.get_run(workspace.task_run(run_id, "loop").run_id).iterations or ()) == 250


@pytest.mark.parametrize(("inputs", "result"), [("[]", "SUCCESS"), ("no JSON", "FAILED"), ('{"a": 1}', "FAILED")])
def test_inputs_of_a_loop(inputs: str, result: str, workspace: Workspace) -> None:
    assert run_to_the_end(workspace, loop(inputs=inputs))["loop"] == result


def test_a_job_runs_another_one_and_fails_with_it(workspace: Workspace, client: WorkspaceClient) -> None:
    parameters = [{"name": "day", "default": "none"}]
    inner = workspace.create_job(task("a"), name="inner", parameters=parameters)
    call = task("call", run_job_task={"job_id": inner, "job_parameters": {"day": "{{job.name}}"}}, max_retries=1)
    workspace.script(job="inner", task="a", attempts=[Fail()])
    found = run_to_the_end(workspace, call, name="outer")
    assert found == {"run": "FAILED", "call": "FAILED"}
    children = list(client.jobs.list_runs(job_id=inner))
    assert len(children) == 2
    run = client.jobs.get_run(children[0].run_id or 0)
    assert run.trigger is not None
    assert run.trigger.value == "RUN_JOB_TASK"
    assert [each.as_dict() for each in run.job_parameters or ()] == [
        {"name": "day", "default": "none", "value": "outer"}
    ]
    (outer,) = [each for each in client.jobs.list_runs() if each.job_id != inner]
    output = client.jobs.get_run_output(workspace.task_run(outer.run_id or 0, "call").run_id)
    assert output.run_job_output is not None
    assert output.run_job_output.run_id == run.run_id


def test_cancel_goes_down_to_the_other_job(workspace: Workspace, client: WorkspaceClient) -> None:
    inner = workspace.create_job(task("a"), name="inner")
    workspace.script(job="inner", attempts=[Hang()])
    run_id = workspace.start(workspace.create_job(task("call", run_job_task={"job_id": inner})))
    client.jobs.cancel_run(run_id)
    workspace.clock.advance(1)
    assert [
        each.state.result_state.value for each in client.jobs.list_runs() if each.state and each.state.result_state
    ] == [
        "CANCELED",
        "CANCELED",
    ]


@pytest.mark.parametrize("parameters", [{}, {"x": "1"}])
def test_a_job_that_can_not_be_run(parameters: dict[str, str], workspace: Workspace) -> None:
    inner = workspace.create_job(task("a")) if parameters else 5
    call = task("call", run_job_task={"job_id": inner, "job_parameters": parameters})
    assert run_to_the_end(workspace, call)["call"] == "FAILED"
