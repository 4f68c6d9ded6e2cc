"""The output folder: local files beside the documents, and a finished output moved into place.

The documents come first, the manifest that names them last.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from databricks_workflows.model.beside import everything_beside
from databricks_workflows.resolve.local_files import ASSETS
from databricks_workflows.resolve.resolved import Job

_FORMATS = {"cdk.tf": "cdk.tf.json", "cdk.tf.json": "cdk.tf"}
_MANIFEST = "manifest.json"


def copy_files(jobs: Sequence[Job], folder: Path) -> None:
    """Put the local files that jobs are made of beside the stack's document."""
    for each in (one for job in jobs for one in everything_beside(job.settings.as_dict())):
        if each.source is not None:
            name = str(each.arguments["source"]).partition(f"/{ASSETS}/")[2]
            target = folder / ASSETS / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(each.source, target)


def move_into_place(made: Path, final: Path) -> None:
    """Move what lies in ``made`` to ``final``; state, ``.terraform`` and whatever else is there stay.

    The document of the other format goes: Terraform fails on a folder that has both.
    """
    files = sorted(path for path in made.rglob("*") if path.is_file())
    for stack in made.glob("stacks/*"):
        shutil.rmtree(final / "stacks" / stack.name / ASSETS, ignore_errors=True)  # files that no job names any more
    for source in sorted(files, key=lambda path: path.name == _MANIFEST):
        target = final / source.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        if source.name in _FORMATS:
            target.with_name(_FORMATS[source.name]).unlink(missing_ok=True)
            if source.name == "cdk.tf.json":
                # What ``--hcl`` writes beside its document.
                target.with_name("metadata.json").unlink(missing_ok=True)
    shutil.rmtree(made)
