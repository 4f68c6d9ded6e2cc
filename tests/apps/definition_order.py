"""Workflows in which everything that has no order of its own is defined as written, or the other way round.

Run with the output folder, then ``parts`` or ``workflows`` or both for what to define the other way round.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TypeVar

from constructs import Construct

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack

T = TypeVar("T")


def order(items: Iterable[T], what: str = "parts") -> list[T]:
    return list(items)[::-1] if what in sys.argv[2:] else list(items)


def mapping(**items: Any) -> dict[str, Any]:
    return dict(order(items.items()))


def notebook(path: str, **parameters: str) -> dict[str, Any]:
    return {"notebook_task": mapping(notebook_path=path, base_parameters=mapping(**parameters))}


SMALL = mapping(spark_version="15.4.x-scala2.12", node_type_id="i3.large", num_workers=1)
LARGE = mapping(spark_version="15.4.x-scala2.12", node_type_id="i3.4xlarge", num_workers=8)

ETL: dict[str, dict[str, Any]] = {
    "extract_a": {"task_config": notebook("extract/a", day="{{ ds }}", limit="5"), "job_cluster_key": "small"},
    "extract_b": {"task_config": notebook("extract/b", day="{{ ds }}"), "job_cluster_key": "running"},
    "extract_c": {"task_config": notebook("extract/c", env="{{ params.env | default('dev') }}")},
    "join": {
        "task_config": notebook("join", day="{{ ds }}"),
        "job_cluster_key": "large",
        "depends_on": order(["extract_a", "extract_b", "extract_c"]),
    },
    "check": {
        "task_config": {"condition_task": mapping(left="{{tasks.join.values.rows}}", op="GREATER_THAN", right="0")},
        "depends_on": ["join"],
    },
    "report": {
        "task_config": notebook("report")
        | {"webhook_notifications": {"on_failure": order([{"id": "b"}, {"id": "a"}, {"id": "c"}])}},
        "job_cluster_key": "shared",
        "depends_on": order(["check", "extract_a"]),
    },
}

WATCH: dict[str, dict[str, Any]] = {
    "second": {"task_config": notebook("/watch/second"), "depends_on": ["first"]},
    "first": {"task_config": notebook("/watch/first", day="{{ ds }}")},
}


class Orders(WorkflowStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, clusters=mapping(shared=SMALL, unused=LARGE))
        for define in order([self.etl, self.watch, self.clean], "workflows"):
            define()

    def etl(self) -> None:
        group = DatabricksWorkflowTaskGroup(
            self,
            "etl",
            databricks_conn_id="first_workspace",
            existing_clusters=mapping(running="0101-000000-abcdefgh", other="0101-000000-zyxwvuts"),
            job_clusters=order(
                [
                    mapping(job_cluster_key="small", new_cluster=SMALL),
                    mapping(job_cluster_key="large", new_cluster=LARGE),
                ]
            ),
            extra_job_params=mapping(
                git_source=mapping(
                    git_url="https://github.com/company/etl.git",
                    git_branch='{{ params.branch | default("main") }}',
                ),
                parameters=order([mapping(name="z", default="1"), mapping(name="a", default="2")]),
                tags=mapping(team="data", cost="42"),
            ),
        )
        for task_id, arguments in order(ETL.items()):
            DatabricksTaskOperator(group, task_id, **arguments)

    def watch(self) -> None:
        group = DatabricksWorkflowTaskGroup(
            self, "watch", databricks_conn_id="second_workspace", previous_address="wait"
        )
        for task_id, arguments in order(WATCH.items()):
            DatabricksTaskOperator(group, task_id, **arguments)

    def clean(self) -> None:
        group = DatabricksWorkflowTaskGroup(self, "clean", previous_address="tidy")
        DatabricksTaskOperator(group, "clean", task_config=notebook("/clean"))


if __name__ == "__main__":
    app = WorkflowApp(sys.argv[1])
    Orders(app, "orders")
    app.synth()
