"""The documents of a folder: of a stack, of an output of stacks, or files of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from databricks_workflows.cli._errors import Unusable
from databricks_workflows.cli._folders import files_below
from databricks_workflows.cli._outputs import DOCUMENT, MANIFEST, files_of
from databricks_workflows.documents.json_lines import NotJson, json_data, objects

_MARKS = (b'"databricks_job"', b'"job_clusters"', b'"settings"', b'"tasks"')
"""What every job has, one of them: files without it are not read to the end."""


def terraform_documents(folder: Path) -> list[Path]:
    """The documents of an output by its manifest, or the one of a stack; none in a folder that is neither.

    Raises:
        Unusable: the manifest names no document, or one in HCL.
    """
    if _is_output(folder / MANIFEST):
        found = [file for _, file in sorted(files_of(folder).items())]
        if not found:
            raise Unusable(f"{folder / MANIFEST}: it names no stack")
        return found
    return [folder / DOCUMENT] if (folder / DOCUMENT).is_file() else []


def job_documents(folder: Path) -> list[Path]:
    """The JSON files below a folder that hold jobs, sorted; a file that is to hold some and is no JSON is one, too."""
    return [file for file in files_below(folder, ".json") if _holds_jobs(file)]


def _is_output(manifest: Path) -> bool:
    """Whether a manifest.json is CDKTF's: others have such files too."""
    try:
        data = json_data(manifest.read_bytes())
    except (OSError, NotJson):
        return False
    return isinstance(data, Mapping) and isinstance(data.get("stacks"), Mapping)


def _holds_jobs(file: Path) -> bool:
    try:
        content = file.read_bytes()
        if not any(mark in content for mark in _MARKS):
            return False
        data = json_data(content)
    except OSError:
        return False
    except NotJson:
        return b'"databricks_job"' in content or b'"task_key"' in content
    if isinstance(data, Mapping) and "resource" in data:
        return any("databricks_job" in each for each, _ in objects(data["resource"], ()))
    jobs = data.get("jobs", data) if isinstance(data, Mapping) else data
    return any(_is_job(each) for each, _ in objects(jobs, ()))


def _is_job(data: Mapping[str, Any]) -> bool:
    """Editors and others have files with tasks, names and settings of their own."""
    settings = data.get("settings", data)
    if not isinstance(settings, Mapping):
        return False
    has_keys = any("task_key" in each for each, _ in objects(settings.get("tasks"), ()))
    return has_keys or "job_clusters" in settings or ("job_id" in data and "settings" in data)
