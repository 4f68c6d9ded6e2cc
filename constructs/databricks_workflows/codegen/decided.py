"""What the first steps of resolving say of a workflow's tasks, and an author could have written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenEdge, FrozenGroup, FrozenTask
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.dependencies import resolve_dependencies, through_empty
from databricks_workflows.resolve.fields import resolve_fields
from databricks_workflows.resolve.given import given
from databricks_workflows.resolve.keys import assign_keys
from databricks_workflows.resolve.mails import Notice, addresses, notify
from databricks_workflows.resolve.own_job import own_workflow
from databricks_workflows.resolve.run_if import RUN_IF
from databricks_workflows.resolve.run_jobs import KnownJobs, resolve_run_jobs
from databricks_workflows.resolve.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A workflow, or what a DAG itself does, as it is to be written.

    Args:
        group: it, without tasks whose job nobody makes.
        edges: its dependencies, past what became nothing.
        changes: what each task's arguments are to say otherwise, by ref; None takes an argument away.
        is_job: whether it becomes a job; what a DAG does may not.
    """

    group: FrozenGroup
    edges: tuple[FrozenEdge, ...]
    changes: Mapping[int, Mapping[str, Any]]
    is_job: bool


def decide(dag: Dag, group: FrozenGroup, known: KnownJobs, settings: Settings, notices: Sequence[Notice]) -> Decided:
    """Look a workflow over, or with ``dag.own`` the DAG's own steps."""
    nobody = Diagnostics()
    left = resolve_run_jobs(dag, group, known, True, nobody)
    job = own_workflow(dag, known, True, nobody) if group is dag.own else left
    kept = {task.ref for task in left.tasks}
    written = [task for task in group.tasks if task.ref in kept]
    edges = through_empty(list(group.edges), [ref for ref, inner in left.groups.items() if not inner.tasks])
    changes: dict[int, dict[str, Any]] = {task.ref: {} for task in written}
    if job is not None:
        keys = assign_keys(dag, job, job.arguments.get("task_keys", settings.task_keys), nobody)
        tasks = resolve_fields(job, keys, nobody)
        fields = {task.source.ref: task.fields for task in tasks}
        resolved, _ = resolve_dependencies(job, tasks, nobody)
        runs_if = {task.source.ref: task.fields.get("run_if", "ALL_SUCCESS") for task in resolved}
        of_tasks = [each for each in notices if each.path == group.path and each.ref is not None]
        for task in written:
            changes[task.ref] = _run_if(task, runs_if[task.ref], edges)
            for notice in of_tasks:
                if notice.ref == task.ref:
                    changes[task.ref] |= _told(task, fields[task.ref], changes[task.ref], notice)
    shown = replace(group, tasks=tuple(written), groups=left.groups)
    return Decided(group=shown, edges=tuple(edges), changes=changes, is_job=job is not None)


def _run_if(task: FrozenTask, wanted: str, edges: Sequence[FrozenEdge]) -> dict[str, Any]:
    """The task's ``run_if``, where nothing else says it already; a rule that has none is left as it is."""
    rule = task.arguments.get("trigger_rule")
    if rule is not None and str(rule).lower() not in RUN_IF:
        return {}
    through = {edge.rule for edge in edges if edge.downstream == task.ref}
    if rule is None and "run_if" not in task.arguments and len(through) == 1 and not through & {None, *RUN_IF}:
        return {"trigger_rule": next(iter(through))}
    config = task.arguments.get("task_config")
    said = config.get("run_if") if isinstance(config, Mapping) else None
    said = said or next(filter(None, map(rung_run_if, task.defaults)), "ALL_SUCCESS")
    return {"trigger_rule": None, "run_if": wanted if wanted != said else None}


def rung_run_if(arguments: Mapping[str, Any]) -> str | None:
    """What arguments, or defaults, say of when a task runs."""
    own = arguments.get("run_if")
    return str(own) if own is not None else RUN_IF.get(str(arguments.get("trigger_rule")).lower())


def _told(task: FrozenTask, fields: Mapping[str, Any], changed: Mapping[str, Any], notice: Notice) -> dict[str, Any]:
    """The task's mails with one more; where ``email`` tells of failures, it is one more address there."""
    own = changed.get("email_notifications", fields.get("email_notifications", {}))
    email = addresses(changed.get("email", given(task, "email"))) or ()
    about_failures = email and given(task, "email_on_failure") is not False and "on_failure" not in own
    if notice.event == "on_failure" and about_failures:
        return {"email": [*email, *(each for each in notice.to if each not in email)]}
    return dict(notify({"email_notifications": own}, [notice]))
