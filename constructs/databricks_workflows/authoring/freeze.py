"""From the author's objects to frozen data: the last place that knows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from databricks_workflows.authoring._findings import findings_in
from databricks_workflows.authoring._mails import freeze_mails
from databricks_workflows.authoring._node import Node
from databricks_workflows.authoring._own import freeze_own
from databricks_workflows.authoring._tasks import Collected, scopes_around
from databricks_workflows.authoring._walk import comes_after, place_of, with_all_below, workflows_in
from databricks_workflows.authoring.dag import DAG
from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenLost, FrozenMail, FrozenSensor
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup
from databricks_workflows.authoring.joint import Joint
from databricks_workflows.authoring.sensor import DatabricksSensor
from databricks_workflows.diagnostics import Suppression
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
        dags.append(_dag(group, [group, *(each for each in sensors if comes_after(each, group))]))
    placed = {id(each) for group in groups for each in sensors if comes_after(each, group)}
    stray = [each for each in loose if each not in groups and id(each) not in placed]
    if stray:
        dags.append(_dag(stray[0], stray))
    return tuple(dags)


def _dag(root: Node, members: Iterable[Node]) -> Dag:
    """``root`` is the DAG itself, or the lone group that stands for one."""
    members = list(members)
    dag = root if isinstance(root, DAG) else None
    nodes = list(with_all_below(members))
    sensors = [each for each in members if isinstance(each, DatabricksSensor)]
    workflows = list(workflows_in(members))
    collected = {id(group): _collect(group, path) for group, path in workflows}
    groups = [_group(group, path, collected[id(group)], sensors) for group, path in workflows]
    found = [*(dag.findings if dag else ()), *findings_in(members, in_dag=dag is not None)]
    own: FrozenGroup | None = None
    mails: tuple[FrozenMail, ...] = ()
    if dag is not None:
        own, steps = freeze_own(dag, collected, found)
        mails = tuple(freeze_mails(dag, workflows, own, steps, collected))
    return Dag(
        dag_id=dag.name if dag else None,
        place=place_of(root),
        arguments=plain_value(dag.arguments) if dag else {},
        default_args=plain_value(dag.default_args) if dag else {},
        groups=tuple(groups),
        own=own,
        own_job_wanted=dag is not None and dag.own_job_wanted,
        mails=mails,
        found=tuple(found),
        lost=tuple(
            FrozenLost(place=place_of(node), what=node.lost.what, remedy=node.lost.remedy)
            for node in nodes
            if isinstance(node, Joint) and node.lost is not None
        ),
        waiting_for_nothing=tuple(
            place_of(each) for each in sensors if not any(comes_after(each, group) for group, _ in workflows)
        ),
        suppressions=tuple(
            Suppression(place_of(node), node.suppress) for node in ([dag] if dag else []) + nodes if node.suppress
        ),
    )


def _collect(group: DatabricksWorkflowTaskGroup, path: tuple[str, ...]) -> Collected:
    # What a run of the DAG does not run has nothing of the DAG's defaults either.
    around = scopes_around(group) if group.runs else ()
    return Collected(group, path if group.prefix_group_id else (), (group, *around))


def _group(
    group: DatabricksWorkflowTaskGroup,
    path: tuple[str, ...],
    collected: Collected,
    sensors: Sequence[DatabricksSensor],
) -> FrozenGroup:
    return FrozenGroup(
        name=group.name,
        path=path,
        place=place_of(group),
        arguments=plain_value({"job_clusters": group.job_clusters, **group.arguments}),
        default_args=plain_value(group.default_args),
        tags=dict(group.tags),
        runs=group.runs,
        tasks=tuple(collected.tasks),
        groups=collected.inner,
        edges=tuple(collected.edges),
        sensors=tuple(
            FrozenSensor(name=each.name, place=place_of(each), arguments=plain_value(each.arguments))
            for each in sensors
            if comes_after(each, group)
        ),
    )
