"""Where the provider finds host and token: its own arguments, then the environment, then a profile.

See https://registry.terraform.io/providers/databricks/databricks/latest/docs#authentication
"""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class NoProfile(Exception):
    """A profile that is asked for and not there."""


@dataclass(frozen=True, slots=True)
class Credentials:
    host: str
    token: str


def find_credentials(config: Mapping[str, Any]) -> Credentials:
    """Host and token, empty where nothing gives them: nothing fails before they are needed."""
    profile = config.get("profile") or os.environ.get("DATABRICKS_CONFIG_PROFILE")
    from_file = _profile(config, profile)
    host, token = (
        config.get(name) or os.environ.get(f"DATABRICKS_{name.upper()}") or from_file.get(name, "")
        for name in ("host", "token")
    )
    return Credentials(host.rstrip("/"), token)


def _profile(config: Mapping[str, Any], name: str | None) -> Mapping[str, str]:
    default = str(Path.home() / ".databrickscfg")
    path = config.get("config_file") or os.environ.get("DATABRICKS_CONFIG_FILE") or default
    profiles = configparser.ConfigParser(default_section="", interpolation=None)
    profiles.read(path, encoding="utf-8")
    if name and not profiles.has_section(name):
        raise NoProfile(f"resolve: {path} has no {name} profile configured")
    return profiles[name or "DEFAULT"] if profiles.has_section(name or "DEFAULT") else {}
