"""Airflow's templates become dynamic values, job parameters and Terraform variables (M9)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model.tokens import TerraformExpression, escape, join, tf
from databricks_workflows.resolve.asked import Asked, At, Uses
from databricks_workflows.resolve.draft import TaskDraft, Tasks
from databricks_workflows.resolve.dynamic_values import inputs_meant, reference
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
    RUN_ID,
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
)
from databricks_workflows.resolve.names import is_parameter_name, is_variable_name
from databricks_workflows.resolve.places import Path, is_run_time
from databricks_workflows.resolve.settings import Settings
from databricks_workflows.resolve.translated import Grade, Translated
from databricks_workflows.resolve.unmapped import ANYTHING, why_unmapped
from databricks_workflows.rules import UNMAPPED_TEMPLATE


@dataclass(frozen=True, slots=True)
class Generated:
    """What the templates of one workflow ask for: job parameters and Terraform variables, with their defaults, and the
    tasks whose values other tasks read, by task_key, each with the template that reads them. ``moments`` are the
    parameters that are the time of the run."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    moments: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str | None] = field(default_factory=dict)
    read_tasks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    translated: tuple[Translated, ...] = ()


def translate(
    job: Mapping[str, Any],
    tasks: Tasks,
    settings: Settings,
    place: Place,
    found: Diagnostics,
    params: Mapping[str, Any] | None = None,
    fires: bool = False,
    is_step: bool = False,
) -> tuple[dict[str, Any], Tasks, Generated]:
    """Translate every text of a job and its tasks; the order of writing decides nothing.

    ``params`` are the DAG's parameters: their values are the defaults of what templates take from them. ``fires`` says
    that a schedule starts the job although it has none itself: that of the DAG's own job. ``is_step`` says that the job
    is one of several that a run of the DAG runs.
    """
    reader = _Translation(settings, job, tasks, found, params or {}, fires, is_step)
    name = str(job.get("name"))

    def walk_task(task: TaskDraft) -> TaskDraft:
        who = f"task {task.source.name!r}"
        fields = reader.walk(task.fields, lambda path: At(who, path, task.place, is_run_time(path), task.key))
        return replace(task, fields=fields)

    translated = tuple(map(walk_task, tasks))
    fields = reader.walk(job, lambda path: At(f"job {name!r}", path, place, is_run_time(path)))
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
        is_step: bool,
    ) -> None:
        self.is_step = is_step
        self.job_name = str(job.get("name"))
        self.keys = _keys(tasks)
        self.read_tasks: dict[str, dict[str, str]] = {}
        self.translated: list[Translated] = []
        self.keep = settings.on_unmapped == "keep"
        self.sql_tasks = frozenset(task.key for task in tasks if "sql_task" in task.fields)
        self.found = found
        scheduled = bool(job.get("schedule") or job.get("trigger"))
        self.uses = Uses(
            scheduled=scheduled,
            fires=fires or scheduled,
            ds=settings.ds,
            declared=frozenset(parameter["name"] for parameter in job.get("parameters", ())),
            params=params,
            found=found,
        )

    def walk(self, value: Any, at: Callable[[Path], At], path: Path = ()) -> Any:
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

    def text(self, text: str, at: At) -> str:
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
            if at.path[:2] == ("for_each_task", "task") and any(inputs_meant(part.source)):
                pieces.append((part.source, False))  # told by the rule about inputs, in documents too
                continue
            means = meaning(part.tree) if isinstance(part, Expression) else None
            if means == RUN_ID and self.is_step:
                means = replace(RUN_ID, nearly="it is the run of this workflow; the DAG's other workflows have others")
            piece = self.piece(means, part.source, at) if means is not None else None
            is_variable = piece is not None and piece.startswith(("${var.", "${jsondecode(var."))
            is_variable &= isinstance(means, Param | Variable | JsonVariable)
            self.note(part.source, piece, means, is_variable, at)
            if piece is None:
                if isinstance(part, Expression) and at.run_time:
                    self.unmapped(part.source, at, *why_unmapped(part.tree, means, self.keys))
                else:
                    self.unmapped(part.source, at)
                piece = part.source
            pieces.append((piece, is_variable))
        joined = "".join(piece for piece, _ in pieces)
        if isinstance(text, TerraformExpression):
            return tf(joined)
        if not any(is_expression for _, is_expression in pieces):
            return joined
        return tf(join(pieces))

    def note(self, written: str, becomes: str | None, means: Meaning | None, is_variable: bool, at: At) -> None:
        """Keep what became of a template."""
        nearly = isinstance(means, TaskResult) or (isinstance(means, Dynamic) and bool(means.nearly))
        fires = isinstance(means, Moment) and self.uses.fires and self.uses.ds != "fire_time"
        if becomes is None:
            grade = Grade.REFUSED
        elif nearly or fires:
            grade = Grade.APPROXIMATE
        else:
            grade = Grade.DEPLOY_TIME if is_variable else Grade.EXACT
        self.translated.append(Translated(written, becomes, grade, at.who, at.field, at.place))

    def piece(self, means: Meaning, written: str, at: At) -> str | None:
        match means:
            case Text(text):
                return text
            case Dynamic(text, nearly):
                if at.run_time and nearly:
                    self.uses.nearly.setdefault(text, (at, nearly))
                return text if at.run_time else None
            case Moment(parameter=name):
                if not at.run_time:
                    return None
                self.uses.moments.setdefault(means, []).append(Asked(written.strip("{}-+ \n\t\r"), None, at))
                return reference("job", "parameters", name)
            case JobName():
                return self.job_name
            case TaskName():
                return reference("task", "name") if at.run_time else at.key or None
            case TaskValue(task_id, key):
                return self.task_value(task_id, key, written, at)
            case TaskResult(task_id):
                return self.task_rows(task_id, written, at)
            case Variable(name, default):
                return self.terraform_variable(name, Asked(f"var.value.{name}", default, at))
            case JsonVariable(name, path):
                whole = self.terraform_variable(name, Asked(f"var.json.{'.'.join((name, *path))}", None, at))
                inside = "".join(f"[{json.dumps(escape(each), ensure_ascii=False)}]" for each in path)
                return None if whole is None else f"${{jsondecode(var.{name}){inside}}}"
            case Param(name, default):
                if not at.run_time:
                    return self.terraform_variable(name, Asked(f"params.{name}", default, at))
                if not is_parameter_name(name):
                    return None
                self.uses.parameters.setdefault(name, []).append(Asked(f"params.{name}", default, at))
                return reference("job", "parameters", name)

    def terraform_variable(self, name: str, asked: Asked) -> str | None:
        if not is_variable_name(name):
            return None
        self.uses.variables.setdefault(name, []).append(asked)
        return f"${{var.{name}}}"

    def task_value(self, task_id: str, name: str, written: str, at: At) -> str | None:
        key = self.keys.get(task_id)
        if key is None or not at.run_time or not at.key or key == at.key:
            return None
        self.read_tasks.setdefault(at.key, {}).setdefault(key, written)
        return reference("tasks", key, "values", name)

    def task_rows(self, task_id: str, written: str, at: At) -> str | None:
        """What a task hands on: of a SQL task its rows, of any other nothing."""
        key = self.keys.get(task_id)
        if key not in self.sql_tasks or key is None or not at.run_time or not at.key or key == at.key:
            return None
        self.read_tasks.setdefault(at.key, {}).setdefault(key, written)
        text = reference("tasks", key, "output", "rows")
        self.uses.nearly.setdefault(text, (at, "the rows as text, at most 1,000 of them"))
        return text

    def unmapped(self, source: str, at: At, why: str = "", remedy: str = ANYTHING) -> None:
        if self.keep:
            return
        fixed = "" if at.run_time else ", which is fixed when the job is deployed,"
        self.found.add(
            UNMAPPED_TEMPLATE,
            at.place,
            f"{at.who}: the template {source} in {at.field}{fixed} has no equivalent{f' ({why})' if why else ''}",
            remedy,
            near=at.path,
        )

    def settled(self) -> Generated:
        """What the whole asks for."""
        settled = self.uses.settled()
        return Generated(
            settled.parameters,
            settled.moments,
            settled.variables,
            {key: dict(sorted(read.items())) for key, read in sorted(self.read_tasks.items())},
            tuple(self.translated),
        )


def _keys(tasks: Tasks) -> dict[str, str]:
    """The task_key of each task by the ids that Airflow knows it by; an id that fits several names none."""
    named: dict[str, set[str]] = {}
    for task in tasks:
        for name in {task.source.name, ".".join(task.source.path), task.source.full_id}:
            named.setdefault(name, set()).add(task.key)
    return {name: next(iter(keys)) for name, keys in named.items() if len(keys) == 1}
