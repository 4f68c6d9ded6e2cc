"""The tasks of a workflow.

See https://airflow.apache.org/docs/apache-airflow-providers-databricks/stable/operators/workflow.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar, Self, TypedDict, Unpack

from databricks_workflows.authoring._node import Node, Outcome, as_ends, connect, scope_and_name
from databricks_workflows.authoring._scope import innermost_within
from databricks_workflows.model import Cluster, EmailNotifications, Library, Task
from databricks_workflows.model._base import shown


class TaskArguments(TypedDict, total=False):
    """What every task takes beside its own work.

    Args:
        task_id: its id; with the ids of inner groups it becomes the ``task_key``.
        depends_on: ids of tasks (or tasks) that must end first, beside those of ``>>``.
        databricks_conn_id: the connection; a workflow uses its group's, another one here is a warning.
        job_cluster_key: the key of a job cluster, of ``existing_clusters`` or of the stack's cluster catalog.
        existing_cluster_id: the id of a running cluster.
        new_cluster: a new cluster for this task alone.
        timeout_seconds: seconds (or a timedelta) after which a run of the task is stopped; 0 means never.
        execution_timeout: Airflow's name for ``timeout_seconds``, which wins where both are given.
        retries: how often Databricks tries again after a failure; -1 without end. Default 0.
        max_retries: the API's own name for ``retries``; wins where both are given.
        min_retry_interval_millis: milliseconds between two tries.
        retry_delay: the same as a timedelta or in seconds.
        retry_on_timeout: whether a timeout is tried again. Default False.
        trigger_rule: an Airflow rule, translated to ``run_if``.
        run_if: when the task runs: ALL_SUCCESS (default), ALL_DONE, NONE_FAILED, AT_LEAST_ONE_SUCCESS, ALL_FAILED or
            AT_LEAST_ONE_FAILED.
        databricks_task_key: the task_key as it stands, at most 100 characters.
        email_notifications: who is told of the task's start, success or failure.
        email: addresses that are told of the task's failure, once its retries are spent; an own
            ``email_notifications`` with ``on_failure`` stands.
        email_on_failure: whether ``email`` is used. Default True.
        email_on_retry: whether every failed try is told, not only the last one. Default False.
        extra: fields that the provider's schema does not know yet, in Terraform's words; not checked.
        suppress: codes of rules not to report for this task.
        dag: the DAG it stands in, in place of ``scope``.
        task_group: the group it stands in, in place of ``scope``.
    """

    task_id: str
    depends_on: Sequence[str | Node | Outcome] | None
    databricks_conn_id: str | None
    job_cluster_key: str | None
    existing_cluster_id: str | None
    new_cluster: Mapping[str, Any] | Cluster | None
    timeout_seconds: int | timedelta | None
    execution_timeout: int | timedelta | None
    retries: int | None
    max_retries: int | None
    min_retry_interval_millis: int | None
    retry_delay: int | timedelta | None
    retry_on_timeout: bool | None
    trigger_rule: str | None
    run_if: str | None
    databricks_task_key: str | None
    email_notifications: Mapping[str, Any] | EmailNotifications | None
    email: str | Sequence[str] | None
    email_on_failure: bool | None
    email_on_retry: bool | None
    extra: Mapping[str, Any] | None
    suppress: Iterable[str] | None
    dag: Any
    task_group: Any


_SOMETHING_BEFORE = (Node, Outcome, list, tuple)


def _without_unnamed(scope: Any, id: Any, task_id: Any) -> tuple[Any, Any, Any]:
    """Scope and id of ``Task("load", "/load")`` or ``Task("/load", task_id="load")``, and what is neither."""
    if isinstance(scope, str | Mapping) and task_id not in (None, scope) and id is None:
        return None, None, scope
    if isinstance(scope, str) and id is not None:
        return None, scope, id
    return scope, id, None


class WorkflowTask(Node):
    """What the task classes share. Airflow's other operator arguments are kept too: what is unknown is told later,
    with everything else that is wrong."""

    needs_scope: ClassVar[bool] = True
    in_workflow: ClassVar[bool] = True
    """Whether it may stand in a workflow group; a run of its own stands beside one."""
    main_argument: ClassVar[str] = "task_config"
    """What people mean who write something without a name behind the id."""

    def __init__(self, scope: Any, id: Any, given: Mapping[str, Any]) -> None:
        arguments = dict(given)
        scope, id, unnamed = _without_unnamed(scope, id, arguments.get("task_id"))
        is_main = unnamed is not None and arguments.get(self.main_argument) is None
        if is_main:
            arguments[self.main_argument] = unnamed
        scope, name = scope_and_name(self.kind, "task_id", scope, id, arguments.pop("task_id", None))
        if scope is None:
            scope = arguments.get("task_group") or innermost_within(arguments.get("dag"))
        arguments = {key: value for key, value in arguments.items() if key not in ("task_group", "dag")}
        # What is neither a task nor a list of ids stays, and is told with everything else.
        depends_on = arguments.pop("depends_on", None) or None
        before: list[Any] = []
        if isinstance(depends_on, list | tuple | set | frozenset):
            before = [each for each in depends_on if isinstance(each, _SOMETHING_BEFORE)]
            depends_on = [each for each in depends_on if not isinstance(each, _SOMETHING_BEFORE)] or None
        elif isinstance(depends_on, Node | Outcome):
            depends_on = depends_on.name if isinstance(depends_on, Node) else depends_on.node.name
        arguments["depends_on"] = depends_on
        self.settings: dict[str, Any] = {}
        super().__init__(scope, name, arguments, arguments.pop("suppress", None))
        if unnamed is not None:
            summary = f"{self.kind} {self.name!r}: {shown(unnamed)} is given without a name"
            self.misplace(summary, f"write {self.main_argument}=..." if is_main else "take it away")
        connect(as_ends(before), [self])

    @property
    def libraries(self) -> list[Any]:
        """The libraries given to this task; append to add one more."""
        libraries = self.arguments.get("libraries")
        if not isinstance(libraries, list):
            libraries = self.arguments["libraries"] = list(libraries or ())
        return libraries

    @property
    def task_id(self) -> str:
        """Its id."""
        return self.name

    def as_setup(self) -> Self:
        """Say that others build on it; in a job that changes nothing."""
        return self

    def as_teardown(self, *, setups: Any = None) -> Self:
        """Let the task clean up: it runs whatever became of the tasks before it (``run_if`` ALL_DONE).

        Args:
            setups: tasks whose work it takes back; it waits for them.
        """
        self.arguments["trigger_rule"] = "all_done"
        if setups is not None:
            self.set_upstream(setups)
        return self

    def set(self, path: str, value: Any) -> None:
        """Set one field of the resolved task, whatever gave it before; checked like any other.

        Args:
            path: the field in the Jobs API's words, with dots: ``"new_cluster.num_workers"``.
            value: its value; None takes the field away.
        """
        self.settings[path] = value


class DatabricksTaskOperator(WorkflowTask):
    """A task of any type in a Databricks workflow.

    It is written in either of two ways: ``DatabricksTaskOperator(group, "load", task_config=...)`` as constructs are,
    or ``DatabricksTaskOperator(task_id="load", task_config=...)`` inside ``with group:``.

    Args:
        scope: the group it stands in; left out, the innermost open ``with`` block.
        id: its id in the tree; the same as ``task_id``.
        task_config: the task in the Jobs API's words, as a dict or as :class:`~databricks_workflows.model.Task`.
        cluster_spec: a new cluster for this task alone; the same as ``new_cluster``.
        libraries: what to install on the task's cluster, before the group's.
        **arguments: see :class:`TaskArguments`. Airflow's other operator arguments are taken too; they have no
            meaning in a declared job and are named once in an info.

    Raises:
        AuthoringError: it stands in no scope, or in what is none.

    Example:
        >>> from databricks_workflows.authoring import DatabricksWorkflowTaskGroup, DatabricksTaskOperator
        >>> group = DatabricksWorkflowTaskGroup(group_id="etl")
        >>> load = DatabricksTaskOperator(group, "load", task_config={"notebook_task": {"notebook_path": "/load"}})
        >>> load.name
        'load'
    """

    kind: ClassVar[str] = "task"

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        task_config: Mapping[str, Any] | Task | None = None,
        cluster_spec: Mapping[str, Any] | Cluster | None = None,
        libraries: Sequence[Mapping[str, Any] | Library] | None = None,
        **arguments: Unpack[TaskArguments],
    ) -> None:
        own = {"task_config": task_config, "cluster_spec": cluster_spec, "libraries": libraries}
        super().__init__(scope, id, {**own, **arguments})


class DatabricksNotebookOperator(WorkflowTask):
    """A notebook as a task of a Databricks workflow.

    Args:
        scope: the group it stands in; left out, the innermost open ``with`` block.
        id: its id in the tree; the same as ``task_id``.
        notebook_path: the notebook's path: absolute in the workspace, relative in the git source.
        source: WORKSPACE or GIT; left out, GIT where the job has a git source.
        notebook_params: parameters of the notebook; the group's of the same name win.
        notebook_packages: libraries to install, before the group's.
        **arguments: see :class:`TaskArguments`. Airflow's other operator arguments are taken too; they have no
            meaning in a declared job and are named once in an info.

    Raises:
        AuthoringError: it stands in no scope, or in what is none.

    Example:
        >>> from databricks_workflows.authoring import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup
        >>> with DatabricksWorkflowTaskGroup(group_id="etl"):
        ...     clean = DatabricksNotebookOperator(task_id="clean", notebook_path="/etl/clean", source="WORKSPACE")
        >>> clean.name
        'clean'
    """

    kind: ClassVar[str] = "notebook"
    main_argument: ClassVar[str] = "notebook_path"

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        notebook_path: str | None = None,
        source: str | None = None,
        notebook_params: Mapping[str, Any] | None = None,
        notebook_packages: Sequence[Mapping[str, Any] | Library] | None = None,
        **arguments: Unpack[TaskArguments],
    ) -> None:
        own = {
            "notebook_path": notebook_path,
            "source": source,
            "notebook_params": notebook_params,
            "notebook_packages": notebook_packages,
        }
        super().__init__(scope, id, {**own, **arguments})
