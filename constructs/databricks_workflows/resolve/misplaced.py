"""What stands where one job per workflow can't hold it: found while freezing, told here with everything else."""

from __future__ import annotations

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.rules import SENSOR_WITHOUT_GROUP, UNSUPPORTED, unsupported


def report_misplaced(dag: Dag, allow_unsupported: bool, found: Diagnostics) -> None:
    """Report stray tasks, edges that leave a workflow, and operators that a Databricks job can't run."""
    rule = unsupported(allow_unsupported)
    for each in dag.found:
        found.add(rule if each.rule == UNSUPPORTED else each.rule, each.place, each.summary, each.remedy)
    for each_lost in dag.lost:
        found.add(rule, each_lost.place, f"{each_lost.what}: a Databricks job can't run it", each_lost.remedy)
    for sensor in dag.waiting_for_nothing:
        found.add(
            SENSOR_WITHOUT_GROUP,
            sensor,
            f"sensor {sensor.path.rpartition('/')[2]!r} comes after no workflow group",
            "write what it waits for: group >> sensor",
        )
