"""A schedule's time zone is one that Java knows, and is not several.

See https://docs.oracle.com/javase/8/docs/api/java/util/TimeZone.html
"""

from __future__ import annotations

import re

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import CronTrigger, Schedule
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.resolve.time_zones import EXPECTED, is_zone, meant
from databricks_workflows.rules.jobs import SHORT_TIME_ZONE, UNKNOWN_TIME_ZONE

_OFFSET = re.compile(r"(?:GMT|UTC|UT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|Z")

# What Java takes its short ids for: java.time.ZoneId.SHORT_IDS.
_SHORT = {
    "ACT": "Australia/Darwin",
    "AET": "Australia/Sydney",
    "AGT": "America/Argentina/Buenos_Aires",
    "ART": "Africa/Cairo",
    "AST": "America/Anchorage",
    "BET": "America/Sao_Paulo",
    "BST": "Asia/Dhaka",
    "CAT": "Africa/Harare",
    "CNT": "America/St_Johns",
    "CST": "America/Chicago",
    "CTT": "Asia/Shanghai",
    "EAT": "Africa/Addis_Ababa",
    "ECT": "Europe/Paris",
    "EST": "-05:00",
    "HST": "-10:00",
    "IET": "America/Indiana/Indianapolis",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "MIT": "Pacific/Apia",
    "MST": "-07:00",
    "NET": "Asia/Yerevan",
    "NST": "Pacific/Auckland",
    "PLT": "Asia/Karachi",
    "PNT": "America/Phoenix",
    "PRT": "America/Puerto_Rico",
    "PST": "America/Los_Angeles",
    "SST": "Pacific/Guadalcanal",
    "VST": "Asia/Ho_Chi_Minh",
}


def check_time_zone(block: Block, job: Job, found: Diagnostics) -> None:
    """A zone that does not exist, and three letters that may be several."""
    schedule = block.model
    assert isinstance(schedule, Schedule | CronTrigger)
    zone = schedule.timezone_id
    if is_unknown(zone) or _OFFSET.fullmatch(zone):
        return
    if zone in _SHORT:
        block.tell(
            found,
            SHORT_TIME_ZONE,
            ("timezone_id",),
            f"is {shown(zone)}, which Java takes for {_SHORT[zone]}",
            "write the zone by region and city, such as 'America/New_York'"
            if _OFFSET.fullmatch(_SHORT[zone])
            else f"write {_SHORT[zone]!r} if that is meant, or another region and city",
        )
    elif not is_zone(zone):
        block.tell(found, UNKNOWN_TIME_ZONE, ("timezone_id",), f"is {shown(zone)}, {EXPECTED}", meant(zone))
