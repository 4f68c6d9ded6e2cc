"""Writing a converted project over what is there: what a person has changed stays as it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from databricks_workflows.cli._errors import Unusable
from databricks_workflows.files import errors_of, write

RECORD = "stacks/.converted.json"
"""What each file was when it was written last: one that is not that any more was changed by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of the files of a project, by path in it.

    Args:
        written: those that are new or have changed.
        unchanged: those that were there, with the same content.
        left: those that are there, differ, and are not what was written last.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def write_files(output: Path, files: Mapping[str, str], ours: Collection[str], overwrite: bool) -> Written:
    """Write what is new, and over what nobody has changed; no file is ever there in half.

    Args:
        output: the project's folder.
        files: contents by path in it.
        ours: those to write over whatever is recorded of them.
        overwrite: write over every one.

    Raises:
        Unusable: something can't be read.
        OutputError: something can't be written.
    """
    there = {name: content_of(output / name) for name in files}
    record = _record(output)
    unchanged = tuple(name for name in files if there[name] == files[name])
    left = tuple(
        name
        for name, before in there.items()
        if before not in (None, files[name])
        and not (overwrite or name in ours or record.get(name) == _digest(before or ""))
    )
    written = tuple(name for name in files if name not in (*unchanged, *left))
    for name in written:
        _write(output, name, files[name])
    recorded = {**record, **{name: _digest(files[name]) for name in (*written, *unchanged) if name not in ours}}
    recorded = {name: digest for name, digest in sorted(recorded.items()) if (output / name).exists()}
    if files and recorded != record:
        _write(output, RECORD, json.dumps(recorded, indent=2) + "\n")
    return Written(written=written, unchanged=unchanged, left=left)


def content_of(path: Path) -> str | None:
    """What is in a file; None where there is none."""
    try:
        return path.read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable(f"{path}: can't read it: {error.strerror}") from None


def _record(output: Path) -> dict[str, str]:
    try:
        record = json.loads(content_of(output / RECORD) or "{}")
    except ValueError:  # such as after a merge: then nothing is known to be ours
        return {}
    return record if isinstance(record, dict) else {}


def _write(output: Path, name: str, content: str) -> None:
    with errors_of(output / name):
        write(output, Path(name), content)


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()
