"""Ids that are looked up by a name when the document is planned: data sources beside the job."""

from __future__ import annotations

import re

from databricks_workflows.model.beside import Beside


def warehouse_named(name: str) -> Beside:
    """The id of the SQL warehouse of this name, for a ``warehouse_id``.

    Args:
        name: the warehouse's name; it must be there when the document is planned.

    Example:
        >>> from databricks_workflows import warehouse_named
        >>> warehouse_named("main")
        '${data.databricks_sql_warehouse.main.id}'

    See https://registry.terraform.io/providers/databricks/databricks/latest/docs/data-sources/sql_warehouse
    """
    shown = f"the SQL warehouse {name!r}"
    return Beside("data", "databricks_sql_warehouse", _address(name), {"name": name}, "id", shown)


def job_named(name: str) -> Beside:
    """The id of the job of this name, for a ``run_job_task``'s ``job_id``.

    Args:
        name: the name of a job that is not declared here; it must be there when the document is planned.

    Example:
        >>> from databricks_workflows import job_named
        >>> job_named("nightly load")
        '${data.databricks_job.nightly_load.id}'

    See https://registry.terraform.io/providers/databricks/databricks/latest/docs/data-sources/job
    """
    return Beside("data", "databricks_job", _address(name), {"job_name": name}, "id", f"the job {name!r}")


def _address(name: str) -> str:
    plain = re.sub(r"\W", "_", name, flags=re.ASCII)
    return plain if re.match(r"[A-Za-z_]", plain) else f"_{plain}"
