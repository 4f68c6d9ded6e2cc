"""The host in an address, and nothing else of it: what stands before it may be a password."""

from __future__ import annotations

import re
from urllib.parse import unquote


def host_of(address: str) -> str:
    """The host, without scheme, user, password and path; an empty string where there is none.

    Example:
        >>> host_of("databricks://token:secret@adb-1.example.net/?http_path=x")
        'adb-1.example.net'
    """
    rest = address.strip().partition("://")[2] or address.strip()
    host = re.split(r"[/?#:]", rest.rpartition("@")[2], maxsplit=1)[0]
    if "%" in host:
        # Airflow's address of a connection may hold the workspace's own, scheme and all.
        plain = unquote(host)
        return host_of(plain) if plain != host else ""
    return host.lower() if "." in host else ""
