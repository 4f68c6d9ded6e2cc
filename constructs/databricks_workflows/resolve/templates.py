"""Airflow's templates become dynamic values, job parameters and Terraform variables (M9)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Origin, Place
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import TerraformExpression, escape, tf
from databricks_workflows.resolve.draft import TaskDraft, Tasks
from databricks_workflows.resolve.dynamic_values import reference
from databricks_workflows.resolve.expressions import (
    Expression,
    Literal,
    Statement,
    UnreadableTemplate,
    has_template,
    is_plain,
    read,
)
from databricks_workflows.resolve.meanings import (
    DAY,
    Dynamic,
    JobName,
    JsonVariable,
    Meaning,
    Moment,
    Param,
    TaskName,
    TaskResult,
    TaskValue,
    Text,
    Variable,
    meaning,
    parameter_text,
)
from databricks_workflows.resolve.names import is_parameter_name, is_variable_name
from databricks_workflows.resolve.places import Path, is_run_time
from databricks_workflows.resolve.settings import Settings
from databricks_workflows.resolve.translated import Grade, Translated
from databricks_workflows.rules import (
    APPROXIMATE_TEMPLATE,
    DEPLOY_TIME_TEMPLATE,
    PARAMETER_YIELDS,
    RUN_DATE_ASSUMED,
    TWO_DEFAULTS,
    UNMAPPED_TEMPLATE,
)


@dataclass(frozen=True, slots=True)
class Generated:
    """What the templates of one workflow ask for: job parameters and Terraform variables, with their defaults, and the
    tasks whose values other tasks read, by task_key. ``moments`` are the parameters that are the time of the run."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    moments: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str | None] = field(default_factory=dict)
    read_tasks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    translated: tuple[Translated, ...] = ()


