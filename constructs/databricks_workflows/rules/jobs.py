"""Rules about several fields, blocks or tasks of a job: a file each in ``checks/``."""

from __future__ import annotations
