"""A sensor after a workflow (M12): its timeout becomes a duration rule, its waiting needs nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksSensor, Node
from tests.support.workflows import settings_of, told, workflow

EVENT = "on_duration_warning_threshold_exceeded"
MAIL = {"email_notifications": {EVENT: ["a@b.c"]}}


def watched(*sensors: dict[str, Any], **arguments: Any) -> list[Node]:
    etl = workflow(**arguments)
    watching = [DatabricksSensor(task_id=f"watch{number}", **given) for number, given in enumerate(sensors)]
    etl >> watching
    return [etl, *watching]


def rule(value: int) -> dict[str, Any]:
    return {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": value}]}


BACKLOG = {"metric": "STREAMING_BACKLOG_BYTES", "op": "GREATER_THAN", "value": 5}
OWN_RULE = {"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 7}
NEVER_SENT = (
    f"warning DW323: workflow 'etl': email_notifications.{EVENT} is set, and no health rule has the metric "
    "RUN_DURATION_SECONDS [etl]\n"
    '    add health={"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 3600}]}'
)
WATCHED: list[tuple[str, list[dict[str, Any]], dict[str, Any], dict[str, Any] | None]] = [
    ("no sensor", [], {}, None),
    ("a sensor without timeout", [{}], {}, None),
    ("seconds", [{"timeout": 7200}], {}, rule(7200)),
    ("a timedelta", [{"timeout": timedelta(hours=1)}], {}, rule(3600)),
    ("a float", [{"timeout": 7200.0}], {}, rule(7200)),
    ("0, which means none", [{"timeout": 0}], {}, None),
    ("no time at all, which means none", [{"timeout": timedelta(0)}], {}, None),
    ("0 beside another one", [{"timeout": 0}, {"timeout": 60}], {}, rule(60)),
    ("the shortest of several", [{"timeout": 7200}, {}, {"timeout": 60}], {}, rule(60)),
    ("beside another rule", [{"timeout": 60}], {"rules": [BACKLOG]}, {"rules": [BACKLOG, *rule(60)["rules"]]}),
    ("beside the author's own duration rule", [{"timeout": 60}], {"rules": [OWN_RULE]}, {"rules": [OWN_RULE]}),
]


@pytest.mark.parametrize(
    ("sensors", "health", "expected"), [row[1:] for row in WATCHED], ids=[row[0] for row in WATCHED]
)
def test_a_timeout_becomes_a_duration_rule(
    sensors: list[dict[str, Any]], health: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    nodes = watched(*sensors, extra_job_params={**MAIL, **({"health": health} if health else {})})
    settings = settings_of(*nodes)
    assert settings.get("health") == expected
    assert "timeout_seconds" not in settings
    assert told(*nodes) == ([] if expected is not None else [NEVER_SENT])


def test_a_webhook_may_tell_of_it_too() -> None:
    assert told(*watched({"timeout": 60}, extra_job_params={"webhook_notifications": {EVENT: [{"id": "x"}]}})) == []


def test_a_timeout_that_nobody_is_told_of_is_a_warning() -> None:
    assert told(*watched({"timeout": 60}, extra_job_params={"email_notifications": {"on_failure": ["a@b.c"]}})) == [
        "warning DW060: sensor 'watch0': its timeout of 60 seconds became a duration rule of job 'etl', and nobody is "
        f"told when it is exceeded [watch0]\n    give extra_job_params={{'email_notifications': {{'{EVENT}': "
        "['you@example.com']}}"
    ]


def test_a_timeout_below_a_second_is_an_error() -> None:
    nodes = watched({"timeout": timedelta(milliseconds=5)})
    assert told(*nodes) == [
        "error DW015: sensor 'watch0': timeout is datetime.timedelta(microseconds=5000), expected 0 or at least one "
        "second [watch0]\n    give whole seconds"
    ]
    assert "health" not in settings_of(*nodes)


NO_TIMES: list[tuple[Any, str]] = [
    ("60", "error DW002: sensor 'watch0': timeout is '60', expected seconds or a timedelta [watch0]"),
    ([60], "error DW002: sensor 'watch0': timeout is [60], expected seconds or a timedelta [watch0]"),
    (-5, "error DW015: sensor 'watch0': timeout is -5, expected 0 or at least one second [watch0]"),
    (0.5, "error DW015: sensor 'watch0': timeout is 0.5, expected 0 or at least one second [watch0]"),
]


@pytest.mark.parametrize(("timeout", "message"), NO_TIMES)
def test_what_is_no_time_is_an_error(timeout: Any, message: str) -> None:
    nodes = watched({"timeout": timeout}, {"timeout": 60}, extra_job_params=MAIL)
    assert told(*nodes) == [f"{message}\n    give whole seconds"]
    assert settings_of(*nodes)["health"] == rule(60)


def test_what_only_polls_is_named_once_and_dropped() -> None:
    assert told(*watched({"poke_interval": 30, "deferrable": True, "mode": "reschedule"}, {"poke_interval": 5})) == [
        "info DW012: workflow 'etl': deferrable, mode, poke_interval have no meaning in a declared job [etl]\n"
        "    Databricks runs the job, Airflow does not; take it away to silence this"
    ]


def test_a_sensor_that_waits_for_nothing_is_an_error() -> None:
    assert told(workflow(), DatabricksSensor(task_id="watch")) == [
        "error DW061: sensor 'watch' comes after no workflow group [watch]\n"
        "    write what it waits for: group >> sensor"
    ]
