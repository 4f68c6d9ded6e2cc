"""A Databricks workspace for tests, on this machine: jobs, permissions, files and runs over HTTP."""

from __future__ import annotations

from .workspace import Workspace

__all__ = ["Workspace"]
