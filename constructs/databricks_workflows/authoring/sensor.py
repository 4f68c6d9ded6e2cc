"""Waiting for a workflow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from databricks_workflows.authoring._node import Node, scope_and_name
from databricks_workflows.authoring._scope import innermost_within


class DatabricksSensor(Node):
    """A wait for a workflow's run, written after its group: ``group >> sensor``.

    In a declared job nothing polls: what comes after a workflow waits for it anyway. What remains is the sensor's
    ``timeout``: it becomes a health rule on the job's duration, which warns and stops nothing.

    Args:
        scope: the stack or DAG it stands in; left out, the innermost open ``with`` block.
        id: its id in the tree; the same as ``task_id``.
        task_id: its id.
        run_id: what it waits for, in Airflow; here the edge says it.
        databricks_conn_id: the connection of the workflow it waits for.
        timeout: seconds (or a timedelta) after which somebody should be told.
        poke_interval: seconds between two looks; without meaning in a declared job.
        deferrable: without meaning in a declared job.
        suppress: codes of rules not to report for this sensor.
        **kwargs: Airflow's other operator arguments; without meaning in a declared job.

    Example:
        >>> from databricks_workflows.authoring import DatabricksSensor, DatabricksWorkflowTaskGroup
        >>> group = DatabricksWorkflowTaskGroup(group_id="etl")
        >>> watch = DatabricksSensor(task_id="watch", timeout=7200)
        >>> group >> watch is watch
        True
    """

    kind: ClassVar[str] = "sensor"

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        task_id: str | None = None,
        run_id: str | int | None = None,
        databricks_conn_id: str | None = None,
        timeout: int | timedelta | None = None,
        poke_interval: float | timedelta | None = None,
        deferrable: bool | None = None,
        suppress: Iterable[str] | None = None,
        dag: Any = None,
        task_group: Any = None,
        **kwargs: Any,
    ) -> None:
        scope, name = scope_and_name(self.kind, "task_id", scope, id, task_id)
        arguments = {
            "run_id": run_id,
            "databricks_conn_id": databricks_conn_id,
            "timeout": timeout,
            "poke_interval": poke_interval,
            "deferrable": deferrable,
        }
        super().__init__(
            scope if scope is not None else task_group or innermost_within(dag), name, {**arguments, **kwargs}, suppress
        )
