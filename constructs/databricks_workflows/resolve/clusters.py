"""The clusters of a job and which of them each task runs on (M5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup
from databricks_workflows.diagnostics import Diagnostics, Place, did_you_mean
from databricks_workflows.model import JobCluster
from databricks_workflows.model._base import plain_value, shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.draft import TaskDraft, Tasks, map_work
from databricks_workflows.resolve.left_out import LeftOut
from databricks_workflows.resolve.leniently import parse_leniently
from databricks_workflows.resolve.places import Path
from databricks_workflows.rules import AUTOSCALE_AND_NUM_WORKERS, NO_MEANING, UNKNOWN_CLUSTER, WRONG_TYPE


def union_by_key(key: str, *lists: Iterable[Any]) -> list[Any]:
    """One list of things with a key; a later list wins over an earlier one, within one list nothing is merged."""
    merged: list[Any] = []
    for each_list in lists:
        new = list(each_list)
        keys = [each.get(key) for each in new if isinstance(each, Mapping)]
        merged = [each for each in merged if not isinstance(each, Mapping) or each.get(key) not in keys] + new
    return merged


def resolve_clusters(
    group: FrozenGroup,
    tasks: Tasks,
    declared: list[dict[str, Any]],
    declared_keys: frozenset[str],
    catalog: Mapping[str, Any],
    found: Diagnostics,
) -> tuple[Tasks, list[dict[str, Any]], LeftOut]:
    """Look every ``job_cluster_key`` up: the job's clusters, then existing_clusters, then the stack's catalog.

    Returns:
        The tasks, with ``existing_cluster_id`` where the key named a running cluster; the job's clusters, with those
        that the catalog gave; what of these was wrong and is left out.
    """
    running, wrong = _running(group, found)
    taken: dict[str, dict[str, Any]] = {}
    left_out: set[Path] = set()
    missing: dict[str, list[TaskDraft]] = {}

    def look_up(task: TaskDraft) -> TaskDraft:
        def choose(fields: dict[str, Any]) -> dict[str, Any]:
            key = fields.get("job_cluster_key")
            if key is None or is_unknown(key) or key in declared_keys | wrong or key in taken:
                return fields
            if key in running:
                del fields["job_cluster_key"]
                return {**fields, "existing_cluster_id": running[key]}
            if key in catalog:
                at = ("job_clusters", len(declared) + len(taken))
                taken[key], wrong_fields = _from_catalog(key, catalog[key], group.place, found)
                left_out.update((*at, *each) for each in wrong_fields.places)
            else:
                missing.setdefault(key, []).append(task)
            return fields

        return map_work(task, choose)

    tasks = tuple(look_up(task) for task in tasks)
    for key, users in missing.items():
        _report_unknown(key, users, declared_keys, running, catalog, found)
    clusters = [*declared, *taken.values()]
    tasks = tuple(_without_idle_workers(task, found) for task in tasks)
    clusters = [_one_size_of_job(each, group.place, found) for each in clusters]
    return tasks, clusters, LeftOut(frozenset(left_out))


def _one_size_of_job(cluster: dict[str, Any], place: Place, found: Diagnostics) -> dict[str, Any]:
    key = cluster["job_cluster_key"]
    return _one_size(cluster, f"job cluster {key!r}", place, found, ("job_clusters", key))


def _running(group: FrozenGroup, found: Diagnostics) -> tuple[Mapping[str, Any], frozenset[str]]:
    """The ids of running clusters by key, and the keys whose id is wrong.

    The Airflow provider takes a list, and does nothing with it.
    """
    given = group.arguments.get("existing_clusters", {})
    who = f"workflow {group.name!r}"
    if isinstance(given, list):
        summary = f"{who}: existing_clusters is a list, which names no keys, and does nothing"
        found.add(NO_MEANING, group.place, summary, "write {'key': 'cluster id'}", near=("existing_clusters",))
        return {}, frozenset()
    if not isinstance(given, Mapping):
        summary = f"{who}: existing_clusters is {shown(given)}, expected a mapping of keys to cluster ids"
        found.add(WRONG_TYPE, group.place, summary, "write {'key': 'cluster id'}", near=("existing_clusters",))
        return {}, frozenset()
    right = {key: value for key, value in given.items() if isinstance(value, str) or is_unknown(value)}
    for key, value in given.items():
        if key not in right:
            summary = f"{who}: existing_clusters[{key!r}] is {shown(value)}, expected a cluster id"
            found.add(
                WRONG_TYPE, group.place, summary, "give the cluster's id as text", near=("existing_clusters", key)
            )
    return right, frozenset(given) - frozenset(right)


def _from_catalog(key: str, spec: Any, place: Place, found: Diagnostics) -> tuple[dict[str, Any], LeftOut]:
    read = parse_leniently(JobCluster, {"job_cluster_key": key, "new_cluster": plain_value(spec)})
    for problem in read.problems:
        found.add(problem.rule, place, f"cluster catalog {key!r}: {problem.summary}", problem.remedy)
    return read.fields or {"job_cluster_key": key}, read.left_out


def _report_unknown(
    key: str,
    users: list[TaskDraft],
    own: Iterable[str],
    running: Mapping[str, Any],
    catalog: Mapping[str, Any],
    found: Diagnostics,
) -> None:
    """One misspelt key is one problem, however many tasks use it."""
    known = {
        **dict.fromkeys(catalog, "cluster catalog"),
        **dict.fromkeys(running, "existing cluster"),
        **dict.fromkeys(own, "job cluster"),
    }
    listed = ", ".join(f"{name} ({what})" for name, what in sorted(known.items()))
    names = [repr(task.source.name) for task in users]
    who = f"task {names[0]} runs" if len(names) == 1 else f"tasks {_first_three(names)} run"
    nearest = did_you_mean(key, known)
    found.add(
        UNKNOWN_CLUSTER,
        users[0].place,
        f"{who} on job cluster {key!r}, which nothing declares",
        f"{nearest + ' ' if nearest else ''}Known here: {listed or 'none'}\n"
        "declare it in job_clusters=, in existing_clusters=, or in the stack's clusters=",
        near=("job_cluster_key", key),
    )


def _first_three(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _without_idle_workers(task: TaskDraft, found: Diagnostics) -> TaskDraft:
    return map_work(task, lambda fields: _one_size(fields, f"task {task.source.name!r}", task.place, found))


def _one_size(
    holder: dict[str, Any], who: str, place: Place, found: Diagnostics, within: tuple[str | int, ...] = ()
) -> dict[str, Any]:
    """autoscale and num_workers contradict each other; autoscale is the more exact wish and is kept."""
    cluster = holder.get("new_cluster")
    if not isinstance(cluster, Mapping) or "autoscale" not in cluster or "num_workers" not in cluster:
        return holder
    scale = cluster["autoscale"]
    found.add(
        AUTOSCALE_AND_NUM_WORKERS,
        place,
        f"{who}: new_cluster has num_workers {cluster['num_workers']} beside autoscale "
        f"{scale.get('min_workers', '?')} to {scale.get('max_workers', '?')}; autoscale is kept",
        "take num_workers away",
        near=(*within, "new_cluster", "num_workers"),
    )
    return {**holder, "new_cluster": {name: value for name, value in cluster.items() if name != "num_workers"}}
