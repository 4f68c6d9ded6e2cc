"""In whose words a job was written, and so what is said of it."""

from __future__ import annotations

from enum import Enum


class Wording(Enum):
    """In whose words a job was written, and so its remedies have to be."""

    PYTHON = "a workflow in Python"
    TERRAFORM = "a document of Terraform"
    API = "a document of the Jobs API"
