"""Operators of others: a declared Databricks job can't run them, so each is named, and its edges go through it."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from databricks_workflows.authoring._node import scope_and_name
from databricks_workflows.authoring._scope import innermost_within
from databricks_workflows.authoring.joint import Joint, Lost

_WAITS = (
    "a job can't wait inside Airflow's way: start it with a file-arrival or table-update trigger, or put what it waits "
    "for into the same DAG"
)
_REMEDIES = {
    "PythonOperator": "write it as a notebook or spark_python_task, or keep it in a DAG of its own",
    "BashOperator": "write it as a spark_python_task, or keep it in a DAG of its own",
    "EmailOperator": "give the job email_notifications",
    "TriggerDagRunOperator": "write a run_job_task on the other job",
    "BranchPythonOperator": "write a condition_task and join its outcomes: check.outcome(True) >> task",
    "ShortCircuitOperator": "write a condition_task and join its outcomes: check.outcome(True) >> task",
}

# These do nothing but hold edges together.
JOINTS = frozenset(("EmptyOperator", "DummyOperator"))


class Operator(Joint):
    """Any operator of another provider."""

    operator: ClassVar[str] = "BaseOperator"
    template_fields: ClassVar[tuple[str, ...]] = ()
    remedy: ClassVar[str] = ""

    def __init__(self, *_: Any, task_id: str | None = None, **arguments: Any) -> None:
        dag, group = arguments.pop("dag", None), arguments.pop("task_group", None)
        scope, name = scope_and_name("task", "task_id", group or innermost_within(dag), None, task_id)
        lost = (
            None
            if self.operator in JOINTS
            else Lost(f"{self.operator} {name!r}", self.remedy or remedy_for(self.operator))
        )
        super().__init__(scope, name, arguments, lost)

    @classmethod
    def partial(cls, **arguments: Any) -> Any:
        """The arguments that all tasks of a mapping share."""
        from databricks_workflows.airflow.operators import Mapped

        return Mapped(cls.operator, arguments)

    @property
    def task_id(self) -> str:
        """Its id."""
        return self.name

    def as_setup(self) -> Any:
        """Nothing here."""
        return self

    def as_teardown(self, *, setups: Any = None, **_: Any) -> Any:
        """Only the edge from what it takes back."""
        if setups is not None:
            self.set_upstream(setups)
        return self

    @property
    def output(self) -> Any:
        """What the operator would hand on; not known here."""
        from databricks_workflows.airflow.missing import Missing

        return Missing(f"{self.name}.output")


def remedy_for(operator: str) -> str:
    """What to write in place of an operator."""
    if operator in _REMEDIES:
        return _REMEDIES[operator]
    if operator.endswith("Sensor"):
        return _WAITS
    return "Databricks can't run it: keep it in a DAG of its own, or write the work as a Databricks task"


@cache
def foreign_operator(name: str) -> type[Operator]:
    """The class that stands in for an operator of this name."""
    return type(name.rpartition(".")[2], (Operator,), {"operator": name.rpartition(".")[2]})
