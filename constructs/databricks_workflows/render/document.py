"""Documents as resolved jobs, the inverse of rendering: a ``cdk.tf.json``, or a job as the Jobs API has it.

See https://developer.hashicorp.com/terraform/language/syntax/json and
https://docs.databricks.com/api/workspace/jobs/get
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from databricks_workflows.diagnostics import Diagnostic, Diagnostics, Origin, Place, Rule
from databricks_workflows.model import AccessControl, JobSettings, Model, parse
from databricks_workflows.model._base import Problem, dotted, last_first, plain_value
from databricks_workflows.render.document_names import check_names
from databricks_workflows.render.document_schema import schema_problems
from databricks_workflows.render.from_terraform import from_terraform
from databricks_workflows.render.json_lines import JsonText, NotJson, Path, objects, read_json
from databricks_workflows.resolve.addresses import slug
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CANNOT_READ, NOTHING_FOUND, READ_ONLY, WRONG_TYPE

M = TypeVar("M", bound=Model)

_OF_TERRAFORM = frozenset("data import locals module moved output provider resource terraform variable".split())
_OF_THE_API = frozenset("job_clusters job_id jobs name settings tasks".split())
JOB_OF = re.compile(r"\$\{databricks_job\.([\w-]+)\.(?:id|job_id)\}")


@dataclass(frozen=True, slots=True)
class Document:
    """The jobs of a document, as far as they could be read, and what is wrong with how they are written."""

    jobs: tuple[Job, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_document(content: bytes, file: str) -> Document:
    """Read the jobs of a Terraform document in JSON, or of an answer or a request of the Jobs API.

    Args:
        content: the file's bytes.
        file: the file's name, for messages.

    Returns:
        The jobs and the problems; nothing is raised for a wrong document. The rules of ``checks`` are yet to run.
    """
    found = Diagnostics()
    try:
        text = read_json(content)
    except NotJson as error:
        found.add(CANNOT_READ, Place("", Origin(file, error.line)), f"{file}: {error}", "give a document in JSON")
        return Document((), tuple(found))
    reader = _Reader(text, file, found)
    names = set(text.data) if isinstance(text.data, Mapping) else set()
    if "resource" not in names and names & _OF_THE_API:
        jobs = list(reader.api_jobs(text.data))
    elif names & _OF_TERRAFORM:
        jobs = list(reader.terraform_jobs(text.data))
    else:
        found.add(
            NOTHING_FOUND,
            Place("", Origin(file, 1)),
            f"{file} holds neither resource.databricks_job nor a job of the Jobs API",
            "give a cdk.tf.json, or what jobs/get or jobs/list answers or jobs/create takes",
        )
        jobs = []
    return Document(tuple(jobs), tuple(found))


@dataclass(slots=True)
class _Body:
    """A job, or an entry of its permissions, in the API's words.

    Args:
        path: its name in messages.
        at: where it stands in the document.
        fields: its fields, unchecked.
        places: where in the document those fields stand whose place is not simply below ``at``.
        told: places of the document whose problems are told already.
    """

    path: str
    at: Path
    fields: Mapping[str, Any]
    places: dict[Path, Path] = field(default_factory=dict)
    told: set[Path] = field(default_factory=set)

    def place(self, at: Path) -> Path:
        """The place in the document of a field."""
        for length in range(len(at), 0, -1):
            if at[:length] in self.places:
                return (*self.places[at[:length]], *at[length:])
        return (*self.at, *at)

    def who(self, at: Path) -> str:
        """The task that a path leads into, else the job."""
        if at[:1] in (("task",), ("tasks",)) and len(at) > 1:
            index = at[1] if isinstance(at[1], int) else 0
            tasks = _items(self.fields, "tasks")
            key = _key(tasks[index]) if index < len(tasks) else None
            if key is not None:
                return f"task {key!r}: "
        return f"{self.path}: "


class _Reader:
    def __init__(self, text: JsonText, file: str, found: Diagnostics) -> None:
        self.text = text
        self.file = file
        self.found = found

    # The two forms

    def terraform_jobs(self, data: Mapping[str, Any]) -> Iterator[Job]:
        self.block(data.get("resource", {}), "resource", ("resource",))
        permissions = self.permissions(data)
        for address, body, at in self.resources(data, "databricks_job"):
            job = self.body(JobSettings, "databricks_job", address, body, at)
            yield self.job(job, address, permissions.get(address, ()))

    def permissions(self, data: Mapping[str, Any]) -> dict[str, tuple[AccessControl, ...]]:
        """Who may see, run or manage a job, by the job's address."""
        permissions: dict[str, tuple[AccessControl, ...]] = {}
        for address, body, at in self.resources(data, "databricks_permissions"):
            whole = self.body(AccessControl, "databricks_permissions", address, body, at)
            job = JOB_OF.fullmatch(str(body.get("job_id")))
            if job is not None:
                entries = [
                    self.right(AccessControl, self.body(AccessControl, "", whole.path, entry, where, whole.told))
                    for entry, where in objects(body.get("access_control"), (*at, "access_control"))
                ]
                permissions[job.group(1)] = tuple(entry for entry in entries if entry is not None)
        return permissions

    def resources(self, data: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Mapping[str, Any], Path]]:
        """Each resource of a type; Terraform takes an object or a list of objects at every level."""
        for resources, above in objects(data.get("resource"), ("resource",)):
            self.block(resources.get(kind, {}), kind, (*above, kind))
            for named, below in objects(resources.get(kind), (*above, kind)):
                for address in named:
                    if address == "//":
                        continue
                    bodies = list(objects(named[address], (*below, address)))
                    if not bodies:
                        self.no_block(f"{kind}.{address}", (*below, address))
                    for body, at in bodies:
                        yield address, body, at

    def body(
        self,
        model: type[Model],
        resource: str,
        address: str,
        body: Mapping[str, Any],
        at: Path,
        told: set[Path] | None = None,
    ) -> _Body:
        """A block of Terraform; a whole resource is checked against the provider's schema."""
        places: dict[Path, Path] = {}
        fields = from_terraform(model, body, at, places)
        read = _Body(f"{resource}.{address}" if resource else address, at, fields, places, told or set())
        for problem in schema_problems(resource, body) if resource else ():
            read.told.add((*at, *problem.at))
            self.tell_of(problem, read, (*at, *problem.at))
        return read

    def api_jobs(self, data: Mapping[str, Any]) -> Iterator[Job]:
        """One job, or those of a list of them: what ``jobs/list`` answers and ``show --as api`` prints."""
        if "jobs" not in data:
            yield self.api_job(data, ())
            return
        self.block(data["jobs"], "jobs", ("jobs",), "give what jobs/list answers")
        for each, at in objects(data["jobs"], ("jobs",)):
            yield self.api_job(each, at)

    def api_job(self, data: Mapping[str, Any], at: Path) -> Job:
        settings, at = (data["settings"], (*at, "settings")) if "settings" in data else (data, at)
        if not isinstance(settings, Mapping):
            self.tell(WRONG_TYPE, "", at, "settings is no mapping of fields", "give the job's fields")
            settings = {}
        name = settings.get("name")
        path = name if isinstance(name, str) and name else "job"
        entries = [
            self.right(AccessControl, _Body(path, where, entry))
            for entry, where in objects(settings.get("access_control_list"), (*at, "access_control_list"))
        ]
        fields = {name: value for name, value in settings.items() if name != "access_control_list"}
        return self.job(_Body(path, at, fields), slug(path), tuple(entry for entry in entries if entry is not None))

    # What they share

    def job(self, body: _Body, address: str, permissions: tuple[AccessControl, ...]) -> Job:
        settings, incomplete, complete = self.settings(body)
        places: dict[str, Place] = {}
        origins: dict[tuple[str, str], Origin] = {}
        for index, task in enumerate(_items(body.fields, "tasks")):
            key = _key(task)
            if key is None:
                continue
            places.setdefault(key, Place(f"{body.path}/{key}", self.origin(body.place(("tasks", index)))))
            for number, dependency in enumerate(_items(task, "depends_on")):
                before = _key(dependency)
                if before is not None:
                    origins[key, before] = self.origin(body.place(("tasks", index, "depends_on", number)))
        job = Job(
            place=Place(body.path, self.origin(body.at)),
            address=address,
            settings=settings,
            permissions=permissions,
            task_places=places,
            complete=complete,
            incomplete=incomplete,
            dependency_origins=origins,
        )
        check_names(job, self.found)
        return job

    def settings(self, body: _Body) -> tuple[JobSettings, frozenset[str], bool]:
        """What of the job is right, the keys of the tasks in which something is not, and if all around them is."""
        settings, problems = _what_is_right(JobSettings, body.fields)
        tasks = _items(body.fields, "tasks")
        for index, task in enumerate(tasks):
            if isinstance(task, Mapping) and task.get("task_key") is None:
                at = ("tasks", index, "task_key")
                problems.append(Problem(at, WRONG_TYPE, f"{dotted(at)} is required and missing", "set task_key"))
        self.tell_all(problems, body)
        schema_told = [each[len(body.at) :] for each in body.told]
        wrong = [each.at for each in problems] + [("tasks", *at[1:]) for at in schema_told if at[:1] == ("task",)]
        numbers = {at[1] if isinstance(at[1], int) else 0 for at in wrong if at[:1] == ("tasks",) and len(at) > 1}
        keys = frozenset(key for number in numbers if number < len(tasks) and (key := _key(tasks[number])))
        left_out = [each.at for each in problems if each.rule is not READ_ONLY] + schema_told
        complete = all(at[:1] in (("task",), ("tasks",)) for at in left_out)
        if settings is None:
            return JobSettings(), keys, complete
        named = [task for task in settings.tasks or () if task.task_key is not None]
        return settings.model_copy(update={"tasks": named or None}), keys, complete

    def right(self, model: type[M], body: _Body) -> M | None:
        """What of a block is right; its problems are told."""
        parsed, problems = _what_is_right(model, body.fields)
        self.tell_all(problems, body)
        return parsed

    # Telling

    def tell_all(self, problems: Sequence[Problem], body: _Body) -> None:
        for problem in problems:
            at = body.place(problem.at)
            if at not in body.told:
                self.tell_of(problem, body, at)

    def tell_of(self, problem: Problem, body: _Body, at: Path) -> None:
        path = " ".join(filter(None, [body.path, dotted(problem.at[:-1])]))
        summary = f"{body.who(problem.at)}{problem.summary}"
        near = tuple(each for each in problem.at[-1:] if isinstance(each, str))
        self.found.add(problem.rule, Place(path, self.origin(at)), summary, problem.remedy, near)

    def block(self, value: Any, path: str, at: Path, remedy: str = "give its arguments") -> None:
        """Tell of what should be an object or a list of objects, and is none."""
        if isinstance(value, list):
            for index, each in enumerate(value):
                self.block(each, f"{path}[{index}]", (*at, index), remedy)
        elif not isinstance(value, Mapping):
            self.no_block(path, at, remedy)

    def no_block(self, path: str, at: Path, remedy: str = "give its arguments") -> None:
        self.tell(WRONG_TYPE, path, at, f"{path} is no block", remedy)

    def tell(self, rule: Rule, path: str, at: Path, summary: str, remedy: str) -> None:
        self.found.add(rule, Place(path, self.origin(at)), summary, remedy)

    def origin(self, at: Path) -> Origin:
        return Origin(self.file, self.text.line_of(at))


