"""The host in an address, and nothing else of it: what stands before it may be a password."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def host_of(address: str) -> str:
    """The host, without scheme, user, password and path; an empty string where there is none.

    Example:
        >>> host_of("databricks://token:secret@adb-1.example.net/?http_path=x")
        'adb-1.example.net'
    """
    address = unquote(address).strip()
    if "//" not in address:
        address = f"//{address}"
    try:
        host = urlsplit(address).hostname or ""
        # Airflow's address of a connection may hold the workspace's own, scheme and all.
        return host_of(address.partition("://")[2]) if host in ("http", "https") else host
    except ValueError:
        return ""
