"""Count what became of every path of the provider's schema: ``python -m tools.coverage``.

Each attribute and block of ``databricks_job``, and of the entries of ``databricks_permissions``, is written with a
marked value through the author's API, compiled and rendered. It is *rendered* where the document has that value at that
path, *refused by name* where writing it is told with the field's name, *computed* where only Databricks sets it.
Anything else is listed, and the exit code is 1.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "constructs"))

from databricks_workflows.authoring import (  # noqa: E402
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    freeze,
)
from databricks_workflows.diagnostics import Diagnostic  # noqa: E402
from databricks_workflows.model import AccessControl, JobSettings, Model, Task  # noqa: E402
from databricks_workflows.model._base import dotted, model_inside  # noqa: E402
from databricks_workflows.pipeline import compile  # noqa: E402
from databricks_workflows.render import job_arguments, permissions_arguments  # noqa: E402
from databricks_workflows.rules import NOT_IN_TERRAFORM, READ_ONLY  # noqa: E402
from databricks_workflows.schema import resource  # noqa: E402
from databricks_workflows.schema.names import api_name  # noqa: E402

RENDERED, REFUSED, COMPUTED, MISSING = "rendered", "refused by name", "computed", "missing"

MARK, ANY = "a_marked", "any"
# Of a bool both values are tried: one of them is what is written anyway.
MARKS: Mapping[str, Sequence[Any]] = {"string": (MARK,), "number": (7919,), "bool": (True, False)}

Words = tuple[str, ...]
At = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of the paths of a resource.

    Args:
        resource: the resource, or the block of one, that the paths are of.
        fates: rendered, refused by name, computed or missing, by path.
    """

    resource: str
    fates: Mapping[str, str]

    @property
    def missing(self) -> list[str]:
        """The paths that are neither rendered nor refused nor computed."""
        return [path for path, fate in self.fates.items() if fate == MISSING]

    def __str__(self) -> str:
        counts = Counter(self.fates.values())
        told = ", ".join(f"{counts[fate]} {fate}" for fate in (RENDERED, REFUSED, COMPUTED) if counts[fate])
        covered = len(self.fates) - counts[MISSING]
        return f"{self.resource}: {covered}/{len(self.fates)} schema paths: {told or 'none'}"


def coverage() -> list[Coverage]:
    """What became of every path."""
    entry = resource("databricks_permissions")["block_types"]["access_control"]["block"]
    return [
        Coverage("databricks_job", _fates(_paths(resource("databricks_job"), JobSettings, (), ()))),
        Coverage(
            "databricks_permissions",
            _fates(_paths(entry, AccessControl, ("access_control",), ("access_control_list", 0))),
        ),
    ]


def _fates(paths: Iterator[_Path]) -> dict[str, str]:
    return {".".join(path.words): _fate(path) for path in paths}


# The paths


@dataclass(frozen=True, slots=True)
class _Path:
    """An attribute or block: its words in Terraform, where an author writes it, and what."""

    words: Words
    at: At
    marks: Sequence[Any]
    is_block: bool = False
    is_computed: bool = False


def _paths(block: Mapping[str, Any], model: type[Model] | None, words: Words, at: At) -> Iterator[_Path]:
    """Every path below a block; below what no model has, an author could only write Terraform's words."""
    for word, attribute in block.get("attributes", {}).items():
        name = api_name(model.__name__, word) if model else word
        computed = model is not None and bool(attribute.get("computed"))
        yield _Path((*words, word), (*at, name), _marks(attribute["type"]), is_computed=computed)
    for word, nested in block.get("block_types", {}).items():
        name = api_name(model.__name__, word) if model else word
        field = model.model_fields.get(name) if model else None
        inner = model_inside(field.annotation) if field else None
        many = _is_list(field.annotation) if field else nested.get("max_items") != 1
        here: At = (*at, name, 0) if many else (*at, name)
        yield _Path((*words, word), here, (_least(inner) if inner else {},), is_block=True)
        yield from _paths(nested["block"], inner, (*words, word), here)


