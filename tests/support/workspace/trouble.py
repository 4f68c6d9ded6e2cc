"""Trouble on demand: what goes wrong between a client and the workspace."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.support.workspace.calls import Json, Request


@dataclass
class Rule:
    """One kind of trouble; ``Trouble.add`` says what its fields mean."""

    path: str
    method: str | None = None
    after: int = 0
    times: int | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    close: bool = False
    delay: float = 0
    performed: bool = False
    action: Callable[[], object] | None = None
    change: Callable[[Json], Json] | None = None
    seen: int = 0

    def applies(self, request: Request) -> bool:
        """Whether this request is one of those that go wrong; counts it."""
        if self.method not in (None, request.method) or not fnmatchcase(request.path, f"*{self.path}"):
            return False
        self.seen += 1
        number = self.seen - self.after
        return number > 0 and (self.times is None or number <= self.times)

    @property
    def answers(self) -> bool:
        """Whether the client gets something else than the workspace's own answer."""
        return self.close or self.status is not None or self.body is not None

    @property
    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        if isinstance(self.body, str):
            return self.body.encode()
        code, message = _MESSAGES.get(self.status or 200, ("UNKNOWN", "Trouble."))
        return json.dumps({"error_code": code, "message": message} if self.body is None else self.body).encode()


_MESSAGES = {
    400: ("INVALID_PARAMETER_VALUE", "Invalid request."),
    401: ("UNAUTHENTICATED", "Credential was not sent or was of an unsupported type for this API."),
    403: ("PERMISSION_DENIED", "User does not have permission."),
    404: ("RESOURCE_DOES_NOT_EXIST", "It does not exist."),
    429: ("REQUEST_LIMIT_EXCEEDED", "Too many requests."),
    500: ("INTERNAL_ERROR", "The workspace failed."),
    503: ("TEMPORARILY_UNAVAILABLE", "The workspace is temporarily unavailable."),
    504: ("DEADLINE_EXCEEDED", "The request took too long."),
}


class Trouble:
    """The rules in force; the first one that applies to a request is taken."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def add(self, path: str, **rule: Any) -> Rule:
        """Make requests go wrong whose path ends with a pattern (``*`` and ``?`` as in file names).

        ``method``: only these. ``after``: the first n pass. ``times``: how many go wrong, all unless told.
        ``status``, ``headers``, ``body`` (JSON value, text or bytes): the answer. ``close``: no answer at all.
        ``delay``: seconds of real time before the answer. ``performed``: the request takes effect all the same.
        ``action``: called first. ``change``: rewrites the workspace's own answer.
        """
        made = Rule(path, **rule)
        self.rules.append(made)
        return made

    def expire_token(self, after: int = 0) -> Rule:
        """From the n-th request on, no token is good."""
        body = {"error_code": "UNAUTHENTICATED", "message": "Token has expired."}
        return self.add("/api/*", after=after, status=401, body=body)

    def malformed(self, path: str, **rule: Any) -> Rule:
        """An answer that is cut off."""
        return self.add(path, **{"status": 200, "body": '{"tasks": [', **rule})

    def rename(self, path: str, names: Mapping[str, str], **rule: Any) -> Rule:
        """Texts of the answer, such as names of states, replaced wherever they stand."""
        return self.add(path, change=lambda answer: _renamed(answer, names), **rule)

    def clear(self) -> None:
        self.rules.clear()

    def of(self, request: Request) -> Rule | None:
        return next((rule for rule in self.rules if rule.applies(request)), None)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value
