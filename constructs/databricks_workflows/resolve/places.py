"""Which fields Databricks fills in when a job runs; every other field is fixed when it is deployed.

See https://docs.databricks.com/jobs/dynamic-value-references.html
"""

from __future__ import annotations

RUN_JOB_PARAMETERS = (
    "job_parameters",
    "notebook_params",
    "python_params",
    "python_named_params",
    "jar_params",
    "spark_submit_params",
    "sql_params",
    "dbt_commands",
)
"""What a run of another job may be given."""

_TASK_FIELDS = frozenset(
    {
        ("notebook_task", "base_parameters"),
        ("spark_python_task", "parameters"),
        ("spark_jar_task", "parameters"),
        ("spark_submit_task", "parameters"),
        ("python_wheel_task", "parameters"),
        ("python_wheel_task", "named_parameters"),
        ("python_operator_task", "parameters"),
        ("sql_task", "parameters"),
        ("dbt_task", "commands"),
        ("condition_task", "left"),
        ("condition_task", "right"),
        ("for_each_task", "inputs"),
        ("pipeline_task", "parameters"),
        ("clean_rooms_notebook_task", "notebook_base_parameters"),
        ("dashboard_task", "filters"),
        *(("run_job_task", name) for name in RUN_JOB_PARAMETERS),
    }
)

Path = tuple[str | int, ...]


def is_run_time(path: Path) -> bool:
    """True for a field, named by its path below a task or below the job, that may hold dynamic values."""
    if path[:2] == ("for_each_task", "task"):
        path = path[2:]
    if path[:1] == ("parameters",):
        return path[-1:] == ("default",)
    return path[:2] in _TASK_FIELDS
