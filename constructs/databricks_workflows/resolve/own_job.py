"""The DAG's own job (M4): it runs the workflows of a DAG in their order and hands its parameters down to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.connections import DEFAULT
from databricks_workflows.resolve.dependencies import spread
from databricks_workflows.resolve.draft import TaskDraft, Tasks
from databricks_workflows.resolve.dynamic_values import reference
from databricks_workflows.resolve.given import given
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.resolve.run_jobs import KnownJobs, resolve_run_jobs
from databricks_workflows.rules import BAD_SCOPE, SEVERAL_CONNECTIONS, TWO_DEFAULTS

Children = Mapping[tuple[str, ...], Job]
"""The jobs of a DAG's workflows, by the workflow's path."""


def own_workflow(dag: Dag, known: KnownJobs, allow_unsupported: bool, found: Diagnostics) -> FrozenGroup | None:
    """What the DAG does, as a workflow of its own; None where its workflows run each by itself."""
    if dag.own is None:
        return None
    own = resolve_run_jobs(dag, dag.own, known, allow_unsupported, found)
    if _is_needed(dag, own, known):
        return _in_one_workspace(own, found)
    for name in own.arguments:
        found.add(
            BAD_SCOPE,
            own.place,
            f"DAG {own.name!r}: {name} is for the DAG's own job, and a DAG of one workflow has none",
            f"give {name} to the workflow group",
            near=(name,),
        )
    return None


def _is_needed(dag: Dag, own: FrozenGroup, known: KnownJobs) -> bool:
    """Whether something has to run them: an order, a task beside the workflows, a run or a mail of the whole; or the
    author says how that job is to be.

    Workflows that have nothing to do with each other are started each by the DAG's schedule.
    """
    if any(task.kind != "workflow" for task in own.tasks):
        return True
    if len(own.tasks) < 2:
        return False
    if own.arguments or dag.own_job_wanted:
        return True
    whole = any(mail.at_the_end and len(mail.after) > 1 for mail in dag.mails)
    return whole or dag.dag_id in known.asked_for or bool(spread(own.edges, own.groups))


def _in_one_workspace(own: FrozenGroup, found: Diagnostics) -> FrozenGroup:
    """A job runs jobs and tasks of its own workspace: all steps have one connection, which is then the job's.

    That of a workflow is told with its job (``checks/job_references.py``).
    """
    steps = {task.ref: given(task, "databricks_conn_id") or DEFAULT for task in own.tasks}
    first = next((task for task in own.tasks if task.kind == "workflow"), own.tasks[0])
    for task in own.tasks:
        if task.kind != "workflow" and steps[task.ref] != steps[first.ref]:
            found.add(
                SEVERAL_CONNECTIONS,
                task.place,
                f"DAG {own.name!r}: step {task.name!r} has the connection {shown(steps[task.ref])}, and "
                f"{first.name!r} has {shown(steps[first.ref])}; one job can't run in two workspaces",
                "name one databricks_conn_id for all of them, or write a DAG for each workspace",
                near=("databricks_conn_id",),
            )
    tasks = tuple(
        replace(
            task, arguments=_without_connection(task.arguments), defaults=tuple(map(_without_connection, task.defaults))
        )
        for task in own.tasks
    )
    return replace(own, arguments={**own.arguments, "databricks_conn_id": steps[first.ref]}, tasks=tasks)


def _without_connection(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if name != "databricks_conn_id"}


def hand_down(
    fields: Mapping[str, Any], tasks: Tasks, children: Children, found: Diagnostics
) -> tuple[dict[str, Any], Tasks]:
    """Declare every parameter of the workflows that the job runs, and hand it down to those that have it.

    A parameter that is the time of the run has the same meaning here as there; any other has the workflow's default.
    """
    start = ("trigger", "time") if fields.get("schedule") or fields.get("trigger") else ("start_time",)
    own = list(fields.get("parameters", ()))
    declared = {each["name"] for each in own}
    first: dict[str, tuple[Job, str]] = {}

    def with_parameters(task: TaskDraft) -> TaskDraft:
        child = children.get(task.source.path) if task.source.kind == "workflow" else None
        parameters = (child.settings.parameters or ()) if child is not None else ()
        if child is None or not parameters:
            return task
        for each in parameters:
            part = child.moments.get(each.name)
            default = each.default if part is None else reference("job", *start, part)
            other, before = first.setdefault(each.name, (child, default))
            if before != default and each.name not in declared:
                _tell(each.name, child, default, other, before, found)
        down = {each.name: reference("job", "parameters", each.name) for each in parameters}
        return task.with_fields(run_job_task={**task.fields.get("run_job_task", {}), "job_parameters": down})

    tasks = tuple(map(with_parameters, tasks))
    own += [{"name": name, "default": first[name][1]} for name in sorted(first.keys() - declared)]
    return {**fields, **({"parameters": own} if own else {})}, tasks


def _tell(name: str, child: Job, default: str, other: Job, before: str, found: Diagnostics) -> None:
    where = f" ({other.place.origin})" if other.place.origin else ""
    found.add(
        TWO_DEFAULTS,
        child.place,
        f"workflow {child.settings.name!r}: parameter {name!r} has the default {shown(default)}, and {shown(before)} "
        f"in workflow {other.settings.name!r}{where}; the DAG's job hands one value down to both",
        "give it one default, or two names",
    )
