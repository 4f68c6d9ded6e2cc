"""Schedules: Quartz cron that fires, in a time zone that there is."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksTaskOperator
from databricks_workflows.checks.schedules import check_schedule
from databricks_workflows.checks.time_zones import check_time_zone
from databricks_workflows.model import tf
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, in_blocks, job, told

WHO = "workflow 'etl': schedule"


def at(cron: str, zone: str = "UTC") -> dict[str, Any]:
    return {"quartz_cron_expression": cron, "timezone_id": zone}


def found(of: Job) -> list[str]:
    return checked(in_blocks(check_schedule), of) + checked(in_blocks(check_time_zone), of)


@pytest.mark.parametrize(
    "cron", ["0 0 6 * * ?", "0,10,30 * * * * ?", "0 0 6 29 2 ?", "0 0 6 31 * ? 2098", tf("${var.cron}")]
)
def test_says_nothing_of_a_right_schedule(cron: str) -> None:
    assert found(job(schedule=at(cron))) == []


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Berlin", "GMT", "CET", "GMT+2", "UTC+02:00", "-05:00", tf("${var.zone}")]
)
def test_says_nothing_of_a_right_zone(zone: str) -> None:
    assert found(job(schedule=at("0 0 6 * * ?", zone))) == []


EXPRESSIONS: list[tuple[str, str]] = [
    (
        "0 0 6 * * *",
        f"error DW460: {WHO}.quartz_cron_expression is '0 0 6 * * *': the day of month is '*' and the day of week '*', "
        "expected '?' for one of them [etl]\n    write '0 0 6 * * ?'",
    ),
    (
        "0 0 6 * * MON",
        f"error DW460: {WHO}.quartz_cron_expression is '0 0 6 * * MON': the day of month is '*' and the day of week "
        "'MON', expected '?' for one of them [etl]\n    write '0 0 6 ? * MON'",
    ),
    (
        "daily",
        f"error DW460: {WHO}.quartz_cron_expression is 'daily': it has 1 field, expected six or seven [etl]\n"
        "    write seconds, minutes, hours, day of month, month, day of week, as in '0 30 6 * * ?'",
    ),
    (
        "30 6 * * 1-5",
        f"error DW461: {WHO}.quartz_cron_expression is '30 6 * * 1-5', which is unix cron [etl]\n"
        "    write '0 30 6 ? * 2-6'",
    ),
    (
        "0 6 * * *",
        f"error DW461: {WHO}.quartz_cron_expression is '0 6 * * *', which is unix cron [etl]\n    write '0 0 6 * * ?'",
    ),
    (
        "0 0 6 * *",
        f"error DW461: {WHO}.quartz_cron_expression is '0 0 6 * *', which is unix cron [etl]\n"
        "    write '0 0 0 6 * ?', or '0 0 6 * * ?' where seconds come first already",
    ),
    (
        "0 0 6 ? * 1-5",
        f"info DW468: {WHO}.quartz_cron_expression is '0 0 6 ? * 1-5', which is Sunday to Thursday: Quartz counts from "
        "Sunday, as 1 [etl]\n    write MON-FRI for Monday to Friday, or SUN-THU",
    ),
    (
        "@daily",
        f"error DW461: {WHO}.quartz_cron_expression is '@daily', which is unix cron [etl]\n    write '0 0 0 * * ?'",
    ),
    (
        "0 6 1 * 1",
        f"error DW461: {WHO}.quartz_cron_expression is '0 6 1 * 1', which is unix cron [etl]\n"
        "    write six fields, seconds first, as in '0 30 6 ? * MON-FRI': cron fires on either of its two days, quartz "
        "knows only one of them",
    ),
    (
        "0 0 6 * * ? 1999,2001",
        f"warning DW462: {WHO}.quartz_cron_expression is '0 0 6 * * ? 1999,2001' and never fires: its last year is "
        "2001 [etl]\n    leave the year out, or write one to come",
    ),
    (
        "0 0 6 31 APR,JUN ?",
        f"warning DW462: {WHO}.quartz_cron_expression is '0 0 6 31 APR,JUN ?' and never fires: none of its months has "
        "a day 31 [etl]\n    write L for the last day of a month",
    ),
    (
        "0/5 * * * * ?",
        f"warning DW463: {WHO}.quartz_cron_expression is '0/5 * * * * ?' and fires more often than every 10 seconds "
        "[etl]\n    write '0 * * * * ?' for once in each of its minutes",
    ),
]


@pytest.mark.parametrize(("cron", "message"), EXPRESSIONS)
def test_says_what_is_wrong_with_an_expression(cron: str, message: str) -> None:
    assert found(job(schedule=at(cron))) == [message]
    assert found(job(triggers=[{"schedule": at(cron)}])) == [message.replace("schedule.", "triggers[0].schedule.", 1)]


EXPECTED = "expected a time zone such as 'Europe/Berlin' or 'UTC' [etl]"
ZONES: list[tuple[str, str]] = [
    (
        "europe/berlin",
        f"error DW464: {WHO}.timezone_id is 'europe/berlin', {EXPECTED}\n    did you mean 'Europe/Berlin'?",
    ),
    ("New York", f"error DW464: {WHO}.timezone_id is 'New York', {EXPECTED}\n    did you mean 'America/New_York'?"),
    (
        "Europe/Belrin",
        f"error DW464: {WHO}.timezone_id is 'Europe/Belrin', {EXPECTED}\n    did you mean 'Europe/Berlin'?",
    ),
    ("%%", f"error DW464: {WHO}.timezone_id is '%%', {EXPECTED}\n    write its region and city"),
    (
        "PST",
        f"warning DW465: {WHO}.timezone_id is 'PST', which Java takes for America/Los_Angeles [etl]\n"
        "    write 'America/Los_Angeles' if that is meant, or another region and city",
    ),
    (
        "EST",
        f"warning DW465: {WHO}.timezone_id is 'EST', which Java takes for -05:00 [etl]\n"
        "    write the zone by region and city, such as 'America/New_York'",
    ),
]


@pytest.mark.parametrize(("zone", "message"), ZONES)
def test_says_what_is_wrong_with_a_zone(zone: str, message: str) -> None:
    assert found(job(schedule=at("0 0 6 * * ?", zone))) == [message]


def test_a_schedule_of_a_dag_is_told_of_once() -> None:
    with DAG("sales", schedule="61 6 * * *") as dag:
        DatabricksTaskOperator(task_id="work", task_config={"notebook_task": {"notebook_path": "/a"}})
    assert [line.split(":")[0] for line in told(dag)] == ["error DW019"]
