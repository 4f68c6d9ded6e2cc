"""From the author's objects to frozen data: the last place that knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from databricks_workflows.authoring._node import Node
from databricks_workflows.authoring._scope import Scope
from databricks_workflows.authoring.dag import DAG
from databricks_workflows.authoring.frozen import (
    Dag,
    FrozenEdge,
    FrozenGroup,
    FrozenInner,
    FrozenLost,
    FrozenSensor,
    FrozenTask,
    Misplacement,
)
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.authoring.joint import Joint, edges_into
from databricks_workflows.authoring.sensor import DatabricksSensor
from databricks_workflows.authoring.task import WorkflowTask
from databricks_workflows.diagnostics import Place
from databricks_workflows.model._base import plain_value


def freeze(roots: Sequence[Node]) -> tuple[Dag, ...]:
    """Freeze what stands at the top of a file or stack.

    Args:
        roots: DAGs, workflow groups and sensors, in the order of writing.
    """
    dags = [_dag(root, root.members) for root in roots if isinstance(root, DAG)]
    loose = [root for root in roots if not isinstance(root, DAG)]
    sensors = [each for each in loose if isinstance(each, DatabricksSensor)]
    groups = [each for each in loose if isinstance(each, DatabricksWorkflowTaskGroup)]
    for group in groups:
        dags.append(_dag(group, [group, *(each for each in sensors if _comes_after(each, group))]))
    placed = {id(each) for group in groups for each in sensors if _comes_after(each, group)}
    stray = [each for each in loose if each not in groups and id(each) not in placed]
    if stray:
        dags.append(_dag(stray[0], stray))
    return tuple(dags)


def _comes_after(node: Node, group: Node) -> bool:
    return any(edge.upstream is group for edge in edges_into(node))


def _place(node: Node) -> Place:
    return Place(node.path, node.origin)


def _dag(root: Node, members: Iterable[Node]) -> Dag:
    """``root`` is the DAG itself, or the lone group that stands for one."""
    members = list(members)
    dag = root if isinstance(root, DAG) else None
    misplaced: list[Misplacement] = []
    sensors = [each for each in members if isinstance(each, DatabricksSensor)]
    workflows = list(_workflows(members, ()))
    groups = [_group(group, path, sensors) for group, path in workflows]
    known = {id(each) for group, _ in workflows for each in (group, *_below(group))}
    for member in [each for top in members for each in (top, *_below(top))]:
        misplaced += _misplaced(member, known)
    suppressions = {
        _place(node).path: node.suppress
        for node in ([dag] if dag else []) + [each for top in members for each in (top, *_below(top))]
        if node.suppress
    }
    return Dag(
        dag_id=dag.name if dag else None,
        place=_place(root),
        arguments=plain_value(dag.arguments) if dag else {},
        groups=tuple(groups),
        misplaced=tuple(dict.fromkeys(misplaced)),
        lost=tuple(
            FrozenLost(place=_place(node), what=node.lost.what, remedy=node.lost.remedy)
            for node in (each for top in members for each in (top, *_below(top)))
            if isinstance(node, Joint) and node.lost is not None
        ),
        waiting_for_nothing=tuple(
            _place(each) for each in sensors if not any(_comes_after(each, group) for group, _ in workflows)
        ),
        suppressions=suppressions,
    )


def _misplaced(node: Node, known: set[int]) -> Iterator[Misplacement]:
    """What one job per workflow can't hold: stray tasks, edges that leave a workflow."""
    place = _place(node)
    if isinstance(node, Joint):
        around = _workflow_around(node)
        if around is not None:
            yield Misplacement(
                place=place,
                summary=f"operator {node.name!r} stands in workflow group {around.name!r}, which holds Databricks "
                "tasks only",
                remedy="write it outside of the group",
            )
        return
    if isinstance(node, WorkflowTask) and id(node) not in known:
        yield Misplacement(
            place=place,
            summary=f"task {node.name!r} stands in no workflow group",
            remedy="write it inside a DatabricksWorkflowTaskGroup",
        )
    if isinstance(node, DatabricksSensor) and _workflow_around(node) is not None:
        yield Misplacement(
            place=place,
            summary=f"sensor {node.name!r} stands inside a workflow group",
            remedy="write it after the group: group >> sensor",
        )
    if isinstance(node, DatabricksWorkflowTaskGroup) and _workflow_around(node) is not None:
        yield Misplacement(
            place=place,
            summary=f"workflow group {node.name!r} stands inside another workflow group",
            remedy="use TaskGroup for the inner one, or put both side by side",
        )
    for edge in edges_into(node):
        upstream, downstream = _workflow_of(edge.upstream), _workflow_of(node)
        if isinstance(node, DatabricksSensor) and isinstance(edge.upstream, DatabricksWorkflowTaskGroup):
            continue
        if upstream is downstream is not None and node is not upstream and edge.upstream is not upstream:
            continue
        yield Misplacement(
            place=Place(place.path, edge.origin),
            summary=f"{edge.upstream.kind} {edge.upstream.name!r} >> {node.kind} {node.name!r}: "
            "the two are not in one workflow",
            remedy="one job holds the tasks of one workflow group; put the tasks into one group, "
            "or deploy two jobs and let one run the other with a run_job_task",
            edge=True,
        )


