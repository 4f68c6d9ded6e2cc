"""What Databricks answers for a job, without what says nothing: fields that it fills in where nobody set them.

See https://docs.databricks.com/api/workspace/jobs/get
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.json_lines import Path
from databricks_workflows.model import JobSettings, Model
from databricks_workflows.model._base import model_inside

# Texts that may well be empty; those that are required say it themselves.
_MAY_BE_EMPTY = frozenset((("PythonOperatorParameter", "value"),))

# What stands in every answer, whatever was sent.
_FILLED_IN = {("SparkJarTask", "run_as_repl"): True}

# What the pages of Databricks give a job on serverless compute, and leave there when its tasks go elsewhere.
_LEFT_OVER = "Default"


def without_what_says_nothing(settings: Mapping[str, Any], at: Path, places: dict[Path, Path]) -> dict[str, Any]:
    """The settings of an answer without empty texts, deprecated fields at their one value, and a left-over environment.

    Args:
        settings: what was answered.
        at: where that stands in the document.
        places: filled with where the items of a list stand that lost one.
    """
    fields = _fields(JobSettings, settings)
    environments = fields.get("environments")
    if isinstance(environments, list) and _LEFT_OVER not in _environment_keys(fields.get("tasks")):
        kept = [index for index, each in enumerate(environments) if not _is_left_over(each)]
        places |= {("environments", now): (*at, "environments", index) for now, index in enumerate(kept)}
        fields["environments"] = [environments[index] for index in kept]
    return fields


def _fields(model: type[Model], fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(model, name, value) for name, value in fields.items() if not _says_nothing(model, name, value)}


def _value(model: type[Model], name: str, value: Any) -> Any:
    inner = model_inside(model.model_fields[name].annotation) if name in model.model_fields else None
    if inner is None:
        return value
    if isinstance(value, list):
        return [_fields(inner, each) if isinstance(each, Mapping) else each for each in value]
    return _fields(inner, value) if isinstance(value, Mapping) else value


def _says_nothing(model: type[Model], name: str, value: Any) -> bool:
    field = model.model_fields.get(name)
    if field is None or field.is_required() or (model.__name__, name) in _MAY_BE_EMPTY:
        return False
    return value == "" or ((model.__name__, name) in _FILLED_IN and value is _FILLED_IN[model.__name__, name])


def _environment_keys(tasks: Any) -> Iterator[Any]:
    """The environments that tasks name, those inside a for-each among them."""
    for task in tasks if isinstance(tasks, list) else ():
        if isinstance(task, Mapping):
            yield task.get("environment_key")
            loop = task.get("for_each_task")
            yield from _environment_keys([loop.get("task")] if isinstance(loop, Mapping) else ())


def _is_left_over(environment: Any) -> bool:
    return isinstance(environment, Mapping) and environment.get("environment_key") == _LEFT_OVER
