"""What a fault of a request means: whether it passes by itself, and what to say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import requests
from databricks.sdk.errors import (
    DeadlineExceeded,
    InternalError,
    NotFound,
    PermissionDenied,
    TemporarilyUnavailable,
    TooManyRequests,
    Unauthenticated,
)
from databricks.sdk.errors.base import DatabricksError

from databricks_workflows.runs.errors import WorkspaceError

_TRANSIENT: Final = (DeadlineExceeded, InternalError, TemporarilyUnavailable, TooManyRequests)
_OF_THE_NETWORK: Final = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
_LONGEST: Final = 300


class Unreadable(Exception):
    """An answer that is none; the text says what it is instead.

    Args:
        text: what came.
        again: whether it may be another one next time.
    """

    def __init__(self, text: str, *, again: bool = True) -> None:
        super().__init__(text)
        self.again = again


FAULTS: Final = (DatabricksError, requests.RequestException, TimeoutError, Unreadable)
"""What a call of the SDK may raise that is no mistake in this package."""


def unreadable(error: Exception) -> Unreadable:
    """What the SDK could make nothing of."""
    if not isinstance(error, requests.exceptions.JSONDecodeError):
        return Unreadable("an answer of another form than the Jobs API's")
    if error.doc.lstrip()[:1] == "<":
        return Unreadable("a web page, such as that of a login", again=False)
    return Unreadable("an answer that is cut off or no JSON")


def explain(error: BaseException, what: str, host: str, renew: str) -> WorkspaceError:
    """A fault in one line that says what to do.

    Args:
        error: one of ``FAULTS``.
        what: what was asked for, such as ``job 12``.
        host: the workspace.
        renew: how its credentials are renewed.
    """
    while isinstance(error, TimeoutError) and error.__cause__ is not None:
        error = error.__cause__
    said = first_words(error)
    if isinstance(error, Unauthenticated) or (isinstance(error, PermissionDenied) and "token" in said.lower()):
        return WorkspaceError(f"{host} refused the credentials ({_message(error)}): {renew}")
    if isinstance(error, PermissionDenied):
        return WorkspaceError(f"{host} does not allow it ({said}): ask for the permission on {what}")
    if isinstance(error, NotFound) or _MISSING.search(said):
        return WorkspaceError(
            f"{what} is not in {host} ({said}): it was deleted, or belongs to another workspace (--profile names one)",
            missing=True,
        )
    if isinstance(error, Unreadable):
        return WorkspaceError(f"{host} gave {said}: is it a Databricks workspace? (DATABRICKS_HOST, --profile)")
    if isinstance(error, DatabricksError) and why_it_passes(error):
        return WorkspaceError(f"{host} does not work at the moment ({said}): try again later, or with a longer --retry")
    if isinstance(error, DatabricksError):
        return WorkspaceError(f"{host} refused the request: {said}")
    return WorkspaceError(f"{host} can't be reached ({_network(error)}): check the host and the network")


def why_it_passes(error: BaseException) -> str | None:
    """Why it is worth to ask again; None where it is not."""
    if isinstance(error, TimeoutError) and error.__cause__ is not None:
        return why_it_passes(error.__cause__)
    if isinstance(error, _TRANSIENT) or (isinstance(error, DatabricksError) and "bad gateway" in _spoken(error)):
        return first_words(error)
    if isinstance(error, _OF_THE_NETWORK) and not isinstance(error, requests.exceptions.SSLError):
        return _network(error)
    if isinstance(error, Unreadable) and error.again:
        return str(error)
    return None


def _spoken(error: DatabricksError) -> str:
    return f"{error.error_code} {error}".lower().replace("_", " ")


def first_words(error: BaseException) -> str:
    """What the workspace says, without what the SDK appends."""
    said = _message(error)
    code = getattr(error, "error_code", None)
    text = said if not code or code in said or not said else f"{code}: {said}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _message(error: BaseException) -> str:
    said = " ".join(_without_config(str(error)).split())
    return said.partition("This is likely a bug in the Databricks SDK")[0].strip().removesuffix(".")[:_LONGEST]


def _without_config(said: str) -> str:
    """What the SDK says, without the settings that it appends."""
    return re.split(r"\. (?:Config|Env): ", said)[0]


def _network(error: BaseException) -> str:
    """A fault of the network in a few words."""
    said = str(error)
    for sign, words in _FAULTS.items():
        if sign in said:
            return words
    return "no answer in time" if isinstance(error, requests.Timeout) else type(error).__name__


_FAULTS: Final[Mapping[str, str]] = {
    "NameResolutionError": "its name is not known",
    "Connection refused": "connection refused",
    "Connection reset": "the connection was cut",
    "RemoteDisconnected": "the connection was cut",
    "IncompleteRead": "the connection was cut",
    "Connection broken": "the connection was cut",
    "timed out": "no answer in time",
    "certificate": "its certificate is not trusted",
    "Failed to parse": "that is no host",
}

_MISSING: Final = re.compile(r"(?:Job|Run) \S+ does not exist")
