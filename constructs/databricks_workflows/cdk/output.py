"""Moving a finished output into place: the documents first, the manifest that names them last."""

from __future__ import annotations

import shutil
from pathlib import Path

_FORMATS = {"cdk.tf": "cdk.tf.json", "cdk.tf.json": "cdk.tf"}
_MANIFEST = "manifest.json"


def move_into_place(made: Path, final: Path) -> None:
    """Move what lies in ``made`` to ``final``; state, ``.terraform`` and whatever else is there stay.

    The document of the other format goes: Terraform fails on a folder that has both.
    """
    files = sorted(path for path in made.rglob("*") if path.is_file())
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
