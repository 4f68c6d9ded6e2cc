"""One stack before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from databricks_workflows.compare.difference import JobDifference, Kind, StackDifference
from databricks_workflows.compare.fields import canonical
from databricks_workflows.compare.items import compare_named
from databricks_workflows.compare.job import compare_jobs, whole_job
from databricks_workflows.compare.normal_form import Fields, JobForm, StackForm
from databricks_workflows.compare.renames import renames

_MOVED_WITH_A_JOB = ("databricks_job", "databricks_permissions")


def compare_stacks(name: str, before: StackForm, after: StackForm, former: str | None = None) -> StackDifference | None:
    """What differs in a stack; None where nothing does.

    Args:
        name: the stack's name.
        before: the former stack.
        after: the stack.
        former: the name it had, where it has another one now.
    """
    moved = _moved(before, after)
    jobs = tuple(_jobs(name, before, after, moved))
    whole = {job.address for job in jobs if job.kind in (Kind.ADDED, Kind.REMOVED)}
    alone = before.parts.keys() ^ after.parts.keys()
    parts = [_told_apart(form.parts, alone, whole, moved) for form in (before, after)]
    items = [
        item
        for what in sorted(parts[0].keys() | parts[1].keys())
        for item in compare_named(what, parts[0].get(what, {}), parts[1].get(what, {}))
    ]
    if not jobs and not items and former is None:
        return None
    kind = Kind.CHANGED if former is None else Kind.RENAMED
    return StackDifference(kind=kind, name=name, former=former, jobs=jobs, items=tuple(items))


def whole_stack(kind: Kind, name: str, stack: StackForm) -> StackDifference:
    """A stack that only one of the outputs has."""
    jobs = tuple(whole_job(kind, job, None) for job in stack.jobs.values())
    return StackDifference(kind=kind, name=name, jobs=jobs)


def _moved(before: StackForm, after: StackForm) -> dict[str, str]:
    """The new addresses of jobs that a ``moved`` block names, by their former ones."""
    moved = {}
    for old in before.jobs:
        new, seen = old, {old}
        while new in after.moves and after.moves[new] not in seen:
            new = after.moves[new]
            seen.add(new)
        if new in after.jobs and new not in before.jobs and old not in after.jobs:
            moved[old] = new
    once = [new for new in moved.values() if list(moved.values()).count(new) == 1]
    return {old: new for old, new in moved.items() if new in once}


def _jobs(stack: str, before: StackForm, after: StackForm, moved: Mapping[str, str]) -> Iterator[JobDifference]:
    former = {new: old for old, new in moved.items()}
    gone = {address: job for address, job in before.jobs.items() if address not in after.jobs and address not in moved}
    new = {address: job for address, job in after.jobs.items() if address not in before.jobs and address not in former}
    made_anew = _made_anew(gone, new)
    found = []
    for address, job in after.jobs.items():
        if address in new:
            anew = next((old for old, again in made_anew.items() if again == address), None)
            found.append(whole_job(Kind.ADDED, job, anew))
        else:
            difference = compare_jobs(stack, before.jobs[former.get(address, address)], job)
            found += [difference] if difference else []
    found += [whole_job(Kind.REMOVED, job, made_anew.get(address)) for address, job in gone.items()]
    yield from sorted(found, key=lambda job: (job.name, job.address, list(Kind).index(job.kind)))


def _made_anew(gone: Mapping[str, JobForm], new: Mapping[str, JobForm]) -> dict[str, str]:
    """Jobs at another address that are, by name or by what they do, the same."""
    names = renames(*({address: job.name for address, job in jobs.items()} for jobs in (gone, new)))
    left = [
        {address: _work(job) for address, job in jobs.items() if address not in told}
        for jobs, told in ((gone, set(names)), (new, set(names.values())))
    ]
    return names | renames(*left)


def _work(job: JobForm) -> dict[str, object]:
    fields = {name: value for name, value in job.fields.items() if name != "name"}
    tasks = {key: [task.work, *task.waits_for] for key, task in job.tasks.items()}
    return {"fields": fields, "tasks": tasks, "parts": job.parts}


def _told_apart(
    parts: Mapping[tuple[str, str], Fields], alone: Set[tuple[str, str]], whole: Set[str], moved: Mapping[str, str]
) -> dict[str, dict[str, Fields]]:
    """By kind and name, without new or gone ones that go with a job that is told as a whole, or as moved."""
    references = [f"databricks_job.{address}." for address in whole]
    blocks = {f"{kind}.{old} -> {kind}.{new}" for old, new in moved.items() for kind in _MOVED_WITH_A_JOB}
    kinds: dict[str, dict[str, Fields]] = {}
    for (what, name), fields in parts.items():
        of_a_whole_job = what == "output" and any(each in canonical(fields) for each in references)
        of_a_move = what == "moved" and name in blocks
        if (what, name) not in alone or not (of_a_whole_job or of_a_move):
            kinds.setdefault(what, {})[name] = fields
    return kinds
