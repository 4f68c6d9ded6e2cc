"""What the provider says of the fields of a job: defaults, what it suppresses, what it takes from the old state."""

from __future__ import annotations

from typing import Any

from tests.support.provider.planning import Rules
from tests.support.provider.values import Path

_DEFAULTS: dict[Path, Any] = {
    ("continuous", "pause_status"): "UNPAUSED",
    ("max_concurrent_runs",): 1,
    ("name",): "Untitled",
    ("schedule", "pause_status"): "UNPAUSED",
    ("trigger", "pause_status"): "UNPAUSED",
}
_KEPT = frozenset(["data_security_mode", "no_alert_for_skipped_runs", "provider_config", "queue", "run_as"])
_CLOUDS = frozenset(["aws_attributes", "azure_attributes", "gcp_attributes"])
_RUN_IF = frozenset([None, "", "ALL_SUCCESS"])


class JobRules(Rules):
    """The rules of ``databricks_job``; a task of a for_each_task has fewer."""

    def default(self, path: Path) -> Any:
        return "default" if path[-2:] == ("dbt_task", "schema") else _DEFAULTS.get(path)

    def keeps(self, path: Path) -> bool:
        if path[-1] == "source":
            return path[0] == "task" and "for_each_task" not in path
        return path[-1] in _KEPT or not _CLOUDS.isdisjoint(path)

    def empties(self, path: Path) -> bool:
        if path[-1] == "email_notifications":
            return True
        if path[-1] == "webhook_notifications":
            return "for_each_task" not in path
        return path == ("notification_settings",)

    def leaves_a_blank(self, path: Path) -> bool:
        return path[-2:-1] == ("email_notifications",)

    def suppresses(self, path: Path, old: Any, new: Any) -> bool:
        return path[-1] == "run_if" and old in _RUN_IF and new in _RUN_IF
