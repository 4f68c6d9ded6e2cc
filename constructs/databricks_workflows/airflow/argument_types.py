"""What the arguments of tasks and workflows take: the types of the fields that they become."""

from __future__ import annotations

from typing import Any

from databricks_workflows.model import JobSettings, Task
from databricks_workflows.model.shapes import at_path

_NOTEBOOK = {"notebook_path": "notebook_path", "source": "source", "notebook_params": "base_parameters"}


def of_a_task(argument: str) -> Any:
    """The type of what an argument of a task says; None where it becomes no field of that name."""
    if argument == "task_config":
        return Task
    at = ("notebook_task", _NOTEBOOK[argument]) if argument in _NOTEBOOK else (argument,)
    return at_path(Task, at)


def of_a_job(argument: str) -> Any:
    """The type of what an argument of a workflow says; None where it becomes no field of that name."""
    return JobSettings if argument == "extra_job_params" else at_path(JobSettings, (argument,))
