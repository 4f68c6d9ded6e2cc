"""Small Terraform documents and what differs between them, for tests of comparisons."""

from __future__ import annotations

from typing import Any

from databricks_workflows.compare import Difference, Documents, compare
from databricks_workflows.views.difference import difference_text

TITLE = "sales.etl  [sales/databricks_job.etl]"


def task(key: str, *waits_for: str, **fields: Any) -> dict[str, Any]:
    """A notebook task in Terraform's words."""
    work = {"notebook_task": {"notebook_path": f"/{key}", "source": "WORKSPACE"}, "retry_on_timeout": False, **fields}
    edges = {"depends_on": [{"task_key": each} for each in waits_for]} if waits_for else {}
    return {"task_key": key, **edges, **{name: value for name, value in work.items() if value is not None}}


def document(*tasks: dict[str, Any], blocks: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """A document with the job ``sales.etl``, and other blocks."""
    job = {"name": "sales.etl", "task": list(tasks), **fields}
    return {"resource": {"databricks_job": {"etl": job}}, **(blocks or {})}


def sales(document: dict[str, Any]) -> Documents:
    """An output of one stack."""
    return {"sales": document}


def difference(before: dict[str, Any], after: dict[str, Any]) -> Difference:
    """What differs between two documents of one stack."""
    return compare(sales(before), sales(after))


def lines(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The lines of the text between the job's title, where there is one, and the totals."""
    *told, totals = difference_text(difference(before, after)).splitlines()
    assert totals == ("1 of 1 stack changed: sales" if told else "no differences in 1 stack")
    return told[1:] if told[:1] == [TITLE] else told
