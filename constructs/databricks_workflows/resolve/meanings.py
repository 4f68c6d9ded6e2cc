"""What an Airflow expression means in Databricks or Terraform (M9): the one table."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jinja2 import nodes

from databricks_workflows.resolve.dynamic_values import reference

RUN_DATE = "run_date"
"""The job parameter that ``{{ ds }}`` becomes."""


@dataclass(frozen=True, slots=True)
class Text:
    """A constant."""

    text: str


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A value that Databricks fills in when the job runs."""

    text: str


@dataclass(frozen=True, slots=True)
class RunDate:
    """The day a run is for: a job parameter, so that a backfill can set it."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of the DAG: a job parameter at run time, a Terraform variable in a field fixed at deploy time."""

    name: str
    default: str | None


Meaning = Text | Dynamic | RunDate | Param

_NAMES: dict[str, Meaning] = {
    "ds": RunDate(),
    "run_id": Dynamic(reference("job", "run_id")),
}


def meaning(tree: nodes.Expr) -> Meaning | None:
    """The meaning of an expression; None where there is no equivalent."""
    match tree:
        case nodes.Const(value=str(text)):
            return Text(text)
        case nodes.TemplateData(data=text):
            return Text(text)
        case nodes.Name(name=name):
            return _NAMES.get(name)
        case nodes.Getattr(node=nodes.Name(name="params"), attr=name):
            return Param(name, None)
        case nodes.Getitem(node=nodes.Name(name="params"), arg=nodes.Const(value=str(name))):
            return Param(name, None)
        case nodes.Filter(name="default" | "d", node=inner, args=[nodes.Const(value=default)], kwargs=[]):
            found = meaning(inner) if inner is not None else None
            return Param(found.name, parameter_text(default)) if isinstance(found, Param) else None
    return None


def parameter_text(default: object) -> str | None:
    """Parameters are text: numbers and bools as JSON has them (M16); none says nothing."""
    return default if isinstance(default, str | None) else json.dumps(default)
