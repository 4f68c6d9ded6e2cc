"""What a Terraform document names and nothing declares: Terraform's validate refuses it.

See https://developer.hashicorp.com/terraform/language/expressions/references
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from databricks_workflows.diagnostics import did_you_mean
from databricks_workflows.documents.declared import PREFIXES, aliases_in, blocks, meant_resource, names_in
from databricks_workflows.documents.fault import Fault
from databricks_workflows.documents.json_lines import objects
from databricks_workflows.documents.references import references_in
from databricks_workflows.documents.templates import Template, templates_in
from databricks_workflows.rules.documents import MISSPELT_RESOURCE, UNDECLARED_PROVIDER, UNDECLARED_REFERENCE


def undeclared(data: Mapping[str, Any], beside: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """What a document refers to and neither it nor the others of its folder declare.

    What is referred to in several places is told at the first of them.
    """
    documents = [data, *beside]
    yield from _undeclared_providers(data, {alias for each in documents for alias in aliases_in(each)})
    declared = {name for each in documents for name in names_in(each)}
    uses: dict[str, list[Template]] = {}
    for template in templates_in(data):
        for reference in _references_in(template):
            if reference not in declared:
                uses.setdefault(reference, []).append(template)
    for reference, found in uses.items():
        first, more = found[0], len(found) - 1
        others = f" (and in {more} more places)" if more > 1 else " (and once more)" if more else ""
        summary = f"{first.where} refers to {reference}, which nothing declares{others}"
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


def _references_in(template: Template) -> Iterator[str]:
    # A module that nothing declares passes here.
    is_bare = template.below[0] == "depends_on" and not template.text.startswith(("module.", "$"))
    references = list(references_in(f"${{{template.text}}}" if is_bare else template.text))
    given = set(_iterators(template.body)) if references else ()
    yield from (each for each in references if each.split(".")[0] not in given)


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
