"""Rules about the fields of one block beside each other: rows of ``checks/table.py``, or a file in ``checks/``."""

from __future__ import annotations

from databricks_workflows.diagnostics import Rule, Severity

_E, _W = Severity.ERROR, Severity.WARNING

# Names that exclude or need each other
GIT_REFERENCES = Rule(
    "DW300",
    _E,
    "a git source with several of branch, tag and commit",
    "Databricks checks out one reference. Terraform refuses two as soon as both are written, also where one is empty.",
)
