"""The tasks and inner groups of a scope, frozen: of one workflow, or of a DAG with its workflows as steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from databricks_workflows.authoring._node import Node
from databricks_workflows.authoring._scope import Scope
from databricks_workflows.authoring._walk import place_of, with_all_below
from databricks_workflows.authoring.dag import DAG
from databricks_workflows.authoring.frozen import FrozenEdge, FrozenInner, FrozenTask, Source
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.authoring.joint import becomes_nothing, edges_into
from databricks_workflows.authoring.task import WorkflowTask
from databricks_workflows.model._base import plain_value

# What an operator of several tasks says of when it runs, and not of each of them.
_OF_THE_WHOLE = ("task_config", "trigger_rule", "run_if", "depends_on")


class Collected:
    """What stands in a scope, each node under the number that edges name.

    Args:
        root: the workflow or DAG.
        full: the ids of outer groups that Airflow puts before those of its tasks.
        ladder: the scopes whose defaults apply, from inner to outer.
        steps: whether a workflow in it is one step, as it is for a DAG.
    """

    def __init__(
        self, root: Scope, full: tuple[str, ...], ladder: tuple[TaskGroup | DAG, ...], steps: bool = False
    ) -> None:
        self._steps = steps
        self.tasks: list[FrozenTask] = []
        self.inner: dict[int, FrozenInner] = {}
        self.edges: list[FrozenEdge] = []
        self._refs: dict[int, int] = {}
        self._count = 0
        self._visit(root, (), full, (), ladder)
        for node in with_all_below(root.members):
            for edge in edges_into(node):
                before, after = self.ref(edge.upstream), self.ref(node)
                if before is None or after is None or (steps and before == after):
                    continue
                self.edges.append(
                    FrozenEdge(
                        upstream=before, downstream=after, outcome=edge.outcome, origin=edge.origin, rule=edge.rule
                    )
                )

    def ref(self, node: Node) -> int | None:
        """The number of a node; what stands in a step has that of the step."""
        return self._refs.get(id(node))

    def tasks_of(self, node: Node) -> tuple[int, ...]:
        """The tasks that a node is, or has in it; none for what is no part of this scope."""
        ref = self.ref(node)
        return () if ref is None else self.inside(ref)

    def ends(self) -> set[int]:
        """The tasks that no other waits for."""
        return self.last(task.ref for task in self.tasks)

    def last(self, refs: Iterable[int]) -> set[int]:
        """Those of some tasks that no other of them waits for."""
        some = set(refs)
        waits = (edge for edge in self.edges if some.intersection(self.inside(edge.downstream)))
        return some - {ref for edge in waits for ref in self.inside(edge.upstream)}

    def beginnings(self) -> set[int]:
        """The tasks that wait for no other."""
        return {task.ref for task in self.tasks} - {ref for edge in self.edges for ref in self.inside(edge.downstream)}

    def before(self, refs: Iterable[int]) -> set[int]:
        """The tasks that have to end before one of these begins."""
        found, waiting = set[int](), set(refs)
        while waiting:
            at = waiting.pop()
            for edge in self.edges:
                if at in self.inside(edge.downstream):
                    waiting |= set(self.inside(edge.upstream)) - found
                    found |= set(self.inside(edge.upstream))
        return found

    def inside(self, ref: int) -> tuple[int, ...]:
        """The tasks of an inner group; a task itself."""
        return self.inner[ref].tasks if ref in self.inner else (ref,)

    def _visit(
        self,
        scope: Scope,
        names: tuple[str, ...],
        full: tuple[str, ...],
        around: tuple[int, ...],
        ladder: tuple[TaskGroup | DAG, ...],
    ) -> None:
        for node in scope.members:
            if becomes_nothing(node):
                continue
            ref = self._refs[id(node)] = self._next()
            if isinstance(node, WorkflowTask):
                self._add(node, ref, names, full, around, ladder)
            elif self._steps and isinstance(node, DatabricksWorkflowTaskGroup):
                self._refs |= {id(each): ref for each in with_all_below(node.members)}
                self.tasks.append(_step(node, ref, names, full, around))
            elif isinstance(node, TaskGroup):
                before = len(self.tasks)
                self._visit(
                    node,
                    (*names, node.name) if node.prefix_group_id else names,
                    # In Airflow a group that prefixes nothing takes the outer prefixes away as well.
                    (*full, node.name) if node.prefix_group_id else (),
                    (*around, ref),
                    (node, *ladder),
                )
                self.inner[ref] = FrozenInner(
                    name=node.name,
                    place=place_of(node),
                    # A workflow in a workflow is told as such, and has arguments that a plain group has not.
                    arguments={} if isinstance(node, DatabricksWorkflowTaskGroup) else plain_value(node.arguments),
                    default_args=plain_value(node.default_args),
                    prefix_group_id=node.prefix_group_id,
                    tasks=tuple(task.ref for task in self.tasks[before:]),
                    in_groups=around,
                )

    def _next(self) -> int:
        self._count += 1
        return self._count - 1

    def _add(
        self,
        node: WorkflowTask,
        ref: int,
        names: tuple[str, ...],
        full: tuple[str, ...],
        around: tuple[int, ...],
        ladder: tuple[TaskGroup | DAG, ...],
    ) -> None:
        arguments: dict[str, Any] = plain_value(node.arguments)
        rungs = [(source, rung) for scope in ladder for source, rung in _rungs(scope) if rung]
        sources, defaults = tuple(source for source, _ in rungs), tuple(rung for _, rung in rungs)
        config = arguments.get("task_config")
        config = config if isinstance(config, Mapping) else {}
        tasks = config.get("tasks")
        if not isinstance(tasks, list) or not all(isinstance(each, Mapping) for each in tasks):
            self.tasks.append(
                FrozenTask(
                    ref=ref,
                    kind=node.kind,
                    name=node.name,
                    path=(*names, node.name),
                    full_id=".".join((*full, node.name)),
                    place=place_of(node),
                    arguments=arguments,
                    defaults=defaults,
                    sources=sources,
                    settings=_settings(node.settings),
                    in_groups=around,
                )
            )
            return
        # One operator that runs several tasks is a group of them.
        shared = {name: value for name, value in arguments.items() if name not in _OF_THE_WHOLE}
        when: dict[str, Any] = {name: arguments[name] for name in ("trigger_rule", "run_if") if name in arguments}
        refs = {str(each.get("task_key")): self._next() for each in tasks}
        for each in tasks:
            key = str(each.get("task_key"))
            edges = each.get("depends_on") or []
            ordered = isinstance(edges, list) and all(isinstance(one, Mapping) for one in edges)
            waits = [one for one in edges if str(one.get("task_key")) in refs] if ordered else []
            self.edges += [
                FrozenEdge(
                    upstream=refs[str(one["task_key"])],
                    downstream=refs[key],
                    outcome=one.get("outcome"),
                    origin=node.origin,
                )
                for one in waits
            ]
            # What is no list of edges stays a field of the task, and is told as one.
            read = ("task_key", "depends_on") if ordered else ("task_key",)
            own = {name: value for name, value in each.items() if name not in read}
            own = {**{name: value for name, value in config.items() if name != "tasks"}, **own}
            self.tasks.append(
                FrozenTask(
                    ref=refs[key],
                    kind="task",
                    name=key,
                    path=(*names, node.name, key),
                    full_id=".".join((*full, node.name, key)),
                    place=place_of(node),
                    arguments={"task_config": own} if waits else {"task_config": own, **when},
                    defaults=(shared, *defaults) if shared else defaults,
                    sources=(Source(f"task {node.name!r}", place_of(node)), *sources) if shared else sources,
                    settings={},
                    in_groups=(*around, ref),
                )
            )
        self.inner[ref] = FrozenInner(
            name=node.name,
            place=place_of(node),
            arguments={},
            default_args=shared,
            prefix_group_id=True,
            tasks=tuple(refs.values()),
            in_groups=around,
        )


def _step(
    group: DatabricksWorkflowTaskGroup, ref: int, names: tuple[str, ...], full: tuple[str, ...], around: tuple[int, ...]
) -> FrozenTask:
    """A workflow as one step of its DAG; what runs it is known when the jobs are."""
    said = {name: group.arguments[name] for name in ("databricks_conn_id", "run_if") if name in group.arguments}
    return FrozenTask(
        ref=ref,
        kind="workflow",
        name=group.name,
        path=(*names, group.name),
        full_id=".".join((*full, group.name)),
        place=place_of(group),
        arguments=plain_value(said),
        defaults=(),
        sources=(),
        settings={},
        in_groups=around,
    )


def _settings(settings: dict[str, Any]) -> dict[str, Any]:
    """Like any other value, but None is kept: it takes a field away."""
    return {path: plain_value(value) for path, value in settings.items()}


def _rungs(scope: TaskGroup | DAG) -> list[tuple[Source, dict[str, Any]]]:
    """A scope's defaults: first its default_args, then what a workflow group says of all its tasks."""
    who, place = f"{scope.kind} {scope.name!r}", place_of(scope)
    own = (Source(f"default_args of {who}", place), plain_value(scope.default_args))
    if not isinstance(scope, DatabricksWorkflowTaskGroup):
        return [own]
    said = {name: scope.arguments.get(name) for name in ("default_task_retries", "default_task_timeout_seconds")}
    return [own, (Source(who, place), plain_value(said))]


def scopes_around(group: Node) -> tuple[TaskGroup | DAG, ...]:
    """The groups and the DAG around a workflow, from inner to outer."""
    found: list[TaskGroup | DAG] = []
    at: Any = group.scope
    while isinstance(at, TaskGroup | DAG):
        found.append(at)
        at = at.scope
    return tuple(found)
