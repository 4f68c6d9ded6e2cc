"""What a Terraform document declares, as references name it.

See https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from databricks_workflows.documents.json_lines import Path, objects

PREFIXES: Mapping[str, tuple[str, ...]] = {
    "resource": (),
    "data": ("data",),
    "module": ("module",),
    "variable": ("var",),
}
"""The sections whose blocks are named with their labels, and what stands before these in a reference."""

# How many labels stand before a block; one where nothing is said.
_LABELS = {"resource": 2, "data": 2, "locals": 0, "terraform": 0}

OURS = ("databricks_job", "databricks_permissions")
"""The resources that jobs are made of. Their names are unlike any other's: what is near to one is meant for it."""


def blocks(data: Mapping[str, Any], section: str) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any], Path]]:
    """The blocks of a section with their labels and places; an object or a list of objects may stand at every level."""
    ahead: list[tuple[tuple[str, ...], Any, Path]] = [((), data.get(section), (section,))]
    for labels, value, at in ahead:
        for each, here in objects(value, at):
            if len(labels) == _LABELS.get(section, 1):
                yield labels, each, here
            else:
                ahead += [((*labels, label), each[label], (*here, label)) for label in each if label != "//"]


def names_in(data: Mapping[str, Any]) -> Iterator[str]:
    """``var.env``, ``databricks_job.sales``: what references may name; of a misspelt resource also the right name."""
    for section, prefix in PREFIXES.items():
        for labels, _, _ in blocks(data, section):
            yield ".".join((*prefix, *labels))
            if section == "resource" and (meant := meant_resource(labels[0])):
                yield f"{meant}.{labels[1]}"
    for _, body, _ in blocks(data, "locals"):
        yield from (f"local.{name}" for name in body)


def aliases_in(data: Mapping[str, Any]) -> Iterator[str]:
    """``databricks.eu`` for each provider with an alias, those among them that a module is given."""
    for labels, body, _ in blocks(data, "provider"):
        if isinstance(body.get("alias"), str):
            yield f"{labels[0]}.{body['alias']}"
    for _, terraform, _ in blocks(data, "terraform"):
        for required, _ in objects(terraform.get("required_providers"), ()):
            for each in required.values():
                given = each.get("configuration_aliases") if isinstance(each, Mapping) else None
                yield from (str(alias) for alias in (given if isinstance(given, list) else ()))


def meant_resource(kind: str) -> str | None:
    """The resource of ours that a misspelt type was meant for; None for one that is right, or may be."""
    if kind in OURS or not kind.startswith("databricks_"):
        return None
    prefix = len("databricks_")
    near = get_close_matches(kind[prefix:].lower(), [each[prefix:] for each in OURS], n=1, cutoff=0.75)
    return f"databricks_{near[0]}" if near else None