def _marks(kind: Any) -> Sequence[Any]:
    if isinstance(kind, str):
        return MARKS[kind]
    return [{MARK: mark} if kind[0] == "map" else [mark] for mark in _marks(kind[1])]


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_is_list(each) for each in get_args(annotation))


def _least(model: type[Model]) -> dict[str, Any]:
    """A block with what it requires and nothing more."""
    return {name: _any_value(field.annotation) for name, field in model.model_fields.items() if field.is_required()}


def _any_value(annotation: Any) -> Any:
    inner = model_inside(annotation)
    value: Any = _least(inner) if inner else {int: 1, float: 1, bool: True}.get(_simple(annotation), ANY)
    return [value] if _is_list(annotation) else value


def _simple(annotation: Any) -> Any:
    return annotation if isinstance(annotation, type) else _simple(get_args(annotation)[0])


# What becomes of one


def _fate(path: _Path) -> str:
    made = [(mark, *_made(path.at, mark)) for mark in path.marks]
    if all(_is_rendered(path, mark, document) for mark, document, _ in made):
        return RENDERED
    if not all(_is_refused(path, told) for _, _, told in made):
        return MISSING
    return COMPUTED if path.is_computed else REFUSED


def _is_rendered(path: _Path, mark: Any, document: Any) -> bool:
    found = document
    for word in path.words:
        found = _only(found)
        if not isinstance(found, Mapping) or word not in found:
            return False
        found = found[word]
    return isinstance(_only(found), Mapping) if path.is_block else bool(found == mark)


def _only(found: Any) -> Any:
    """Where there are several blocks, the first."""
    return found[0] if isinstance(found, list) and found else found


def _is_refused(path: _Path, told: Sequence[Diagnostic]) -> bool:
    """Told by its own name, or by that of a block around it."""
    at = path.at[2:] if path.at[0] in ("tasks", "access_control_list") else path.at
    named = [each for each in told if each.code in (NOT_IN_TERRAFORM.code, READ_ONLY.code) and each.near]
    return any(at[: len(each.near)] == each.near and f"{dotted(each.near)} " in each.summary for each in named)


def _made(at: At, mark: Any) -> tuple[Mapping[str, Any], Sequence[Diagnostic]]:
    """The document of a small workflow in which a field has a value, and its problems: it may well be wrong."""
    place, *below = at
    own, entries, job = {}, None, None
    if place == "tasks":
        own = _written(Task, tuple(below[1:]), mark)
    elif place == "access_control_list":
        entries = [_written(AccessControl, tuple(below[1:]), mark)]
    else:
        job = _written(JobSettings, at, mark)
    with DatabricksWorkflowTaskGroup(group_id="etl", extra_job_params=job, access_control_list=entries) as group:
        # The first by its key, and two that it may depend on; a workflow makes its key from its id.
        DatabricksTaskOperator(task_id=own.pop("task_key", "a"), task_config=own)
        for name in {ANY, MARK} - {group.members[0].name}:
            DatabricksTaskOperator(task_id=name, task_config={})
    compiled = compile(freeze([group]))
    (made,) = compiled.jobs
    return job_arguments(made) | permissions_arguments(made), compiled.diagnostics


def _written(model: type[Model] | None, at: At, mark: Any) -> Any:
    """A block with what it requires, and a field in it with a value."""
    if not at:
        return mark
    name, *rest = at
    if isinstance(name, int):
        return [_written(model, tuple(rest), mark)]
    field = model.model_fields.get(name) if model else None
    inner = model_inside(field.annotation) if field else None
    return {**(_least(model) if model else {}), name: _written(inner, tuple(rest), mark)}


def main() -> int:
    """Print the counts and what is missing."""
    found = coverage()
    for each in found:
        print(each)
        for path in each.missing:
            print(f"  missing: {path}")
    return 1 if any(each.missing for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