def _group(
    group: DatabricksWorkflowTaskGroup,
    path: tuple[str, ...],
    sensors: Sequence[DatabricksSensor],
) -> FrozenGroup:
    refs: dict[int, int] = {}
    tasks: list[FrozenTask] = []
    inner: dict[int, FrozenInner] = {}

    def visit(
        scope: Scope,
        names: tuple[str, ...],
        full: tuple[str, ...],
        around: tuple[int, ...],
        ladder: tuple[TaskGroup | DAG, ...],
    ) -> None:
        for node in scope.members:
            ref = refs[id(node)] = len(refs)
            if isinstance(node, WorkflowTask):
                tasks.append(_task(node, ref, names, full, around, ladder))
            elif isinstance(node, TaskGroup):
                before = len(tasks)
                visit(
                    node,
                    (*names, node.name) if node.prefix_group_id else names,
                    # In Airflow a group that prefixes nothing takes the outer prefixes away as well.
                    (*full, node.name) if node.prefix_group_id else (),
                    (*around, ref),
                    (node, *ladder),
                )
                inner[ref] = FrozenInner(
                    name=node.name,
                    place=_place(node),
                    arguments=plain_value(node.arguments),
                    tasks=tuple(task.ref for task in tasks[before:]),
                )

    outer = _defaults_around(group)
    visit(group, (), path if group.prefix_group_id else (), (), (group, *outer))
    edges = [
        FrozenEdge(
            upstream=refs[id(edge.upstream)],
            downstream=refs[id(node)],
            outcome=edge.outcome,
            origin=edge.origin,
        )
        for node in _below(group)
        for edge in edges_into(node)
        if id(edge.upstream) in refs and id(node) in refs
    ]
    return FrozenGroup(
        name=group.name,
        path=path,
        place=_place(group),
        arguments=plain_value({"job_clusters": group.job_clusters, **group.arguments}),
        tags=dict(group.tags),
        tasks=tuple(tasks),
        groups=inner,
        edges=tuple(edges),
        sensors=tuple(
            FrozenSensor(name=each.name, place=_place(each), arguments=plain_value(each.arguments))
            for each in sensors
            if _comes_after(each, group)
        ),
    )


def _task(
    task: WorkflowTask,
    ref: int,
    names: tuple[str, ...],
    full: tuple[str, ...],
    around: tuple[int, ...],
    ladder: tuple[TaskGroup | DAG, ...],
) -> FrozenTask:
    return FrozenTask(
        ref=ref,
        kind=task.kind,
        name=task.name,
        path=(*names, task.name),
        full_id=".".join((*full, task.name)),
        place=_place(task),
        arguments=plain_value(task.arguments),
        defaults=tuple(rung for scope in ladder for rung in _rungs(scope) if rung),
        settings=_settings(task.settings),
        in_groups=around,
    )


def _settings(settings: dict[str, Any]) -> dict[str, Any]:
    """Like any other value, but None is kept: it takes a field away."""
    return {path: plain_value(value) for path, value in settings.items()}


def _rungs(scope: TaskGroup | DAG) -> list[dict[str, Any]]:
    """A scope's defaults: first its default_args, then what a workflow group says of all its tasks."""
    own: dict[str, Any] = plain_value(scope.default_args)
    if not isinstance(scope, DatabricksWorkflowTaskGroup):
        return [own]
    said = {
        "max_retries": scope.arguments.get("default_task_retries"),
        "timeout_seconds": scope.arguments.get("default_task_timeout_seconds"),
    }
    return [own, plain_value(said)]


def _defaults_around(group: Node) -> tuple[TaskGroup | DAG, ...]:
    """The groups and the DAG around a workflow, from inner to outer."""
    found: list[TaskGroup | DAG] = []
    at: Any = group.scope
    while isinstance(at, TaskGroup | DAG):
        found.append(at)
        at = at.scope
    return tuple(found)


def _workflows(
    members: Iterable[Node], names: tuple[str, ...]
) -> Iterator[tuple[DatabricksWorkflowTaskGroup, tuple[str, ...]]]:
    """The workflow groups, also those inside plain groups, with the path that names the job."""
    for member in members:
        if isinstance(member, DatabricksWorkflowTaskGroup):
            yield member, (*names, member.name)
        elif isinstance(member, TaskGroup):
            yield from _workflows(member.members, (*names, member.name) if member.prefix_group_id else names)


def _below(node: Node) -> Iterator[Node]:
    if isinstance(node, Scope):
        for member in node.members:
            yield member
            yield from _below(member)


def _workflow_around(node: Node) -> DatabricksWorkflowTaskGroup | None:
    at: Any = node.scope
    while isinstance(at, Node):
        if isinstance(at, DatabricksWorkflowTaskGroup):
            return at
        at = at.scope
    return None


def _workflow_of(node: Node) -> DatabricksWorkflowTaskGroup | None:
    return node if isinstance(node, DatabricksWorkflowTaskGroup) else _workflow_around(node)
