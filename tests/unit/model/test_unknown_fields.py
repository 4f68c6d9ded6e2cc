"""A field that there is not leads to what is meant: another word, or another block."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from databricks_workflows.model import (
    AccessControl,
    Cluster,
    JobSettings,
    NotebookTask,
    PypiLibrary,
    SqlQuery,
    Task,
    WebhookNotifications,
)
from databricks_workflows.model.unknown_fields import instead_of
from databricks_workflows.model.wording import Wording

PYTHON: list[tuple[type[BaseModel], str, str]] = [
    # Another word.
    (Task, "timeout_second", "did you mean 'timeout_seconds'?"),
    (Cluster, "instance_type", "did you mean 'node_type_id'?"),
    (NotebookTask, "parameters", "did you mean 'base_parameters'?"),
    # A block further in.
    (Task, "notebook_path", "write it in notebook_task"),
    (Task, "package", "write it in libraries[...].cran or libraries[...].pypi"),
    (Task, "instance_type", "write 'node_type_id' in new_cluster"),
    (JobSettings, "git_branch", "write it in git_source"),
    (JobSettings, "run_if", "write it in the task"),
    (JobSettings, "notebook_path", "write it in the task's notebook_task"),
    (JobSettings, "spark_version", "write it in job_clusters[...].new_cluster or the task's new_cluster"),
    # A block further out.
    (NotebookTask, "timeout_seconds", "write it at the task"),
    (Task, "schedule", "write it in the workflow's extra_job_params"),
    (NotebookTask, "tags", "write it in the workflow's extra_job_params"),
    (PypiLibrary, "whl", "write it beside pypi"),
    (SqlQuery, "warehouse_id", "write it beside query"),
    # Nothing.
    (NotebookTask, "name", "known here: base_parameters, notebook_path, source, warehouse_id"),
    (PypiLibrary, "zzz", "known here: package, repo"),
    (AccessControl, "schedule", "known here: group_name, permission_level, service_principal_name, user_name"),
]


@pytest.mark.parametrize(("owner", "name", "remedy"), PYTHON)
def test_in_python(owner: type[BaseModel], name: str, remedy: str) -> None:
    assert instead_of(name, owner, sorted(owner.model_fields), Wording.PYTHON).remedy == remedy


DOCUMENTS: list[tuple[Any, str, list[str], Wording, str]] = [
    (Task, "schedule", ["task_key"], Wording.API, "write it at the job"),
    (JobSettings, "run_if", ["name"], Wording.API, "write it in tasks[...]"),
    (JobSettings, "run_if", ["name"], Wording.TERRAFORM, "write it in task[...]"),
    (JobSettings, "whl", ["name"], Wording.TERRAFORM, "write it in task[...].library[...]"),
    (Task, "job_cluster", ["notebook_task"], Wording.TERRAFORM, "write it at the job"),
    (WebhookNotifications, "on_failures", ["on_failure"], Wording.TERRAFORM, "did you mean 'on_failure'?"),
    (None, "schedule", ["id"], Wording.TERRAFORM, "known here: id"),
]


@pytest.mark.parametrize(("owner", "name", "known", "wording", "remedy"), DOCUMENTS)
def test_in_a_document(owner: Any, name: str, known: list[str], wording: Wording, remedy: str) -> None:
    assert instead_of(name, owner, known, wording).remedy == remedy


def test_a_field_of_another_block_says_which() -> None:
    known = sorted(Task.model_fields)
    assert instead_of("notebook_path", Task, known, Wording.PYTHON).elsewhere == ("notebook_path", "notebook_task")
    assert instead_of("package", Task, known, Wording.PYTHON).elsewhere == (
        *("package", "libraries", "cran", "libraries", "pypi"),
    )
    assert instead_of("timeout_second", Task, known, Wording.PYTHON).meant == "timeout_seconds"
