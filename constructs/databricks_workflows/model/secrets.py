"""What a credential looks like, so that none is written or shown."""

from __future__ import annotations

import re

_LOOKS_LIKE = {
    "a Databricks token": re.compile(r"\bdapi[0-9a-f]{32}\b"),
    "an AWS access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a signed token (JWT)": re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"),
}

_PROMISES_SECRET = re.compile(r"(?i)(?:^|[._-])(?:password|passwd|pwd|secret|token|api[_-]?key|private[_-]?key)$")


def promises_secret(name: str) -> bool:
    """True for a name whose value is in all likelihood a secret, such as ``spark.db.password``."""
    return _PROMISES_SECRET.search(name) is not None


def credential_in(text: str) -> str | None:
    """The kind of credential that a text looks like; None where it looks like none."""
    return next((kind for kind, pattern in _LOOKS_LIKE.items() if pattern.search(text)), None)
