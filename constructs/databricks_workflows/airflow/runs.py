"""The provider's operators that run outside of any workflow: tasks of the DAG's own job, and jobs that they make.

See https://airflow.apache.org/docs/apache-airflow-providers-databricks/stable/operators/submit_run.html, run_now.html
and jobs_create.html
"""

from __future__ import annotations

import json as json_
import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from databricks_workflows import authoring
from databricks_workflows.airflow.argument_types import of_a_job
from databricks_workflows.airflow.ids import airflow_id
from databricks_workflows.airflow.operators import InWorkflow
from databricks_workflows.airflow.text_numbers import with_numbers
from databricks_workflows.airflow.values import Param
from databricks_workflows.authoring._scope import innermost_within
from databricks_workflows.authoring._walk import with_all_below
from databricks_workflows.model import JobSettings, Task
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.places import RUN_JOB_PARAMETERS
from databricks_workflows.rules import APPROXIMATE_OPERATOR

# What the operators take of a run, beside the fields of a task.
_OF_A_RUN = (
    "tasks",
    "git_source",
    "environments",
    "performance_target",
    "access_control_list",
    "budget_policy_id",
    "usage_policy_id",
    "queue",
    "run_as",
)
# The fields of a task that are arguments of the operator in the API's form.
_OF_A_TASK = sorted(
    Task.model_fields.keys()
    - {"task_key", "depends_on", "max_retries", "retry_on_timeout", "min_retry_interval_millis"}
)
# What only says how Airflow asks for the run.
_ASKING = ("run_name", "idempotency_token")


def _body(json: Any) -> dict[str, Any]:
    """The request as the operator was given it: a mapping, or its text. What is neither is told with the fields."""
    if isinstance(json, str):
        try:
            json = json_.loads(json)
        except ValueError:
            return {"json": json}
    return dict(json) if isinstance(json, Mapping) else {} if json is None else {"json": json}


class DatabricksSubmitRunOperator(InWorkflow, authoring.DatabricksTaskOperator):
    """A one-time run: a task of the DAG's own job, or several."""

    in_workflow: ClassVar[bool] = False

    def take_params(self, params: Mapping[str, str]) -> None:
        """Hand the DAG's parameters to a notebook that is given none, as the provider does."""
        work = self.arguments["task_config"].get("notebook_task")
        if isinstance(work, Mapping) and not work.get("base_parameters"):
            self.arguments["task_config"]["notebook_task"] = {**work, "base_parameters": dict(params)}

    def __init__(self, *, json: Any = None, **arguments: Any) -> None:
        config = _body(json)
        for name in (*_OF_A_TASK, *_OF_A_RUN, *_ASKING):
            value = arguments.pop(name, None)
            if value is not None:
                config[name] = value
        super().__init__(
            task_config={name: value for name, value in config.items() if name not in _ASKING}, **arguments
        )


class DatabricksRunNowOperator(InWorkflow, authoring.DatabricksTaskOperator):
    """A run of a job that exists, or of one that is read in the same call: a run-job task."""

    in_workflow: ClassVar[bool] = False

    def __init__(
        self,
        *,
        job_id: Any = None,
        job_name: str | None = None,
        json: Any = None,
        forward_dag_params: bool = True,
        wait_for_termination: bool = True,
        **arguments: Any,
    ) -> None:
        self._forwards = forward_dag_params
        body = _body(json)
        work: dict[str, Any] = {}
        for name, named in (("job_id", job_id), ("job_name", job_name)):
            from_json = body.pop(name, None)
            value = from_json if named is None else named
            if isinstance(value, DatabricksCreateJobsOperator):
                name, value = "workflow", _default_name(value)
            if value is not None:
                work[name] = int(value) if name == "job_id" and re.fullmatch(r"[0-9]{1,19}", str(value)) else value
        for name in RUN_JOB_PARAMETERS:
            from_json, named = body.pop(name, None), arguments.pop(name, None)
            value = from_json if named is None else named
            if value is not None:
                work[name] = value
        # What only says how Airflow asks for the run.
        for name in (*_ASKING, "performance_target"):
            body.pop(name, None)
        super().__init__(task_config={"run_job_task": work, **body}, **arguments)
        if not wait_for_termination:
            self._tell(
                APPROXIMATE_OPERATOR,
                f"task {self.name!r} starts a job and does not wait for it; a run_job_task waits, and fails with it",
                "see that nothing behind it must go on earlier",
            )

    def take_params(self, params: Mapping[str, str]) -> None:
        """Hand the DAG's parameters to a job that is given none, as the provider does."""
        work = self.arguments["task_config"]["run_job_task"]
        if self._forwards and not work.keys() & set(RUN_JOB_PARAMETERS):
            work["job_parameters"] = dict(params)


