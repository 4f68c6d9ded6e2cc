"""What a DAG itself does: its workflows as steps, the tasks outside of them, and their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from databricks_workflows.authoring._node import Node
from databricks_workflows.authoring._tasks import Collected
from databricks_workflows.authoring._walk import place_of, with_all_below, workflow_around, workflow_of
from databricks_workflows.authoring.dag import DAG
from databricks_workflows.authoring.frozen import Finding, FrozenGroup, FrozenTask
from databricks_workflows.authoring.joint import becomes_nothing, edges_into
from databricks_workflows.diagnostics import Place
from databricks_workflows.model._base import plain_value
from databricks_workflows.rules import BAD_SCOPE, WAITS_FOR_MORE

# Fields of a run that only a job has, and what tells their items apart where they are lists.
_OF_THE_JOB: Mapping[str, str | None] = {
    "git_source": None,
    "environments": "environment_key",
    "access_control_list": None,
    "performance_target": None,
    "budget_policy_id": None,
    "usage_policy_id": None,
    "queue": None,
    "run_as": None,
}
# What the DAG says of its own job.
ARGUMENTS = ("extra_job_params", "address", "previous_address", "import_from")


def freeze_own(dag: DAG, inside: Mapping[int, Collected], found: list[Finding]) -> tuple[FrozenGroup, Collected]:
    """The DAG's own steps as a workflow; it becomes a job where the DAG does more than run one workflow.

    Args:
        dag: the DAG.
        inside: what stands in each of its workflows.
        found: gets the problems.
    """
    collected = Collected(dag, (), (dag,), steps=True)
    for node in with_all_below(dag.members):
        found += _widened(node, inside)
    tasks, lifted = _lifted(collected.tasks, found)
    given = plain_value({name: dag.arguments[name] for name in ARGUMENTS if name in dag.arguments})
    extra = given.get("extra_job_params", {})
    if lifted and isinstance(extra, Mapping):
        given["extra_job_params"] = {**lifted, **extra}
    own = FrozenGroup(
        name=dag.name,
        path=(),
        place=place_of(dag),
        arguments=given,
        default_args={},
        tags={},
        runs=True,
        tasks=tuple(tasks),
        groups=collected.inner,
        edges=tuple(collected.edges),
        sensors=(),
    )
    return own, collected


def _widened(node: Node, inside: Mapping[int, Collected]) -> Iterator[Finding]:
    """An edge of a task inside a workflow to something outside: a job is run, and waited for, as a whole.

    That is no more than was written where the task is the last of its workflow, or the first.
    """
    if becomes_nothing(node):
        return
    for edge in edges_into(node):
        before, after = workflow_around(edge.upstream), workflow_around(node)
        if workflow_of(edge.upstream) is workflow_of(node):
            continue
        ends = before is not None and inside[id(before)].ends() != {inside[id(before)].ref(edge.upstream)}
        begins = after is not None and inside[id(after)].beginnings() != {inside[id(after)].ref(node)}
        if ends or begins:
            first = repr(edge.upstream.name) if before is None else f"all of workflow {before.name!r}"
            last = repr(node.name) if after is None else f"all of workflow {after.name!r}"
            yield Finding(
                rule=WAITS_FOR_MORE,
                place=Place(node.path, edge.origin),
                summary=f"{edge.upstream.kind} {edge.upstream.name!r} >> {node.kind} {node.name!r} leaves a workflow, "
                f"whose job is run as a whole: {last} waits for {first}",
                remedy="write the edge between the workflows to say just that, or put both tasks into one workflow",
            )


def _lifted(tasks: Sequence[FrozenTask], found: list[Finding]) -> tuple[list[FrozenTask], dict[str, Any]]:
    """Fields that only a job has, taken from the tasks that were written as runs of their own."""
    job: dict[str, Any] = {}
    for task in tasks:
        config = _config(task)
        for name, key in _OF_THE_JOB.items():
            if name not in config:
                continue
            before, value = job.get(name), config[name]
            if key is not None and isinstance(value, list) and isinstance(before, list):
                value = [*before, *(each for each in value if each not in before)]
                clash = len({each.get(key) for each in value}) < len(value)
            else:
                clash = before is not None and before != value
            if clash:
                found.append(
                    Finding(
                        rule=BAD_SCOPE,
                        place=task.place,
                        summary=f"task {task.name!r}: its {name} is not that of another task outside of any workflow, "
                        "and all of them are in one job",
                        remedy="write it inside a DatabricksWorkflowTaskGroup of its own",
                    )
                )
                continue
            job[name] = value
    return [_own_fields(task, "git_source" in job and "git_source" not in _config(task)) for task in tasks], job


def _config(task: FrozenTask) -> Mapping[str, Any]:
    config = task.arguments.get("task_config")
    return config if isinstance(config, Mapping) else {}


def _own_fields(task: FrozenTask, in_workspace: bool) -> FrozenTask:
    """The task without the job's fields; beside another task's git source its own files are in the workspace still."""
    arguments = dict(task.arguments)
    if isinstance(arguments.get("task_config"), Mapping):
        config = {name: value for name, value in arguments["task_config"].items() if name not in _OF_THE_JOB}
        for work in ("notebook_task", "dbt_task"):
            if in_workspace and isinstance(config.get(work), Mapping):
                config[work] = {"source": "WORKSPACE", **config[work]}
        arguments["task_config"] = config
    if in_workspace and task.kind == "notebook":
        arguments.setdefault("source", "WORKSPACE")
    return replace(task, arguments=arguments)
