"""What templates ask for: job parameters and Terraform variables, their defaults decided once all uses are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from databricks_workflows.diagnostics import Diagnostics, Origin, Place
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.dynamic_values import reference
from databricks_workflows.resolve.meanings import DAY, Moment, parameter_text
from databricks_workflows.resolve.places import Path
from databricks_workflows.rules import (
    APPROXIMATE_TEMPLATE,
    DEPLOY_TIME_TEMPLATE,
    PARAMETER_YIELDS,
    RUN_DATE_ASSUMED,
    TWO_DEFAULTS,
    UNMAPPED_TEMPLATE,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """Job parameters and Terraform variables with their defaults, and which parameters are the time of the run."""

    parameters: Mapping[str, str]
    moments: Mapping[str, str]
    variables: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class At:
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
class Asked:
    """One use of a parameter or variable, as it is written, with the default it brings (None: none)."""

    written: str
    default: str | None
    at: At

    @property
    def order(self) -> tuple[Any, ...]:
        return (self.at.place.origin or Origin("", 0), self.at.who, self.at.field)


@dataclass(kw_only=True)
class Uses:
    """Every use of a parameter or variable in a job, gathered while its texts are read.

    Args:
        scheduled: whether the job has a schedule itself.
        fires: whether a schedule starts it, also that of another job.
        ds: what the day of a run means.
        declared: the parameters that the author declares.
        params: the DAG's parameters with their defaults.
        found: gets the problems.
    """

    scheduled: bool
    fires: bool
    ds: Literal["interval_start", "fire_time"] | None
    declared: frozenset[str]
    params: Mapping[str, Any]
    found: Diagnostics
    parameters: dict[str, list[Asked]] = field(default_factory=dict)
    variables: dict[str, list[Asked]] = field(default_factory=dict)
    moments: dict[Moment, list[Asked]] = field(default_factory=dict)
    nearly: dict[str, tuple[At, str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def settled(self) -> Settled:
        """The defaults, decided once all uses are known; whoever uses a name first has no say."""
        parameters = {name: self._parameter(name, asked) for name, asked in sorted(self.parameters.items())}
        for moment, asked in sorted(self.moments.items(), key=lambda each: each[0].parameter):
            self._settle_moment(moment, asked, parameters)
        for text, (at, nearly) in sorted(self.nearly.items()):
            summary = f"{at.who}: {at.field} becomes {text}, which means nearly the same: {nearly}"
            self.found.add(APPROXIMATE_TEMPLATE, at.place, summary, "see that the task can take it", near=at.path)
        return Settled(
            {name: default for name, default in parameters.items() if default is not None},
            {name: part for name, part in self.made.items() if name not in self.declared},
            {name: self._variable(name, asked) for name, asked in sorted(self.variables.items())},
        )

    def _parameter(self, name: str, asked: list[Asked]) -> str | None:
        default = self._one_default(name, "job parameter", asked)
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

    def _variable(self, name: str, asked: list[Asked]) -> str | None:
        default = self._one_default(name, "Terraform variable", asked)
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

    def _one_default(self, name: str, what: str, asked: list[Asked]) -> str | None:
        given: dict[str, Asked] = {}
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

    def _settle_moment(self, moment: Moment, asked: list[Asked], parameters: dict[str, str | None]) -> None:
        name = moment.parameter
        start = ("trigger", "time") if self.scheduled else ("start_time",)
        first = min(asked, key=lambda each: each.order)
        at, written = first.at, f"{{{{ {first.written} }}}}"
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
        self.made[name] = moment.part
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
                f"if the {what} of firing is meant, give --ds fire_time to the command that reads the file, or "
                "ds='fire_time' to the WorkflowStack; for the interval's start, derive it in the task",
                near=at.path,
            )
