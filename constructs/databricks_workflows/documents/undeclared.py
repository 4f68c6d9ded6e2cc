"""What a Terraform document names and nothing declares: Terraform's validate refuses it.

See https://developer.hashicorp.com/terraform/language/expressions/references
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from databricks_workflows.diagnostics import did_you_mean
from databricks_workflows.documents.declared import PREFIXES, aliases_in, blocks, meant_resource, names_in
from databricks_workflows.documents.fault import Fault
from databricks_workflows.documents.json_lines import Path, objects
from databricks_workflows.documents.references import references_in
from databricks_workflows.documents.texts import texts_in
from databricks_workflows.model._base import dotted
from databricks_workflows.rules.documents import MISSPELT_RESOURCE, UNDECLARED_PROVIDER, UNDECLARED_REFERENCE

# Where values are templates, and the fields there that Terraform reads as they are.
_SECTIONS = ("resource", "data", "module", "output", "provider", "locals")
_LITERAL = {"output": ("description",), "module": ("source", "version")}


@dataclass(frozen=True, slots=True)
class _Use:
    """A reference, with the block, the task if any, and the field in which it stands, and the place of that."""

    reference: str
    block: str
    task: str | None
    below: Path
    at: Path


def undeclared(data: Mapping[str, Any], beside: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """What a document refers to and neither it nor the others of its folder declare.

    What is referred to in several places is told at the first of them.
    """
    documents = [data, *beside]
    yield from _undeclared_providers(data, {alias for each in documents for alias in aliases_in(each)})
    declared = {name for each in documents for name in names_in(each)}
    uses: dict[str, list[_Use]] = {}
    for use in _uses(data):
        if use.reference not in declared:
            uses.setdefault(use.reference, []).append(use)
    for reference, found in uses.items():
        first, more = found[0], len(found) - 1
        others = f" (and in {more} more places)" if more > 1 else " (and once more)" if more else ""
        who = f"task {first.task!r}" if first.task else first.block
        summary = f"{who}: {dotted(first.below)} refers to {reference}, which nothing declares{others}"
        remedy = _nearest(reference, declared) or _declaration(reference)
        yield Fault(UNDECLARED_REFERENCE, first.block, first.at, summary, remedy)


def misspelt_resources(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Resources of a type that the provider does not have, near to one of ours."""
    for resources, at in objects(data.get("resource"), ("resource",)):
        for kind in resources:
            meant = meant_resource(kind)
            if meant is not None:
                summary = f"there is no resource {kind} in the Databricks provider"
                yield Fault(MISSPELT_RESOURCE, kind, (*at, kind), summary, f"did you mean {meant!r}?")


def _undeclared_providers(data: Mapping[str, Any], aliases: set[str]) -> Iterator[Fault]:
    for section in ("resource", "data"):
        for labels, body, at in blocks(data, section):
            provider = body.get("provider")
            if isinstance(provider, str) and "." in provider and "${" not in provider and provider not in aliases:
                block = ".".join((*PREFIXES[section], *labels))
                name, _, alias = provider.partition(".")
                summary = f"{block}: its provider is {provider!r}, which no provider block is"
                declaration = f'declare it: "provider": {{"{name}": {{"alias": "{alias}", ...}}}}'
                remedy = did_you_mean(provider, aliases) or declaration
                yield Fault(UNDECLARED_PROVIDER, block, (*at, "provider"), summary, remedy)


def _uses(data: Mapping[str, Any]) -> Iterator[_Use]:
    for section in _SECTIONS:
        for labels, body, at in blocks(data, section):
            block = ".".join((*PREFIXES.get(section, (section,)), *labels))
            given = set(_iterators(body))
            for below, text, task in texts_in(body):
                if below[0] in _LITERAL.get(section, ()):
                    continue
                # A module that nothing declares passes here.
                is_bare = below[0] == "depends_on" and not text.startswith(("module.", "$"))
                for reference in references_in(f"${{{text}}}" if is_bare else text):
                    if reference.split(".")[0] not in given:
                        yield _Use(reference, block, task, below, (*at, *below))


def _iterators(value: Any) -> Iterator[str]:
    """The names that dynamic blocks give to what they go through."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            for dynamic, _ in objects(each, ()) if name == "dynamic" else ():
                for label, bodies in dynamic.items():
                    yield from (str(body.get("iterator", label)) for body, _ in objects(bodies, ()))
            yield from _iterators(each)
    elif isinstance(value, list):
        for each in value:
            yield from _iterators(each)


def _nearest(reference: str, declared: Iterable[str]) -> str:
    """The nearest name of the same kind."""
    kind, _, name = reference.rpartition(".")
    names = [each.rpartition(".")[2] for each in declared if each.rpartition(".")[0] == kind]
    nearest = get_close_matches(name, sorted(names), n=1)
    return f"did you mean {f'{kind}.{nearest[0]}'!r}?" if nearest else ""


def _declaration(reference: str) -> str:
    kind, *names = reference.split(".")
    match kind:
        case "var":
            return f'declare it: "variable": {{"{names[0]}": {{}}}}'
        case "local":
            return f'declare it: "locals": {{"{names[0]}": ...}}'
        case "module":
            return f'declare it: "module": {{"{names[0]}": {{...}}}}'
        case "data":
            return f'declare it: "data": {{"{names[0]}": {{"{names[1]}": {{...}}}}}}'
        case _:
            return f'declare it: "resource": {{"{kind}": {{"{names[0]}": {{...}}}}}}'
