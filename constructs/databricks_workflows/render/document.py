"""Documents as resolved jobs, the inverse of rendering: a ``cdk.tf.json``, or a job as the Jobs API has it.

See https://developer.hashicorp.com/terraform/language/syntax/json and
https://docs.databricks.com/api/workspace/jobs/get
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from databricks_workflows.diagnostics import Diagnostic, Diagnostics, Origin, Place, Rule
from databricks_workflows.model import AccessControl, JobSettings, Model, Task
from databricks_workflows.model._base import Problem, dotted
from databricks_workflows.model.wording import Wording
from databricks_workflows.render.answers import without_what_says_nothing
from databricks_workflows.render.document_names import check_names
from databricks_workflows.render.document_schema import schema_problems
from databricks_workflows.render.fault import Fault
from databricks_workflows.render.from_terraform import DYNAMIC, from_terraform
from databricks_workflows.render.json_lines import JsonText, NotJson, Path, objects, read_json
from databricks_workflows.render.literal_secrets import literal_secrets
from databricks_workflows.render.undeclared import misspelt_resources, undeclared
from databricks_workflows.resolve.addresses import slug
from databricks_workflows.resolve.left_out import EVERYTHING, NOTHING, LeftOut, left_out_by
from databricks_workflows.resolve.leniently import parse_leniently
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CANNOT_READ, NOTHING_FOUND, READ_ONLY, WRONG_TYPE
from databricks_workflows.rules.documents import OLD_FORM, TAKEN_BY_API
from databricks_workflows.schema.names import api_name, terraform_name

M = TypeVar("M", bound=Model)
_Entry = tuple[AccessControl, Place, LeftOut]

_OF_TERRAFORM = frozenset("data import locals module moved output provider resource terraform variable".split())
_OF_THE_API = frozenset("job_clusters job_id jobs name settings tasks".split())
_OF_OLD_FORM = (Task.model_fields.keys() - JobSettings.model_fields.keys()) | {"library"}
JOB_OF = re.compile(r"\$\{databricks_job\.([\w-]+)\.(?:id|job_id)\}")


@dataclass(frozen=True, slots=True)
class Document:
    """The jobs of a document, as far as they could be read, and what is wrong with how they are written."""

    jobs: tuple[Job, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_document(content: bytes, file: str, beside: Sequence[Mapping[str, Any]] | None = None) -> Document:
    """Read the jobs of a Terraform document in JSON, or of an answer or a request of the Jobs API.

    Args:
        content: the file's bytes.
        file: the file's name, for messages.
        beside: the other documents of its folder, which to Terraform are one configuration with it; None where these
            are not all known, so that what this one refers to may well be declared.

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
    if _are_jobs(text.data):
        jobs = list(reader.jobs_in(text.data, ()))
    elif "resource" not in names and names & _OF_THE_API:
        jobs = list(reader.api_jobs(text.data))
    elif names & _OF_TERRAFORM:
        jobs = list(reader.terraform_jobs(text.data))
        reader.tell_faults(misspelt_resources(text.data))
        reader.tell_faults(literal_secrets(text.data))
        if beside is not None:
            reader.tell_faults(undeclared(text.data, beside))
    else:
        found.add(
            NOTHING_FOUND,
            Place("", Origin(file, 1)),
            f"{file} holds neither resource.databricks_job nor a job of the Jobs API",
            "give a cdk.tf.json, or what jobs/get or jobs/list answers or jobs/create takes, or a list of such jobs",
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
        wording: in whose words it stands there.
    """

    path: str
    at: Path
    fields: Mapping[str, Any]
    places: dict[Path, Path] = field(default_factory=dict)
    told: set[Path] = field(default_factory=set)
    wording: Wording = Wording.API

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

    def permissions(self, data: Mapping[str, Any]) -> dict[str, Sequence[_Entry]]:
        """Who may see, run or manage a job, by the job's address."""
        permissions: dict[str, Sequence[_Entry]] = {}
        for address, body, at in self.resources(data, "databricks_permissions"):
            whole = self.body(AccessControl, "databricks_permissions", address, body, at)
            job = JOB_OF.fullmatch(str(body.get("job_id")))
            if job is not None:
                permissions[job.group(1)] = self.entries(
                    self.body(AccessControl, "", whole.path, entry, where, whole.told)
                    for entry, where in objects(body.get("access_control"), (*at, "access_control"))
                )
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
        path = f"{resource}.{address}" if resource else address
        read = _Body(path, at, fields, places, told or set(), Wording.TERRAFORM)
        for problem in schema_problems(resource, body) if resource else ():
            read.told.add((*at, *problem.at))
            self.tell_of(problem, read, (*at, *problem.at))
        return read

    def api_jobs(self, data: Mapping[str, Any]) -> Iterator[Job]:
        """One job, or those of a list of them: what ``jobs/list`` answers and ``show --as api`` prints."""
        if "jobs" not in data:
            yield self.api_job(data, ())
            return
        yield from self.jobs_in(data["jobs"], ("jobs",))

    def jobs_in(self, jobs: Any, at: Path) -> Iterator[Job]:
        """The jobs of a list."""
        self.block(jobs, "jobs", at, "give what jobs/list answers")
        for each, where in objects(jobs, at):
            yield self.api_job(each, where)

    def api_job(self, data: Mapping[str, Any], at: Path) -> Job:
        is_answer = "settings" in data
        settings, at = (data["settings"], (*at, "settings")) if is_answer else (data, at)
        if not isinstance(settings, Mapping):
            self.tell(WRONG_TYPE, "", at, "settings is no mapping of fields", "give the job's fields")
            settings = {}
        places: dict[Path, Path] = {}
        if is_answer:
            settings = without_what_says_nothing(settings, at, places)
        name = settings.get("name")
        path = name if isinstance(name, str) and name else "job"
        entries = self.entries(
            _Body(path, where, entry)
            for entry, where in objects(settings.get("access_control_list"), (*at, "access_control_list"))
        )
        fields = {name: value for name, value in settings.items() if name != "access_control_list"}
        return self.job(_Body(path, at, fields, places), slug(path), entries)

    # What they share

    def entries(self, bodies: Iterable[_Body]) -> Sequence[_Entry]:
        """What of the permissions of a job is right, and where each of them stands."""
        read = [(*self.right(AccessControl, body), Place(body.path, self.origin(body.at))) for body in bodies]
        return [(entry, place, left_out) for entry, left_out, place in read if entry is not None]

    def job(self, body: _Body, address: str, permissions: Sequence[_Entry]) -> Job:
        self.leave_old_form_out(body)
        settings, left_out, unread = self.settings(body)
        left_out[None] |= LeftOut(
            frozenset(
                ("access_control_list", index, *at)
                for index, (_, _, lost) in enumerate(permissions)
                for at in lost.places
            )
        )
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
            permissions=tuple(entry for entry, _, _ in permissions),
            permission_places=tuple(place for _, place, _ in permissions),
            task_places=places,
            left_out=left_out,
            dependency_origins=origins,
            wording=body.wording,
            unread=unread,
        )
        check_names(job, self.found)
        return job

    def leave_old_form_out(self, body: _Body) -> None:
        """Tell of a job whose one task is the job itself, and leave what makes that task out."""
        names = [name for name in body.fields if name in _OF_OLD_FORM]
        types = [name for name in names if name.endswith("_task")]
        if not types or body.fields.get("tasks"):
            return
        task = terraform_name("JobSettings", "tasks") if body.wording is Wording.TERRAFORM else "tasks"
        moved = ", ".join(f'"{name}": ...' for name in names)
        self.tell_of(
            Problem(
                (types[0],),
                OLD_FORM,
                f"{types[0]} stands in the job itself, which has no tasks",
                f'write "{task}": [{{"task_key": "main", {moved}}}] in its place, and leave format out',
            ),
            body,
            body.place((types[0],)),
        )
        body.fields = {name: value for name, value in body.fields.items() if name not in (*names, "format")}
        body.told.add((*body.at, task))

    def settings(self, body: _Body) -> tuple[JobSettings, dict[str | None, LeftOut], frozenset[str]]:
        """What of the job is right, what of it and of its tasks is left out, and the fields that are not all there."""
        settings, found, _ = parse_leniently(JobSettings, body.fields, body.wording)
        problems = list(found)
        tasks = _items(body.fields, "tasks")
        for index, task in enumerate(tasks):
            if isinstance(task, Mapping) and task.get("task_key") is None:
                at = ("tasks", index, "task_key")
                problems.append(Problem(at, WRONG_TYPE, f"{dotted(at)} is required and missing", "set task_key"))
        self.tell_all(problems, body)
        by_terraform = [each[len(body.at) :] for each in body.told if self.text.value_of(each) not in ([], {})]
        unknown = [(api_name("JobSettings", str(name)), *rest) for name, *rest in filter(None, by_terraform)]
        unknown += [here for here in body.places if DYNAMIC in here[-2:-1]]
        left_out = [*(each.at for each in problems if each.rule is not READ_ONLY), *unknown]
        of_tasks = _by_task(problems, unknown, tasks)
        if settings is None:
            return JobSettings(), of_tasks, _unread(JobSettings(), body.fields, left_out)
        unread = _unread(settings, body.fields, left_out)
        named = [task for task in settings.tasks or () if task.task_key is not None]
        return settings.model_copy(update={"tasks": named or None}), of_tasks, unread

    def right(self, model: type[M], body: _Body) -> tuple[M | None, LeftOut]:
        """What of a block is right, and what is left out; its problems are told."""
        parsed, problems, left_out = parse_leniently(model, body.fields, body.wording)
        self.tell_all(problems, body)
        return parsed, left_out

    # Telling

    def tell_faults(self, faults: Iterable[Fault]) -> None:
        """Tell of what is wrong beside the jobs."""
        for each in faults:
            near = tuple(word for word in each.at[-1:] if isinstance(word, str))
            self.found.add(each.rule, Place(each.block, self.origin(each.at)), each.summary, each.remedy, near)

    def tell_all(self, problems: Sequence[Problem], body: _Body) -> None:
        for problem in problems:
            at = body.place(problem.at)
            if at not in body.told:
                taken = problem.in_api and body.wording is Wording.API
                self.tell_of(replace(problem, rule=TAKEN_BY_API) if taken else problem, body, at)

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


