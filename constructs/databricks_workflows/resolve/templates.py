"""Airflow's templates become dynamic values, job parameters and Terraform variables (M9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model.tokens import escape, is_unknown, tf
from databricks_workflows.resolve.draft import Tasks
from databricks_workflows.resolve.dynamic_values import reference
from databricks_workflows.resolve.expressions import Expression, Literal, UnreadableTemplate, has_template, read
from databricks_workflows.resolve.meanings import RUN_DATE, Dynamic, Meaning, Param, RunDate, Text, meaning
from databricks_workflows.resolve.places import Path, is_run_time
from databricks_workflows.resolve.settings import Settings
from databricks_workflows.rules import (
    APPROXIMATE_TEMPLATE,
    DEPLOY_TIME_TEMPLATE,
    RUN_DATE_ASSUMED,
    TWO_DEFAULTS,
    UNMAPPED_TEMPLATE,
)


@dataclass(slots=True)
class Generated:
    """What the templates of one workflow ask for: job parameters and Terraform variables, with their defaults."""

    parameters: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str | None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _At:
    """The value at hand: whose it is, where, and whether Databricks fills it at run time."""

    who: str
    path: Path
    place: Place
    run_time: bool

    @property
    def field(self) -> str:
        return ".".join(map(str, self.path))


def translate(
    job: Mapping[str, Any],
    tasks: Tasks,
    settings: Settings,
    place: Place,
    found: Diagnostics,
) -> tuple[dict[str, Any], Tasks, Generated]:
    """Translate every text of a job and its tasks; the order of writing decides nothing."""
    generated = Generated()
    reader = _Translation(settings, bool(job.get("schedule") or job.get("trigger")), generated, found)
    name = str(job.get("name"))
    translated = tuple(
        replace(
            task,
            fields=reader.walk(
                task.fields,
                lambda path, task=task: _At(f"task {task.source.name!r}", path, task.place, is_run_time(path)),  # type: ignore[misc]
            ),
        )
        for task in tasks
    )
    fields = reader.walk(job, lambda path: _At(f"job {name!r}", path, place, is_run_time(path)))
    return fields, translated, generated


class _Translation:
    def __init__(self, settings: Settings, scheduled: bool, generated: Generated, found: Diagnostics) -> None:
        self.keep = settings.on_unmapped == "keep"
        self.ds = settings.ds
        self.scheduled = scheduled
        self.generated = generated
        self.found = found
        self.told_of_run_date = False

    def walk(self, value: Any, at: Callable[[Path], _At], path: Path = ()) -> Any:
        """The same value with every text in it translated."""
        if isinstance(value, str):
            return self.text(value, at(path)) if has_template(value) and not is_unknown(value) else value
        if isinstance(value, Mapping):
            return {name: self.walk(each, at, (*path, name)) for name, each in value.items()}
        if isinstance(value, list):
            return [self.walk(each, at, (*path, index)) for index, each in enumerate(value)]
        return value

    def text(self, text: str, at: _At) -> str:
        try:
            parts = read(text)
        except UnreadableTemplate as error:
            return self.unmapped(text, text, at, f"jinja2 can't read it: {error}")
        pieces: list[str] = []
        variables = False
        for part in parts:
            if isinstance(part, Literal):
                pieces.append(part.text)
                continue
            means = meaning(part.tree) if isinstance(part, Expression) else None
            piece = self.piece(means, at) if means is not None else None
            if piece is None:
                return self.unmapped(text, part.source, at)
            variables = variables or (isinstance(means, Param) and not at.run_time)
            pieces.append(piece)
        if not variables:
            return "".join(pieces)
        # A Terraform expression in the text: the author's own part of it is escaped here.
        return tf("".join(piece if piece.startswith("${var.") else escape(piece) for piece in pieces))

    def piece(self, means: Meaning, at: _At) -> str | None:
        match means:
            case Text(text):
                return text
            case Dynamic(text):
                return text if at.run_time else None
            case RunDate():
                return self.run_date(at) if at.run_time else None
            case Param(name, default):
                return self.job_parameter(name, default, at) if at.run_time else self.variable(name, default, at)

    def run_date(self, at: _At) -> str:
        default = reference(
            "job", "trigger" if self.scheduled else "start_time", *(("time",) if self.scheduled else ())
        )
        self.generated.parameters.setdefault(RUN_DATE, default.replace("}}", ".iso_date}}"))
        self.generated.places.setdefault(RUN_DATE, at.place)
        if not self.told_of_run_date:
            self.told_of_run_date = True
            self.tell_of_run_date(at)
        return reference("job", "parameters", RUN_DATE)

    def tell_of_run_date(self, at: _At) -> None:
        if self.scheduled and self.ds != "fire_time":
            assumed = "" if self.ds else "; that is what was assumed"
            self.found.add(
                APPROXIMATE_TEMPLATE,
                at.place,
                f"{at.who}: {{{{ ds }}}} in {at.field} becomes job parameter {RUN_DATE!r}, the day the schedule fires "
                f"(UTC); Airflow 2 means the start of the interval before it, Airflow 3 the day of firing{assumed}",
                "say ds='fire_time' if the day of firing is meant; for the interval's start, derive it in the task",
                near=at.path,
            )
        elif not self.scheduled:
            self.found.add(
                RUN_DATE_ASSUMED,
                at.place,
                f"{at.who}: {{{{ ds }}}} in {at.field} becomes job parameter {RUN_DATE!r}, the day a run starts (UTC) "
                "unless the run sets it",
                near=at.path,
            )

    def job_parameter(self, name: str, default: str | None, at: _At) -> str | None:
        if default is None and name not in self.generated.parameters:
            self.found.add(
                UNMAPPED_TEMPLATE,
                at.place,
                f"{at.who}: {{{{ params.{name} }}}} in {at.field} becomes a job parameter, and those need a default",
                f'write {{{{ params.{name} | default("...") }}}}',
                near=at.path,
            )
            default = ""
        self.remember(self.generated.parameters, name, default, "job parameter", at)
        return reference("job", "parameters", name)

    def variable(self, name: str, default: str | None, at: _At) -> str:
        self.remember(self.generated.variables, name, default, "Terraform variable", at)
        self.found.add(
            DEPLOY_TIME_TEMPLATE,
            at.place,
            f"{at.who}: {{{{ params.{name} }}}} in {at.field} is fixed when the job is deployed: it becomes the "
            f"Terraform variable {name!r}" + (f" with the default {default!r}" if default is not None else ""),
            f"set it with -var {name}=... or TF_VAR_{name}",
            near=at.path,
        )
        return f"${{var.{name}}}"

    def remember(self, table: dict[str, Any], name: str, default: str | None, what: str, at: _At) -> None:
        before = table.get(name)
        if name in table and default is not None and before not in (None, default):
            self.found.add(
                TWO_DEFAULTS,
                at.place,
                f"{at.who}: {what} {name!r} has the default {default!r} in {at.field}, and {before!r} elsewhere"
                + (f" ({self.generated.places[name].origin})" if name in self.generated.places else ""),
                "give it one default",
                near=at.path,
            )
            return
        table[name] = default if default is not None else before
        self.generated.places.setdefault(name, at.place)

    def unmapped(self, text: str, source: str, at: _At, why: str = "") -> str:
        if self.keep:
            return text
        fixed = "" if at.run_time else ", which is fixed when the job is deployed"
        self.found.add(
            UNMAPPED_TEMPLATE,
            at.place,
            f"{at.who}: the template {source} in {at.field}{fixed} has no equivalent{f' ({why})' if why else ''}",
            "derive the value in the task's own code, use one of Databricks' dynamic values, "
            "or keep the text with on_unmapped='keep'",
            near=at.path,
        )
        return text
