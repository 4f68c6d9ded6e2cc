"""A Databricks workspace for tests, on this machine: jobs, permissions, files and runs over HTTP."""

from __future__ import annotations

from .clock import Clock
from .script import Fail, Hang, Succeed
from .trouble import Trouble
from .workspace import Workspace

__all__ = ["Clock", "Fail", "Hang", "Succeed", "Trouble", "Workspace"]
