"""A sensor after a workflow (M12): its timeout warns through a health rule, its waiting needs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup, FrozenSensor
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.durations import seconds
from databricks_workflows.rules import SENSOR_NOBODY_TOLD, WRONG_TYPE

_METRIC = "RUN_DURATION_SECONDS"
_EVENT = "on_duration_warning_threshold_exceeded"


def watch_duration(group: FrozenGroup, job: Mapping[str, Any], found: Diagnostics) -> dict[str, Any]:
    """Add a duration rule for a sensor's timeout; the author's own rule on the duration stands."""
    limits = {limit: sensor for sensor in group.sensors for limit in [_limit(sensor, found)] if limit is not None}
    rules = list(job.get("health", {}).get("rules", ()))
    if not limits or any(rule.get("metric") == _METRIC for rule in rules):
        return dict(job)
    told = any(job.get(channel, {}).get(_EVENT) for channel in ("email_notifications", "webhook_notifications"))
    if not told:
        sensor = limits[min(limits)]
        found.add(
            SENSOR_NOBODY_TOLD,
            sensor.place,
            f"sensor {sensor.name!r}: its timeout of {min(limits)} seconds became a duration rule of job "
            f"{job.get('name')!r}, and nobody is told when it is exceeded",
            f"give extra_job_params={{'email_notifications': {{'{_EVENT}': ['you@example.com']}}}}",
        )
    rule = {"metric": _METRIC, "op": "GREATER_THAN", "value": min(limits)}
    return {**job, "health": {**job.get("health", {}), "rules": [*rules, rule]}}


def _limit(sensor: FrozenSensor, found: Diagnostics) -> int | None:
    """The sensor's timeout in seconds, 0 meaning none."""
    who = f"sensor {sensor.name!r}"
    limit = seconds(sensor.arguments.get("timeout"), "timeout", who, sensor.place, found)
    if limit is None or (isinstance(limit, int) and not isinstance(limit, bool)):
        return limit or None
    summary = f"{who}: timeout is {shown(limit)}, expected seconds or a timedelta"
    found.add(WRONG_TYPE, sensor.place, summary, "give whole seconds", near=("timeout",))
    return None
