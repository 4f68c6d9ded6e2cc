"""The output folder: local files beside the documents, and a finished output moved into place."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from databricks_workflows.errors import NO_ROOM, NOT_ALLOWED, OutputError
from databricks_workflows.files import errors_of, locked, place, remove
from databricks_workflows.model.beside import everything_beside
from databricks_workflows.resolve.local_files import ASSETS
from databricks_workflows.resolve.resolved import Job

_FORMATS = ("cdk.tf", "cdk.tf.json")
_MANIFEST = "manifest.json"
_METADATA = "metadata.json"
"""What ``--hcl`` writes beside its document."""

_WHY = re.compile(
    r"(?P<full>no space left on device|disk quota exceeded|file too large|read-only file system)"
    r"|permission denied|operation not permitted|not a directory",
    re.IGNORECASE,
)


def copy_files(jobs: Sequence[Job], folder: Path) -> None:
    """Put the local files that jobs are made of beside the stack's document.

    Raises:
        OutputError: one can't be read.
    """
    for each in (one for job in jobs for one in everything_beside(job.settings.as_dict())):
        if each.source is not None:
            name = str(each.arguments["source"]).partition(f"/{ASSETS}/")[2]
            target = folder / ASSETS / name
            try:
                content = Path(each.source).read_bytes()
            except OSError as error:
                raise OutputError(f"{each.source}: can't read it: {error.strerror}") from None
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def move_into_place(made: Path, final: Path) -> None:
    """Move what lies in ``made`` to ``final``; state, ``.terraform`` and whatever else is there stay.

    The document of the other format goes: Terraform fails on a folder that has both. Another synth into the same folder
    waits, so that what is there in the end is of one of the two.

    Raises:
        OutputError: it can't be written.
    """
    with errors_of(final):
        try:
            final.mkdir(parents=True, exist_ok=True)
            with locked(final):
                names = [path.relative_to(made) for path in _placed_as_one(made)]
                stacks = [name.parent for name in names if name.name in _FORMATS]
                place(final, made, sorted(names, key=_when))
                for stack in stacks:
                    _remove_former(final / stack, {name.name for name in names if name.parent == stack})
        finally:
            shutil.rmtree(made, ignore_errors=True)


def cannot_write(error: Exception, made: Path, final: Path) -> OutputError | None:
    """The same for what keeps the documents from being made: node tells it as text, and so does Python through node."""
    text = str(error)
    found = _WHY.search(text)
    if found is None or not (found["full"] or str(made) in text):
        return None
    why = found[0].lower()
    number = next((code for code in (*NO_ROOM, *NOT_ALLOWED) if os.strerror(code).lower() == why), 0)
    return OutputError.of(final, OSError(number, found[0].capitalize()))


def _placed_as_one(folder: Path) -> Iterator[Path]:
    """The files, and the folders of local files: these have no file of anybody else's."""
    members = sorted(folder.iterdir())
    is_stack = any(each.name in _FORMATS for each in members)
    for each in members:
        if each.is_dir() and not (is_stack and each.name == ASSETS):
            yield from _placed_as_one(each)
        else:
            yield each


def _when(name: Path) -> tuple[bool, bool]:
    """The documents come after the local files that they name, the manifest that names them last."""
    return name.name == _MANIFEST, name.name in _FORMATS


def _remove_former(stack: Path, names: set[str]) -> None:
    """What a former synth wrote into a stack's folder and this one did not."""
    for each in {*_FORMATS, _METADATA, ASSETS} - names:
        remove(stack / each)
