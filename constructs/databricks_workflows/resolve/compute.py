"""What tasks run on, in the Jobs API's words, and which of them run on nothing of the job's."""

from __future__ import annotations

CLUSTERS = ("existing_cluster_id", "job_cluster_key", "new_cluster")
"""The fields of a task that name a cluster."""

COMPUTE = (*CLUSTERS, "environment_key")
"""The fields of a task that say what it runs on; a task has one of them at most."""

RUN_ELSEWHERE = frozenset(
    (
        "alert_task",
        "clean_rooms_notebook_task",
        "condition_task",
        "dashboard_task",
        "dbt_cloud_task",
        "dbt_platform_task",
        "for_each_task",
        "pipeline_task",
        "power_bi_task",
        "run_job_task",
        "sql_task",
    )
)
"""Types of tasks whose work is done elsewhere, or is none: compute is of no use to them."""
