"""What stands where one job per workflow can't hold it: found while freezing, told here with everything else."""

from __future__ import annotations

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.rules import BAD_SCOPE, EDGE_BETWEEN_GROUPS, SENSOR_WITHOUT_GROUP


def report_misplaced(dag: Dag, found: Diagnostics) -> None:
    """Report stray tasks and edges that leave a workflow."""
    for each in dag.misplaced:
        found.add(EDGE_BETWEEN_GROUPS if each.edge else BAD_SCOPE, each.place, each.summary, each.remedy)
    for sensor in dag.waiting_for_nothing:
        found.add(
            SENSOR_WITHOUT_GROUP,
            sensor,
            f"sensor {sensor.path.rpartition('/')[2]!r} comes after no workflow group",
            "write what it waits for: group >> sensor",
        )
