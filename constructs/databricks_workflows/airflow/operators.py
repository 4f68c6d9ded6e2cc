"""The Databricks provider's operators as they stand in DAG files: each becomes a task of this package.

See https://airflow.apache.org/docs/apache-airflow-providers-databricks/stable/operators/index.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from databricks_workflows import authoring
from databricks_workflows.airflow.foreign import Mapped
from databricks_workflows.authoring.task import WorkflowTask
from databricks_workflows.resolve.places import RUN_JOB_PARAMETERS

# The API's task types that DatabricksSubmitRunOperator takes as arguments of their own.
_TASK_TYPES = (
    "notebook_task",
    "spark_jar_task",
    "spark_python_task",
    "spark_submit_task",
    "pipeline_task",
    "dbt_task",
    "sql_task",
    "python_wheel_task",
    "condition_task",
    "run_job_task",
)


class InWorkflow:
    """What the provider's task classes have in common: mapping, and what subclasses override or extend."""

    template_fields: ClassVar[tuple[str, ...]] = ()

    def as_teardown(self, *, setups: Any = None, on_failure_fail_dagrun: bool | None = None) -> Any:
        """Clean up whatever became of the tasks before; entered in a ``with`` block, after all that is made there."""
        assert isinstance(self, WorkflowTask)
        self._setups = setups
        return WorkflowTask.as_teardown(self, setups=setups)

    def __enter__(self) -> Any:
        assert isinstance(self, WorkflowTask)
        self._before = list(self.scope.members) if self.scope else []
        return self

    def __exit__(self, *_: object) -> None:
        assert isinstance(self, WorkflowTask)
        made = [each for each in (self.scope.members if self.scope else []) if each not in self._before]
        waited_for = {id(edge.upstream) for each in made for edge in each.incoming}
        for each in made:
            if self._setups is not None and not any(edge.upstream in made for edge in each.incoming):
                each.set_upstream(self._setups)
            if id(each) not in waited_for:
                self.set_upstream(each)

    @classmethod
    def partial(cls, **arguments: Any) -> Mapped:
        """The arguments that all tasks of a mapping share."""
        return Mapped(arguments)

    def _convert_to_databricks_workflow_task(
        self, relevant_upstreams: Any = (), task_dict: Any = None, context: Any = None
    ) -> dict[str, Any]:
        """The task in the Jobs API's words; key and dependencies are given to it later."""
        assert isinstance(self, WorkflowTask)
        given = self.arguments
        task = {**given.get("task_config", {}), "task_key": self.name, "depends_on": []}
        if self.kind == "notebook":
            work = {"notebook_path": given.get("notebook_path"), "source": given.get("source")}
            task["notebook_task"] = {**work, "base_parameters": dict(given.get("notebook_params") or {})}
            task["libraries"] = list(given.get("notebook_packages") or [])
        return task


class DAG(authoring.DAG):
    """A DAG, with what Airflow's has for use in its file."""

    def param(self, name: str, default: Any = None) -> str:
        """A parameter, to be filled in when the DAG runs."""
        return f"{{{{ params.{name} }}}}" if default is None else f"{{{{ params.{name} | default({default!r}) }}}}"


class DatabricksWorkflowTaskGroup(authoring.DatabricksWorkflowTaskGroup):
    """The provider's group: what is given without a name is the connection."""

    def __init__(self, databricks_conn_id: str | None = None, **arguments: Any) -> None:
        super().__init__(databricks_conn_id=databricks_conn_id, **arguments)


class DatabricksTaskOperator(InWorkflow, authoring.DatabricksTaskOperator):
    """A task of any type."""


class DatabricksNotebookOperator(InWorkflow, authoring.DatabricksNotebookOperator):
    """A notebook."""


_WORK = ("task_config", "notebook_path", "source", "notebook_params", "notebook_packages")


def take_conversions(task: WorkflowTask) -> None:
    """Take the result of an overridden conversion as the task, as the provider does."""
    convert = getattr(task, "_convert_to_databricks_workflow_task", None)
    if convert is None or type(task)._convert_to_databricks_workflow_task is (  # type: ignore[attr-defined]
        InWorkflow._convert_to_databricks_workflow_task
    ):
        return
    made = dict(convert([], {}))
    task.arguments = {name: value for name, value in task.arguments.items() if name not in _WORK}
    task.arguments["task_config"] = {
        name: value for name, value in made.items() if name not in ("task_key", "depends_on")
    }
    task.kind = "task"  # type: ignore[misc]


class DatabricksSubmitRunOperator(InWorkflow, authoring.DatabricksTaskOperator):
    """A one-time run outside of any workflow: a task of the DAG's own job."""

    def __init__(
        self,
        *,
        json: Mapping[str, Any] | None = None,
        tasks: Any = None,
        run_name: str | None = None,
        new_cluster: Any = None,
        existing_cluster_id: str | None = None,
        libraries: Any = None,
        timeout_seconds: int | None = None,
        git_source: Any = None,
        **arguments: Any,
    ) -> None:
        config = dict(json) if isinstance(json, Mapping) else {} if json is None else {"json": json}
        for name in _TASK_TYPES:
            if arguments.get(name) is not None:
                config[name] = arguments.pop(name)
        named = {
            "new_cluster": new_cluster,
            "existing_cluster_id": existing_cluster_id,
            "libraries": libraries,
            "timeout_seconds": timeout_seconds,
        }
        config.update({name: value for name, value in named.items() if value is not None})
        # The run's name is the task's id here; a run of several tasks is told as what it is.
        config.pop("run_name", None)
        if tasks is not None:
            config["tasks"] = tasks
        if git_source is not None:
            config["git_source"] = git_source
        super().__init__(task_config=config, **arguments)


class DatabricksRunNowOperator(InWorkflow, authoring.DatabricksTaskOperator):
    """A run of a job that exists, or of one that is read in the same call: a run-job task."""

    def __init__(
        self,
        *,
        job_id: Any = None,
        job_name: str | None = None,
        json: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> None:
        body = dict(json) if isinstance(json, Mapping) else {} if json is None else {"json": json}
        job_id = body.pop("job_id", job_id)
        self.job_name = body.pop("job_name", job_name)
        work: dict[str, Any] = {} if job_id is None else {"job_id": job_id}
        for name in RUN_JOB_PARAMETERS:
            value = arguments.pop(name, None)
            value = body.pop(name, value)
            if value is not None:
                work[name] = value
        super().__init__(task_config={"run_job_task": work, **body}, **arguments)
