"""The mails of a DAG: what each comes after, and whose failure it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from databricks_workflows.authoring._tasks import Collected
from databricks_workflows.authoring._walk import place_of, with_all_below, workflow_of
from databricks_workflows.authoring.dag import DAG
from databricks_workflows.authoring.frozen import FrozenGroup, FrozenMail
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup
from databricks_workflows.authoring.joint import Mail, edges_into, rule_of

Step = tuple[tuple[str, ...], int | None]
"""A workflow by its path, or a task in it; an empty path is the DAG's own job."""
Groups = Sequence[tuple[DatabricksWorkflowTaskGroup, tuple[str, ...]]]


def freeze_mails(
    dag: DAG, groups: Groups, own: FrozenGroup, refs: Collected, inside: Mapping[int, Collected]
) -> Iterator[FrozenMail]:
    """The mails of a DAG, each with what it comes after."""
    paths = {id(group): path for group, path in groups}
    steps = {task.ref: task for task in own.tasks}

    def step(ref: int) -> Step:
        return (steps[ref].path, None) if steps[ref].kind == "workflow" else ((), ref)

    for node in with_all_below(dag.members):
        if not isinstance(node, Mail):
            continue
        after: list[Step] = []
        failing: list[Step] = []
        waited_for = set[int]()
        for each in (edge.upstream for edge in edges_into(node)):
            group = workflow_of(each)
            outside = refs.tasks_of(group or each)
            if group is None:
                after += map(step, sorted(refs.last(outside)))
                waited_for |= set(outside)
                failing += map(step, outside)
            elif each is group:
                after.append((paths[id(group)], None))
                waited_for |= set(outside)
                failing += after[-1:]
            else:
                path, within = paths[id(group)], inside[id(group)]
                tasks = within.tasks_of(each)
                after += ((path, ref) for ref in sorted(within.last(tasks)))
                failing += ((path, ref) for ref in sorted({*tasks, *within.before(tasks)}))
            failing += map(step, sorted(refs.before(outside)))
        at_the_end = bool(steps) and refs.ends() <= waited_for
        rules = {edge.rule for edge in edges_into(node)} - {None}
        whole = at_the_end and len(steps) > 1 and not _some_may_fail(own)
        yield FrozenMail(
            place=place_of(node),
            what=f"EmailOperator {node.name!r}",
            to=node.to,
            rule=rule_of(node) or next(iter(sorted(map(str, rules))), "all_success"),
            after=tuple(dict.fromkeys(after)),
            failing=(((), None),) if whole else tuple(dict.fromkeys(failing)),
            at_the_end=at_the_end,
        )


def _some_may_fail(own: FrozenGroup) -> bool:
    """Whether a step may fail without the whole failing: some other runs in spite of it."""
    said = (name in task.arguments for task in own.tasks for name in ("trigger_rule", "run_if"))
    return any(said) or any(edge.rule is not None for edge in own.edges)
