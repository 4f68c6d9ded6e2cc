"""Which days are to be run, and that none is run twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.resolve.meanings import DAY
from databricks_workflows.runs.backfill import (
    DATE_PARAMETER,
    Backfill,
    Day,
    days_between,
    exit_code,
    planned,
    run_days,
    token,
)
from databricks_workflows.runs.errors import Misused
from databricks_workflows.runs.snapshot import Run
from databricks_workflows.runs.states import State
from databricks_workflows.runs.watch import GaveUp

FIRST, SECOND, THIRD = date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)


def run(run_id: int, state: State, **parameters: str) -> Run:
    return Run(run_id=run_id, job_id=12, name="sales", state=state, url="", parameters=tuple(parameters.items()))


def test_the_parameter_is_the_one_that_templates_become() -> None:
    assert DAY.parameter == DATE_PARAMETER


@pytest.mark.parametrize(
    ("text", "number", "last"),
    [
        ("2024-01-01..2024-01-31", 31, "2024-01-31"),
        ("2024-01-01", 1, "2024-01-01"),
        ("2024-02-28..2024-03-01", 3, "2024-03-01"),
        (" 2024-01-01 .. 2024-01-02 ", 2, "2024-01-02"),
        ("9999-12-30..9999-12-31", 2, "9999-12-31"),
    ],
)
def test_a_span_has_both_its_ends(text: str, number: int, last: str) -> None:
    days = days_between(text)
    assert (len(days), str(days[-1])) == (number, last)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024-01-02..2024-01-01", "2024-01-01 is before 2024-01-02"),
        ("2024-01-32", "'2024-01-32' is no date"),
        ("..", "'' is no date"),
        ("2024-01-01..", "'' is no date"),
        ("yesterday..today", "'yesterday' is no date"),
        ("0001-01-01..9999-12-31", "more than 3660 days"),
    ],
)
def test_no_span(text: str, says: str) -> None:
    with pytest.raises(Misused, match=says):
        days_between(text)


@given(st.text())
def test_any_text_is_a_span_or_told(text: str) -> None:
    with suppress(Misused):
        assert days_between(text)


def test_a_day_is_what_its_newest_run_is() -> None:
    runs = [
        run(5, State.RUNNING, run_date="2024-01-03"),
        run(4, State.SUCCEEDED, run_date="2024-01-01"),
        run(3, State.FAILED, run_date="2024-01-02"),
        run(2, State.SUCCEEDED, run_date="2024-01-02"),
        run(1, State.FAILED, run_date="2024-01-01"),
    ]
    plan = planned(12, [FIRST, SECOND, THIRD], runs, "run_date", {})
    assert [(day.run and day.run.run_id, day.done, day.going) for day in plan.days] == [
        (4, True, False),
        (3, False, False),
        (5, False, True),
    ]
    assert plan.known == {1, 2, 3, 4, 5}


def test_runs_with_other_parameters_do_not_count() -> None:
    runs = [run(2, State.SUCCEEDED, run_date="2024-01-01", region="eu"), run(1, State.SUCCEEDED, region="us")]
    assert planned(12, [FIRST], runs, "run_date", {"region": "us"}).days == (Day(FIRST),)
    assert planned(12, [FIRST], runs, "run_date", {"region": "eu"}).days[0].done
    assert planned(12, [FIRST], runs, "day", {}).days == (Day(FIRST),)


def test_a_token_is_that_of_job_day_and_parameters() -> None:
    tokens = [
        token(Backfill(job_id=job, days=(), name=name, parameters=parameters), Day(day, before))
        for job, day, before, name, parameters in (
            (12, FIRST, None, "run_date", {}),
            (13, FIRST, None, "run_date", {}),
            (12, SECOND, None, "run_date", {}),
            (12, FIRST, run(7, State.FAILED), "run_date", {}),
            (12, FIRST, None, "day", {}),
            (12, FIRST, None, "run_date", {"region": "eu"}),
        )
    ]
    assert len(set(tokens)) == len(tokens)


@given(st.integers(1, 2**63 - 1), st.dates(), st.dictionaries(st.text(), st.text()))
def test_a_token_fits(job_id: int, day: date, parameters: dict[str, str]) -> None:
    made = token(Backfill(job_id=job_id, days=(), parameters=parameters), Day(day))
    assert len(made) <= 64
    assert made == token(Backfill(job_id=job_id, days=(), parameters=dict(reversed(parameters.items()))), Day(day))


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ([], 0),
        ([State.SUCCEEDED, State.RUNNING], 0),
        ([State.SUCCEEDED, State.SKIPPED], 5),
        ([State.SKIPPED, State.CANCELED], 3),
        ([State.CANCELED, State.TIMED_OUT], 4),
        ([State.TIMED_OUT, State.FAILED, State.SUCCEEDED], 1),
    ],
)
def test_the_gravest_end_is_that_of_all(states: list[State], code: int) -> None:
    assert exit_code([Day(FIRST), *(Day(FIRST, run(1, state)) for state in states)]) == code


class Jobs:
    """A workspace in which each run takes two looks, and a token is used once."""

    def __init__(self, *, skipped: frozenset[int] = frozenset()) -> None:
        self.now, self.looks, self.most = 0.0, dict[int, int](), 0
        self.tokens: dict[str, int] = {}
        self.days: dict[int, str] = {}
        self.skipped = skipped

    def start(
        self, job_id: int, parameters: Mapping[str, str], only: Sequence[str] = (), token: str | None = None
    ) -> int:
        assert token
        run_id = self.tokens.setdefault(token, len(self.tokens) + 100)
        self.days.setdefault(run_id, parameters["run_date"])
        self.looks.setdefault(run_id, 0)
        self.most = max(self.most, sum(looks < 3 for looks in self.looks.values()))
        return run_id

    def run(self, run_id: int) -> Run:
        self.looks[run_id] = self.looks.get(run_id, 0) + 1
        if run_id in self.skipped:
            return run(run_id, State.SKIPPED)
        return run(run_id, State.RUNNING if self.looks[run_id] < 3 else State.SUCCEEDED)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize("parallel", [1, 2, 9])
def test_so_many_at_once_and_in_order(parallel: int) -> None:
    jobs = Jobs()
    plan = planned(12, days_between("2024-01-01..2024-01-05"), [], "run_date", {})
    told = list(run_days(jobs, plan, jobs, parallel=parallel, longest=10))
    assert list(jobs.days.values()) == [f"2024-01-0{number}" for number in range(1, 6)]
    assert jobs.most == min(parallel, 5)
    assert sum(day.done for day in told) == 5


def test_what_goes_on_is_waited_for_and_what_is_done_is_left() -> None:
    jobs = Jobs()
    runs = [run(7, State.RUNNING, run_date="2024-01-02"), run(6, State.SUCCEEDED, run_date="2024-01-01")]
    told = list(run_days(jobs, planned(12, [FIRST, SECOND, THIRD], runs, "run_date", {}), jobs, parallel=1, longest=10))
    assert list(jobs.days.values()) == ["2024-01-03"]
    assert [(str(day.day), day.done) for day in told] == [
        ("2024-01-02", True),
        ("2024-01-03", False),
        ("2024-01-03", True),
    ]


def test_an_old_run_that_its_token_gives_back_is_no_new_one() -> None:
    jobs = Jobs(skipped=frozenset([100]))
    (first,) = run_days(jobs, planned(12, [FIRST], [], "run_date", {}), jobs, parallel=1, longest=10)
    assert first.run is not None
    # a run that was skipped does not say for which day
    again = planned(12, [FIRST], [run(first.run.run_id, State.SKIPPED)], "run_date", {})
    told = list(run_days(jobs, again, jobs, parallel=1, longest=10))
    assert told[-1].done
    assert told[-1].run is not None
    assert told[-1].run.run_id != first.run.run_id


def test_it_gives_up_in_time() -> None:
    jobs = Jobs()
    jobs.run = lambda run_id: run(run_id, State.RUNNING)  # type: ignore[method-assign]
    with pytest.raises(GaveUp):
        list(run_days(jobs, planned(12, [FIRST], [], "run_date", {}), jobs, parallel=1, longest=10, timeout=30))
    assert jobs.now == 30
