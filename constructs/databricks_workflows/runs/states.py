"""The states of runs and tasks: the newer ``status`` and the older ``state`` of the Jobs API as one small enum.

See https://docs.databricks.com/api/workspace/jobs/getrun. A name that is not known here is of a state that has not
ended, or of an end that was no success: never an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final


class State(StrEnum):
    """How far a run or a task is; its value is the word that people read."""

    QUEUED = "queued"
    WAITING = "waiting"
    PENDING = "pending"
    RUNNING = "running"
    STOPPING = "stopping"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    CANCELED = "canceled"
    SKIPPED = "skipped"
    NOT_RUN = "not run"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self in _ENDS

    @property
    def exit_code(self) -> int:
        """What a command ends with after a run that ended so."""
        return _ENDS.get(self, 0)


_ENDS: Final[Mapping[State, int]] = {
    State.SUCCEEDED: 0,
    State.FAILED: 1,
    State.CANCELED: 3,
    State.TIMED_OUT: 4,
    State.SKIPPED: 5,
    State.NOT_RUN: 5,
}

_GOING: Final[Mapping[str, State]] = {
    "QUEUED": State.QUEUED,
    "PENDING": State.PENDING,
    "WAITING": State.WAITING,
    "BLOCKED": State.WAITING,
    "WAITING_FOR_RETRY": State.WAITING,
    "RUNNING": State.RUNNING,
    "TERMINATING": State.STOPPING,
}
_OVER: Final = frozenset(("TERMINATED", "SKIPPED", "INTERNAL_ERROR"))

_BY_RESULT: Final[Mapping[str, State]] = {
    "SUCCESS": State.SUCCEEDED,
    "SUCCESS_WITH_FAILURES": State.SUCCEEDED,
    "FAILED": State.FAILED,
    "TIMEDOUT": State.TIMED_OUT,
    "CANCELED": State.CANCELED,
    "MAXIMUM_CONCURRENT_RUNS_REACHED": State.SKIPPED,
    "EXCLUDED": State.NOT_RUN,
    "DISABLED": State.NOT_RUN,
    "UPSTREAM_FAILED": State.NOT_RUN,
    "UPSTREAM_CANCELED": State.NOT_RUN,
}
_BY_CODE: Final[Mapping[str, State]] = {
    "SUCCESS": State.SUCCEEDED,
    "SUCCESS_WITH_FAILURES": State.SUCCEEDED,
    "CANCELED": State.CANCELED,
    "USER_CANCELED": State.CANCELED,
    "SKIPPED": State.SKIPPED,
    "MAX_CONCURRENT_RUNS_EXCEEDED": State.SKIPPED,
    "MAX_JOB_QUEUE_SIZE_EXCEEDED": State.SKIPPED,
    "DISABLED": State.NOT_RUN,
}
# The codes of the newer form don't tell these apart.
_TELLING: Final = frozenset(name for name, state in _BY_RESULT.items() if state in (State.TIMED_OUT, State.NOT_RUN))


def state_of(
    *,
    state: str | None = None,
    code: str | None = None,
    kind: str | None = None,
    life_cycle: str | None = None,
    result: str | None = None,
    over: bool = False,
) -> State:
    """The state that the words of the API stand for; any word may be missing or unknown.

    Args:
        state: ``status.state``, which wins over ``life_cycle``.
        code: ``status.termination_details.code``.
        kind: ``status.termination_details.type``.
        life_cycle: ``state.life_cycle_state``.
        result: ``state.result_state``.
        over: whether the API gives an end time.

    Example:
        >>> state_of(life_cycle="INTERNAL_ERROR", result="FAILED")
        <State.FAILED: 'failed'>
        >>> state_of(state="TERMINATED", code="SUCCESS").exit_code
        0
        >>> state_of(state="A_NEW_STATE")
        <State.RUNNING: 'running'>
    """
    word = (state if state in _GOING or state in _OVER else life_cycle) or ""
    if word in _GOING:
        return _GOING[word]
    if word in _OVER or over:
        return _end(code or "", kind, result or "", skipped=word == "SKIPPED")
    return State.RUNNING


def _end(code: str, kind: str | None, result: str, *, skipped: bool) -> State:
    if result in _TELLING:
        return _BY_RESULT[result]
    if code in _BY_CODE:
        return _BY_CODE[code]
    if not code and result in _BY_RESULT:
        return _BY_RESULT[result]
    if skipped:
        return State.SKIPPED
    return State.SUCCEEDED if kind == "SUCCESS" and not code and not result else State.FAILED


def read_state(run: Any) -> State:
    """The state of a run or of a task of it, as ``databricks.sdk.service.jobs`` has them."""
    return state_of(
        state=_word(run, "status", "state"),
        code=_word(run, "status", "termination_details", "code"),
        kind=_word(run, "status", "termination_details", "type"),
        life_cycle=_word(run, "state", "life_cycle_state"),
        result=_word(run, "state", "result_state"),
        over=bool(getattr(run, "end_time", None)),
    )


def read_reason(run: Any) -> tuple[str, str]:
    """Why it is as it is: the API's word and its message; both may be empty.

    The word of a consequence (``UPSTREAM_FAILED``) is only in the older form, any other the newer one has more exactly.
    """
    result = _word(run, "state", "result_state")
    code = _word(run, "status", "termination_details", "code") or _word(run, "status", "queue_details", "code")
    message = (
        _text(run, "status", "termination_details", "message")
        or _text(run, "status", "queue_details", "message")
        or _text(run, "state", "state_message")
        or _text(run, "state", "queue_reason")
    )
    return (result if result in _TELLING else code or result) or "", message


def _word(thing: Any, *names: str) -> str | None:
    """The value of an enum at the end of a chain of attributes, any of which may be missing."""
    for name in names:
        thing = getattr(thing, name, None)
    value = getattr(thing, "value", thing)
    return value if isinstance(value, str) and value else None


def _text(thing: Any, *names: str) -> str:
    for name in names:
        thing = getattr(thing, name, None)
    return " ".join(thing.split()) if isinstance(thing, str) else ""
