"""Minutes are a unit of one of several triggers, not of the one trigger."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup
from tests.support.workflows import told, workflow

MINUTES = {"periodic": {"interval": 15, "unit": "MINUTES"}}


def scheduled(**fields: Any) -> DatabricksWorkflowTaskGroup:
    return workflow(extra_job_params=fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"trigger": {"periodic": {"interval": 1, "unit": "HOURS"}}},
        {"trigger": {"file_arrival": {"url": "s3://data/in/"}}},
        {"triggers": [MINUTES]},
    ],
)
def test_other_units_and_places_pass(fields: dict[str, Any]) -> None:
    assert told(scheduled(**fields)) == []


def test_minutes_of_the_trigger_are_an_error() -> None:
    assert told(scheduled(trigger=MINUTES)) == [
        "error DW206: workflow 'etl': trigger.periodic.unit is 'MINUTES', expected HOURS, DAYS or WEEKS [etl]\n"
        "    write a schedule: quartz_cron_expression '0 0/15 * * * ?' is every 15 minutes"
    ]