def _what_is_right(model: type[M], fields: Mapping[str, Any]) -> tuple[M | None, list[Problem]]:
    """A model of all fields but the wrong ones; where a required one is missing, what it is missing from goes too."""
    left = plain_value(fields)
    parsed, problems = parse(model, left)
    consequences = problems
    while parsed is None and consequences:
        gone = [_without(left, each.at) for each in sorted(consequences, key=lambda each: last_first(each.at))]
        if not any(gone):
            break
        parsed, consequences = parse(model, left)
    return parsed, problems


def _without(values: Any, at: Path) -> bool:
    """Take a value out, or, where it is missing, what it is missing from."""
    for path in (at, at[:-1]):
        holder = values
        for part in path[:-1]:
            try:
                holder = holder[part]
            except (KeyError, IndexError, TypeError):
                return False
        last = path[-1] if path else None
        if isinstance(holder, dict) and last in holder:
            del holder[last]
            return True
        if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            del holder[last]
            return True
    return False


def _items(fields: Any, name: str) -> list[Any]:
    items = fields.get(name) if isinstance(fields, Mapping) else None
    return items if isinstance(items, list) else []


def _key(fields: Any) -> str | None:
    key = fields.get("task_key") if isinstance(fields, Mapping) else None
    return key if isinstance(key, str) else None
