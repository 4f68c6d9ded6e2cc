"""Dynamic values stand in fields that Databricks fills in when a job runs, not in those that are fixed before.

See https://docs.databricks.com/jobs/dynamic-value-references.html
"""

from __future__ import annotations

from databricks_workflows.checks.references import texts_with_braces
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import dotted
from databricks_workflows.resolve.dynamic_values import references
from databricks_workflows.resolve.places import Path, is_run_time
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import FIXED_FIELD, SECRET_STAYS_TEXT

# Only what names or addresses something before a run starts; of other fields it is not known.
_OF_TASKS = frozenset(
    "task_key depends_on existing_cluster_id job_cluster_key environment_key new_cluster libraries run_if "
    "email_notifications webhook_notifications".split()
)
_OF_WORK = frozenset((("notebook_task", "notebook_path"), ("spark_python_task", "python_file")))
_OF_JOBS = frozenset(
    "name tags git_source job_clusters environments schedule trigger triggers run_as email_notifications "
    "webhook_notifications".split()
)
_CLUSTERS = ("new_cluster", "job_clusters")


def check_fixed_fields(job: Job, found: Diagnostics) -> None:
    """Dynamic values in names, paths, clusters and addresses; secrets anywhere but in clusters."""
    who = f"workflow {job.settings.name!r}"
    for path, text in texts_with_braces({**job.settings.__dict__, "tasks": None}):
        _check(who, path, text, job.place, str(path[0]) in _OF_JOBS, found)
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        for path, text in texts_with_braces(task):
            inside = path[2:] if path[:2] == ("for_each_task", "task") else path
            fixed = str(inside[0]) in _OF_TASKS or inside[:2] in _OF_WORK
            _check(f"task {key!r}", path, text, job.place_of(key), fixed, found)


def _check(who: str, path: Path, text: str, place: Place, fixed: bool, found: Diagnostics) -> None:
    if is_run_time(path):
        return
    for each in references(text):
        if each.names[0] == "secrets":
            if not any(name in path for name in _CLUSTERS):
                found.add(
                    SECRET_STAYS_TEXT,
                    place,
                    f"{who}: {dotted(path)} has {each.text}, which stays text there",
                    "give it to the cluster, in spark_conf or spark_env_vars",
                    near=(*path, each.text),
                )
        elif fixed:
            found.add(
                FIXED_FIELD,
                place,
                f"{who}: {dotted(path)} has {each.text}, and is fixed when the job is deployed",
                "use a Terraform variable there, or hand the value to the task as a parameter",
                near=(*path, each.text),
            )
