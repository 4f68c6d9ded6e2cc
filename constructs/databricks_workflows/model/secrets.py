"""What a credential looks like, so that none is written or shown."""

from __future__ import annotations

import re

_LOOKS_LIKE = {
    "a Databricks token": re.compile(r"\bdapi[0-9a-f]{32}\b"),
    "an OAuth secret of Databricks": re.compile(r"\bdose[0-9a-f]{32}\b"),
    "an AWS access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "an Azure storage key": re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==(?!=)"),
    "a GitHub token": re.compile(r"\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b"),
    "a GitLab token": re.compile(r"\bglpat-[\w-]{20,}"),
    "a Slack token": re.compile(r"\bxox[abeoprs]-[\w-]{10,}"),
    "a Google API key": re.compile(r"\bAIza[\w-]{35}(?![\w-])"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a signed token (JWT)": re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"),
}

_ANY_OF_THEM = re.compile("|".join(each.pattern for each in _LOOKS_LIKE.values()))

_WORDS = r"(?:password|passwd|pwd|passphrase|secret|token|(?:api|private|secret|access|account)[._-]?key)"
# The name of an Azure storage account comes after the word: fs.azure.account.key.sales.dfs.core.windows.net
_PROMISES_SECRET = re.compile(rf"(?i)(?:^|[._-]){_WORDS}(?:\.[\w.]+\.core\.windows\.net)?$")
# What begins with { or $ refers to a secret; stars and angle brackets stand for one.
_LITERAL = r"[^\s;&@{$*<'\"][^\s;&@{$]*"
_ARGUMENT = re.compile(rf"(?i)(?:^|['\";?&]|--)({_WORDS}=){_LITERAL}")
_USER = re.compile(r"\w://[^\s/:@]+:[^\s/@{$*<][^\s/@{$]*@")


def promises_secret(name: str) -> bool:
    """True for a name whose value is in all likelihood a secret, such as ``spark.db.password``."""
    return _PROMISES_SECRET.search(name) is not None


def secret_after(text: str) -> str | None:
    """What a literal secret comes after in a longer text; None where there is none.

    Example:
        >>> secret_after("jdbc:sqlserver://db;user=etl;password=hunter2")
        'password='
        >>> secret_after("https://etl:hunter2@artifacts.example.com/simple")
        "a user's name"
        >>> secret_after("jdbc:sqlserver://db;user=etl;password={{secrets/db/password}}")
    """
    argument = _ARGUMENT.search(text)
    if argument is not None:
        return argument[1]
    return "a user's name" if _USER.search(text) else None


def why_secret(field: str, name: str, text: str) -> str | None:
    """Why a text is in all likelihood a secret; None where nothing says so.

    Args:
        field: where it stands, for the answer.
        name: what it is called there.
        text: the text.
    """
    if promises_secret(name) and text and "{{" not in text:
        return f"{field} holds a literal, and its name promises a secret"
    before = secret_after(text)
    return None if before is None else f"{field} holds a literal after {before}, which promises a secret"


def credential_in(text: str) -> str | None:
    """The kind of credential that a text looks like; None where it looks like none."""
    if _ANY_OF_THEM.search(text) is None:
        return None
    return next(kind for kind, pattern in _LOOKS_LIKE.items() if pattern.search(text))


def without_secrets(text: str) -> str:
    """The text as it may be shown: what stands for it, where it holds a secret."""
    kind = credential_in(text)
    if kind is not None:
        return f"({kind})"
    return text if secret_after(text) is None else "(hidden)"
