"""What each task waits for (M3): edges, ``depends_on`` and the API's own form, as one set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from databricks_workflows.authoring.frozen import FrozenEdge, FrozenGroup, FrozenInner, FrozenTask
from databricks_workflows.diagnostics import Diagnostics, Origin, did_you_mean
from databricks_workflows.model._base import shown
from databricks_workflows.model.examples import written
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.draft import Tasks
from databricks_workflows.resolve.given import given
from databricks_workflows.resolve.joint_rules import take_rules
from databricks_workflows.rules import AMBIGUOUS_DEPENDENCY, DEPENDENCIES_DIFFER, UNKNOWN_DEPENDENCY, WRONG_TYPE


@dataclass(frozen=True, slots=True)
class Dependency:
    """A task waits for the task ``ref``, or for one outcome of it."""

    ref: int
    outcome: str | None = None


_MOST = 20
"""The names of other tasks that a message lists."""

Origins = dict[tuple[str, str], Origin]
"""Where a dependency was written, by (task_key, task_key of what it waits for)."""


def resolve_dependencies(group: FrozenGroup, tasks: Tasks, found: Diagnostics) -> tuple[Tasks, Origins]:
    """Give each task its ``depends_on``, an edge that was given twice standing once."""
    keys = {task.source.ref: task.key for task in tasks}
    edges_of_tasks = spread(group.edges, group.groups)
    written = _by_edges(edges_of_tasks)
    origins: Origins = {}
    resolved = []
    for task in tasks:
        source = task.source
        edges = written.get(source.ref, {})
        names = [Dependency(ref) for ref in _named(source, _names(source, found), tasks, found)]
        raw = [
            Dependency(ref, each.get("outcome"))
            for each in task.fields.get("depends_on", ())
            for ref in _named(source, [each["task_key"]], tasks, found)
        ]
        _compare(source, {*edges, *names}, set(raw), keys, found)
        wanted = _once([*edges, *names, *raw])
        for each in wanted:
            origin = edges.get(each) or source.place.origin
            if origin:
                origins[task.key, keys[each.ref]] = origin
        depends_on = [
            {"task_key": keys[each.ref], **({"outcome": each.outcome} if each.outcome else {})} for each in wanted
        ]
        resolved.append(task.with_fields(depends_on=depends_on or None))
    return take_rules(tuple(resolved), edges_of_tasks, found), origins


def _names(task: FrozenTask, found: Diagnostics) -> list[str]:
    names = given(task, "depends_on") or []
    listed = names if isinstance(names, list) else []
    right = [name for name in listed if isinstance(name, str)]
    if listed is not names or len(right) < len(listed):
        summary = f"task {task.name!r}: depends_on is {shown(names)}, expected a list of task ids"
        found.add(WRONG_TYPE, task.place, summary, _ids_of(names), near=("depends_on",))
    return right


def _ids_of(names: Any) -> str:
    """What to write where one id was given, or dependencies as the Jobs API has them."""
    several = names if isinstance(names, list) else [names]
    ids = [each.get("task_key") if isinstance(each, Mapping) else each for each in several]
    right = ids and all(isinstance(each, str) for each in ids)
    return f"write {written(ids, list[str], Wording.PYTHON)}" if right else 'give a list of task ids: ["..."]'


def wait_for_values(
    tasks: Tasks, read: Mapping[str, Mapping[str, str]], origins: Origins
) -> tuple[Tasks, Origins, dict[tuple[str, str], str]]:
    """Let a task wait for those whose values it reads; returns also the template behind each wait that comes of one."""
    origins, templates = dict(origins), dict[tuple[str, str], str]()
    waiting = []
    for task in tasks:
        depends_on = list(task.fields.get("depends_on", ()))
        for key, template in read.get(task.key, {}).items():
            if all(each["task_key"] != key for each in depends_on):
                depends_on.append({"task_key": key})
                templates[task.key, key] = template
                if task.place.origin:
                    origins[task.key, key] = task.place.origin
        waiting.append(task.with_fields(depends_on=depends_on or None))
    return tuple(waiting), origins, templates


def _once(dependencies: Iterable[Dependency]) -> list[Dependency]:
    """Each once; where an outcome is said, the plain edge to the same task says nothing more."""
    found = dict.fromkeys(dependencies)
    with_outcome = {each.ref for each in found if each.outcome}
    return [each for each in found if each.outcome or each.ref not in with_outcome]


def _by_edges(edges: Iterable[FrozenEdge]) -> dict[int, dict[Dependency, Origin | None]]:
    written: dict[int, dict[Dependency, Origin | None]] = {}
    for edge in edges:
        written.setdefault(edge.downstream, {}).setdefault(Dependency(edge.upstream, edge.outcome), edge.origin)
    return written


def spread(edges: Iterable[FrozenEdge], inner: Mapping[int, FrozenInner]) -> list[FrozenEdge]:
    """The edges between tasks, those on inner groups spread over leaves and roots."""
    edges = through_empty(list(edges), [ref for ref, group in inner.items() if not group.tasks])
    around: dict[int, set[int]] = {ref: set(group.in_groups) for ref, group in inner.items()}
    for ref, group in inner.items():
        for task in group.tasks:
            around.setdefault(task, set()).add(ref)
    within: dict[int, list[FrozenEdge]] = {ref: [] for ref in inner}
    for edge in edges:
        for ref in around.get(edge.upstream, set()) & around.get(edge.downstream, set()):
            within[ref].append(edge)

    leaves: dict[int, list[int]] = {}
    roots: dict[int, list[int]] = {}

    def pairs(edge: FrozenEdge) -> Iterator[tuple[int, int]]:
        return product(
            leaves.get(edge.upstream, [edge.upstream]),
            roots.get(edge.downstream, [edge.downstream]),
        )

    # From the innermost outwards: what lies within a group leads to no group that is not done yet.
    for ref in sorted(inner, key=lambda each: len(inner[each].in_groups), reverse=True):
        ends = [pair for edge in within[ref] for pair in pairs(edge)]
        waited_for, waiting = {up for up, _ in ends}, {down for _, down in ends}
        leaves[ref] = [task for task in inner[ref].tasks if task not in waited_for]
        roots[ref] = [task for task in inner[ref].tasks if task not in waiting]
    return [replace(edge, upstream=up, downstream=down) for edge in edges for up, down in pairs(edge)]


def through_empty(edges: list[FrozenEdge], empty: list[int]) -> list[FrozenEdge]:
    """A group without tasks passes on what it waits for."""
    for ref in empty:
        before = [edge for edge in edges if edge.downstream == ref]
        after = [edge for edge in edges if edge.upstream == ref]
        passed_on = [
            replace(first, downstream=then.downstream, rule=then.rule or first.rule)
            for first in before
            for then in after
        ]
        # Once each: where many empty groups follow on each other, the ways through them are countless.
        edges = list(
            dict.fromkeys([*(edge for edge in edges if ref not in (edge.upstream, edge.downstream)), *passed_on])
        )
    return edges


def _named(task: FrozenTask, names: Iterable[str], tasks: Tasks, found: Diagnostics) -> list[int]:
    """The tasks that ``depends_on`` names: by id beside the task, by path from the workflow's root, or by task_key."""
    refs = []
    for name in names:
        fits = sorted(
            {
                other.source.ref
                for other in tasks
                if (other.source.name == name and other.source.in_groups == task.in_groups)
                or ".".join(other.source.path) == name
                or other.key == name
            }
        )
        if len(fits) == 1:
            refs += fits
        elif fits:
            paths = ", ".join(".".join(other.source.path) for other in tasks if other.source.ref in fits)
            found.add(
                AMBIGUOUS_DEPENDENCY,
                task.place,
                f"task {task.name!r}: depends_on {name!r} fits several tasks: {paths}",
                "name it by its path from the workflow's root, or give the two different ids",
                near=("depends_on", name),
            )
        else:
            known = sorted({".".join(other.source.path) for other in tasks} - {".".join(task.path)})
            nearest = did_you_mean(str(name), known)
            found.add(
                UNKNOWN_DEPENDENCY,
                task.place,
                f"task {task.name!r}: depends_on {name!r}, which is no task of this workflow",
                f"{nearest + ' ' if nearest else ''}Known here: {_known(known)}",
                near=("depends_on", name),
            )
    return refs


def _known(names: Sequence[str]) -> str:
    """As many names as people read."""
    more = [f"and {len(names) - _MOST} more"] if len(names) > _MOST else []
    return ", ".join([*names[:_MOST], *more]) or "no other task"


def _compare(
    task: FrozenTask,
    others: set[Dependency],
    raw: set[Dependency],
    keys: Mapping[int, str],
    found: Diagnostics,
) -> None:
    """task_config's own depends_on beside edges: both count, a difference is worth a look."""
    ours, theirs = ({each.ref for each in some} for some in (others, raw))
    if not ours or not theirs or ours == theirs:
        return
    found.add(
        DEPENDENCIES_DIFFER,
        task.place,
        f"task {task.name!r}: task_config waits for {_list(theirs, keys)}, the edges for {_list(ours, keys)}; both "
        "count",
        "write each dependency in one of the two places",
        near=("task_config", "depends_on"),
    )


def _list(refs: set[int], keys: Mapping[int, str]) -> str:
    return ", ".join(sorted(keys[ref] for ref in refs))
