"""A schedule is Quartz cron, and fires: not never, and not more often than Databricks starts runs.

See https://docs.databricks.com/workflows/jobs/schedule-jobs.html
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from databricks_workflows.checks.blocks import Block
from databricks_workflows.checks.quartz import read_quartz
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import CronTrigger, Schedule
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.resolve.schedule import PRESETS, to_quartz
from databricks_workflows.rules.jobs import BAD_QUARTZ, FIRES_TOO_OFTEN, NEVER_FIRES, UNIX_CRON, WEEKDAY_NUMBERS

_LEAST = 10
"""Seconds between two runs of a schedule."""

_LONGEST_MONTHS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_FIELD = "quartz_cron_expression"


def check_schedule(block: Block, job: Job, found: Diagnostics) -> None:
    """An expression that is none, or unix cron; one that never fires, or too often."""
    schedule = block.model
    assert isinstance(schedule, Schedule | CronTrigger)
    expression = schedule.quartz_cron_expression
    if is_unknown(expression):
        return
    what = f"is {shown(expression)}"
    try:
        quartz = read_quartz(expression)
    except ValueError as error:
        if expression in PRESETS or len(expression.split()) == 5:
            block.tell(found, UNIX_CRON, (_FIELD,), f"{what}, which is unix cron", _as_quartz(expression))
        else:
            block.tell(found, BAD_QUARTZ, (_FIELD,), f"{what}: {error}", _mended(expression))
        return
    _tell_weekdays(block, expression, found)
    if quartz.years and max(quartz.years) < datetime.now(UTC).year:
        why, remedy = f"its last year is {max(quartz.years)}", "leave the year out, or write one to come"
        block.tell(found, NEVER_FIRES, (_FIELD,), f"{what} and never fires: {why}", remedy)
    elif quartz.days and min(quartz.days) > max(_LONGEST_MONTHS[month] for month in quartz.months):
        why, remedy = f"none of its months has a day {min(quartz.days)}", "write L for the last day of a month"
        block.tell(found, NEVER_FIRES, (_FIELD,), f"{what} and never fires: {why}", remedy)
    elif any(after - before < _LEAST for before, after in pairwise(quartz.seconds)):
        often = f"{what} and fires more often than every {_LEAST} seconds"
        once = " ".join(("0", *expression.split()[1:]))
        block.tell(found, FIRES_TOO_OFTEN, (_FIELD,), often, f"write {once!r} for once in each of its minutes")


def _tell_weekdays(block: Block, expression: str, found: Diagnostics) -> None:
    """Monday to Friday in unix cron is another thing in Quartz."""
    if expression.split()[5] == "1-5":
        what = f"is {shown(expression)}, which is Sunday to Thursday: Quartz counts from Sunday, as 1"
        block.tell(found, WEEKDAY_NUMBERS, (_FIELD,), what, "write MON-FRI for Monday to Friday, or SUN-THU")


def _as_quartz(expression: str) -> str:
    """The Quartz form to write, where there is one; five fields may be Quartz without its last, too."""
    words = expression.split()
    is_quartz = len(words) == 5 and words[0] == "0" and words[2] != "*" and words[-1] == "*"
    or_longer = f", or {f'{expression} ?'!r} where seconds come first already" if is_quartz else ""
    try:
        return f"write {to_quartz(PRESETS.get(expression, expression))!r}{or_longer}"
    except ValueError as error:
        return f"write six fields, seconds first, as in '0 30 6 ? * MON-FRI': {error}"


def _mended(expression: str) -> str:
    """The most frequent slip put right: no ``?`` for either of the days."""
    words = expression.split()
    for index in (5, 3):
        if len(words) > 5 and words[index] == "*":
            mended = " ".join((*words[:index], "?", *words[index + 1 :]))
            try:
                read_quartz(mended)
            except ValueError:
                continue
            return f"write {mended!r}"
    return "write seconds, minutes, hours, day of month, month, day of week, as in '0 30 6 * * ?'"