class TriggerDagRunOperator(InWorkflow, authoring.DatabricksTaskOperator):
    """A run of another DAG: a run-job task on the job that stands for it."""

    in_workflow: ClassVar[bool] = False

    def __init__(
        self,
        *,
        trigger_dag_id: Any = None,
        conf: Mapping[str, Any] | None = None,
        wait_for_completion: bool = False,
        **arguments: Any,
    ) -> None:
        work = {"dag_id": trigger_dag_id, "wait": bool(wait_for_completion)}
        if conf:
            work["job_parameters"] = conf
        dates = {name: arguments.pop(name) for name in ("logical_date", "execution_date") if name in arguments}
        super().__init__(task_config={"run_job_task": work}, **arguments)
        for name, value in dates.items():
            if value is not None:
                self._tell(
                    APPROXIMATE_OPERATOR,
                    f"task {self.name!r}: the run that it starts has its own date, not {name} {shown(value)}",
                    f"hand it down: conf={{'run_date': {value!r}}}",
                )


class DatabricksCreateJobsOperator(authoring.DatabricksWorkflowTaskGroup):
    """A job that Airflow makes or resets, and does not run: it is declared."""

    template_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *, task_id: str | None = None, json: Any = None, **arguments: Any) -> None:
        body = _body(json)
        body |= {name: arguments.pop(name) for name in sorted(JobSettings.model_fields) if name in arguments}
        body = with_numbers({"extra_job_params": body}, of_a_job)["extra_job_params"]
        acl = arguments.pop("access_control_list", body.pop("access_control_list", None))
        tasks = body.pop("tasks", None) or ()
        dag, group = arguments.pop("dag", None), arguments.pop("task_group", None)
        super().__init__(
            group or innermost_within(dag),
            task_id,
            extra_job_params=body,
            access_control_list=acl,
            runs=False,
            **arguments,
        )
        for each in tasks:
            task = dict(each)
            key = str(task.pop("task_key", ""))
            authoring.DatabricksTaskOperator(self, key, databricks_task_key=key, task_config=task)

    def take_params(self, params: Mapping[str, str]) -> None:
        """Declare the DAG's parameters for a job that declares none, as the provider does."""
        extra = self.arguments["extra_job_params"]
        extra.setdefault("parameters", [{"name": name, "default": value} for name, value in params.items()])

    @property
    def task_id(self) -> str:
        """Its id as Airflow has it."""
        return airflow_id(self)

    @property
    def output(self) -> Any:
        """The job's id."""
        return self


def forward_params(roots: Iterable[authoring.Node]) -> None:
    """Hand the parameters of each DAG to the runs in it; a parameter without a value is handed to nobody."""
    for dag in with_all_below(roots):
        params = dag.arguments.get("params") if isinstance(dag, authoring.DAG) else None
        given = {
            str(name): f"{{{{ params[{str(name)!r}] }}}}"
            for name, value in (params.items() if isinstance(params, Mapping) else ())
            if (value.value if isinstance(value, Param) else value) is not None
        }
        for node in with_all_below(dag.members) if given and isinstance(dag, authoring.DAG) else ():
            if isinstance(node, DatabricksSubmitRunOperator | DatabricksRunNowOperator | DatabricksCreateJobsOperator):
                node.take_params(given)


def _default_name(group: DatabricksCreateJobsOperator) -> str:
    """``dag_id.group_path``, by which a job is known to others (M1)."""
    names: list[str] = []
    at: Any = group
    while isinstance(at, authoring.Node):
        if not isinstance(at, authoring.TaskGroup) or at.prefix_group_id:
            names.insert(0, at.name)
        at = at.scope
    return ".".join(names)
