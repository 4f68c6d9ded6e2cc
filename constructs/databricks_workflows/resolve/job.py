"""The job around the tasks: the group's arguments, with extra_job_params laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import AccessControl, JobSettings, Library, Model
from databricks_workflows.model._base import dotted, shown
from databricks_workflows.model.remedies import remedy
from databricks_workflows.resolve.clusters import union_by_key
from databricks_workflows.resolve.left_out import EVERYTHING, LeftOut
from databricks_workflows.resolve.leniently import M, Read, parse_leniently
from databricks_workflows.resolve.places import Path
from databricks_workflows.resolve.two_values import Said, tell_two_values
from databricks_workflows.rules import REPLACED_MEMBERS, WRONG_TYPE


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDraft:
    """The job without its tasks, in the Jobs API's words, and what the API keeps elsewhere.

    ``cluster_keys`` are the job clusters that the author declared, also those that are wrong and left out.
    """

    fields: Mapping[str, Any]
    libraries: tuple[Any, ...]
    notebook_packages: tuple[Any, ...]
    access_control: tuple[AccessControl, ...]
    cluster_keys: frozenset[str]
    left_out: LeftOut


def resolve_job(dag: Dag, group: FrozenGroup, found: Diagnostics) -> JobDraft:
    """Merge the job's fields: dict into dict key by key, clusters and environments by their key, the rest replaced."""
    who = f"workflow {group.name!r}"
    arguments = group.arguments
    extra = given = arguments.get("extra_job_params", {})
    if not isinstance(extra, Mapping):
        summary = f"{who}: extra_job_params is {shown(extra)}, expected a mapping of job fields"
        found.add(WRONG_TYPE, group.place, summary, "write {'timeout_seconds': 3600, ...}", near=("extra_job_params",))
        extra = {}
    if "tasks" in extra:
        found.add(
            REPLACED_MEMBERS,
            group.place,
            f"{who}: extra_job_params has tasks, which would replace the group's own",
            "write them as tasks of the group",
            near=("extra_job_params", "tasks"),
        )
    for name in _REPLACED:
        if name in arguments and extra.get(name) is not None:
            means = Said(f"extra_job_params.{name}", extra[name], extra[name])
            tell_two_values([means, Said(name, arguments[name], arguments[name])], who, group.place, found)
    base = {
        "name": job_name(dag, group),
        "max_concurrent_runs": arguments.get("max_concurrent_runs", 1),
        "run_as": arguments.get("run_as"),
    }
    elsewhere = ("tasks", "libraries", "access_control_list", "job_clusters", "environments")
    fields = _merged(base, {name: value for name, value in extra.items() if name not in elsewhere})
    for name, key in (("job_clusters", "job_cluster_key"), ("environments", "environment_key")):
        own, more = arguments.get(name, []), extra.get(name, [])
        wrong = next((each for each in (own, more) if not isinstance(each, list)), None)
        # What is no list goes on as it is, for the type check to refuse.
        fields[name] = union_by_key(key, own, more) if wrong is None else wrong
    if group.tags and isinstance(fields.get("tags", {}), Mapping):
        fields["tags"] = {**fields.get("tags", {}), **group.tags}
    fields = {name: value for name, value in fields.items() if value is not None and value != []}
    job = _checked(JobSettings, fields, who, group, found)
    libraries, without = _each(Library, extra.get("libraries", ()), "libraries", group, found)
    packages, _ = _each(Library, arguments.get("notebook_packages", ()), "notebook_packages", group, found)
    entries, lost = _each(AccessControl, _permissions(arguments, extra), "access_control_list", group, found)
    return JobDraft(
        fields=job.fields,
        libraries=libraries,
        notebook_packages=packages,
        access_control=tuple(AccessControl(**each) for each in entries),
        cluster_keys=frozenset((*_keys(fields.get("job_clusters")), *_keys(job.fields.get("job_clusters")))),
        left_out=(job.left_out if extra is given else EVERYTHING) | without | lost,
    )


# The arguments that a field of extra_job_params takes the place of.
_REPLACED = ("max_concurrent_runs", "access_control_list")


def _keys(clusters: Any) -> Iterator[str]:
    """The keys of clusters as they were written, right or wrong: a wrong cluster is declared all the same."""
    if isinstance(clusters, Mapping):  # one in place of a list, or several by their keys
        yield from (name for name in clusters if isinstance(name, str))
        clusters = [clusters]
    for cluster in clusters if isinstance(clusters, list) else ():
        key = cluster.get("job_cluster_key") if isinstance(cluster, Mapping) else None
        if isinstance(key, str):
            yield key


def job_name(dag: Dag, group: FrozenGroup) -> str:
    """``dag_id.group_path`` as the Airflow provider names it; a lone group's job has the group's id (M1)."""
    return ".".join(filter(None, [dag.dag_id, *group.path]))


def _permissions(arguments: Mapping[str, Any], extra: Mapping[str, Any]) -> Any:
    return extra.get("access_control_list", arguments.get("access_control_list", ()))


def _merged(base: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in extra.items():
        before = merged.get(name)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        merged[name] = _merged(before, value) if both else value  # type: ignore[arg-type]
    return merged


def _checked(
    model: type[M], fields: Mapping[str, Any], who: str, group: FrozenGroup, found: Diagnostics, within: Path = ()
) -> Read[M]:
    read = parse_leniently(model, fields)
    for problem in read.problems:
        found.add(problem.rule, group.place, f"{who}: {problem.summary}", problem.remedy, near=(*within, *problem.at))
    return read


def _each(
    model: type[Model], values: Any, name: str, group: FrozenGroup, found: Diagnostics
) -> tuple[tuple[Any, ...], LeftOut]:
    """Check a list whose items the job itself does not hold; returns what is right, and what of the job is left out."""
    who = f"workflow {group.name!r}"
    if not isinstance(values, list | tuple):
        what_to_write = remedy(values, list[model], "a list")  # type: ignore[valid-type]
        found.add(WRONG_TYPE, group.place, f"{who}: {name} is {shown(values)}, expected a list", what_to_write)
        return (), LeftOut(frozenset(((name,),)))
    items: list[Any] = []
    left_out: set[Path] = set()
    for index, value in enumerate(values):
        place = dotted((name, index))
        if isinstance(value, Mapping):
            read = _checked(model, value, f"{who}: {place}", group, found, within=(name, index))
            left_out |= {(name, len(items), *each) for each in read.left_out.places}
            items += [read.fields] if read.fields else []
        else:
            summary = f"{who}: {place} is {shown(value)}, expected a mapping of its fields"
            found.add(WRONG_TYPE, group.place, summary, remedy(value, model, "a mapping of its fields"))
            left_out.add((name,))
    return tuple(items), LeftOut(frozenset(left_out))
