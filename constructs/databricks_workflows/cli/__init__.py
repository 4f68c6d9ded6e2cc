"""The command line: thin commands, one a file, each calling one plain function.

stdout is the result, stderr the talk. Everything heavy is imported inside the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

import click

from databricks_workflows.cli._errors import DEBUG_VARIABLE, Commands
from databricks_workflows.cli.cancel import cancel
from databricks_workflows.cli.convert import convert
from databricks_workflows.cli.diff import diff
from databricks_workflows.cli.list import list_runs
from databricks_workflows.cli.repair import repair
from databricks_workflows.cli.rules import rules
from databricks_workflows.cli.run import run
from databricks_workflows.cli.show import show
from databricks_workflows.cli.synth import synth
from databricks_workflows.cli.validate import validate
from databricks_workflows.cli.watch import watch

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cdktf-databricks-workflows")
@click.option("--debug", is_flag=True, envvar=DEBUG_VARIABLE, help="After an internal error, print the traceback too.")
def main(debug: bool) -> None:
    """Databricks workflows as CDK for Terraform constructs.

    Exit codes: 0 fine, 1 the workflow is wrong or the run failed, 2 usage, 3 the run was canceled, 4 it timed out,
    5 it was skipped, 6 gave up watching, 7 the workspace refused or could not be reached, 70 a bug of this program.
    """


main.add_command(cancel)
main.add_command(convert)
main.add_command(diff)
main.add_command(list_runs)
main.add_command(repair)
main.add_command(rules)
main.add_command(run)
main.add_command(show)
main.add_command(synth)
main.add_command(validate)
main.add_command(watch)
