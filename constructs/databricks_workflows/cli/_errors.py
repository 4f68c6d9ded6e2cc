"""From exceptions to text and exit codes, for every command.

0 fine, 1 the workflow is wrong or the run failed, 2 usage, 3 the run was canceled, 4 it timed out, 5 it was skipped,
6 gave up watching, 7 the workspace refused or could not be reached, 70 a bug of this package (130 when it is
interrupted, as shells have it).
"""

from __future__ import annotations

import errno
import sys
import traceback
from typing import TYPE_CHECKING, Any, Final

import click

from databricks_workflows.cli._stdout import give_up, is_of_output, open_closed_streams

if TYPE_CHECKING:
    from databricks_workflows.runs.errors import RunsError

FINE: Final = 0
WRONG: Final = 1
USAGE: Final = 2
GAVE_UP: Final = 6
REFUSED: Final = 7
BUG: Final = 70
INTERRUPTED: Final = 130

DEBUG_VARIABLE: Final = "DATABRICKS_WORKFLOWS_DEBUG"


class Unusable(click.ClickException):
    """What was given can't be used at all: a folder without an app, a cdktf.json that is none."""

    exit_code = USAGE


class Bug(Exception):
    """This package has done something that it never should; the text says what."""


class Commands(click.Group):
    """A group of commands that never shows a traceback, unless asked with ``--debug``."""

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """Run the program; an output that can't be written is told here, `--help` too is one."""
        open_closed_streams()
        try:
            try:
                return super().main(*arguments, **settings)
            finally:
                sys.stdout.flush()
        except OSError as error:
            if not is_of_output(error):
                raise
            give_up()
            if error.errno == errno.EPIPE:  # `... | head` ends quietly, as click has it
                sys.exit(WRONG)
            click.echo(f"Error: can't write the output: {error.strerror}", err=True)
            sys.exit(USAGE)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it raises becomes text on stderr and an exit code."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a name that the terminal can't show is no reason to fail
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, SystemExit):
            raise
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BaseException as error:
            if is_of_output(error):
                raise  # told by main
            ctx.exit(self._told(error, debug=bool(ctx.params.get("debug"))))

    @staticmethod
    def _told(error: BaseException, *, debug: bool) -> int:
        from databricks_workflows.errors import OutputError, WorkflowError
        from databricks_workflows.runs.errors import RunsError
        from databricks_workflows.views.locate import refine
        from databricks_workflows.views.problems import printable, report

        if isinstance(error, WorkflowError):
            report(refine(error.diagnostics), sys.stderr)
            return WRONG
        if isinstance(error, OutputError):
            click.echo(f"Error: {printable(str(error))}", err=True)
            return USAGE
        if isinstance(error, RunsError):
            click.echo(f"Error: {printable(str(error))}", err=True)
            return exit_code_of(error)
        name = "" if isinstance(error, Bug) else f"{type(error).__name__}: "
        click.echo(f"databricks-workflows: internal error: {name}{error}", err=True)
        click.echo(
            "This is a bug of databricks-workflows, not of your workflow. Please report it, with what the same command "
            f"prints as `databricks-workflows --debug ...` (or with {DEBUG_VARIABLE}=1).",
            err=True,
        )
        if debug:
            click.echo("".join(traceback.format_exception(error)), err=True)
        return BUG


def exit_code_of(error: RunsError) -> int:
    """The exit code of what keeps a run from being started, watched or changed."""
    from databricks_workflows.runs.errors import Misused

    return USAGE if isinstance(error, Misused) else REFUSED