@dataclass(frozen=True, slots=True)
class _At:
    """The value at hand: whose it is, where, and whether Databricks fills it at run time."""

    who: str
    path: Path
    place: Place
    run_time: bool
    key: str = ""

    @property
    def field(self) -> str:
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One use of a parameter or variable, as it is written, with the default it brings (None: none)."""

    written: str
    default: str | None
    at: _At

    @property
    def order(self) -> tuple[Any, ...]:
        return (self.at.place.origin or Origin("", 0), self.at.who, self.at.field)


def translate(
    job: Mapping[str, Any],
    tasks: Tasks,
    settings: Settings,
    place: Place,
    found: Diagnostics,
    params: Mapping[str, Any] | None = None,
    fires: bool = False,
) -> tuple[dict[str, Any], Tasks, Generated]:
    """Translate every text of a job and its tasks; the order of writing decides nothing.

    ``params`` are the DAG's parameters: their values are the defaults of what templates take from them. ``fires`` says
    that a schedule starts the job although it has none itself: that of the DAG's own job.
    """
    reader = _Translation(settings, job, tasks, found, params or {}, fires)
    name = str(job.get("name"))

    def walk_task(task: TaskDraft) -> TaskDraft:
        who = f"task {task.source.name!r}"
        fields = reader.walk(task.fields, lambda path: _At(who, path, task.place, is_run_time(path), task.key))
        return replace(task, fields=fields)

    translated = tuple(map(walk_task, tasks))
    fields = reader.walk(job, lambda path: _At(f"job {name!r}", path, place, is_run_time(path)))
    return fields, translated, reader.settled()


class _Translation:
    def __init__(
        self,
        settings: Settings,
        job: Mapping[str, Any],
        tasks: Tasks,
        found: Diagnostics,
        params: Mapping[str, Any],
        fires: bool,
    ) -> None:
        self.job_name = str(job.get("name"))
        self.keys = _keys(tasks)
        self.read_tasks: dict[str, list[str]] = {}
        self.translated: list[Translated] = []
        self.nearly: dict[str, tuple[_At, str]] = {}
        self.params = params
        self.keep = settings.on_unmapped == "keep"
        self.ds = settings.ds
        self.scheduled = bool(job.get("schedule") or job.get("trigger"))
        self.fires = fires or self.scheduled
        self.sql_tasks = frozenset(task.key for task in tasks if "sql_task" in task.fields)
        self.declared = {parameter["name"] for parameter in job.get("parameters", ())}
        self.found = found
        self.parameters: dict[str, list[_Asked]] = {}
        self.variables: dict[str, list[_Asked]] = {}
        self.moments: dict[Moment, list[_Asked]] = {}

    def walk(self, value: Any, at: Callable[[Path], _At], path: Path = ()) -> Any:
        """The same value with every text in it translated."""
        if isinstance(value, str):
            return self.text(value, at(path)) if has_template(value) else value
        if isinstance(value, Mapping):
            for name in value:
                if has_template(name) and not is_plain(name):
                    # Airflow renders no names either.
                    self.unmapped(name, at((*path, name)))
            return {name: self.walk(each, at, (*path, name)) for name, each in value.items()}
        if isinstance(value, list):
            return [self.walk(each, at, (*path, index)) for index, each in enumerate(value)]
        return value

    def text(self, text: str, at: _At) -> str:
        try:
            parts = read(text)
        except UnreadableTemplate as error:
            self.note(text, None, None, False, at)
            self.unmapped(text, at, f"jinja2 can't read it: {error}")
            return text
        statement = next((part for part in parts if isinstance(part, Statement)), None)
        if statement is not None:
            self.note(statement.source, None, None, False, at)
            self.unmapped(statement.source, at)
            return text
        # A piece that is an expression of Terraform beside the author's own text, which is escaped then.
        pieces: list[tuple[str, bool]] = []
        for part in parts:
            if isinstance(part, Literal):
                pieces.append((part.text, False))
                continue
            means = meaning(part.tree) if isinstance(part, Expression) else None
            piece = self.piece(means, at) if means is not None else None
            is_variable = piece is not None and piece.startswith(("${var.", "${jsondecode(var."))
            is_variable &= isinstance(means, Param | Variable | JsonVariable)
            self.note(part.source, piece, means, is_variable, at)
            if piece is None:
                self.unmapped(part.source, at)
                piece = part.source
            pieces.append((piece, is_variable))
        joined = "".join(piece for piece, _ in pieces)
        if isinstance(text, TerraformExpression):
            return tf(joined)
        if not any(is_expression for _, is_expression in pieces):
            return joined
        return tf("".join(piece if is_expression else escape(piece) for piece, is_expression in pieces))

    def note(self, written: str, becomes: str | None, means: Meaning | None, is_variable: bool, at: _At) -> None:
        """Keep what became of a template."""
        nearly = isinstance(means, TaskResult) or (isinstance(means, Dynamic) and bool(means.nearly))
        fires = isinstance(means, Moment) and self.fires and self.ds != "fire_time"
        if becomes is None:
            grade = Grade.REFUSED
        elif nearly or fires:
            grade = Grade.APPROXIMATE
        else:
            grade = Grade.DEPLOY_TIME if is_variable else Grade.EXACT
        self.translated.append(Translated(written, becomes, grade, at.who, at.field, at.place))

    def piece(self, means: Meaning, at: _At) -> str | None:
        match means:
            case Text(text):
                return text
            case Dynamic(text, nearly):
                if at.run_time and nearly:
                    self.nearly.setdefault(text, (at, nearly))
                return text if at.run_time else None
            case Moment(parameter=name):
                if not at.run_time:
                    return None
                self.moments.setdefault(means, []).append(_Asked("", None, at))
                return reference("job", "parameters", name)
            case JobName():
                return self.job_name
            case TaskName():
                return reference("task", "name") if at.run_time else at.key or None
            case TaskValue(task_id, key):
                return self.task_value(task_id, key, at)
            case TaskResult(task_id):
                return self.task_rows(task_id, at)
            case Variable(name, default):
                return self.terraform_variable(name, _Asked(f"var.value.{name}", default, at))
            case JsonVariable(name, path):
                whole = self.terraform_variable(name, _Asked(f"var.json.{'.'.join((name, *path))}", None, at))
                inside = "".join(f"[{json.dumps(each)}]" for each in path)
                return None if whole is None else f"${{jsondecode(var.{name}){inside}}}"
            case Param(name, default):
                if not at.run_time:
                    return self.terraform_variable(name, _Asked(f"params.{name}", default, at))
                if not is_parameter_name(name):
                    return None
                self.parameters.setdefault(name, []).append(_Asked(f"params.{name}", default, at))
                return reference("job", "parameters", name)

    def terraform_variable(self, name: str, asked: _Asked) -> str | None:
        if not is_variable_name(name):
            return None
        self.variables.setdefault(name, []).append(asked)
        return f"${{var.{name}}}"

    def task_value(self, task_id: str, name: str, at: _At) -> str | None:
        key = self.keys.get(task_id)
        if key is None or not at.run_time or not at.key or key == at.key:
            return None
        self.read_tasks.setdefault(at.key, []).append(key)
        return reference("tasks", key, "values", name)

    def task_rows(self, task_id: str, at: _At) -> str | None:
        """What a task hands on: of a SQL task its rows, of any other nothing."""
        key = self.keys.get(task_id)
        if key not in self.sql_tasks or key is None or not at.run_time or not at.key or key == at.key:
            return None
        self.read_tasks.setdefault(at.key, []).append(key)
        text = reference("tasks", key, "output", "rows")
        self.nearly.setdefault(text, (at, "the rows as text, at most 1,000 of them"))
        return text

    def unmapped(self, source: str, at: _At, why: str = "") -> None:
        if self.keep:
            return
        fixed = "" if at.run_time else ", which is fixed when the job is deployed,"
        self.found.add(
            UNMAPPED_TEMPLATE,
            at.place,
            f"{at.who}: the template {source} in {at.field}{fixed} has no equivalent{f' ({why})' if why else ''}",
            "derive the value in the task's own code, use one of Databricks' dynamic values, "
            "or keep the text with on_unmapped='keep'",
            near=at.path,
        )

    # When everything is read

    def settled(self) -> Generated:
        """The defaults, decided once all uses are known; whoever uses a name first has no say."""
        parameters = {name: self.parameter(name, asked) for name, asked in sorted(self.parameters.items())}
        for moment, asked in sorted(self.moments.items(), key=lambda each: each[0].parameter):
            self.settle_moment(moment, asked, parameters)
        for text, (at, nearly) in sorted(self.nearly.items()):
            summary = f"{at.who}: {at.field} becomes {text}, which means nearly the same: {nearly}"
            self.found.add(APPROXIMATE_TEMPLATE, at.place, summary, "see that the task can take it", near=at.path)
        made = {moment.parameter: moment.part for moment in self.moments if moment.parameter not in self.declared}
        return Generated(
            {name: default for name, default in parameters.items() if default is not None},
            {name: part for name, part in made.items() if not self.yields(name)},
            {name: self.variable(name, asked) for name, asked in sorted(self.variables.items())},
            {key: tuple(sorted(set(read))) for key, read in sorted(self.read_tasks.items())},
            tuple(self.translated),
        )

    def yields(self, name: str) -> bool:
        """True where another template gives a moment's parameter its default."""
        return any(each.default is not None for each in self.parameters.get(name, ())) or name in self.params

    def parameter(self, name: str, asked: list[_Asked]) -> str | None:
        default = self.one_default(name, "job parameter", asked)
        if default is None and any(moment.parameter == name for moment in self.moments):
            return None
        if default is None and name not in self.declared:
            at = min(asked, key=lambda each: each.order).at
            self.found.add(
                UNMAPPED_TEMPLATE,
                at.place,
                f"{at.who}: {{{{ params.{name} }}}} in {at.field} becomes a job parameter, and those need a default",
                f'write {{{{ params.{name} | default("...") }}}}, or declare the parameter',
                near=at.path,
            )
            return ""
        return default

    def variable(self, name: str, asked: list[_Asked]) -> str | None:
        default = self.one_default(name, "Terraform variable", asked)
        first = min(asked, key=lambda each: each.order)
        at = first.at
        self.found.add(
            DEPLOY_TIME_TEMPLATE,
            at.place,
            f"{at.who}: {{{{ {first.written} }}}} in {at.field} is fixed when the job is deployed: it becomes the "
            f"Terraform variable {name!r}" + (f" with the default {shown(default)}" if default is not None else ""),
            f"set it with -var {name}=... or TF_VAR_{name}",
            near=at.path,
        )
        return default

    def one_default(self, name: str, what: str, asked: list[_Asked]) -> str | None:
        given: dict[str, _Asked] = {}
        for each in sorted(asked, key=lambda each: each.order):
            if each.default is not None:
                given.setdefault(each.default, each)
        first, *others = given.values() or [None]
        for other in others:
            assert first is not None
            assert other is not None
            self.found.add(
                TWO_DEFAULTS,
                other.at.place,
                f"{other.at.who}: {what} {name!r} has the default {shown(other.default)} in {other.at.field}, and "
                f"{shown(first.default)} in {first.at.field} of {first.at.who}"
                + (f" ({first.at.place.origin})" if first.at.place.origin else ""),
                "give it one default",
                near=other.at.path,
            )
        if first is None and self.params.get(name) is not None:
            return parameter_text(self.params[name])
        return first.default if first is not None else None

    def settle_moment(self, moment: Moment, asked: list[_Asked], parameters: dict[str, str | None]) -> None:
        name = moment.parameter
        start = ("trigger", "time") if self.scheduled else ("start_time",)
        at = min(asked, key=lambda each: each.order).at
        written = "{{ ds }}" if moment == DAY else "{{ ts }}"
        own = parameters.get(name)
        if own is not None:
            self.found.add(
                PARAMETER_YIELDS,
                at.place,
                f"{at.who}: {written} in {at.field} becomes job parameter {name!r}, to which another template gives "
                f"the default {shown(own)}; that stands",
                near=at.path,
            )
            return
        parameters[name] = reference("job", *start, moment.part)
        becomes = f"{at.who}: {written} in {at.field} becomes job parameter {name!r}"
        what = "day" if moment == DAY else "time"
        if not self.fires:
            summary = f"{becomes}, the {what} a run starts (UTC) unless the run sets it"
            self.found.add(RUN_DATE_ASSUMED, at.place, summary, near=at.path)
        elif self.ds != "fire_time":
            assumed = "" if self.ds else "; that is what was assumed"
            self.found.add(
                APPROXIMATE_TEMPLATE,
                at.place,
                f"{becomes}, the {what} the schedule fires (UTC); Airflow 2 means the start of the interval before it, "
                f"Airflow 3 the {what} of firing{assumed}",
                f"say ds='fire_time' if the {what} of firing is meant; for the interval's start, derive it in the task",
                near=at.path,
            )


def _keys(tasks: Tasks) -> dict[str, str]:
    """The task_key of each task by the ids that Airflow knows it by; an id that fits several names none."""
    named: dict[str, set[str]] = {}
    for task in tasks:
        for name in {task.source.name, ".".join(task.source.path), task.source.full_id}:
            named.setdefault(name, set()).add(task.key)
    return {name: next(iter(keys)) for name, keys in named.items() if len(keys) == 1}
