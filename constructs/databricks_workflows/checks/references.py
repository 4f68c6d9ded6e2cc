"""Dynamic values are written as Databricks reads them: names that exist, no expressions, no old names.

See https://docs.databricks.com/jobs/dynamic-value-references.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.checks.every_text import texts_of
from databricks_workflows.diagnostics import Diagnostics, Place, Rule, did_you_mean
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.places import Path, is_run_time
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.resolve.translated import Grade
from databricks_workflows.rules.jobs import (
    EXPRESSION_IN_REFERENCE,
    MALFORMED_REFERENCE,
    OLD_REFERENCE,
    SECRET_STAYS_TEXT,
    UNKNOWN_REFERENCE,
)

_MOMENT = frozenset(
    "iso_date iso_datetime iso_weekday is_weekday year month day hour minute second timestamp_ms".split()
)

# The names below each name: a set of last ones, a mapping of further ones under any name ("*"), None for whatever.
_OUTPUT = {"rows": None, "first_row": None, "alert_state": None}
_NAMES: Mapping[str, Any] = {
    "job": {
        "id": None,
        "name": None,
        "run_id": None,
        "repair_count": None,
        "start_time": _MOMENT,
        "parameters": {"*": None},
        "trigger": {"type": None, "time": _MOMENT, "*": None},
    },
    "task": {"name": None, "run_id": None, "execution_count": None, "notebook_path": None},
    "tasks": {
        "*": {
            "run_id": None,
            "result_state": None,
            "execution_count": None,
            "error_code": None,
            "notebook_path": None,
            "values": {"*": None},
            "output": _OUTPUT,
        }
    },
    "workspace": {"id": None, "url": None},
    "backfill": _MOMENT,
}

_OLD = {
    "job_id": "{{job.id}}",
    "run_id": "{{task.run_id}}, or {{job.run_id}} for the run of the job: the old name is the run of the task",
    "parent_run_id": "{{job.run_id}}",
    "start_date": "{{job.start_time.iso_date}}",
    "start_time": "{{job.start_time.timestamp_ms}}",
    "task_key": "{{task.name}}",
    "task_retry_count": "{{task.execution_count}}, which counts the first attempt too",
}

_SPACES = "|".join((*_NAMES, "input"))
_BRACES = re.compile(r"\{\{((?:(?!\{\{|\}\}).)*)\}\}", re.DOTALL)
_NAME = r"(?:`[^`]+`|[\w-]+)"
_PATH = re.compile(rf"\w+(?:\.{_NAME})*")
_PART = re.compile(_NAME)
_OPEN = re.compile(rf"\{{\{{\s*(?:{_SPACES})\.[\w.`-]+\s*\}}?")
_EXPRESSION = re.compile(r"[|+*/%()\[\]<>=!,]|\s-\s|\s(?:if|or|and|in|is)\s")


def check_references(job: Job, found: Diagnostics) -> None:
    """Every text that Databricks fills in; what was told of as a template is not told of again."""
    refused = {each.written for each in job.translated if each.grade is Grade.REFUSED}
    for who, path, text, place in _texts(job):
        if is_run_time(path):
            for rule, what, remedy, near in _wrong(text):
                if not any(near in each or each in near for each in refused):
                    found.add(rule, place, f"{who} {what}", remedy, near=(near,))


def texts_with_braces(value: Any) -> Iterator[tuple[Path, str]]:
    """The texts in a block that hold braces and are known, with the words that lead to each."""
    return ((path, text) for path, text in texts_of(value) if "{{" in text and not is_unknown(text))


def _texts(job: Job) -> Iterator[tuple[str, Path, str, Place]]:
    parameters = job.settings.parameters or []
    for path, text in texts_with_braces({"parameters": parameters}):
        yield f"workflow {job.settings.name!r}: parameter {parameters[int(path[1])].name!r}", path, text, job.place
    for task in job.settings.tasks or ():
        for path, text in texts_with_braces(task):
            yield f"task {str(task.task_key)!r}", path, text, job.place_of(str(task.task_key))


def _wrong(text: str) -> Iterator[tuple[Rule, str, str, str]]:
    """What is wrong with the references in a text: the rule, a predicate, a remedy, the words to point at."""
    for match in _BRACES.finditer(text):
        whole, inner = match[0], match[1].strip()
        space = re.match(r"\w+", inner)
        if space is None:
            continue
        if inner in _OLD:
            yield OLD_REFERENCE, f"uses {whole}, which is deprecated", f"write {_OLD[inner]}", whole
        elif inner.startswith("secrets/"):
            remedy = "let the task's code read it: dbutils.secrets.get(scope, key)"
            yield SECRET_STAYS_TEXT, f"uses {whole}, which stays text there", remedy, whole
        elif space[0] in _NAMES and _PATH.fullmatch(inner):
            yield from _unknown(whole, [name.strip("`") for name in _PART.findall(inner)])
        elif (space[0] in _NAMES or space[0] == "input") and not _PATH.fullmatch(inner):
            if _EXPRESSION.search(inner):
                remedy = "hand on the value itself, and let the task's code do the rest"
                yield (
                    EXPRESSION_IN_REFERENCE,
                    f"uses {whole}, and Databricks evaluates nothing in braces",
                    remedy,
                    whole,
                )
            else:
                remedy = "write names of letters, digits and _ with dots between; any other name in backticks"
                yield (
                    MALFORMED_REFERENCE,
                    f"uses {whole}, which Databricks does not read as a dynamic value",
                    remedy,
                    whole,
                )
    for match in _OPEN.finditer(_BRACES.sub(" ", text)):
        cut = match[0].strip()
        remedy = f"write {cut.rstrip('}').rstrip()}}}}}"
        yield MALFORMED_REFERENCE, f"uses {cut}, whose braces are not closed", remedy, cut


def _unknown(whole: str, names: list[str]) -> Iterator[tuple[Rule, str, str, str]]:
    below: Any = _NAMES
    for depth, name in enumerate(names):
        if below is None:
            return
        if name in below:
            below = below[name] if isinstance(below, Mapping) else None
        elif "*" in below:
            below = below["*"]
        else:
            known = sorted(each for each in below if each != "*")
            before = ".".join(names[:depth])
            nearest = did_you_mean(name, known)
            remedy = nearest or f"below {before} there are: {', '.join(known)}"
            yield UNKNOWN_REFERENCE, f"uses {whole}, and there is no {name!r} below {before}", remedy, whole
            return
    if below is not None:
        known = sorted(each for each in below if each != "*")
        remedy = f"name one of: {', '.join(known)}" if known else f"name it: {{{{{'.'.join(names)}.name}}}}"
        yield MALFORMED_REFERENCE, f"uses {whole}, which names no value", remedy, whole
