"""The Databricks provider's operators as they stand in DAG files: each becomes a task of this package.

See https://airflow.apache.org/docs/apache-airflow-providers-databricks/stable/operators/index.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from databricks_workflows import authoring
from databricks_workflows.airflow.argument_types import of_a_job, of_a_task
from databricks_workflows.airflow.default_args import of_others
from databricks_workflows.airflow.foreign import Mapped, Operator
from databricks_workflows.airflow.ids import airflow_id, upstream_ids
from databricks_workflows.airflow.text_numbers import with_numbers
from databricks_workflows.airflow.values import Timetable
from databricks_workflows.authoring import Node
from databricks_workflows.authoring._walk import with_all_below
from databricks_workflows.authoring.frozen import Finding
from databricks_workflows.authoring.task import WorkflowTask
from databricks_workflows.diagnostics import Place, Rule
from databricks_workflows.model._base import shown
from databricks_workflows.rules import NO_MEANING


class InWorkflow:
    """What the provider's task classes have in common: mapping, and what subclasses override or extend."""

    template_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *positional: Any, **arguments: Any) -> None:
        super().__init__(*positional, **with_numbers(arguments, of_a_task))

    @property
    def task_id(self) -> str:
        """Its id as Airflow has it, with the ids of the groups around it."""
        assert isinstance(self, WorkflowTask)
        return airflow_id(self)

    @property
    def databricks_task_key(self) -> str:
        """Its key, as far as it is known while the file is read."""
        assert isinstance(self, WorkflowTask)
        return str(self.arguments.get("databricks_task_key") or airflow_id(self).replace(".", "__"))

    @property
    def upstream_task_ids(self) -> set[str]:
        """The ids of what it waits for."""
        assert isinstance(self, WorkflowTask)
        return upstream_ids(self)

    def _tell(self, rule: Rule, summary: str, remedy: str) -> None:
        """Something about it as it was written, told with everything else."""
        assert isinstance(self, WorkflowTask)
        self.findings.append(Finding(rule=rule, place=Place(self.path, self.origin), summary=summary, remedy=remedy))

    @property
    def output(self) -> Any:
        """What it hands on: the task in the place of a value."""
        return self

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

    def __init__(self, dag_id: str | None = None, description: str | None = None, **arguments: Any) -> None:
        for name in ("schedule", "schedule_interval", "timetable"):
            if isinstance(arguments.get(name), Timetable):
                timetable = arguments[name]
                arguments[name] = timetable.schedule
                if timetable.timezone:
                    arguments["timezone"] = timetable.timezone
        defaults, others = arguments.get("default_args"), list[str]()
        if isinstance(defaults, Mapping):
            others = of_others(defaults)
            arguments["default_args"] = {name: each for name, each in defaults.items() if name not in others}
        super().__init__(dag_id=dag_id, description=description, **arguments)
        if others:
            summary = f"default_args of DAG {self.name!r}: no Databricks operator takes {', '.join(others)}"
            remedy = "nothing to do: Airflow gives them to other operators, if to any"
            place = Place(self.path, self.origin)
            self.findings.append(Finding(rule=NO_MEANING, place=place, summary=summary, remedy=remedy))

    @property
    def tasks(self) -> list[Node]:
        """The tasks made so far, those in groups too."""
        return [each for each in with_all_below(self.members) if isinstance(each, WorkflowTask | Operator)]

    @property
    def task_ids(self) -> list[str]:
        """Their ids as Airflow has them."""
        return [airflow_id(each) for each in self.tasks]

    def param(self, name: str, default: Any = None) -> str:
        """A parameter, to be filled in when the DAG runs."""
        return f"{{{{ params.{name} }}}}" if default is None else f"{{{{ params.{name} | default({default!r}) }}}}"


class DatabricksWorkflowTaskGroup(authoring.DatabricksWorkflowTaskGroup):
    """The provider's group: what is given without a name is the connection, and mostly meant as the id."""

    def __init__(self, first: Any = None, /, **arguments: Any) -> None:
        if first is not None and arguments.get("group_id") is None:
            super().__init__(**with_numbers({**arguments, "group_id": first}, of_a_job))
            summary = f"a workflow without group_id: {shown(first)} is databricks_conn_id, its first argument"
            self.misplace(summary, f"write group_id={shown(first)}")
        else:
            connection = {} if first is None else {"databricks_conn_id": first}
            super().__init__(**connection, **with_numbers(arguments, of_a_job))


class DatabricksTaskOperator(InWorkflow, authoring.DatabricksTaskOperator):
    """A task of any type."""


class DatabricksNotebookOperator(InWorkflow, authoring.DatabricksNotebookOperator):
    """A notebook."""
