"""What an Airflow expression means in Databricks or Terraform (M9): the one table."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from jinja2 import nodes

from databricks_workflows.resolve.dynamic_values import reference


@dataclass(frozen=True, slots=True)
class Text:
    """A constant."""

    text: str


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A value that Databricks fills in when the job runs; ``nearly`` says where its meaning is only near."""

    text: str
    nearly: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """The time a run is for: a job parameter, so that a backfill can set it."""

    parameter: str
    part: str


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of the DAG: a job parameter at run time, a Terraform variable in a field fixed at deploy time."""

    name: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of Airflow: a Terraform variable everywhere."""

    name: str
    default: str | None


@dataclass(frozen=True, slots=True)
class JsonVariable:
    """A part of a variable of Airflow that holds JSON: a Terraform variable with that text, decoded."""

    name: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskValue:
    """What another task has set under a name."""

    task_id: str
    key: str


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What another task hands on as its result."""

    task_id: str


@dataclass(frozen=True, slots=True)
class JobName:
    """The name of the job."""


@dataclass(frozen=True, slots=True)
class TaskName:
    """The task's own name."""


Meaning = Text | Dynamic | Moment | Param | Variable | JsonVariable | TaskValue | TaskResult | JobName | TaskName

DAY = Moment("run_date", "iso_date")
TIME = Moment("run_timestamp", "iso_datetime")

_RESULT = "return_value"
RUN_ID = Dynamic(reference("job", "run_id"))
_TRIES = Dynamic(reference("task", "execution_count"), "Databricks counts executions, repairs among them")
_NAMES: dict[tuple[str, ...], Meaning] = {
    ("ds",): DAY,
    ("ts",): TIME,
    ("data_interval_end",): TIME,
    ("run_id",): RUN_ID,
    ("dag_run", "run_id"): RUN_ID,
    ("dag", "dag_id"): JobName(),
    ("dag_run", "dag_id"): JobName(),
    ("ti", "dag_id"): JobName(),
    ("ti", "run_id"): RUN_ID,
    ("task_instance", "dag_id"): JobName(),
    ("task_instance", "run_id"): RUN_ID,
    ("task", "task_id"): TaskName(),
    ("ti", "task_id"): TaskName(),
    ("task_instance", "task_id"): TaskName(),
    ("ti", "try_number"): _TRIES,
    ("task_instance", "try_number"): _TRIES,
    ("dag_run", "run_type"): Dynamic(reference("job", "trigger", "type"), "Databricks has other words for it"),
}
_MOMENTS = {("logical_date",), ("execution_date",), ("data_interval_start",), ("dag_run", "logical_date")}
_AS_DAY = {
    ("strftime", "%Y-%m-%d"),
    ("format", "YYYY-MM-DD"),
    ("date",),
    ("to_date_string",),
}


def meaning(tree: nodes.Expr) -> Meaning | None:
    """The meaning of an expression; None where there is no equivalent."""
    try:
        return _meaning(tree)
    except RecursionError:  # a chain of thousands
        return None


def _meaning(tree: nodes.Expr) -> Meaning | None:
    match tree:
        case nodes.Const(value=str(text)) | nodes.TemplateData(data=text):
            return Text(text)
        case nodes.Filter(
            name="default" | "d", node=nodes.Expr() as inner, args=[nodes.Const(value=default)], kwargs=[]
        ):
            found = _meaning(inner)
            return replace(found, default=parameter_text(default)) if isinstance(found, Param | Variable) else None
        case nodes.Filter(name="ds", node=nodes.Expr() as inner, args=[], kwargs=[]):
            return DAY if _names(inner) in _MOMENTS | {("data_interval_end",)} else None
        case nodes.Filter(name="ts", node=nodes.Expr() as inner, args=[], kwargs=[]):
            return TIME if _names(inner) in _MOMENTS else None
        case nodes.Call():
            return _called(tree)
    names = _names(tree)
    match names:
        case ("params", name) | ("dag_run", "conf", name):
            return Param(name, None)
        case ("var", "value", name):
            return Variable(name, None)
        case ("var", "json", name, *path) if path:
            return JsonVariable(name, tuple(path))
    return TIME if names in _MOMENTS else _NAMES.get(names)


def _called(tree: nodes.Call) -> Meaning | None:
    arguments = [each.value for each in tree.args if isinstance(each, nodes.Const)]
    named = {each.key: each.value.value for each in tree.kwargs if isinstance(each.value, nodes.Const)}
    if len(arguments) != len(tree.args) or len(named) != len(tree.kwargs) or tree.dyn_args or tree.dyn_kwargs:
        return None
    *owner, method = _names(tree.node) or ("",)
    match tuple(owner), method, arguments:
        case ("params",) | ("dag_run", "conf"), "get", [str(name), *default]:
            return Param(name, parameter_text(default[0]) if default else None)
        case ("var", "value"), "get", [str(name), *default]:
            return Variable(name, parameter_text(default[0]) if default else None)
        case ("ti",) | ("task_instance",), "xcom_pull", []:
            return _pulled(named.get("task_ids"), named.get("key", _RESULT))
        case ("ti",) | ("task_instance",), "xcom_pull", [str(task)]:
            return _pulled(task, named.get("key", _RESULT))
    if tuple(owner) in _MOMENTS and (method, *arguments) in _AS_DAY:
        return DAY
    return TIME if tuple(owner) in _MOMENTS and (method, *arguments) == ("isoformat",) else None


def _pulled(task: object, key: object) -> Meaning | None:
    if not isinstance(task, str) or not isinstance(key, str):
        return None
    return TaskResult(task) if key == _RESULT else TaskValue(task, key)


def _names(tree: nodes.Node) -> tuple[str, ...]:
    """``dag_run.conf['x']`` as ("dag_run", "conf", "x"); an empty tuple for what is no such chain."""
    match tree:
        case nodes.Name(name=name):
            return (name,)
        case nodes.Getattr(node=inner, attr=name) | nodes.Getitem(node=inner, arg=nodes.Const(value=str(name))):
            before = _names(inner)
            return (*before, name) if before else ()
    return ()


def parameter_text(default: object) -> str | None:
    """Parameters are text: numbers and bools as JSON has them (M16); none says nothing."""
    return default if isinstance(default, str | None) else json.dumps(default)
