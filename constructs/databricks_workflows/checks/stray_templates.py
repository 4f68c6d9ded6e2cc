"""What stands in two braces in a document and Databricks does not fill in: the task gets it as text.

In Python such a template is Airflow's, and translated or told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from databricks_workflows.checks.every_text import texts_of
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.dynamic_values import inputs_meant, references
from databricks_workflows.resolve.places import Path, is_run_time
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import STRAY_TEMPLATE

_TEMPLATE = re.compile(r"\{\{-?\s*([A-Za-z_][^{}]*?)\s*-?\}\}")
_SECRET = re.compile(r"\{\{\s*(secrets?[./][^{}]*?)\s*\}\}")
_HALF_A_SECRET = re.compile(r"\{\{\s*secrets/[^/]*\}\}")
_MEANT = {
    "ds": "{{job.start_time.iso_date}}",
    "run_id": "{{job.run_id}}",
    "ts": "{{job.start_time.iso_datetime}}",
}


def check_stray_templates(job: Job, found: Diagnostics) -> None:
    """Templates of Airflow and others where dynamic values may stand; anywhere else secrets in a wrong form."""
    if job.wording is Wording.PYTHON:
        return
    for who, path, text, place in _texts(job):
        at_run_time = is_run_time(path)
        known = {each.text for each in references(text) if not _HALF_A_SECRET.fullmatch(each.text)}
        known |= {each for each, _ in inputs_meant(text) if at_run_time}
        stray = [each for each in (_TEMPLATE if at_run_time else _SECRET).finditer(text) if each[0] not in known]
        if stray:
            first = stray[0]
            found.add(
                STRAY_TEMPLATE,
                place,
                f"{who} gets {first[0]} as text: Databricks fills in no such value",
                _remedy(first[1], at_run_time),
                near=(first[0],),
            )


def _remedy(name: str, at_run_time: bool) -> str:
    if name.lower().startswith("secret"):
        return "write {{secrets/scope/key}}, in spark_conf or spark_env_vars"
    lower = f"{{{{{name.lower()}}}}}"
    if at_run_time and any(references(lower)):
        return f"write {lower}"
    if name.startswith("params."):
        return f"write {{{{job.parameters.{name.removeprefix('params.')}}}}}, and declare the parameter"
    return f"write {_MEANT[name]}" if name in _MEANT else "write one of {{job...}}, {{task...}} and {{tasks...}}"


def _texts(job: Job) -> Iterator[tuple[str, Path, str, Place]]:
    """Every text with two braces, with who has it."""
    for path, text in texts_of({**job.settings.__dict__, "tasks": None}):
        if "{{" in text and not is_unknown(text):
            yield f"workflow {job.settings.name!r}", path, text, job.place
    for task in job.settings.tasks or ():
        for path, text in texts_of(task):
            if "{{" in text and not is_unknown(text):
                yield f"task {str(task.task_key)!r}", path, text, job.place_of(str(task.task_key))
