"""The names of time zones: which there are, and which one is meant by a name that is none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from databricks_workflows.diagnostics import did_you_mean

EXPECTED = "expected a time zone such as 'Europe/Berlin' or 'UTC'"

ABBREVIATED: Mapping[str, tuple[str, ...]] = {
    "ACDT": ("Australia/Adelaide",),
    "ACST": ("Australia/Adelaide", "Australia/Darwin"),
    "AEDT": ("Australia/Sydney",),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AKDT": ("America/Anchorage",),
    "AKST": ("America/Anchorage",),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "AWST": ("Australia/Perth",),
    "BRT": ("America/Sao_Paulo",),
    "BST": ("Europe/London",),
    "CAT": ("Africa/Harare",),
    "CDT": ("America/Chicago",),
    "CEST": ("Europe/Berlin", "Europe/Paris"),
    "CST": ("America/Chicago", "Asia/Shanghai"),
    "CT": ("America/Chicago",),
    "EAT": ("Africa/Nairobi",),
    "EDT": ("America/New_York",),
    "EEST": ("Europe/Helsinki", "Europe/Athens"),
    "ET": ("America/New_York",),
    "GST": ("Asia/Dubai",),
    "HKT": ("Asia/Hong_Kong",),
    "ICT": ("Asia/Bangkok",),
    "IDT": ("Asia/Jerusalem",),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "MDT": ("America/Denver",),
    "MESZ": ("Europe/Berlin",),
    "MEZ": ("Europe/Berlin",),
    "MSK": ("Europe/Moscow",),
    "MT": ("America/Denver",),
    "NZDT": ("Pacific/Auckland",),
    "NZST": ("Pacific/Auckland",),
    "PDT": ("America/Los_Angeles",),
    "PHT": ("Asia/Manila",),
    "PKT": ("Asia/Karachi",),
    "PST": ("America/Los_Angeles",),
    "PT": ("America/Los_Angeles",),
    "SAST": ("Africa/Johannesburg",),
    "SGT": ("Asia/Singapore",),
    "WAT": ("Africa/Lagos",),
    "WEST": ("Europe/Lisbon",),
    "WIB": ("Asia/Jakarta",),
}
"""The zones that people write such letters for; what is a zone of its own (CET, EST) is not among them."""


def is_zone(name: str) -> bool:
    """True for the name of a zone; on a machine that has no list of them, for any."""
    known = _known()
    return name in known or not known


def meant(name: str) -> str:
    """What to write in place of a name that is no zone.

    Args:
        name: what was written.

    Example:
        >>> meant("CEST")
        "CEST is an abbreviation: write 'Europe/Berlin' or 'Europe/Paris'"
        >>> meant("Berlin")
        "did you mean 'Europe/Berlin'?"
    """
    letters = name.strip().upper()
    if letters in ABBREVIATED:
        zones = " or ".join(map(repr, ABBREVIATED[letters]))
        return f"{letters} is an abbreviation: write {zones}"
    word = name.strip().replace(" ", "_").lower()
    for known in sorted(_known(), key=lambda each: (len(each), each)):
        if word in (known.lower(), known.lower().rpartition("/")[2]):
            return f"did you mean {known!r}?"
    return did_you_mean(name, _known()) or "write its region and city"


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
