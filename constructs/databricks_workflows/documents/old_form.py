"""The form of a job without tasks, whose one task is the job itself; Terraform and the API have given it up."""

from __future__ import annotations

from databricks_workflows.documents.body import Body
from databricks_workflows.documents.teller import Teller
from databricks_workflows.model import JobSettings, Task
from databricks_workflows.model._base import Problem
from databricks_workflows.model.wording import Wording
from databricks_workflows.rules.documents import OLD_FORM
from databricks_workflows.schema.names import terraform_name

_OF_OLD_FORM = (Task.model_fields.keys() - JobSettings.model_fields.keys()) | {"library"}


def leave_old_form_out(body: Body, teller: Teller) -> None:
    """Tell of a job whose one task is the job itself, and leave what makes that task out."""
    names = [name for name in body.fields if name in _OF_OLD_FORM]
    types = [name for name in names if name.endswith("_task")]
    if not types or body.fields.get("tasks"):
        return
    task = terraform_name("JobSettings", "tasks") if body.wording is Wording.TERRAFORM else "tasks"
    moved = ", ".join(f'"{name}": ...' for name in names)
    teller.tell_of(
        Problem(
            (types[0],),
            OLD_FORM,
            f"{types[0]} stands in the job itself, which has no tasks",
            f'write "{task}": [{{"task_key": "main", {moved}}}] in its place, and leave format out',
        ),
        body,
        body.place((types[0],)),
    )
    body.fields = {name: value for name, value in body.fields.items() if name not in (*names, "format")}
    body.told.add((*body.at, task))
