"""Groups: the workflow that becomes one Databricks job, and plain groups inside it.

See https://airflow.apache.org/docs/apache-airflow-providers-databricks/stable/operators/workflow.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from databricks_workflows.authoring._node import Node, scope_and_name
from databricks_workflows.authoring._scope import Scope, default_arguments, innermost_within, not_endless
from databricks_workflows.model import AccessControl, Environment, JobCluster, JobSettings, Library, RunAs


class TaskGroup(Scope, Node):
    """Tasks that belong together inside a workflow; its id goes before theirs.

    Args:
        scope: the group it stands in; left out, the innermost open ``with`` block.
        id: its id in the tree; the same as ``group_id``.
        group_id: its id.
        prefix_group_id: whether its id stands in the keys of its tasks. Default True.
        default_args: arguments for every task in it that does not set them itself.
        parent_group: the group it stands in, in place of ``scope``.
        dag: the DAG it stands in, in place of ``scope``.
        suppress: codes of rules not to report for this group and all in it.
        **kwargs: Airflow's other group arguments (tooltip, ui_color ...); without meaning in a declared job.

    Example:
        >>> from databricks_workflows.authoring import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, TaskGroup
        >>> with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        ...     with TaskGroup(group_id="raw") as raw:
        ...         load = DatabricksTaskOperator(task_id="load", task_config={})
        >>> load.scope is raw
        True
    """

    kind: ClassVar[str] = "task group"
    id_argument: ClassVar[str] = "group_id"

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        group_id: str | None = None,
        prefix_group_id: bool = True,
        default_args: Mapping[str, Any] | None = None,
        parent_group: Any = None,
        dag: Any = None,
        suppress: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        scope, name = scope_and_name(self.kind, "group_id", scope, id, group_id)
        Scope.__init__(self)
        self.prefix_group_id = prefix_group_id
        scope = scope if scope is not None else parent_group or innermost_within(dag)
        self.default_args: dict[str, Any] = {}
        Node.__init__(self, scope, name, kwargs, suppress)
        self.default_args = default_arguments(self, default_args)

    def given(self) -> dict[str, Any]:
        return {**super().given(), "prefix_group_id": self.prefix_group_id, "default_args": self.default_args}


class DatabricksWorkflowTaskGroup(TaskGroup):
    """A workflow: its tasks become one Databricks job.

    It is written in either of two ways: ``DatabricksWorkflowTaskGroup(self, "etl", ...)`` as constructs are, or
    ``with DatabricksWorkflowTaskGroup(group_id="etl", ...):`` as in Airflow.

    Args:
        scope: the stack or DAG it stands in; left out, the innermost open ``with`` block.
        id: its id in the tree; the same as ``group_id``.
        group_id: its id; with the DAG's id before it, the job's name.
        databricks_conn_id: the connection, one provider in the document. Default ``databricks_default``, the provider
            that the standard environment variables configure.
        existing_clusters: cluster ids by the key that tasks name as their ``job_cluster_key``.
        extra_job_params: further fields of the job in the Jobs API's words, as a dict or
            :class:`~databricks_workflows.model.JobSettings`; they win over the arguments here.
        max_concurrent_runs: how many runs may go on at once. Default 1.
        default_task_timeout_seconds: seconds after which a run of a task is stopped, where the task says nothing.
        default_task_retries: retries where the task says nothing; 0 means unset.
        prefix: goes before every task_key.
        suffix: goes behind every task_key.
        dag: the DAG it stands in, in place of ``scope``.
        parent_group: the group it stands in, in place of ``scope``.
        job_clusters: clusters that tasks share, by key.
        environments: serverless environments that tasks share, by key.
        access_control_list: who may see, run or manage the job; becomes a ``databricks_permissions`` resource.
        notebook_params: parameters of every notebook operator; they win over the operator's own.
        notebook_packages: libraries of every notebook operator.
        run_as: whom the job runs as: one of user_name, service_principal_name, group_name.
        task_keys: ``"path"`` (default) makes readable keys, ``"airflow"`` the Airflow provider's hashes.
        address: the job's name in Terraform, ``databricks_job.<address>``; left out, made from DAG id and group id.
        previous_address: the address the job had; Terraform moves it there instead of making another job.
        import_from: the id of a job that exists; Terraform takes it over instead of making another.
        lifecycle: Terraform's lifecycle block of the job.
        provider: a provider construct to use instead of the connection's.
        extra: fields that the provider's schema does not know yet, in Terraform's words; not checked.
        runs: whether a run of the DAG runs this workflow too. Default True; False declares its job and nothing more.
        run_if: when the DAG's own job runs this workflow, after what stands before it: ALL_SUCCESS (default), ALL_DONE,
            NONE_FAILED, AT_LEAST_ONE_SUCCESS, ALL_FAILED or AT_LEAST_ONE_FAILED.
        default_args: arguments for every task in it that does not set them itself.
        suppress: codes of rules not to report for this group and all in it.
        **kwargs: the provider's other arguments; without meaning in a declared job, named once in an info.

    Example:
        >>> from databricks_workflows.authoring import DatabricksTaskOperator, DatabricksWorkflowTaskGroup
        >>> with DatabricksWorkflowTaskGroup(group_id="etl", max_concurrent_runs=3) as etl:
        ...     extract = DatabricksTaskOperator(task_id="extract", task_config={})
        ...     load = DatabricksTaskOperator(task_id="load", task_config={}, depends_on=["extract"])
        >>> [task.name for task in etl.members]
        ['extract', 'load']
    """

    kind: ClassVar[str] = "workflow"

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        group_id: str | None = None,
        databricks_conn_id: str | None = None,
        existing_clusters: Mapping[str, str] | Sequence[str] | None = None,
        extra_job_params: Mapping[str, Any] | JobSettings | None = None,
        max_concurrent_runs: float | None = None,  # float: CDKTF's number tokens are
        default_task_timeout_seconds: int | None = None,
        default_task_retries: int = 0,
        prefix: str = "",
        suffix: str = "",
        dag: Any = None,
        parent_group: Any = None,
        job_clusters: Sequence[Mapping[str, Any] | JobCluster] | None = None,
        environments: Sequence[Mapping[str, Any] | Environment] | None = None,
        access_control_list: Sequence[Mapping[str, Any] | AccessControl] | None = None,
        notebook_params: Mapping[str, Any] | None = None,
        notebook_packages: Sequence[Mapping[str, Any] | Library] | None = None,
        run_as: Mapping[str, Any] | RunAs | None = None,
        task_keys: Literal["path", "airflow"] | None = None,
        address: str | None = None,
        previous_address: str | None = None,
        import_from: str | int | None = None,
        lifecycle: Any = None,
        provider: Any = None,
        extra: Mapping[str, Any] | None = None,
        runs: bool = True,
        run_if: str | None = None,
        default_args: Mapping[str, Any] | None = None,
        suppress: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.runs = runs
        # What the aspects may add to; laid over extra_job_params and joined with job_clusters.
        self.tags: dict[str, str] = {}
        self.job_clusters: list[Mapping[str, Any] | JobCluster] = []
        if isinstance(job_clusters, list | tuple):
            not_endless(self.kind, str(group_id or id), {"job_clusters": job_clusters})
            self.job_clusters += job_clusters
        elif job_clusters is not None:
            kwargs["job_clusters"] = job_clusters  # for the type check to refuse
        super().__init__(
            scope,
            id,
            group_id=group_id,
            default_args=default_args,
            parent_group=parent_group,
            dag=dag,
            suppress=suppress,
            databricks_conn_id=databricks_conn_id,
            existing_clusters=existing_clusters,
            extra_job_params=extra_job_params,
            max_concurrent_runs=max_concurrent_runs,
            default_task_timeout_seconds=default_task_timeout_seconds,
            default_task_retries=default_task_retries or None,
            prefix=prefix,
            suffix=suffix,
            environments=environments,
            access_control_list=access_control_list,
            notebook_params=notebook_params,
            notebook_packages=notebook_packages,
            run_as=run_as,
            task_keys=task_keys,
            address=address,
            previous_address=previous_address,
            import_from=import_from,
            lifecycle=lifecycle,
            provider=provider,
            extra=extra,
            run_if=run_if,
            **kwargs,
        )

    def given(self) -> dict[str, Any]:
        return {"job_clusters": self.job_clusters, "runs": self.runs, **super().given()}
