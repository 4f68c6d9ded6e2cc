"""What stands where one job per workflow can't hold it: found while freezing, told here with everything else."""

from __future__ import annotations

from dataclasses import replace

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostics, Severity
from databricks_workflows.rules import SENSOR_WITHOUT_GROUP, UNSUPPORTED


def report_misplaced(dag: Dag, allow_unsupported: bool, found: Diagnostics) -> None:
    """Report stray tasks, edges that leave a workflow, and operators that a Databricks job can't run."""
    for each in dag.found:
        found.add(each.rule, each.place, each.summary, each.remedy)
    rule = replace(UNSUPPORTED, severity=Severity.WARNING) if allow_unsupported else UNSUPPORTED
    for each_lost in dag.lost:
        found.add(rule, each_lost.place, f"{each_lost.what}: a Databricks job can't run it", each_lost.remedy)
    for sensor in dag.waiting_for_nothing:
        found.add(
            SENSOR_WITHOUT_GROUP,
            sensor,
            f"sensor {sensor.path.rpartition('/')[2]!r} comes after no workflow group",
            "write what it waits for: group >> sensor",
        )
