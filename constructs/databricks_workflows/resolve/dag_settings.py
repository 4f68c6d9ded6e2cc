"""What a DAG says of itself, on the job that stands for it: its own, or that of its one workflow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.model._leaves import is_whole
from databricks_workflows.resolve.durations import seconds
from databricks_workflows.rules import WRONG_TYPE


def add_dag_settings(dag: Dag, fields: Mapping[str, Any], is_own: bool, found: Diagnostics) -> dict[str, Any]:
    """Tags, description and time limit of the DAG, where the job says nothing itself."""
    said: dict[str, Any] = {}
    arguments, who = dag.arguments, f"DAG {dag.dag_id!r}"
    tags = _tags(dag, who, found)
    if tags and isinstance(fields.get("tags", {}), Mapping):
        said["tags"] = {**tags, **fields.get("tags", {})}
    if "description" not in fields and isinstance(arguments.get("description"), str):
        said["description"] = arguments["description"]
    if "timeout_seconds" not in fields and "dagrun_timeout" in arguments:
        limit = seconds(arguments["dagrun_timeout"], "dagrun_timeout", who, dag.place, found)
        if isinstance(limit, int) and not isinstance(limit, bool):
            said["timeout_seconds"] = limit
        elif limit is not None:
            summary = f"{who}: dagrun_timeout is {shown(limit)}, expected seconds or a timedelta"
            found.add(WRONG_TYPE, dag.place, summary, "give whole seconds", near=("dagrun_timeout",))
    most = arguments.get("max_active_runs")
    if is_own and most is not None:
        if is_whole(most):
            said["max_concurrent_runs"] = most
        else:
            summary = f"{who}: max_active_runs is {shown(most)}, expected a whole number"
            found.add(WRONG_TYPE, dag.place, summary, "give a whole number", near=("max_active_runs",))
    return {**fields, **said}


def params_of(dag: Dag, found: Diagnostics) -> Mapping[str, Any]:
    """The DAG's parameters by name, with their defaults."""
    params = dag.arguments.get("params", {})
    if isinstance(params, Mapping):
        return params
    summary = f"DAG {dag.dag_id!r}: params is {shown(params)}, expected a mapping of names to defaults"
    found.add(WRONG_TYPE, dag.place, summary, "write {'name': default}", near=("params",))
    return {}


def _tags(dag: Dag, who: str, found: Diagnostics) -> dict[str, str]:
    """Airflow's tags are words; as tags of a job they have no value. A mapping is taken as it is."""
    given = dag.arguments.get("tags", [])
    if isinstance(given, Mapping) and all(isinstance(each, str) for each in (*given, *given.values())):
        return dict(given)
    if isinstance(given, list) and all(isinstance(each, str) for each in given):
        return dict.fromkeys(sorted(given), "")
    found.add(
        WRONG_TYPE,
        dag.place,
        f"{who}: tags is {shown(given)}, expected a list of words",
        "write ['team']",
        near=("tags",),
    )
    return {}
