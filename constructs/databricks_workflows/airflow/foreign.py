"""Operators of others: a declared Databricks job can't run them, so each is named, and its edges go through it."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from databricks_workflows.airflow.ids import airflow_id, upstream_ids
from databricks_workflows.authoring._node import scope_and_name
from databricks_workflows.authoring._scope import innermost_within
from databricks_workflows.authoring.joint import Joint, Lost, Mail
from databricks_workflows.resolve.mails import addresses

_WAITS = (
    "a job can't wait inside Airflow's way: start it with a file-arrival or table-update trigger, or put what it waits "
    "for into the same DAG"
)
REMEDIES = {
    "PythonOperator": "write it as a notebook or spark_python_task, or keep it in a DAG of its own",
    "BashOperator": "write it as a spark_python_task, or keep it in a DAG of its own",
    "DatabricksPartitionSensor": "start the job by a trigger on the table: {'table_update': {'table_names': [...]}}",
    "DatabricksReposCreateOperator": "give the job a git_source, which is checked out for every run",
    "DatabricksReposDeleteOperator": "give the job a git_source, which is checked out for every run",
    "DatabricksReposUpdateOperator": "give the job a git_source, which is checked out for every run",
    "DatabricksSQLStatementsSensor": "write the statement as a sql_task, for which the next task waits",
    "DatabricksSqlSensor": "start the job by a trigger on the table: {'table_update': {'table_names': [...]}}",
    "DatabricksStartWarehouseOperator": "leave it out: a warehouse starts when a task asks for it",
    "DatabricksStopWarehouseOperator": "leave it out: a warehouse stops by itself (auto_stop_mins)",
    "BranchPythonOperator": "write a condition_task and join its outcomes: check.outcome(True) >> task",
    "ShortCircuitOperator": "write a condition_task and join its outcomes: check.outcome(True) >> task",
}
"""What to write in place of operators that are known and that a Databricks job can't run."""

# These do nothing but hold edges together.
JOINTS = frozenset(("EmptyOperator", "DummyOperator"))
_TRANSLATED = JOINTS | {"EmailOperator"}


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
            if self.operator in _TRANSLATED
            else Lost(f"{self.operator} {name!r}", self.remedy or remedy_for(self.operator))
        )
        Joint.__init__(self, scope, name, arguments, lost)

    @classmethod
    def partial(cls, **arguments: Any) -> Mapped:
        """The arguments that all tasks of a mapping share."""
        return Mapped(arguments)

    @property
    def task_id(self) -> str:
        """Its id as Airflow has it, with the ids of the groups around it."""
        return airflow_id(self)

    @property
    def upstream_task_ids(self) -> set[str]:
        """The ids of what it waits for."""
        return upstream_ids(self)

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


class EmailOperator(Operator, Mail):
    """A mail once what stands before it has ended: a notification of the job or of a task."""

    operator = "EmailOperator"

    def __init__(self, *positional: Any, to: Any = None, **arguments: Any) -> None:
        # What is no address goes on as text, to be told where it stands.
        self.to = addresses(to) or (() if not to else (str(to),))
        super().__init__(*positional, **arguments)


class Mapped:
    """What ``Operator.partial(...)`` gives: with ``expand`` it stands for as many tasks as a list has items."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self._arguments = arguments

    def expand(self, *_: Any, **__: Any) -> Any:
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
    if operator in REMEDIES:
        return REMEDIES[operator]
    if operator.endswith("Sensor"):
        return _WAITS
    return "Databricks can't run it: keep it in a DAG of its own, or write the work as a Databricks task"


@cache
def foreign_operator(name: str, remedy: str = "") -> type[Operator]:
    """The class that stands in for an operator of this name; ``remedy`` says what to do in place of what is usual."""
    return type(name.rpartition(".")[2], (Operator,), {"operator": name.rpartition(".")[2], "remedy": remedy})
