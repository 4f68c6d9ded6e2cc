"""Both state models of the Jobs API as one small enum."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from databricks.sdk.service import jobs
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.runs.states import State, read_reason, read_state, state_of

WORDS = st.one_of(
    st.none(),
    st.text(max_size=20),
    *(
        st.sampled_from([each.value for each in enum])
        for enum in (
            jobs.RunLifecycleStateV2State,
            jobs.RunLifeCycleState,
            jobs.RunResultState,
            jobs.TerminationCodeCode,
            jobs.TerminationTypeType,
        )
    ),
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # the newer form
        ({"state": "QUEUED"}, State.QUEUED),
        ({"state": "PENDING"}, State.PENDING),
        ({"state": "BLOCKED"}, State.WAITING),
        ({"state": "WAITING"}, State.WAITING),
        ({"state": "RUNNING"}, State.RUNNING),
        ({"state": "TERMINATING"}, State.STOPPING),
        ({"state": "TERMINATED", "code": "SUCCESS"}, State.SUCCEEDED),
        ({"state": "TERMINATED", "code": "SUCCESS_WITH_FAILURES"}, State.SUCCEEDED),
        ({"state": "TERMINATED", "code": "RUN_EXECUTION_ERROR"}, State.FAILED),
        ({"state": "TERMINATED", "code": "CLUSTER_ERROR", "kind": "CLOUD_FAILURE"}, State.FAILED),
        ({"state": "TERMINATED", "code": "USER_CANCELED"}, State.CANCELED),
        ({"state": "TERMINATED", "code": "CANCELED"}, State.CANCELED),
        ({"state": "TERMINATED", "code": "SKIPPED"}, State.SKIPPED),
        ({"state": "TERMINATED", "code": "MAX_CONCURRENT_RUNS_EXCEEDED"}, State.SKIPPED),
        ({"state": "TERMINATED", "kind": "SUCCESS"}, State.SUCCEEDED),
        # the older one
        ({"life_cycle": "QUEUED"}, State.QUEUED),
        ({"life_cycle": "WAITING_FOR_RETRY"}, State.WAITING),
        ({"life_cycle": "TERMINATED", "result": "SUCCESS"}, State.SUCCEEDED),
        ({"life_cycle": "TERMINATED", "result": "TIMEDOUT"}, State.TIMED_OUT),
        ({"life_cycle": "TERMINATED", "result": "CANCELED"}, State.CANCELED),
        ({"life_cycle": "TERMINATED", "result": "UPSTREAM_FAILED"}, State.NOT_RUN),
        ({"life_cycle": "TERMINATED", "result": "EXCLUDED"}, State.NOT_RUN),
        ({"life_cycle": "SKIPPED", "result": "MAXIMUM_CONCURRENT_RUNS_REACHED"}, State.SKIPPED),
        ({"life_cycle": "SKIPPED"}, State.SKIPPED),
        ({"life_cycle": "INTERNAL_ERROR", "result": "FAILED"}, State.FAILED),
        ({"life_cycle": "INTERNAL_ERROR"}, State.FAILED),
        # both: the newer wins, but for what only the older tells
        ({"state": "TERMINATED", "code": "SUCCESS", "life_cycle": "RUNNING"}, State.SUCCEEDED),
        ({"state": "RUNNING", "life_cycle": "TERMINATED", "result": "SUCCESS"}, State.RUNNING),
        ({"state": "TERMINATED", "code": "CANCELED", "result": "TIMEDOUT"}, State.TIMED_OUT),
        ({"state": "TERMINATED", "code": "SKIPPED", "result": "UPSTREAM_FAILED"}, State.NOT_RUN),
        # unknown
        ({}, State.RUNNING),
        ({"state": "HIBERNATING"}, State.RUNNING),
        ({"state": "HIBERNATING", "life_cycle": "PENDING"}, State.PENDING),
        ({"state": "TERMINATED"}, State.FAILED),
        ({"state": "TERMINATED", "code": "EATEN_BY_A_DOG"}, State.FAILED),
        ({"state": "TERMINATED", "code": "EATEN_BY_A_DOG", "result": "SUCCESS"}, State.FAILED),
        ({"life_cycle": "TERMINATED", "result": "EATEN"}, State.FAILED),
        ({"over": True}, State.FAILED),
        ({"over": True, "result": "SUCCESS"}, State.SUCCEEDED),
    ],
    ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else str(value),
)
def test_the_words_of_the_api(words: dict[str, Any], expected: State) -> None:
    assert state_of(**words) is expected


@given(state=WORDS, code=WORDS, kind=WORDS, life_cycle=WORDS, result=WORDS, over=st.booleans())
def test_any_words_have_a_state(**words: Any) -> None:
    state = state_of(**words)
    assert state.ended == (state.exit_code != 0 or state is State.SUCCEEDED)


THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.builds(
            lambda values: SimpleNamespace(**values),
            st.dictionaries(
                st.sampled_from(
                    "state status life_cycle_state result_state termination_details queue_details code type message "
                    "state_message queue_reason end_time value".split()
                ),
                inner,
            ),
        )
    ),
    max_leaves=12,
)


@given(THINGS)
def test_anything_at_all_has_a_state_and_a_reason(thing: Any) -> None:
    assert read_state(thing) in State
    reason, message = read_reason(thing)
    assert isinstance(reason, str)
    assert "\n" not in message


def test_what_the_sdk_does_not_know_is_no_error() -> None:
    run = jobs.Run.from_dict({"status": {"state": "HIBERNATING"}, "state": {"life_cycle_state": "ASLEEP"}})
    assert read_state(run) is State.RUNNING


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (
            {
                "status": {
                    "state": "TERMINATED",
                    "termination_details": {"code": "CLUSTER_ERROR", "message": "No\n capacity."},
                },
                "state": {"result_state": "FAILED", "state_message": "old"},
            },
            ("CLUSTER_ERROR", "No capacity."),
        ),
        ({"state": {"result_state": "FAILED", "state_message": "It failed."}}, ("FAILED", "It failed.")),
        (
            {
                "status": {"state": "TERMINATED", "termination_details": {"code": "SKIPPED"}},
                "state": {"result_state": "UPSTREAM_FAILED"},
            },
            ("UPSTREAM_FAILED", ""),
        ),
        (
            {
                "status": {
                    "state": "QUEUED",
                    "queue_details": {"code": "MAX_CONCURRENT_RUNS_REACHED", "message": "Full."},
                }
            },
            ("MAX_CONCURRENT_RUNS_REACHED", "Full."),
        ),
        ({}, ("", "")),
    ],
    ids=["newer", "older", "consequence", "queued", "nothing"],
)
def test_why_it_is_so(run: dict[str, Any], expected: tuple[str, str]) -> None:
    assert read_reason(jobs.Run.from_dict(run)) == expected
