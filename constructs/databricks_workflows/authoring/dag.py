"""A DAG: a scope that gives its groups' jobs a common first name and default arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from databricks_workflows.authoring._node import Node, scope_and_name
from databricks_workflows.authoring._scope import Scope, default_arguments
from databricks_workflows.model import JobSettings


class DAG(Scope, Node):
    """Groups that belong together: their jobs are named ``dag_id.group_id``.

    Its schedule is that of its group's job. A DAG whose groups come after one another (``group >> group``), or that has
    tasks outside of them, has a job of its own, named ``dag_id``: it has the schedule, runs the others in their order
    and hands its parameters down to them.

    Args:
        scope: the stack it stands in; left out, the innermost open ``with`` block.
        id: its id in the tree; the same as ``dag_id``.
        dag_id: its id.
        schedule: when it runs: a cron expression of five fields, a preset such as ``@daily``, a timedelta of whole
            hours, days or weeks, or None (default) for never by itself.
        timezone: the time zone of a cron schedule. Default: that of ``start_date``, else UTC.
        is_paused_upon_creation: whether the schedule is paused when the job is made. Default False.
        params: parameters by name with their defaults, for ``{{ params.x }}``.
        tags: tags of the job: words, or values by name.
        description: what the job is for.
        max_active_runs: how many runs of the DAG's own job may go on at once. Default 1.
        dagrun_timeout: seconds (or a timedelta) after which a run is stopped.
        extra_job_params: further fields of the DAG's own job in the Jobs API's words.
        address: the own job's name in Terraform; left out, made from the DAG's id.
        previous_address: the address the own job had; Terraform moves it there.
        import_from: the id of a job that exists; Terraform takes it over as the DAG's own.
        default_args: arguments for every task in it that neither a group nor the task itself sets.
        suppress: codes of rules not to report for this DAG and all in it.
        **kwargs: Airflow's other DAG arguments; without meaning here, named once in an info.

    Example:
        >>> from databricks_workflows.authoring import DAG, DatabricksWorkflowTaskGroup
        >>> with DAG("sales", schedule="0 6 * * *", default_args={"retries": 2}) as dag:
        ...     load = DatabricksWorkflowTaskGroup(group_id="load")
        ...     report = DatabricksWorkflowTaskGroup(group_id="report")
        >>> load >> report is report
        True
    """

    kind: ClassVar[str] = "DAG"
    id_argument: ClassVar[str] = "dag_id"

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        dag_id: str | None = None,
        schedule: Any = None,
        timezone: str | None = None,
        is_paused_upon_creation: bool | None = None,
        params: Mapping[str, Any] | None = None,
        tags: Iterable[str] | Mapping[str, str] | None = None,
        description: str | None = None,
        max_active_runs: int | None = None,
        dagrun_timeout: int | timedelta | None = None,
        extra_job_params: Mapping[str, Any] | JobSettings | None = None,
        address: str | None = None,
        previous_address: str | None = None,
        import_from: str | int | None = None,
        default_args: Mapping[str, Any] | None = None,
        suppress: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        scope, name = scope_and_name(self.kind, "dag_id", scope, id, dag_id)
        Scope.__init__(self)
        self.own_job_wanted = False  # somebody names the job that runs the whole
        own = {
            "schedule": schedule,
            "timezone": timezone,
            "is_paused_upon_creation": is_paused_upon_creation,
            "params": params,
            "tags": sorted(tags) if isinstance(tags, set | frozenset) else tags,
            "description": description,
            "max_active_runs": max_active_runs,
            "dagrun_timeout": dagrun_timeout,
            "extra_job_params": extra_job_params,
            "address": address,
            "previous_address": previous_address,
            "import_from": import_from,
        }
        self.default_args: dict[str, Any] = {}
        Node.__init__(self, scope, name, {**own, **kwargs}, suppress)
        self.default_args = default_arguments(self, default_args)

    def given(self) -> dict[str, Any]:
        return {**super().given(), "default_args": self.default_args}
