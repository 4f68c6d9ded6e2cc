"""A value in single braces, which nobody fills in: ``{ds}`` where ``{{ ds }}`` is meant.

Only names that mean something in two braces are told of: any others may be for the task's own code, such as ``{0}``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from databricks_workflows.checks.every_text import texts_of
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.places import Path, is_run_time
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import SINGLE_BRACES

_OF_AIRFLOW = (
    r"ds|ds_nodash|ts|ts_nodash|ts_nodash_with_tz|run_id|(?:next|prev)_ds(?:_nodash)?"
    r"|(?:logical_date|execution_date|data_interval_start|data_interval_end)(?:\.\w+)*"
    r"|(?:params|dag_run|dag|ti|task_instance|macros|var\.value|var\.json)\.\w+(?:\.\w+)*"
)
_OF_DATABRICKS = r"(?:job|task|tasks|workspace|backfill|input)(?:\.(?:`[^`]+`|[\w-]+))+"
_INPUT = "input"

# What stands before a brace that is Terraform's, a shell's or the second of two.
_BEFORE = r"(?<![{$#%\\])"
_AFTER = r"(?:\([^{}]*\))?\s*(?:\|[^{}]*)?\}(?!\})"


def check_single_braces(job: Job, found: Diagnostics) -> None:
    """Names of Airflow's templates, in a workflow that may have such, and of dynamic values."""
    known = f"{_OF_AIRFLOW}|{_OF_DATABRICKS}" if job.wording is Wording.PYTHON else _OF_DATABRICKS
    for who, path, text, place in _texts(job):
        names = f"{known}|{_INPUT}" if path[:2] == ("for_each_task", "task") else known
        match = re.search(rf"{_BEFORE}\{{\s*(?:{names}){_AFTER}", text)
        if match is not None and not _is_json(text):
            found.add(
                SINGLE_BRACES,
                place,
                f"{who} gets {match[0]} as text: a value stands in two braces",
                f"write {{{match[0]}}}, in an f-string {{{{{{{match[0]}}}}}}}",
                near=(match[0],),
            )


def _texts(job: Job) -> Iterator[tuple[str, Path, str, Place]]:
    """The texts with a brace that Databricks fills in."""
    for parameter in job.settings.parameters or ():
        if "{" in str(parameter.default) and not is_unknown(parameter.default):
            who = f"workflow {job.settings.name!r}: parameter {parameter.name!r}"
            yield who, ("parameters",), str(parameter.default), job.place
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        for path, text in texts_of(task):
            if "{" in text and is_run_time(path) and not is_unknown(text):
                yield f"task {key!r}", path, text, job.place_of(key)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
