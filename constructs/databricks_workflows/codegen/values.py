"""A value as Python source: plain data, times, and dicts as the typed models that they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from math import isinf
from typing import Any
from zoneinfo import ZoneInfo

from databricks_workflows.codegen.texts import text
from databricks_workflows.model import (
    AccessControl,
    Cluster,
    EmailNotifications,
    Environment,
    JobCluster,
    JobSettings,
    Library,
    Model,
    RunAs,
    Task,
    parse,
)
from databricks_workflows.model._base import model_inside
from databricks_workflows.model.beside import Beside
from databricks_workflows.model.local_files import LocalFile
from databricks_workflows.model.lookups import job_named, warehouse_named
from databricks_workflows.model.tokens import TerraformExpression
from databricks_workflows.rules import READ_ONLY

MODEL = "databricks_workflows.model"
_LOOKUPS = {"databricks_job": job_named, "databricks_sql_warehouse": warehouse_named}
_BIG = 60
"""From this length on a value that comes again is written once, as a constant."""

MODELS: Mapping[str, type[Model]] = {
    "access_control_list": AccessControl,
    "cluster_spec": Cluster,
    "email_notifications": EmailNotifications,
    "environments": Environment,
    "extra_job_params": JobSettings,
    "job_clusters": JobCluster,
    "libraries": Library,
    "new_cluster": Cluster,
    "notebook_packages": Library,
    "run_as": RunAs,
    "task_config": Task,
}
"""What a dict, or each in a list of them, is in these arguments."""


@dataclass(slots=True)
class Seen:
    """A big value, how often it comes, and what it could be called."""

    name: str
    times: int = 0


@dataclass(slots=True)
class Values:
    """Writes values, and keeps what their source needs.

    Args:
        constants: the names of values that are written once, by what :attr:`seen` calls them.
        imports: what the source imports, as pairs of module and name.
        seen: the big values that were met.
        definitions: the source of the constants.
    """

    constants: Mapping[str, str] = field(default_factory=dict)
    imports: set[tuple[str, str]] = field(default_factory=set)
    seen: dict[str, Seen] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)

    def use(self, name: str, module: str = "databricks_workflows") -> str:
        """A name that the source imports."""
        self.imports.add((module, name))
        return name

    def write(self, value: Any, model: type[Model] | None = None, name: str = "value") -> str:
        """The source of a value.

        Args:
            value: plain data.
            model: the model that a dict, or each in a list of them, is where it parses as one.
            name: the argument or field that has it; the name of a constant is made of it.

        Example:
            >>> from databricks_workflows.model import Cluster
            >>> Values().write({"num_workers": 2}, Cluster)
            'Cluster(num_workers=2)'
        """
        if not isinstance(value, Mapping | list) or not value:
            return self._leaf(value)
        if model is Library and isinstance(value, list):
            name = "libraries"
        key = f"{model.__name__ if model else ''} {value!r}"
        known = self.constants.get(key)
        if known is not None:
            self.seen.setdefault(key, Seen(name)).times += 1
            if known not in self.definitions:
                self.definitions[known] = self._whole(value, model, name)
            return known
        source = self._whole(value, model, name)
        if len(source) >= _BIG and model is not Task:  # what a task does is read where the task is
            self.seen.setdefault(key, Seen(name)).times += 1
        return source

    def call(self, function: str, arguments: Iterable[tuple[str, str]]) -> str:
        """The source of a call; an argument without a name stands by its place."""
        return f"{function}({', '.join(f'{name}={value}' if name else value for name, value in arguments)})"

    def _whole(self, value: Any, model: type[Model] | None, name: str) -> str:
        if isinstance(value, list):
            item = model.__name__ if model else name
            return f"[{', '.join(self.write(each, model, item) for each in value)}]"
        made = self._model(value, model) if model else None
        return made or self._mapping(value, model, name)

    def _model(self, value: Mapping[str, Any], model: type[Model]) -> str | None:
        """The value as a model; None where it is none. Fields that only the API itself sets are left out."""
        parsed, problems = parse(model, value)
        if parsed is None or any(problem.rule is not READ_ONLY for problem in problems):
            return None
        arguments = []
        for name, given in value.items():
            if name not in parsed.model_fields_set or given is None:
                continue
            inner = model_inside(model.model_fields[name].annotation)
            shown = f"{value['job_cluster_key']}_cluster" if model is JobCluster and name == "new_cluster" else name
            # A leaf as the model has it: parameters are text there.
            arguments.append((name, self.write(given if inner else getattr(parsed, name), inner, shown)))
        return self.call(self.use(model.__name__, MODEL), arguments)

    def _mapping(self, value: Mapping[Any, Any], model: type[Model] | None, of: str) -> str:
        """A dict; where it should have been a model, those of its fields that are right are models still."""
        items = []
        for name, each in value.items():
            inner = None
            if model is not None and name in model.model_fields:
                inner = model_inside(model.model_fields[name].annotation)
            elif model is JobSettings or of == "default_args":
                inner = MODELS.get(name)
            shown = name if isinstance(name, str) else "value"
            items.append(f"{self._leaf(name)}: {self.write(each, inner, shown)}")
        return f"{{{', '.join(items)}}}"

    def _leaf(self, value: Any) -> str:
        if isinstance(value, LocalFile | Beside):
            return self._beside(value)
        if isinstance(value, TerraformExpression):
            return f"{self.use('tf')}({text(str(value))})"
        if isinstance(value, str):
            return text(value)
        if isinstance(value, float) and isinf(value):
            return f'float("{value}")'
        if value is None or isinstance(value, bool | int | float | bytes):
            return repr(value)
        if isinstance(value, tuple):
            return f"({''.join(f'{self.write(each)}, ' for each in value)})"
        if isinstance(value, frozenset):
            return f"frozenset({{{', '.join(self.write(each) for each in sorted(value))}}})" if value else "frozenset()"
        if isinstance(value, Mapping | list):
            return "{}" if isinstance(value, Mapping) else "[]"
        if isinstance(value, timedelta | date | tzinfo):
            return self._time(value)
        return text(repr(value))  # no plain data, and wrong wherever it stands; its name says what it was

    def _beside(self, value: LocalFile | Beside) -> str:
        if isinstance(value, Beside):
            ((_, name),) = value.arguments.items()
            return self.call(self.use(_LOOKUPS[value.kind].__name__), [("", text(name))])
        path = [("path", text(value.path))] if value.path else []
        made = self.use(type(value).__name__)
        if value.text is None:
            return self.call(f"{made}.from_file", [("", text(str(value.source))), *path])
        return self.call(f"{made}.from_text", [("", text(value.name)), ("", text(value.text)), *path])

    def _time(self, value: timedelta | date | tzinfo) -> str:
        if isinstance(value, timedelta):
            return self._duration(value)
        if isinstance(value, datetime):
            parts = [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]
            while len(parts) > 3 and not parts[-1]:
                parts.pop()
            named = {"tzinfo": self._time(value.tzinfo)} if value.tzinfo else {}
            named |= {"fold": "1"} if value.fold else {}
            arguments = [*(("", str(part)) for part in parts), *named.items()]
            return self.call(self.use("datetime", "datetime"), arguments)
        if isinstance(value, date):
            return f"{self.use('date', 'datetime')}({value.year}, {value.month}, {value.day})"
        if value is UTC:
            return self.use("UTC", "datetime")
        if isinstance(value, ZoneInfo):
            return f"{self.use('ZoneInfo', 'zoneinfo')}({text(str(value.key))})"
        if isinstance(value, timezone):
            return f"{self.use('timezone', 'datetime')}({self._duration(value.utcoffset(None))})"
        return text(repr(value))

    def _duration(self, value: timedelta) -> str:
        minutes, seconds = divmod(value.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        parts = {
            "days": value.days,
            "hours": hours,
            "minutes": minutes,
            "seconds": seconds,
            "microseconds": value.microseconds,
        }
        arguments = [(unit, str(number)) for unit, number in parts.items() if number]
        return self.call(self.use("timedelta", "datetime"), arguments)
