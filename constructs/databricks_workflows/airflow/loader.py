"""Reading a workflow file: a Python file with groups at its top level and no app."""

from __future__ import annotations

import ast
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from databricks_workflows.airflow.asked import Asked
from databricks_workflows.airflow.conversions import take_conversions
from databricks_workflows.airflow.decisions import Decisions, noted
from databricks_workflows.airflow.environment import watched_environment
from databricks_workflows.airflow.failures import MEND, failure
from databricks_workflows.airflow.finder import import_hooks
from databricks_workflows.airflow.missing import GIVE_VARIABLE, told, where_from
from databricks_workflows.airflow.misspelt import Misspelt
from databricks_workflows.airflow.portable import portable
from databricks_workflows.airflow.reached import without_missing
from databricks_workflows.airflow.repeated_names import tell_repeated_names
from databricks_workflows.airflow.runs import forward_params
from databricks_workflows.airflow.stand_ins import stand_ins
from databricks_workflows.airflow.uncalled import uncalled_noted
from databricks_workflows.airflow.unknown_ids import with_known_ids
from databricks_workflows.airflow.values import Variables
from databricks_workflows.airflow.zones import zones_told
from databricks_workflows.authoring import Dag, Node, Scope, freeze
from databricks_workflows.authoring._scope import only_open, reopen
from databricks_workflows.diagnostics import Diagnostic, Diagnostics, Origin, Place, Rule
from databricks_workflows.errors import LoadError, WorkflowError
from databricks_workflows.origin import shown_path, working_folder_kept
from databricks_workflows.rules import (
    CANNOT_READ,
    MISSING_MODULE,
    MISSING_VALUE,
    NOTHING_FOUND,
    SETTING_READ,
    UNCALLED_DAG,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands at the top of a file, and what reading it depended on beside the file: infos."""

    roots: tuple[Node, ...]
    notes: tuple[Diagnostic, ...]


def load_file(path: str | Path, variables: Mapping[str, Any] | None = None) -> tuple[Node, ...]:
    """Run a workflow or DAG file and return what stands at its top level: DAGs, groups and sensors.

    The file runs afresh at every call, as a script does, with stand-ins for the ``airflow`` modules it imports. It gets
    plain objects whatever it imports, and none of them is compiled here.

    Args:
        path: the file.
        variables: Airflow's variables, by name.

    Raises:
        LoadError: the file is missing, is no Python, fails, or holds no workflow.
        WorkflowError: a typed model in it is wrong.
    """
    return load(path, variables).roots


def load_dag_file(path: str | Path, variables: Mapping[str, Any] | None = None) -> list[Dag]:
    """Read a DAG file, as it is, without Airflow: its DAGs, frozen.

    What the file takes from modules that are not installed is recorded; where it reaches a job, that is among the
    problems which compiling the DAGs gives.

    Args:
        path: the file.
        variables: Airflow's variables, by name.

    Raises:
        LoadError: the file is missing, is no Python, fails, or holds no DAG and no workflow.
        WorkflowError: a typed model in it is wrong.
    """
    loaded = load(path, variables)
    return finished(freeze(loaded.roots), loaded.notes)


def finished(dags: Sequence[Dag], notes: Sequence[Diagnostic]) -> list[Dag]:
    """The DAGs of a file, without values that are not known here, and with the notes on its reading."""
    known = [portable(without_missing(with_known_ids(dag))) for dag in dags]
    return [replace(known[0], problems=(*known[0].problems, *notes)), *known[1:]] if known else []


def load(path: str | Path, variables: Mapping[str, Any] | None = None) -> Loaded:
    """Run a file; see :func:`load_file`."""
    path = Path(path)
    shown = shown_path(str(path.absolute()))
    try:
        tree = ast.parse(path.read_bytes(), str(path.absolute()))
        code = compile(tree, str(path.absolute()), "exec", dont_inherit=True)
    except OSError as error:
        raise unreadable(shown, 1, f"can't open it: {error.strerror}", "check the path") from None
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        why = error.msg if isinstance(error, SyntaxError) else error  # its text has the place again
        raise unreadable(shown, line, f"it is no Python: {why}", "run it with python to see more") from None

    top = Scope()
    module = ModuleType("workflow_file_" + re.sub(r"\W", "_", path.stem))
    module.__file__ = str(path.absolute())
    missing, read, defaulted = (Asked(str(path.absolute())) for _ in range(3))
    folders, known = _folders(path.absolute()), Variables(variables or {}, defaulted)
    decisions, wrong = Decisions(folders), Diagnostics()
    tell_repeated_names(tree, shown, wrong)
    misspelt = Misspelt(wrong)
    hooks = import_hooks(folders, known, missing, misspelt)
    uncalled: dict[Origin, str] = {}
    with (
        stand_ins(module),
        hooks,
        watched_environment(read, folders),
        noted(decisions),
        zones_told(wrong),
        uncalled_noted(uncalled),
        _alone(),
        top,
    ):
        try:
            exec(code, vars(module))
        except KeyboardInterrupt:
            raise
        except WorkflowError as error:
            raise type(error)([*map(_readable, error.diagnostics), *wrong]) from None
        except BaseException as error:
            _tell_of_end(error, shown, str(path.absolute()), misspelt, decisions, missing, wrong)
            raise LoadError(wrong) from None
        take_conversions(top.members)
        forward_params(top.members)
    uncalled = {origin: name for origin, name in uncalled.items() if origin.file == shown}
    for origin, name in uncalled.items():  # a module beside the file is not asked to call its own
        wrong.add(
            UNCALLED_DAG, Place("", origin), f"{name} is never called, so there is no DAG of it", f"write {name}()"
        )
    if not top.members:
        origin, name = next(iter(uncalled.items()), (Origin(shown, 1), ""))
        why = f": {name} is never called" if name else _without(missing.lines)
        raise LoadError(
            [
                Diagnostic(
                    code=NOTHING_FOUND.code,
                    severity=NOTHING_FOUND.severity,
                    summary=f"{shown} holds no workflow group{why}",
                    remedy=f"write {name}()" if name else "write a DatabricksWorkflowTaskGroup at its top level",
                    origin=origin,
                )
            ]
        )
    notes = (*_notes(shown, missing.lines, read.lines), *_defaults(shown, defaulted.lines, known.defaulted))
    return Loaded(tuple(top.members), (*notes, *_decisions(decisions), *wrong))


def _without(missing: Mapping[str, int]) -> str:
    """A file that makes nothing may do so because of what it could not import."""
    return f" ({', '.join(sorted(missing))} is not installed here)" if missing else ""


def _folders(path: Path) -> list[Path]:
    """Where a file's neighbours lie: beside it, and in the root of the DAG folder where it lies in one."""
    root = next((parent for parent in path.parents if parent.name == "dags"), None)
    return [path.parent] if root in (None, path.parent) else [path.parent, root]


def _decisions(decisions: Decisions) -> Iterator[Diagnostic]:
    for (origin, name), what in decisions.made.items():
        where, remedy = where_from(name)
        yield Diagnostic(
            code=MISSING_VALUE.code,
            severity=MISSING_VALUE.severity,
            summary=f"the file {what} {name}, which is {where}: what it makes depends on that",
            remedy=remedy,
            origin=origin,
        )


def _notes(file: str, missing: Mapping[str, int], read: Mapping[str, int]) -> Iterator[Diagnostic]:
    """What reading depended on, at the line that asked for the first of it."""
    if missing:
        summary = (
            f"{_listed(missing)} not installed here; what comes of it is recorded, and told where it reaches a job"
        )
        remedy = "nothing to do unless that is told; put beside the file, a module is taken as it is"
        yield _note(MISSING_MODULE, summary, remedy, file, missing)
    if read:
        summary = f"the file read {', '.join(sorted(read))} from the environment: what it makes depends on that"
        remedy = "write the value into the file to make the same everywhere"
        yield _note(SETTING_READ, summary, remedy, file, read)


def _defaults(file: str, lines: Mapping[str, int], defaulted: Mapping[str, Any]) -> Iterator[Diagnostic]:
    if defaulted:
        values = ", ".join(f"{name} = {value!r}" for name, value in sorted(defaulted.items()))
        summary = f"Airflow's variables are taken from their defaults in the file: {values}"
        yield _note(SETTING_READ, summary, GIVE_VARIABLE, file, lines)


def _note(rule: Rule, summary: str, remedy: str, file: str, lines: Mapping[str, int]) -> Diagnostic:
    origin = Origin(file, min(lines.values()))
    return Diagnostic(code=rule.code, severity=rule.severity, summary=summary, remedy=remedy, origin=origin)


def _listed(names: Iterable[str]) -> str:
    listed = sorted(names)
    return f"{', '.join(listed)} {'is' if len(listed) == 1 else 'are'}"


@contextmanager
def _alone() -> Iterator[None]:
    """No block of the caller is open inside the file; what the file leaves open or changes is taken back."""
    token, path = only_open(), list(sys.path)
    try:
        with working_folder_kept():
            yield
    finally:
        reopen(token)
        sys.path[:] = path


def _tell_of_end(
    error: BaseException,
    shown: str,
    file: str,
    misspelt: Misspelt,
    decisions: Decisions,
    missing: Asked,
    wrong: Diagnostics,
) -> None:
    """Tell of the error that a file ended with, unless it comes of a name that is told already."""
    failed = failure(error)
    if failed.name in misspelt.meant:  # a name that was imported by a wrong one is not there either
        return
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    line = (frames[-1].lineno if frames else None) or 1
    why, unknown = told(failed.why)
    # A line that works with what is not known here fails for that reason, and so does a name that `import *` of a
    # module that is not here would have brought.
    unknown += [name for origin, name in decisions.made if (origin.line, origin.file) == (line, shown)]
    unknown += sorted(missing.lines) if isinstance(error, NameError) and failed.remedy is MEND else []
    remedy = failed.remedy
    if unknown:
        where, remedy = where_from(unknown[0])
        why = f"{why}; {unknown[0]} is {where}"
    summary = f"{shown}: {why}" if failed.rule is CANNOT_READ else why
    wrong.add(failed.rule, Place("", Origin(shown, line)), summary, remedy, failed.near)


def _readable(problem: Diagnostic) -> Diagnostic:
    """A problem of an edge or an id that is not known here: why it is not."""
    summary, unknown = told(problem.summary)
    if not unknown:
        return problem
    where, remedy = where_from(unknown[0])
    return replace(problem, summary=f"{summary}; {unknown[0]} is {where}", remedy=remedy)


def unreadable(shown: str, line: int, why: str, remedy: str) -> LoadError:
    """A file, named as people see it, that can't be read as workflows."""
    return LoadError(
        [
            Diagnostic(
                code=CANNOT_READ.code,
                severity=CANNOT_READ.severity,
                summary=f"{shown}: {why}",
                remedy=remedy,
                origin=Origin(shown, line),
            )
        ]
    )
