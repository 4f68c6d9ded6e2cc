"""What became of DAG files: an entry a DAG, an item for each thing that somebody has to know of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.resolve import translated
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import NO_MEANING, READ_ONLY, UNSUPPORTED

Refine = Callable[[Iterable[Diagnostic]], list[Diagnostic]]
"""Gives what was found its exact lines."""

_DROPPED = {NO_MEANING.code, READ_ONLY.code}


class Grade(StrEnum):
    """How near what was made is to what was written; the later, the further from it.

    What only says how Airflow runs a DAG has no meaning in a job, and makes no DAG any further.
    """

    NO_MEANING = "no meaning"
    TRANSLATED = "translated"
    APPROXIMATED = "approximated"
    LEFT_OUT = "left out"
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
        grades = [Grade.TRANSLATED, *(item.grade for item in self.items)]
        return Grade.REFUSED if self.module is None else max(grades, key=list(Grade).index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of all of them.

    Args:
        source: what was converted, as it was named.
        entries: the DAGs, in the order of their files.
        notes: what is to be known beside, such as modules whose DAG file is gone.
    """

    source: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()

    @property
    def files(self) -> int:
        """How many files there are."""
        return len({entry.origin.file for entry in self.entries})

    def graded(self, grade: Grade) -> list[Entry]:
        """The DAGs of a grade, and with them the files that could not be read."""
        return [entry for entry in self.entries if entry.grade is grade]


def entry_of(
    dag: Dag,
    file: str,
    jobs: Sequence[Job],
    diagnostics: Iterable[Diagnostic],
    module: str | None,
    refine: Refine = list,
) -> Entry:
    """What became of a DAG: its jobs and what was found in it, all of one grade or another."""
    own = [job for job in jobs if _is_below(job.place.path, dag.place.path)]
    items = [_item(each) for each in diagnostics if not each.suppressed]
    for job in own:
        items = _with_templates(items, job, module is not None, refine)
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
    if each.severity is Severity.ERROR:
        grade = Grade.REFUSED
    elif each.code == UNSUPPORTED.code:
        grade = Grade.LEFT_OUT
    elif each.severity is Severity.WARNING:
        grade = Grade.APPROXIMATED
    else:
        grade = Grade.NO_MEANING if each.code in _DROPPED else Grade.TRANSLATED
    becomes = "nothing" if grade is Grade.LEFT_OUT else ""
    return Item(what=each.summary, origin=each.origin, grade=grade, becomes=becomes, remedy=each.remedy, code=each.code)


def _with_templates(items: Sequence[Item], job: Job, kept: bool, refine: Refine) -> list[Item]:
    """Each template once, with the first place of it; where a rule tells of it already, that says what it becomes."""
    places: dict[tuple[str, str | None], list[translated.Translated]] = {}
    for each in job.translated:
        places.setdefault((each.written, each.becomes), []).append(each)
    told = list(items)
    made = []
    for (_, becomes), those in places.items():
        first, more = those[0], f", and in {len(those) - 1} more" if len(those) > 1 else ""
        starts = {_squeezed(_where(each)) for each in those}
        number = next((number for number, item in enumerate(told) if _is_of(item, starts)), None)
        if number is not None:
            told[number] = replace(told[number], what=told[number].what + more, becomes=becomes or "")
        elif first.grade is not translated.Grade.APPROXIMATE and (becomes is not None or kept):
            made.append((first, _template(first, more)))
    return [*told, *_at_their_lines(made, refine)]


def _template(each: translated.Translated, more: str) -> Item:
    if each.becomes is not None:
        return Item(what=_where(each) + more, origin=None, grade=Grade.TRANSLATED, becomes=each.becomes)
    remedy = "derive the value in the task's own code: Databricks fills nothing in"
    what = _where(each) + more
    return Item(what=what, origin=None, grade=Grade.APPROXIMATED, becomes=each.written, remedy=remedy)


def _where(each: translated.Translated) -> str:
    return f"{each.who}: {each.written} in {each.field}"


def _is_of(item: Item, starts: Iterable[str]) -> bool:
    """Whether what a rule says is of a template; a rule may write it with other spaces."""
    said = _squeezed(f"{item.what} ")
    return any(said.startswith((f"{start} ", f"{start},")) for start in starts)


def _squeezed(text: str) -> str:
    """Without the spaces inside of templates."""
    return re.sub(r"\{\{.*?\}\}", lambda match: "".join(match.group().split()), text)


def _at_their_lines(made: Sequence[tuple[translated.Translated, Item]], refine: Refine) -> Iterator[Item]:
    """Templates' items, each at the line that the template stands in."""
    written = [each.place.origin and replace(each.place.origin, called_from=None) for each, _ in made]
    found = [
        Diagnostic(code="", severity=Severity.INFO, summary=item.what, origin=origin, near=_words(each.field))
        for (each, item), origin in zip(made, written, strict=True)
    ]
    lines = {each.summary: each.origin for each in refine(found)}
    for _, item in made:
        yield replace(item, origin=lines[item.what])


def _words(field: str) -> tuple[str | int, ...]:
    """The names and numbers of ``spark_python_task.parameters[1]``."""
    return tuple(int(word) if word.isdigit() else word for word in re.findall(r"[^.\[\]]+", field))


def _in_order(item: Item) -> tuple[int, Origin, str, str]:
    return (-list(Grade).index(item.grade), item.origin or Origin("", 0), item.code, item.what)
