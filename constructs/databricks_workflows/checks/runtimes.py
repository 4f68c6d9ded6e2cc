"""Databricks Runtimes that are no longer supported."""

from __future__ import annotations

import re
from datetime import date

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster
from databricks_workflows.rules.blocks import RUNTIME_ENDED

_LAST_WITHOUT_FIXES = (10, 3)
"""This one and all before it are no longer in Databricks at all.

See https://learn.microsoft.com/azure/databricks/release-notes/runtime/eos
"""

_END = {
    (10, 4): date(2025, 3, 18),
    (11, 3): date(2025, 10, 19),
    (12, 2): date(2026, 3, 1),
    (13, 3): date(2026, 8, 22),
    (14, 3): date(2027, 2, 1),
    (15, 4): date(2027, 8, 19),
    (16, 4): date(2028, 5, 9),
    (17, 0): date(2025, 12, 23),
    (17, 1): date(2026, 2, 1),
    (17, 2): date(2026, 3, 16),
    (17, 3): date(2028, 10, 22),
}
"""The day on which support ends.

A version before 17.0 that is not here had no long-term support: it had six months, which ended before those of 17.0.

See https://docs.databricks.com/release-notes/runtime/
"""

_VERSION = re.compile(r"(?:apache-spark-)?(\d+)\.(\d+)\.")


def check_runtime(block: Block, today: date, found: Diagnostics) -> None:
    """A runtime whose support has ended on ``today``."""
    cluster = block.model
    assert isinstance(cluster, Cluster)
    ended = ended_on(cluster.spark_version or "", today)
    if ended is not None:
        remedy = "write a version with long-term support, such as '16.4.x-scala2.12' or '17.3.x-scala2.13'"
        block.tell(found, RUNTIME_ENDED, ("spark_version",), f"is {cluster.spark_version!r}, {ended}", remedy)


def ended_on(spark_version: str, today: date) -> str | None:
    """What became of a runtime's support by a day; None where it has support, or nothing is known of it.

    Example:
        >>> ended_on("12.2.x-scala2.12", date(2026, 3, 2))
        'whose support ended on 2026-03-01'
    """
    match = _VERSION.match(spark_version)
    if match is None:
        return None
    version = (int(match[1]), int(match[2]))
    if version <= _LAST_WITHOUT_FIXES:
        return "which is no longer there"
    if version in _END:
        return f"whose support ended on {_END[version]}" if _END[version] < today else None
    return "whose support has ended" if version < (17, 0) and _END[17, 0] < today else None
