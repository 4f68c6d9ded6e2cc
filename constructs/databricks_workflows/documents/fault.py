"""What is wrong with a Terraform document beside its jobs."""

from __future__ import annotations

from dataclasses import dataclass

from databricks_workflows.diagnostics import Rule
from databricks_workflows.documents.json_lines import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a block.

    Args:
        rule: what is broken.
        block: where it is, as Terraform names it.
        at: where it stands in the document.
        summary: what is wrong.
        remedy: what to do.
    """

    rule: Rule
    block: str
    at: Path
    summary: str
    remedy: str