def _are_jobs(data: Any) -> bool:
    """True for a list of jobs, as ``jobs list`` of the command line prints it."""
    jobs = data if isinstance(data, list) else []
    return any(isinstance(each, Mapping) and each.keys() & _OF_THE_API for each in jobs)


def _unread(settings: JobSettings, fields: Mapping[str, Any], left_out: Sequence[Path]) -> frozenset[str]:
    """The fields of a job of which a document has more than could be read."""
    unread = {str(at[1] if at[0] == DYNAMIC else at[0]) for at in left_out if len(at) == 1 or DYNAMIC in at[-2:-1]}
    for name in ("environments", "job_clusters", "parameters"):
        if len(_items(fields, name)) > len(getattr(settings, name) or ()):
            unread.add(name)
    return frozenset(api_name("JobSettings", name) for name in unread)


def _by_task(problems: Iterable[Problem], unknown: Iterable[Path], tasks: Sequence[Any]) -> dict[str | None, LeftOut]:
    """What is left out of each task, by task_key, and of the job around them, by None."""
    left_out: dict[str | None, LeftOut] = {None: NOTHING}
    for problem in problems:
        key, at = _in_task(problem.at, tasks)
        left_out[key] = left_out.get(key, NOTHING) | (left_out_by([replace(problem, at=at)]) if at else EVERYTHING)
    for place in unknown:
        key, at = _in_task(tuple(part for part in place if part != DYNAMIC), tasks)
        at = (api_name("Task", str(at[0])), *at[1:]) if at else at
        left_out[key] = left_out.get(key, NOTHING) | LeftOut(frozenset([at]))
    return left_out


def _in_task(at: Path, tasks: Sequence[Any]) -> tuple[str | None, Path]:
    """The key of the task that a place is in, and the place in it; without a key one in the job."""
    if at[:1] != ("tasks",) or len(at) == 1:
        return None, at
    number, below = (at[1], at[2:]) if isinstance(at[1], int) else (0, at[1:])
    key = _key(tasks[number]) if number < len(tasks) else None
    return (None, at) if key is None else (key, below)


def _items(fields: Any, name: str) -> list[Any]:
    items = fields.get(name) if isinstance(fields, Mapping) else None
    return items if isinstance(items, list) else []


def _key(fields: Any) -> str | None:
    key = fields.get("task_key") if isinstance(fields, Mapping) else None
    return key if isinstance(key, str) else None
