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
    def partial(cls, **arguments: Any) -> Mapped:
        """The arguments that all tasks of a mapping share."""
        return Mapped(arguments)

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
    def output(self) -> Operator:
        """What the operator hands on: the task in the place of a value."""
        return self


class Mapped:
    """What ``Operator.partial(...)`` gives: with ``expand`` it stands for as many tasks as a list has items."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self._arguments = arguments

    def expand(self, **_: Any) -> Any:
        """The provider leaves a mapped task out of the job without a word; here it is named."""
        named = {name: self._arguments[name] for name in ("task_id", "dag", "task_group") if name in self._arguments}
        return ExpandedOperator(**named)

    expand_kwargs = expand


class ExpandedOperator(Operator):
    """A mapped task."""

    operator = "mapped task"
    remedy = "write a for_each_task: its inputs are the list, {{input}} is the item"


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
