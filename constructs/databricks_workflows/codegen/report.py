"""What became of DAG files: an entry a DAG, an item for each thing that somebody has to know of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.resolve import translated
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import UNSUPPORTED


class Grade(StrEnum):
    """How near what was made is to what was written; the later, the further from it."""

    TRANSLATED = "translated"
    APPROXIMATED = "approximated"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing in a DAG.

    Args:
        what: it, and what is to be known of it.
        origin: where it was written.
        grade: how near the translation is.
        becomes: what stands in its place, where one thing does.
        remedy: what to do.
        code: the rule that found it; empty for a template.
    """

    what: str
    origin: Origin | None
    grade: Grade
    becomes: str = ""
    remedy: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A DAG, or a file that holds none that could be read.

    Args:
        name: the DAG's id, or that of a lone group; None for a file.
        origin: where it was written.
        module: the file that was made of it; None where none was.
        jobs: how many jobs it became.
        tasks: how many tasks they have.
        items: what is to be known of it.
    """

    name: str | None
    origin: Origin
    module: str | None
    jobs: int = 0
    tasks: int = 0
    items: tuple[Item, ...] = ()

    @property
    def grade(self) -> Grade:
        """That of the worst item; refused where nothing was made."""
        grades = [item.grade for item in self.items]
        return Grade.REFUSED if self.module is None else max(grades, key=list(Grade).index, default=Grade.TRANSLATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of all of them.

    Args:
        source: what was converted, as it was named.
        entries: the DAGs, in the order of their files.
    """

    source: str
    entries: tuple[Entry, ...]

    @property
    def files(self) -> int:
        """How many files there are."""
        return len({entry.origin.file for entry in self.entries})

    def graded(self, grade: Grade) -> list[Entry]:
        """The DAGs of a grade, and with them the files that could not be read."""
        return [entry for entry in self.entries if entry.grade is grade]


def entry_of(dag: Dag, file: str, jobs: Sequence[Job], diagnostics: Iterable[Diagnostic], module: str | None) -> Entry:
    """What became of a DAG: its jobs and what was found in it, all of one grade or another."""
    own = [job for job in jobs if _is_below(job.place.path, dag.place.path)]
    items = [_item(each) for each in diagnostics if not each.suppressed]
    items += [item for job in own for item in _templates(job, kept=module is not None)]
    return Entry(
        name=dag.dag_id or dag.place.path,
        origin=dag.place.origin or Origin(file, 1),
        module=module,
        jobs=len(own) if module else 0,
        tasks=sum(len(job.settings.tasks or ()) for job in own) if module else 0,
        items=tuple(sorted(items, key=_in_order)),
    )


def unread_entry(file: str, diagnostics: Sequence[Diagnostic]) -> Entry:
    """A file that can't be read."""
    origin = diagnostics[0].origin if diagnostics else None
    return Entry(name=None, origin=origin or Origin(file, 1), module=None, items=tuple(map(_item, diagnostics)))


def shared_out(dags: Mapping[str, Sequence[Dag]], found: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """What was found, by the path of the DAG that it is in; what is in none is told with the first of its file."""
    every = [(file, dag) for file, own in dags.items() for dag in own]
    shared: dict[str, list[Diagnostic]] = {dag.place.path: [] for _, dag in every}
    for each in found:
        inside = [dag.place.path for _, dag in every if _is_below(each.path, dag.place.path)]
        beside = [dag.place.path for file, dag in every if each.origin and each.origin.file == file]
        shared[(inside or beside or [every[0][1].place.path])[0]].append(each)
    return shared


def _is_below(path: str, above: str) -> bool:
    return f"{path}/".startswith(f"{above}/")


def _item(each: Diagnostic) -> Item:
    left_out = each.code == UNSUPPORTED.code
    if each.severity is Severity.ERROR or left_out:
        grade = Grade.REFUSED
    else:
        grade = Grade.APPROXIMATED if each.severity is Severity.WARNING else Grade.TRANSLATED
    becomes = "nothing" if left_out and each.severity is not Severity.ERROR else ""
    return Item(what=each.summary, origin=each.origin, grade=grade, becomes=becomes, remedy=each.remedy, code=each.code)


def _templates(job: Job, kept: bool) -> Iterator[Item]:
    """Each template once, with the first place of it; what is refused or nearly the same is told by its rule."""
    places: dict[tuple[str, str | None], list[translated.Translated]] = {}
    for each in job.translated:
        places.setdefault((each.written, each.becomes), []).append(each)
    for (written, becomes), those in places.items():
        first, more = those[0], len(those) - 1
        if first.grade is translated.Grade.APPROXIMATE or (becomes is None and not kept):
            continue
        where = f"{first.who}: {written} in {first.field}" + (f", and in {more} more" if more else "")
        grade = Grade.TRANSLATED if becomes is not None else Grade.APPROXIMATED
        remedy = "" if becomes is not None else "derive the value in the task's own code: Databricks fills nothing in"
        yield Item(what=where, origin=first.place.origin, grade=grade, becomes=becomes or written, remedy=remedy)


def _in_order(item: Item) -> tuple[int, Origin, str, str]:
    return (-list(Grade).index(item.grade), item.origin or Origin("", 0), item.code, item.what)
