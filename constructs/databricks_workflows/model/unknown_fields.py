"""What to write in place of a field that there is not: another word, or the same one where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from pydantic import BaseModel

from databricks_workflows.diagnostics import meant_word, nearest_word
from databricks_workflows.model.shapes import block, items
from databricks_workflows.model.wording import Wording
from databricks_workflows.schema.names import synonyms, terraform_name

_MOST = 4
"""Of more places than these nobody can tell which is meant."""

_MISSPELT = 0.85
"""How near a known name is that is meant, whatever there is elsewhere."""

_ANYWHERE = "name"
"""A word that says nothing of where it belongs."""

_LIKE_ITS_OUTER = ("NestedTask",)
"""A block inside one that has the same fields."""


@dataclass(frozen=True, slots=True)
class Instead:
    """What is meant by a field that there is not.

    Args:
        remedy: what to write.
        meant: the field of the same block that is meant, if any.
        elsewhere: for a field of another block, its name and those of the blocks that lead to it.
    """

    remedy: str
    meant: str = ""
    elsewhere: tuple[str, ...] = ()


def instead_of(name: str, owner: type[BaseModel] | None, known: Sequence[str], wording: Wording) -> Instead:
    """What is meant, and what to write.

    Args:
        name: the name that is no field.
        owner: the model whose field it would be; None where there is no model of that block.
        known: the fields that there are.
        wording: in whose words all of these are.
    """
    sure = meant_word(name, known, synonyms()) or get_close_matches(name, known, n=1, cutoff=_MISSPELT)
    if owner is not None and name != _ANYWHERE and not sure:
        if paths := _further_in(name, owner, wording):
            return Instead(f"write it in {_or(paths, wording)}", elsewhere=(name, *_blocks_of(paths)))
        if where := _above(name, owner, wording):
            return Instead(f"write it {where}", elsewhere=(name,))
        for word in synonyms().get(name, ()):
            if paths := _further_in(word, owner, wording):
                return Instead(f"write {word!r} in {_or(paths, wording)}", elsewhere=(name, word, *_blocks_of(paths)))
    meant = nearest_word(name, known, synonyms())
    return Instead(f"did you mean {meant!r}?", meant) if meant else Instead(f"known here: {', '.join(known)}")


def _further_in(name: str, owner: type[BaseModel], wording: Wording) -> Sequence[str]:
    """The blocks in a block that have such a field; none where there are too many."""
    below = _below(owner, wording is Wording.TERRAFORM).get(name, ())
    return below if len(below) <= _MOST else ()


def _or(paths: Sequence[str], wording: Wording) -> str:
    *others, last = (_at_task(path) if wording is Wording.PYTHON else path for path in paths)
    return f"{', '.join(others)} or {last}" if others else last


def _blocks_of(paths: Sequence[str]) -> Iterator[str]:
    return (name for path in paths for name in path.replace("[...]", "").split("."))


@cache
def _below(owner: type[BaseModel], in_terraform: bool) -> Mapping[str, tuple[str, ...]]:
    """The fields of the blocks in a block, and of the blocks in those, by their names; the nearest blocks win."""
    near: dict[str, list[str]] = {}
    far: dict[str, list[str]] = {}
    for path, inner in _blocks(owner, in_terraform):
        for name in inner.model_fields:
            near.setdefault(_word(inner, name, in_terraform), []).append(path)
        for further, innermost in _blocks(inner, in_terraform):
            for name in innermost.model_fields if innermost.__name__ not in _LIKE_ITS_OUTER else ():
                far.setdefault(_word(innermost, name, in_terraform), []).append(f"{path}.{further}")
    return {name: tuple(paths) for name, paths in (far | near).items()}


def _above(name: str, owner: type[BaseModel], wording: Wording) -> str:
    """The nearest block around a block that has such a field: at most two further out."""
    in_terraform = wording is Wording.TERRAFORM
    inside = [owner]
    for _ in range(2):
        around = [each for inner in inside for each in _around(in_terraform).get(inner, ())]
        for outer, beside in around:
            if name in {_word(outer, field, in_terraform) for field in outer.model_fields}:
                return _at(outer, beside, wording)
        inside = [outer for outer, _ in around]
    return ""


def _at(outer: type[BaseModel], beside: str, wording: Wording) -> str:
    match outer.__name__:
        case "JobSettings":
            return "in the workflow's extra_job_params" if wording is Wording.PYTHON else "at the job"
        case "Task" | "NestedTask":
            return "at the task"
    return f"beside {beside}"


def _at_task(path: str) -> str:
    """In Python a task is no item of a list."""
    return path.replace("tasks[...].", "the task's ", 1).replace("tasks[...]", "the task", 1)


@cache
def _around(in_terraform: bool) -> Mapping[type[BaseModel], tuple[tuple[type[BaseModel], str], ...]]:
    """The blocks that each block of a job stands in, and its name there, by its model."""
    from databricks_workflows.model import JobSettings

    around: dict[type[BaseModel], list[tuple[type[BaseModel], str]]] = {}
    ahead: list[type[BaseModel]] = [JobSettings]
    for outer in ahead:
        for name, inner in _blocks(outer, in_terraform):
            if inner not in around:
                ahead.append(inner)
            around.setdefault(inner, []).append((outer, name))
    return {inner: tuple(outers) for inner, outers in around.items()}


def _blocks(owner: type[BaseModel], in_terraform: bool) -> Iterator[tuple[str, type[BaseModel]]]:
    """The blocks in a block, each with its name; ``[...]`` says that it is one of a list."""
    for name, field in owner.model_fields.items():
        word = _word(owner, name, in_terraform)
        inner = block(field.annotation)
        if inner is not None:
            yield word, inner
        elif (item := block(items(field.annotation))) is not None:
            yield f"{word}[...]", item


def _word(model: type[BaseModel], field: str, in_terraform: bool) -> str:
    return terraform_name(model.__name__, field) if in_terraform else field
