"""Which workspace, with which credentials: as every Databricks tool reads the environment and the profiles.

See https://docs.databricks.com/dev-tools/auth/unified-auth.html
"""

from __future__ import annotations

import configparser
import logging
import os
from importlib.metadata import version
from pathlib import Path
from typing import Final

from databricks.sdk.clock import Clock
from databricks.sdk.core import Config

from databricks_workflows.diagnostics import did_you_mean
from databricks_workflows.runs.errors import Misused, RunsError, WorkspaceError
from databricks_workflows.runs.faults import first_words
from databricks_workflows.runs.workspace import Notice, Workspace

ANSWER_SECONDS: Final = 60


class _Patience(Clock):
    """A clock by which nobody sleeps longer than a request may take, whatever ``Retry-After`` says."""

    def __init__(self, clock: Clock, longest: float) -> None:
        self._clock, self._longest = clock, longest

    def time(self) -> float:
        return self._clock.time()

    def sleep(self, seconds: float) -> None:
        self._clock.sleep(min(seconds, self._longest))


def connect(
    profile: str | None,
    host: str | None,
    clock: Clock,
    *,
    retry_seconds: float,
    notice: Notice,
) -> Workspace:
    """The workspace that the environment, a profile or a host names, as every Databricks tool finds it.

    Args:
        profile: a profile of ``~/.databrickscfg``; None as the environment says.
        host: the workspace; None as the environment or the profile says.
        clock: what to wait by.
        retry_seconds: how long a fault that passes is waited out.
        notice: called with the reason and ``retry_seconds`` before each wait.

    Raises:
        Misused: there is no such profile.
        WorkspaceError: no credentials are found.
    """
    logging.getLogger("databricks").addHandler(logging.NullHandler())  # what it warns of is told as ours
    if profile is not None:
        _hold_profile(profile)
    try:
        config = Config(
            profile=profile,
            host=host,
            clock=_Patience(clock, retry_seconds),
            product="databricks-workflows",
            product_version=version("cdktf-databricks-workflows"),
            retry_timeout_seconds=1,  # one attempt: Workspace waits, and says so
            http_timeout_seconds=ANSWER_SECONDS,
        )
    except (ValueError, OSError) as error:  # also what a login of another program fails of
        raise _unusable_config(error, os.environ.get("DATABRICKS_CONFIG_PROFILE")) from None
    return Workspace(config, retry_seconds, notice)


def _hold_profile(profile: str) -> None:
    known = _profiles()
    if profile not in known:
        where = os.environ.get("DATABRICKS_CONFIG_FILE") or "~/.databrickscfg"
        hint = did_you_mean(profile, known) or (f"known there: {', '.join(known)}" if known else "it has none")
        raise Misused(f"there is no profile {profile!r} in {where}: {hint}")


def _profiles() -> list[str]:
    parser = configparser.ConfigParser(interpolation=None)
    path = Path(os.environ.get("DATABRICKS_CONFIG_FILE") or "~/.databrickscfg").expanduser()
    try:
        parser.read(path)
    except (configparser.Error, UnicodeDecodeError):
        raise Misused(
            f"{path} can't be read as profiles: mend it, or set DATABRICKS_HOST and DATABRICKS_TOKEN"
        ) from None
    return [
        *(["DEFAULT"] if parser.defaults() else []),
        *(each for each in parser.sections() if each != "__settings__"),
    ]


def _unusable_config(error: Exception, profile: str | None) -> RunsError:
    said = first_words(error)
    if profile and "profile configured" in said:
        try:
            _hold_profile(profile)
        except Misused as missing:
            return missing
    if "cannot configure default credentials" in said:
        return WorkspaceError(
            "no credentials for a workspace are found: set DATABRICKS_HOST and DATABRICKS_TOKEN, give --profile, "
            "or run databricks auth login"
        )
    return WorkspaceError(f"the workspace and its credentials can't be used as they are set: {said}")
