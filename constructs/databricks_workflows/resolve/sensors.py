"""A sensor after a workflow (M12): its timeout warns through a health rule, its waiting needs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.durations import seconds
from databricks_workflows.rules import SENSOR_NOBODY_TOLD

_METRIC = "RUN_DURATION_SECONDS"
_EVENT = "on_duration_warning_threshold_exceeded"


def watch_duration(group: FrozenGroup, job: Mapping[str, Any], found: Diagnostics) -> dict[str, Any]:
    """Add a duration rule for a sensor's timeout; the author's own rule on the duration stands."""
    timeouts = [
        seconds(sensor.arguments["timeout"], "timeout", f"sensor {sensor.name!r}", sensor.place, found)
        for sensor in group.sensors
        if "timeout" in sensor.arguments
    ]
    limits = [limit for limit in timeouts if limit is not None]
    rules = list(job.get("health", {}).get("rules", ()))
    if not limits or any(rule.get("metric") == _METRIC for rule in rules):
        return dict(job)
    told = any(job.get(channel, {}).get(_EVENT) for channel in ("email_notifications", "webhook_notifications"))
    if not told:
        sensor = next(sensor for sensor in group.sensors if "timeout" in sensor.arguments)
        found.add(
            SENSOR_NOBODY_TOLD,
            sensor.place,
            f"sensor {sensor.name!r}: its timeout of {min(limits)} seconds became a duration rule of job "
            f"{job.get('name')!r}, and nobody is told when it is exceeded",
            f"give extra_job_params={{'email_notifications': {{'{_EVENT}': ['you@example.com']}}}}",
        )
    rule = {"metric": _METRIC, "op": "GREATER_THAN", "value": min(limits)}
    return {**job, "health": {**job.get("health", {}), "rules": [*rules, rule]}}
