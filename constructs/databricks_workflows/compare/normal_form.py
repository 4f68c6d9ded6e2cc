"""Documents in a form in which the same jobs are the same data: by key, in the Jobs API's words, without metadata."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from databricks_workflows.compare.fields import canonical
from databricks_workflows.documents.from_terraform import META_ARGUMENTS, from_terraform
from databricks_workflows.documents.json_lines import objects
from databricks_workflows.documents.terraform_form import JOB_OF
from databricks_workflows.model import JobSettings
from databricks_workflows.model.secrets import without_secrets
from databricks_workflows.model.tokens import escape

Fields = dict[str, Any]

_KEYED = {
    "job cluster": ("job_clusters", "job_cluster_key"),
    "environment": ("environments", "environment_key"),
    "parameter": ("parameters", "name"),
}
_PRINCIPALS = {"user_name": "user", "group_name": "group", "service_principal_name": "service principal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForm:
    """A task: all of its fields but key and edges, and the labels of what it waits for, sorted."""

    work: Fields
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobForm:
    """A job.

    Args:
        address: its name in Terraform.
        fields: its own fields, and Terraform's arguments of any resource.
        tasks: its tasks by key, in the order that the provider has them in.
        parts: what else is known by a name, by kind: job clusters, environments, parameters, permissions.
    """

    address: str
    fields: Fields
    tasks: dict[str, TaskForm]
    parts: dict[str, dict[str, Fields]]

    @property
    def name(self) -> str:
        """The job's name, as it may be shown."""
        return without_secrets(str(self.fields.get("name") or self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class StackForm:
    """A document.

    Args:
        jobs: the jobs by address.
        parts: what else is in it, by kind and name: variables, outputs, providers, other resources.
        moves: the new addresses of jobs by their former ones.
    """

    jobs: dict[str, JobForm]
    parts: dict[tuple[str, str], Fields]
    moves: dict[str, str]


def stack_form(document: Mapping[str, Any]) -> StackForm:
    """A document's normal form; nothing is refused, so that wrong documents can be compared, too.

    Example:
        >>> job = {"task": [{"task_key": "b"}, {"task_key": "a"}]}
        >>> form = stack_form({"resource": {"databricks_job": {"etl": job}}})
        >>> list(form.jobs["etl"].tasks)
        ['a', 'b']
    """
    resources = [
        (kind, address, body)
        for group, _ in objects(document.get("resource"), ())
        for kind in group
        for named, _ in objects(group[kind], ())
        for address in named
        if address != "//"
        for body, _ in objects(named[address], ())
    ]
    addresses = {address for kind, address, _ in resources if kind == "databricks_job"}
    permissions: dict[str, tuple[str, Fields]] = {}
    jobs: dict[str, Mapping[str, Any]] = {}
    parts: dict[tuple[str, str], Fields] = {}
    for kind, address, body in resources:
        of_job = JOB_OF.fullmatch(str(body.get("job_id"))) if kind == "databricks_permissions" else None
        if kind == "databricks_job" and address not in jobs:
            jobs[address] = body
        elif of_job and of_job[1] in addresses and of_job[1] not in permissions:
            permissions[of_job[1]] = (address, _plain(body))
        else:
            parts[_free(parts, "resource", f"{kind}.{address}")] = _plain(body)
    for what, name, fields in _other_parts(document):
        parts[_free(parts, what, name)] = fields
    return StackForm(
        jobs={address: _job_form(address, jobs[address], permissions.get(address)) for address in sorted(jobs)},
        parts=parts,
        moves=_moves(document),
    )


def _job_form(address: str, body: Mapping[str, Any], permissions: tuple[str, Fields] | None) -> JobForm:
    fields: Fields = _as_terraform_has_it(_plain(from_terraform(JobSettings, body, (), {})))
    fields |= _plain({name: value for name, value in body.items() if name in META_ARGUMENTS})
    _sort(fields)
    parts = {what: _keyed(fields, *names) for what, names in _KEYED.items()}
    parts["permission"] = {}
    if permissions is not None:
        own_address, rest = permissions
        parts["permission"] = _by_principal(rest.pop("access_control", []))
        rest.pop("job_id")
        rest |= {"address": own_address} if own_address != address else {}
        fields |= {"permissions": rest} if rest else {}
    tasks = {key: _task_form(task) for key, task in _keyed(fields, "tasks", "task_key").items()}
    return JobForm(address=address, fields=fields, tasks=tasks, parts=parts)


def _task_form(task: Fields) -> TaskForm:
    edges = task.pop("depends_on", [])
    if not isinstance(edges, list):
        return TaskForm(work={**task, "depends_on": edges})
    return TaskForm(work=task, waits_for=tuple(sorted(_label(edge) for edge in edges)))


def _label(edge: Any) -> str:
    if isinstance(edge, Mapping) and isinstance(edge.get("task_key"), str) and edge.keys() <= {"task_key", "outcome"}:
        return f"{edge['task_key']} ({edge['outcome']})" if "outcome" in edge else str(edge["task_key"])
    return canonical(edge)


def _keyed(fields: Fields, field: str, key: str) -> dict[str, Fields]:
    """Take a list of blocks out of the fields; one that is none of blocks alone stays."""
    items = fields.get(field)
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        return {}
    del fields[field]
    return _named((str(item.get(key)), {name: item[name] for name in item if name != key}) for item in items)


def _by_principal(entries: Any) -> dict[str, Fields]:
    named = []
    for entry, _ in objects(entries, ()):
        who = [f"{word} {entry[field]}" for field, word in _PRINCIPALS.items() if field in entry]
        named.append((", ".join(who), {name: entry[name] for name in entry if name not in _PRINCIPALS}))
    return _named(named)


def _named(items: Iterable[tuple[str, Fields]]) -> dict[str, Fields]:
    """By name, sorted; what has a name that was there already is numbered."""
    count: Counter[str] = Counter()
    named = {}
    for name, item in sorted(items, key=lambda each: (each[0], canonical(each[1]))):
        count[name] += 1
        named[name if count[name] == 1 else f"{name} (no. {count[name]})"] = item
    return named


def _other_parts(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Fields]]:
    for field, value in document.items():
        if field not in ("//", "resource"):
            for block, _ in objects(value, ()):
                yield from ((what, name, _fields(body)) for what, name, body in _of_kind(field, block))


def _fields(body: Any) -> Fields:
    if not isinstance(body, Mapping):
        return {"value": body}
    # A variable with the default null may be left out, one without a default may not.
    return {**_plain(body), **({"default": "${null}"} if body.get("default", "") is None else {})}


def _of_kind(field: str, block: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The parts of a block, each by the name that Terraform knows it by."""
    match field:
        case "moved" | "import":
            names = [str(block[name]) for name in ("from", "to") if name in block]
            yield field, " -> ".join(names), {name: block[name] for name in block if name not in ("from", "to")}
        case "provider":
            for name, bodies in block.items():
                for body, _ in objects(bodies, ()):
                    yield field, f"{name}.{body['alias']}" if "alias" in body else name, body
        case "data":
            for kind in block:
                for each, _ in objects(block[kind], ()):
                    yield from (("data source", f"{kind}.{name}", each[name]) for name in each)
        case _:
            what = "local" if field == "locals" else field
            yield from ((what, name, body) for name, body in block.items() if name != "//")


def _moves(document: Mapping[str, Any]) -> dict[str, str]:
    pairs = [(block.get("from"), block.get("to")) for block, _ in objects(document.get("moved"), ())]
    kind = "databricks_job."
    return {
        old.removeprefix(kind): new.removeprefix(kind)
        for old, new in pairs
        if isinstance(old, str) and isinstance(new, str) and old.startswith(kind) and new.startswith(kind)
    }


def _free(parts: Mapping[tuple[str, str], Fields], what: str, name: str) -> tuple[str, str]:
    numbers = (f"{name} (no. {number})" if number > 1 else name for number in range(1, len(parts) + 2))
    return next((what, each) for each in numbers if (what, each) not in parts)


def _plain(value: Any) -> Any:
    """A copy without metadata and nulls, numbers in one form."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items() if name != "//" and each is not None}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _as_terraform_has_it(value: Any) -> Any:
    """Text in Terraform's spelling, in which an expression and the same text as text differ."""
    if isinstance(value, Mapping):
        return {escape(name): _as_terraform_has_it(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_terraform_has_it(each) for each in value]
    return escape(value) if isinstance(value, str) else value


def _sort(value: Any) -> None:
    """Sort what the provider sorts when it reads a job: webhooks, and what a task waits for."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name == "depends_on":
                _sort_list(each)
            elif name == "webhook_notifications" and isinstance(each, Mapping):
                for hooks in each.values():
                    _sort_list(hooks)
            else:
                _sort(each)
    elif isinstance(value, list):
        for each in value:
            _sort(each)


def _sort_list(value: Any) -> None:
    if isinstance(value, list):
        value.sort(key=canonical)
