"""A DAG's schedule as its job's (M11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from databricks_workflows.authoring import DAG, DatabricksWorkflowTaskGroup
from databricks_workflows.resolve.schedule import to_quartz
from tests.support.workflows import compiled, settings_of, task, told, workflow

CRON = {
    "0 0 * * *": "0 0 0 * * ?",
    "*/15 6-18 * * *": "0 */15 6-18 * * ?",
    "30 6 * * 1-5": "0 30 6 ? * 2-6",
    "30 6 * * MON-FRI": "0 30 6 ? * 2-6",
    "30 6 * * mon,wed": "0 30 6 ? * 2,4",
    "0 0 * * 0": "0 0 0 ? * 1",
    "0 0 * * 7": "0 0 0 ? * 1",
    "0 0 * * 5-7": "0 0 0 ? * 6,7,1",
    "0 0 * * */2": "0 0 0 ? * 1,3,5,7",
    "0 0 * * 1-5/2": "0 0 0 ? * 2,4,6",
    "0 0 1 1,7 *": "0 0 0 1 1,7 ?",
    "0 0 1 JAN *": "0 0 0 1 JAN ?",
}


@pytest.mark.parametrize("cron", CRON)
def test_cron_becomes_quartz(cron: str) -> None:
    assert to_quartz(cron) == CRON[cron]


@pytest.mark.parametrize(
    "cron", ["0 0 * *", "0 0 * * * *", "60 0 * * *", "x 0 * * *", "0 0 1 * 1", "0 0 L * *", "0 0 * * 1#2"]
)
def test_what_quartz_cannot_say_is_refused(cron: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        to_quartz(cron)


def dag(groups: int = 1, **arguments: Any) -> DAG:
    with DAG("sales", **arguments) as made:
        for number in range(groups):
            with DatabricksWorkflowTaskGroup(group_id=f"etl{number}"):
                task()
    return made


def quartz(expression: str, timezone: str = "UTC", status: str = "UNPAUSED") -> dict[str, Any]:
    return {
        "schedule": {"quartz_cron_expression": expression, "timezone_id": timezone, "pause_status": status},
    }


STARTED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"schedule": None}, {}),
    ({"schedule": "@once"}, {}),
    ({"schedule": "@daily"}, quartz("0 0 0 * * ?")),
    ({"schedule_interval": "@weekly"}, quartz("0 0 0 ? * 1")),
    ({"schedule": "@continuous"}, {"continuous": {"pause_status": "UNPAUSED"}}),
    ({"schedule": "@daily", "is_paused_upon_creation": True}, quartz("0 0 0 * * ?", status="PAUSED")),
    (
        {"schedule": "0 6 * * *", "start_date": datetime(2024, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))},
        quartz("0 0 6 * * ?", "Europe/Berlin"),
    ),
    ({"schedule": "0 6 * * *", "start_date": datetime(2024, 1, 1, tzinfo=UTC)}, quartz("0 0 6 * * ?")),
    (
        {"schedule": timedelta(hours=6)},
        {"trigger": {"periodic": {"interval": 6, "unit": "HOURS"}, "pause_status": "UNPAUSED"}},
    ),
    (
        {"schedule": timedelta(days=14)},
        {"trigger": {"periodic": {"interval": 2, "unit": "WEEKS"}, "pause_status": "UNPAUSED"}},
    ),
]


@pytest.mark.parametrize(("arguments", "expected"), STARTED)
def test_the_schedule_of_a_dag_is_its_jobs(arguments: dict[str, Any], expected: dict[str, Any]) -> None:
    settings = settings_of(dag(**arguments))
    assert {name: settings[name] for name in ("schedule", "trigger", "continuous") if name in settings} == expected


@pytest.mark.parametrize("schedule", ["nonsense", timedelta(minutes=30), timedelta(hours=25, minutes=1), 5, ["asset"]])
def test_a_schedule_that_a_job_cannot_have_is_an_error(schedule: Any) -> None:
    assert [line.partition(":")[0] for line in told(dag(schedule=schedule))] == ["error DW019"]


def test_a_part_of_an_hour_is_to_be_written_as_cron() -> None:
    (message,) = told(dag(schedule=timedelta(minutes=20)))
    assert message.endswith("write it as a cron expression: '*/20 * * * *'")


def test_workflows_that_have_nothing_to_do_with_each_other_are_scheduled_each() -> None:
    jobs = compiled(dag(2, schedule="@daily")).jobs
    assert [job.settings.schedule is not None for job in jobs] == [True, True]


DAILY_QUARTZ = {"quartz_cron_expression": "0 0 0 * * ?", "timezone_id": "UTC"}
HOURLY = {"periodic": {"interval": 1, "unit": "HOURS"}}

# What the DAG says, what extra_job_params says, and what is told of the DAG's.
REPLACED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "another schedule": (
        {"schedule": "@daily"},
        {"schedule": {**DAILY_QUARTZ, "quartz_cron_expression": "0 0 1 * * ?"}},
        "the schedule '@daily' does not count, extra_job_params has schedule",
    ),
    "another time zone": (
        {"schedule": "@daily", "timezone": "Europe/Berlin"},
        {"schedule": DAILY_QUARTZ},
        "the schedule '@daily' does not count, extra_job_params has schedule",
    ),
    "a trigger": (
        {"schedule": "@daily"},
        {"trigger": HOURLY},
        "the schedule '@daily' does not count, extra_job_params has trigger",
    ),
    "the same": ({"schedule": "@daily"}, {"schedule": DAILY_QUARTZ}, ""),
    "the same, said to be paused": (
        {"schedule": "@daily", "is_paused_upon_creation": False},
        {"schedule": {**DAILY_QUARTZ, "pause_status": "PAUSED"}},
        "",
    ),
    "the same, paused by the DAG": (
        {"schedule": "@daily", "is_paused_upon_creation": True},
        {"schedule": DAILY_QUARTZ},
        "is_paused_upon_creation does not count for the schedule of extra_job_params",
    ),
    "one that no job can have": ({"schedule": timedelta(minutes=20)}, {"trigger": HOURLY}, ""),
    "none": ({}, {"trigger": HOURLY}, ""),
}


@pytest.mark.parametrize("case", REPLACED)
def test_the_authors_own_stands(case: str) -> None:
    arguments, own, message = REPLACED[case]
    with DAG("sales", **arguments) as made, DatabricksWorkflowTaskGroup(group_id="etl", extra_job_params=own):
        task()
    assert own.items() <= settings_of(made).items()
    messages = [each.partition("DAG 'sales': ")[2].partition(" [sales]")[0] for each in told(made)]
    assert messages == ([message] if message else [])


def test_the_time_zone_can_be_said() -> None:
    assert settings_of(dag(schedule="@daily", timezone="Europe/Amsterdam"))["schedule"] == {
        "quartz_cron_expression": "0 0 0 * * ?",
        "timezone_id": "Europe/Amsterdam",
        "pause_status": "UNPAUSED",
    }


WRONG: dict[str, tuple[Any, str]] = {
    "timezone": (
        "Europe/Amsterdm",
        "timezone is 'Europe/Amsterdm', expected a time zone such as 'Europe/Berlin' or 'UTC'",
    ),
    "is_paused_upon_creation": ("yes", "is_paused_upon_creation is 'yes', expected True or False"),
    "catchup": (True, "catchup: a job starts no runs for the time before it was deployed"),
    "end_date": (datetime(2024, 2, 1), "the schedule goes on after its end_date, 2024-02-01 00:00:00"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_a_schedule_can_not_have_is_told(name: str) -> None:
    value, what = WRONG[name]
    (problem,) = compiled(dag(1, schedule="@daily", **{name: value})).diagnostics
    assert what in problem.summary


def test_a_dag_that_does_not_run_by_itself_has_no_ends() -> None:
    assert told(dag(catchup=True, end_date=datetime(2024, 2, 1))) == []


FIVE = "write five fields as in '30 6 * * 1-5', a preset or a timedelta"
TYPOS = {
    "@dayly": "there is no such preset; did you mean '@daily'?",
    "@x": "there is no such preset; there are ",
    "0 6 * *": "a cron expression has five fields",
    "30 25 * * *": "it is no cron expression: ",
}


@pytest.mark.parametrize("schedule", TYPOS)
def test_a_mistyped_schedule_is_told_as_such(schedule: str) -> None:
    with DAG("sales", schedule=schedule) as dag:
        workflow()
    (message,) = told(dag)
    assert f"the schedule {schedule!r} can't be the job's: {TYPOS[schedule]}" in message
    assert message.endswith(FIVE)
