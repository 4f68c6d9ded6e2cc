"""Dynamic values: what stands for ``{{job.run_id}}`` and the like in a run.

Text that names nothing known stays as it is; an unknown name in a known namespace is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.support.workspace.run import Run, TaskRun

_REFERENCE = re.compile(r"{{\s*([^{}]+?)\s*}}")
_PART = re.compile(r"`([^`]*)`|([^.`]+)")
_TRIGGER_TYPES = {"ONE_TIME": "onetime"}


class UnknownValueError(Exception):
    """A dynamic value that its namespace does not know."""


@dataclass(frozen=True)
class Surroundings:
    """Where a text stands: in a run, maybe in a task, maybe in an iteration with its input."""

    run: Run
    workspace: Mapping[str, str]
    task: TaskRun | None = None
    input: Any = None

    def resolve(self, text: str) -> str:
        """A text with its dynamic values filled in."""
        return _REFERENCE.sub(lambda match: self._value(match[1], match[0]), text)

    def resolve_all(self, value: Any) -> Any:
        """The same for every text in a value."""
        if isinstance(value, dict):
            return {name: self.resolve_all(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.resolve_all(each) for each in value]
        return self.resolve(value) if isinstance(value, str) else value

    def _value(self, name: str, literal: str) -> str:
        namespace, *rest = [quoted or plain for quoted, plain in _PART.findall(name)]
        known: dict[str, Callable[[list[str]], str | None]] = {
            "job": self._job,
            "task": self._task,
            "tasks": self._tasks,
            "input": self._input,
            "workspace": lambda rest: self.workspace.get(".".join(rest)),
            "backfill": lambda rest: _time(self.run.backfill, rest),
        }
        if not rest and namespace in _OLD:
            return _OLD[namespace](self)
        if namespace not in known or (namespace == "input" and self.input is None):
            return literal
        value = known[namespace](rest)
        if value is None:
            raise UnknownValueError(f"Unknown dynamic value reference: {literal}")
        return value

    def _job(self, rest: list[str]) -> str | None:
        match rest:
            case ["id"]:
                return str(self.run.job_id)
            case ["run_id"]:
                return str(self.run.run_id)
            case ["name"]:
                return self.run.name
            case ["repair_count"]:
                return str(len(self.run.repairs) - 1)
            case ["start_time", *unit]:
                return _time(self.run.began, unit)
            case ["trigger", "type"]:
                return _TRIGGER_TYPES.get(self.run.trigger, self.run.trigger.lower())
            case ["trigger", "time", *unit]:
                # a schedule fires at full minutes
                seconds = self.run.triggered
                return _time(seconds - seconds % 60 if self.run.trigger == "PERIODIC" else seconds, unit)
            case ["parameters", *name]:
                return self.run.parameters.get(".".join(name))
        return None

    def _task(self, rest: list[str]) -> str | None:
        if self.task is None:
            return None
        match rest:
            case ["name"]:
                return self.task.key
            case ["run_id"]:
                return str(self.task.run_id)
            case ["execution_count"]:
                return str(self.task.number + 1)
            case ["notebook_path"] if "notebook_task" in self.task.task:
                return str(self.task.task["notebook_task"]["notebook_path"])
        return None

    def _tasks(self, rest: list[str]) -> str | None:
        slot = self.run.slots.get(rest[0]) if rest else None
        if slot is None:
            return None
        latest = slot.latest
        match rest[1:]:
            case ["run_id"]:
                return str(latest.run_id)
            case ["result_state"] if latest.result:
                return latest.result.lower()
            case ["execution_count"]:
                return str(latest.number + 1)
            case ["values", *name] if latest.end and latest.does:
                return latest.does.values.get(".".join(name))
            case ["output", *part] if latest.end:
                return _output(list(getattr(latest.does, "rows", ())), part)
        return None

    def _input(self, rest: list[str]) -> str | None:
        if not rest:
            return _text(self.input)
        found = self.input.get(".".join(rest)) if isinstance(self.input, dict) else None
        return None if found is None else _text(found)


def _output(rows: list[Mapping[str, Any]], part: list[str]) -> str | None:
    match part:
        case ["rows"]:
            return json.dumps(rows)
        case ["first_row"] if rows:
            return json.dumps(rows[0])
        case ["first_row", *column] if rows and ".".join(column) in rows[0]:
            return _text(rows[0][".".join(column)])
    return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _time(seconds: float | None, unit: list[str]) -> str | None:
    if seconds is None or len(unit) != 1 or unit[0] not in _UNITS:
        return None
    return str(_UNITS[unit[0]](datetime.fromtimestamp(seconds, UTC)))


_UNITS: dict[str, Callable[[datetime], object]] = {
    "iso_date": lambda time: time.strftime("%Y-%m-%d"),
    "iso_datetime": lambda time: time.strftime("%Y-%m-%dT%H:%M:%S"),
    "iso_weekday": lambda time: time.isoweekday(),
    "is_weekday": lambda time: str(time.isoweekday() < 6).lower(),
    "year": lambda time: time.year,
    "month": lambda time: time.month,
    "day": lambda time: time.day,
    "hour": lambda time: time.hour,
    "minute": lambda time: time.minute,
    "second": lambda time: time.second,
    "timestamp_ms": lambda time: round(time.timestamp() * 1000),
}

_OLD: dict[str, Callable[[Surroundings], str]] = {
    "job_id": lambda at: str(at.run.job_id),
    "run_id": lambda at: str(at.task.run_id if at.task else at.run.run_id),
    "parent_run_id": lambda at: str(at.run.run_id),
    "start_date": lambda at: str(_time(at.run.began, ["iso_date"])),
    "start_time": lambda at: str(_time(at.run.began, ["timestamp_ms"])),
    "task_key": lambda at: at.task.key if at.task else "",
    "task_retry_count": lambda at: str(at.task.number if at.task else 0),
}
