"""The other files of a document's folder: to Terraform they are one configuration with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from databricks_workflows.documents.json_lines import NotJson, json_data

# Files of a configuration that are not read here: HCL, and what only OpenTofu reads.
_NOT_READ = (".tf", ".tofu", ".tofu.json")


def documents_beside(path: Path) -> list[Mapping[str, Any]] | None:
    """The documents in a document's folder without itself; None where one of the files there is not read here."""
    documents: list[Mapping[str, Any]] = []
    try:
        for file in sorted(path.absolute().parent.iterdir()):
            if file.name.endswith(_NOT_READ):
                return None
            if file.name.endswith(".tf.json") and file.name != path.name:
                data = json_data(file.read_bytes())
                documents += [data] if isinstance(data, Mapping) else []
    except (OSError, NotJson):
        return None
    return documents
