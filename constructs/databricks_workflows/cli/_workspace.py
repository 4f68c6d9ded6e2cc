"""The workspace and the job that a command is about."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

if TYPE_CHECKING:
    from databricks.sdk.clock import Clock

    from databricks_workflows.runs.find import Declared
    from databricks_workflows.runs.workspace import Workspace

_NAMES_A_WORKSPACE = ("DATABRICKS_HOST", "DATABRICKS_CONFIG_PROFILE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What the options say of the workspace.

    Args:
        profile: ``--profile``.
        host: ``--host``.
        retry: ``--retry``, in seconds.
        as_json: ``--json``.
    """

    profile: str | None
    host: str | None
    retry: int
    as_json: bool


def new_clock() -> Clock:
    """What commands wait by."""
    from databricks.sdk.clock import RealClock

    return RealClock()


def open_workspace(access: Access, clock: Clock, job: Declared | None = None) -> Workspace:
    """The workspace that the options name, else the environment, else the provider of the job.

    Where no job is asked for, it is the provider that all jobs of this folder's app have.

    Raises:
        RunsError: there is none, or no credentials for it.
    """
    from databricks_workflows.runs.connect import connect
    from databricks_workflows.runs.find import declared_in

    profile, host = access.profile, access.host
    if not profile and not host and not any(os.environ.get(name) for name in _NAMES_A_WORKSPACE):
        here = {(each.profile, each.host) for each in ([job] if job else declared_in(_output(), Path()))}
        if len(here) == 1:
            ((profile, host),) = here
    return connect(profile, host, clock, retry_seconds=access.retry, notice=_Notice(access.as_json))


def find_job(word: str, access: Access, clock: Clock) -> tuple[Workspace, int]:
    """The job that a word means, and its workspace: an id, a construct's path, an address in Terraform, a name.

    Raises:
        RunsError: there is none, or there are several.
    """
    from databricks_workflows.runs.errors import Misused
    from databricks_workflows.runs.find import declared_in, deployed, match, nearest

    if word.isdigit():
        return open_workspace(access, clock), int(word)
    declared = declared_in(_output(), Path())
    job = match(word, declared)
    if job is not None:
        kept = deployed(job)
        workspace = open_workspace(access, clock, job)
        if kept.host and _differ(kept.host, workspace.host):
            raise Misused(
                f"{job.shown} is deployed to {kept.host}, and the workspace here is {workspace.host}: give its "
                f"--profile, or the job's id to insist"
            )
        return workspace, kept.job_id
    if "/" in word and declared:  # the path of a construct: no credentials are needed to say that there is none
        raise Misused(f"there is no job {word!r} in the app of this folder: {nearest(word, declared)}")
    workspace = open_workspace(access, clock)
    ids = workspace.ids_of(word)
    if len(ids) > 1:
        raise Misused(
            f"{len(ids)} jobs of {workspace.host} are called {word!r}: give an id, {', '.join(map(str, ids))}"
        )
    if not ids:
        hint = nearest(word, declared, workspace.names())
        raise Misused(f"there is no job {word!r}, neither in Terraform's state nor in {workspace.host}: {hint}")
    return workspace, ids[0]


def find_run(word: str, access: Access, clock: Clock) -> tuple[Workspace, int]:
    """The run that a word means: its id, or a job, which stands for its newest run that goes on, or else its newest.

    Raises:
        RunsError: there is none.
    """
    from databricks_workflows.runs.errors import Misused

    if word.isdigit():
        return open_workspace(access, clock), int(word)
    workspace, job_id = find_job(word, access, clock)
    runs = workspace.runs(job_id, active=True, limit=1) or workspace.runs(job_id, limit=1)
    if not runs:
        raise Misused(f"{word} has no runs: databricks-workflows run {word}")
    return workspace, runs[0].run_id


def _output() -> Path:
    """Where the app of this folder is synthesized to."""
    from databricks_workflows.cli._project import read_settings

    settings = read_settings(Path()) or {}
    return Path(os.environ.get("CDKTF_OUTDIR") or settings.get("output") or "cdktf.out")


def _differ(one: str, other: str) -> bool:
    return urlsplit(one).netloc.lower() != urlsplit(other).netloc.lower()


class _Notice:
    """Says why it takes longer, once for each reason."""

    def __init__(self, as_json: bool) -> None:
        self._as_json, self._told = as_json, ""

    def __call__(self, reason: str, seconds: float) -> None:
        if reason == self._told:
            return
        self._told = reason
        if self._as_json:
            from databricks_workflows.cli._watching import print_event

            print_event({"event": "waiting_for_workspace", "reason": reason, "seconds": seconds})
        else:
            from databricks_workflows.views.problems import printable

            click.echo(f"{printable(reason)}; trying again for up to {seconds:.0f} s", err=True)
