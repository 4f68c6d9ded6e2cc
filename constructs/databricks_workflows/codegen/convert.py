"""DAG files as a project: everything but reading and writing files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from databricks_workflows.codegen.layout import laid_out
from databricks_workflows.codegen.module import Module, modules
from databricks_workflows.codegen.project import project_files
from databricks_workflows.codegen.report import Entry, Grade, Item, Refine, Report, entry_of, shared_out, unread_entry
from databricks_workflows.codegen.stack import stack_source
from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.pipeline import Compiled, check_together, compile
from databricks_workflows.resolve.components import Files, components
from databricks_workflows.resolve.settings import Settings

Unread = Mapping[str, Sequence[Diagnostic]]
"""Files, as they are shown, with what keeps them from being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What is made of DAG files.

    Args:
        modules: the stack modules.
        files: what to write, by path in the project, laid out.
        report: what became of each DAG.
    """

    modules: tuple[Module, ...]
    files: Mapping[str, str]
    report: Report


def convert(
    read: Files,
    settings: Settings,
    *,
    source: str,
    unread: Unread | None = None,
    new: bool = True,
    refine: Refine = list,
) -> Conversion:
    """Convert DAG files; one with errors, and what is in one stack with it, is refused and the rest converted.

    Args:
        read: the files with their DAGs.
        settings: how their stacks compile them.
        source: what was converted, as it was named.
        unread: the files that can't be read.
        new: whether the project is new: it gets its app too.
        refine: gives what was found its exact lines.
    """
    together = components(read)
    named = modules(together)
    compiled = [
        _compiled(files, replace(settings, stack=module.stack_id), refine)
        for files, module in zip(together, named, strict=True)
    ]
    made = {number: module for number, module in enumerate(named) if not compiled[number].errors}
    entries = [(file, unread_entry(file, refine(found))) for file, found in (unread or {}).items()]
    for number, files in enumerate(together):
        entries += _entries(files, compiled[number], made[number].path if number in made else None, refine)
    sources = {each.path: stack_source(each, settings, compiled[number].diagnostics) for number, each in made.items()}
    app = project_files(list(made.values())) if new else {}
    return Conversion(
        modules=tuple(made.values()),
        files=laid_out({**app, **sources}) if made else {},
        report=Report(source=source, entries=tuple(entry for _, entry in sorted(entries, key=itemgetter(0)))),
    )


def _compiled(files: Files, settings: Settings, refine: Refine) -> Compiled:
    compiled = compile([dag for dags in files.values() for dag in dags], settings)
    found = refine([*compiled.diagnostics, *check_together([compiled])])
    return replace(compiled, diagnostics=tuple(found))


def _entries(files: Files, compiled: Compiled, module: str | None, refine: Refine) -> Iterable[tuple[str, Entry]]:
    shared = shared_out(files, compiled.diagnostics)
    for file, dags in files.items():
        for dag in dags:
            entry = entry_of(dag, file, compiled.jobs, shared[dag.place.path], module, refine)
            if module is None and not any(item.grade is Grade.REFUSED for item in entry.items):
                first = compiled.errors[0]
                what = f"it is in one stack with what has errors: {first.summary}"
                beside = Item(what=what, origin=first.origin, grade=Grade.REFUSED, remedy="mend that")
                entry = replace(entry, items=(beside, *entry.items))
            yield file, entry
