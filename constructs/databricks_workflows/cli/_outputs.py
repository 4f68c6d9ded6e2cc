"""Terraform documents that lie in a folder, as data by stack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from databricks_workflows.cli._errors import Unusable

DOCUMENT = "cdk.tf.json"
MANIFEST = "manifest.json"

Documents = dict[str, Mapping[str, Any]]


def read_pair(before: Path, after: Path) -> tuple[Documents, Documents]:
    """Two outputs: folders such as ``cdktf.out``, or two documents, which are one stack whatever their names are.

    Raises:
        Unusable: one is no output, or one is a whole output and the other a document.
    """
    single = _document_of(before), _document_of(after)
    if single[0] is not None and single[1] is not None:
        name = _stack_name(single[1])
        whole = all(document.name == DOCUMENT for document in single if document is not None)
        return {name: _read_stack(single[0], whole)}, {name: _read_stack(single[1], whole)}
    if single[0] is None and single[1] is None:
        return _read_output(before), _read_output(after)
    one, output = (before, after) if single[0] is not None else (after, before)
    files_of(output)
    raise Unusable(f"{one} is one stack and {output} is an output of stacks: give two of a kind")


def _document_of(path: Path) -> Path | None:
    """The one document that a path names; None for a folder without one."""
    if path.is_file():
        return path
    return path / DOCUMENT if (path / DOCUMENT).is_file() else None


def _stack_name(document: Path) -> str:
    if document.name == DOCUMENT:
        return document.absolute().parent.name
    return document.name.removesuffix(".json").removesuffix(".tf")


def _read_output(folder: Path) -> Documents:
    return {name: _read_stack(file) for name, file in sorted(files_of(folder).items())}


def files_of(folder: Path) -> dict[str, Path]:
    """The documents of an output, by stack: what its manifest says, without one what lies there."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        found = {file.parent.name: file for file in folder.glob(f"stacks/*/{DOCUMENT}")}
        if not found:
            raise Unusable(
                f"{folder}: there is no {MANIFEST} and no {DOCUMENT}; give a folder that a synth has written"
            )
        return found
    stacks = _read(manifest).get("stacks")
    paths = {
        name: stack.get("synthesizedStackPath") if isinstance(stack, Mapping) else None
        for name, stack in (stacks if isinstance(stacks, Mapping) else {}).items()
    }
    for name, path in paths.items():
        if not isinstance(path, str) or not path.endswith(".json"):
            raise Unusable(f"{manifest}: stack {name!r} has no document in JSON; synthesize without --hcl")
    return {name: folder / str(path) for name, path in paths.items()}


def _read_stack(document: Path, whole: bool = True) -> Mapping[str, Any]:
    """A document, and what is in the files beside it, which Terraform looks at too; not where it lies alone."""
    from databricks_workflows.compare.fields import digest
    from databricks_workflows.resolve.local_files import ASSETS

    data = _read(document)
    assets = document.parent / ASSETS
    try:
        files = {
            file.relative_to(assets).as_posix(): {"content": digest(file.read_bytes())}
            for file in (sorted(assets.rglob("*")) if whole else ())
            if file.is_file()
        }
    except OSError as error:
        raise Unusable(f"{error.filename}: can't open it: {error.strerror}") from None
    return {**data, "file": files} if files else data


def _read(file: Path) -> Mapping[str, Any]:
    from databricks_workflows.documents.json_lines import NotJson, json_data

    try:
        data = json_data(file.read_bytes())
    except OSError as error:
        raise Unusable(f"{file}: can't open it: {error.strerror}") from None
    except NotJson as error:
        raise Unusable(f"{file}:{error.line}: {error}") from None
    if not isinstance(data, Mapping):
        raise Unusable(f"{file}: it is no Terraform document, but a list or a single value")
    return data
