"""What follows from how tasks ended: whether a task runs, what a condition says, how a run ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.support.workspace.calls import Json
from tests.support.workspace.run import FAILED, End, Run

_ONLY_AFTER_FAILURE = ("AT_LEAST_ONE_FAILED", "ALL_FAILED")


def _succeeded(result: str) -> bool:
    return result in ("SUCCESS", "SUCCESS_WITH_FAILURES")


def _failed(result: str) -> bool:
    return result in FAILED


_RUN_IF: dict[str, Callable[[Sequence[str]], bool]] = {
    "ALL_SUCCESS": lambda results: all(map(_succeeded, results)),
    "AT_LEAST_ONE_SUCCESS": lambda results: any(map(_succeeded, results)),
    "NONE_FAILED": lambda results: not any(map(_failed, results)),
    "ALL_DONE": lambda results: True,
    "AT_LEAST_ONE_FAILED": lambda results: any(map(_failed, results)),
    "ALL_FAILED": lambda results: all(map(_failed, results)),
}


def decide(run_if: str, results: Sequence[str]) -> End | None:
    """None if a task runs after these results of what it depends on, else why it doesn't.

    A task that was left out (excluded, disabled) is neither a success nor a failure; where all were, the task is too.
    """
    if results and not any(_succeeded(each) or _failed(each) for each in results):
        return End("EXCLUDED", "All dependencies were excluded.")
    if _RUN_IF[run_if](results):
        return None
    if run_if in _ONLY_AFTER_FAILURE or not any(map(_failed, results)):
        return End("EXCLUDED", f"The condition {run_if} was not met.")
    if all(each in ("CANCELED", "UPSTREAM_CANCELED") for each in results if _failed(each)):
        return End("UPSTREAM_CANCELED", "An upstream task was canceled.")
    return End("UPSTREAM_FAILED", "An upstream task failed.")


def results_before(run: Run, task: Json) -> list[str] | None:
    """How everything ended that a task depends on; None while something has not."""
    results = []
    for each in run.upstream(task):
        latest = run.slots[each["task_key"]].latest
        if latest.end is None:
            return None
        other_branch = latest.result == "SUCCESS" and each.get("outcome", latest.outcome) != latest.outcome
        results.append("EXCLUDED" if other_branch else latest.end.result)
    return results


def compare(op: str, left: str, right: str) -> bool:
    """What a condition task says; ValueError if a number is expected and there is none."""
    if op == "EQUAL_TO":
        return left == right
    if op == "NOT_EQUAL":
        return left != right
    first, second = float(left), float(right)
    return {
        "GREATER_THAN": first > second,
        "GREATER_THAN_OR_EQUAL": first >= second,
        "LESS_THAN": first < second,
        "LESS_THAN_OR_EQUAL": first <= second,
    }[op]


def roll_up(run: Run) -> End:
    """How a run ended all of whose tasks have: its last tasks decide, others only make it a success with failures."""
    inner = {each["task_key"] for slot in run.slots.values() for each in run.upstream(slot.task)}
    results = {key: slot.latest.result or "" for key, slot in run.slots.items()}
    last = [result for key, result in results.items() if key not in inner]
    if any(each in ("FAILED", "TIMEDOUT", "UPSTREAM_FAILED") for each in last):
        return End("FAILED", _message(run), life_cycle="INTERNAL_ERROR")
    if any(map(_failed, last)):
        return End("CANCELED", "Run cancelled.")
    if any(map(_failed, results.values())):
        return End("SUCCESS_WITH_FAILURES", _message(run))
    return End("SUCCESS")


def _message(run: Run) -> str:
    ended = [slot.latest for slot in run.slots.values()]
    roots = [each for each in ended if each.result in ("FAILED", "TIMEDOUT") and each.end]
    if not roots or not roots[0].end:
        return ""
    if len(roots) > 1:
        text = f"Tasks {', '.join(each.key for each in roots)} failed."
    else:
        text = f"Task {roots[0].key} failed with message: {roots[0].end.message}."
    skipped = any(each.result == "UPSTREAM_FAILED" for each in ended)
    return text + (" This caused all downstream tasks to get skipped." if skipped else "")
