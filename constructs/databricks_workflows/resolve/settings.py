"""What a stack, or the command line, says about every workflow it compiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from databricks_workflows.diagnostics import Severity


def today() -> date:
    """The day on which workflows are checked; nothing that is written into a document depends on it."""
    return date.today()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How workflows are compiled.

    Args:
        clusters: the cluster catalog: cluster settings by the key that tasks name as their ``job_cluster_key``.
        connections: provider settings (``host``, ``profile`` ...) by connection id.
        environ: the environment variables that may be read (``AIRFLOW_CONN_*``); none unless given.
        task_keys: ``path`` makes readable task keys, ``airflow`` the Airflow provider's hashes.
        on_unmapped: what becomes of a template without an equivalent: an ``error``, or it is ``keep``-t as it is.
        allow_unsupported: warn of operators that a Databricks job can't run, in place of refusing them.
        stack: the name of the stack, below which its local files go in the workspace: ``/Workspace/Shared/<stack>/``.
        ds: what ``{{ ds }}`` means in a scheduled job: ``interval_start`` (Airflow 2) or ``fire_time`` (Airflow 3's
            cron). Unset, the time of firing is assumed and a warning says so.
        severities: how bad rules are in this project, by code, where it is not what they are by themselves; None: off.
        today: the day that the ends of Databricks Runtimes are compared with.
    """

    clusters: Mapping[str, Any] = field(default_factory=dict)
    connections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    environ: Mapping[str, str] = field(default_factory=dict)
    task_keys: Literal["path", "airflow"] = "path"
    on_unmapped: Literal["error", "keep"] = "error"
    allow_unsupported: bool = False
    stack: str = ""
    ds: Literal["interval_start", "fire_time"] | None = None
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    today: date = field(default_factory=lambda: today())


def stack_name(file: str | Path) -> str:
    """What the stack of a workflow file is called: the file's name without its ending, ``_`` written ``-``.

    Example:
        >>> stack_name("dags/sales_daily.py")
        'sales-daily'
    """
    return Path(file).stem.replace("_", "-")
