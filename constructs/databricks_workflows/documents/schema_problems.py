"""What the provider's schema says of a document, in our words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from pydantic import BaseModel

from databricks_workflows.documents.json_lines import Path
from databricks_workflows.model import AccessControl, JobSettings
from databricks_workflows.model._base import Problem, dotted, shown
from databricks_workflows.model.refused import refusal
from databricks_workflows.model.remedies import remedy
from databricks_workflows.model.shapes import at_path, block, items
from databricks_workflows.model.unknown_fields import Instead, instead_of
from databricks_workflows.model.wording import Wording
from databricks_workflows.rules import UNKNOWN_NAME, WRONG_TYPE
from databricks_workflows.schema import job_json_schema
from databricks_workflows.schema.names import names_table

_EXPECTED = {
    "array": "a list",
    "boolean": "true or false",
    "number": "a number",
    "object": "a block",
    "string": "text",
}


def schema_problems(resource: str, body: Mapping[str, Any]) -> list[Problem]:
    """What does not fit the schema of a resource, each at its path below the resource.

    A required argument that is missing beside a misspelt one is that one: it is not told a second time.
    """
    found = {
        (problem.at, problem.summary): problem
        for error in _validator(resource).iter_errors(body)
        for problem in _problems(error, resource)
    }
    meant = {(*each.at[:-1], each.meant) for each in found.values() if each.meant}
    return [each for each in found.values() if each.rule is UNKNOWN_NAME or each.at not in meant]


@cache
def _validator(resource: str) -> Draft202012Validator:
    return Draft202012Validator(job_json_schema(resource))


def _problems(error: ValidationError, resource: str) -> Iterable[Problem]:
    at = tuple(error.absolute_path)
    field, value = dotted(at), shown(error.instance, Wording.TERRAFORM)
    match error.validator:
        case "additionalProperties":
            known = sorted(name for name in _schema(error)["properties"] if name not in ("//", "dynamic"))
            for name in sorted(set(_instance(error)) - set(_schema(error)["properties"])):
                here, unknown = (*at, name), shown(_instance(error)[name], Wording.TERRAFORM)
                summary = f"there is no argument {dotted(here)} (value {unknown})"
                instead = _refusal(name, at, resource) or _instead(name, _owner(resource, at), known)
                yield Problem(here, UNKNOWN_NAME, summary, instead.remedy, meant=instead.meant)
        case "required":
            for name in _schema(error)["required"]:
                if name not in _instance(error):
                    missing = (*at, name)
                    yield Problem(missing, WRONG_TYPE, f"{dotted(missing)} is required and missing", f"set {name}")
        case "maxItems":
            yield Problem(
                at, WRONG_TYPE, f"{field} stands {len(_instance(error))} times", f"at most {error.validator_value}"
            )
        case "minItems":
            yield Problem(at, WRONG_TYPE, f"{field} is empty", f"give at least {error.validator_value}")
        case _:
            expected = _expected(_schema(error))
            kind, what_to_write = _type_of(resource, at), f"give {expected}"
            if kind is not None:
                what_to_write = remedy(error.instance, kind, expected, Wording.TERRAFORM, str(at[-1]))
            yield Problem(at, WRONG_TYPE, f"{field} is {value}, expected {expected}", what_to_write)


def _type_of(resource: str, at: Path) -> Any:
    """The type of an argument in the Jobs API's words; None where that has no such field."""
    if resource == "databricks_permissions":
        return at_path(list[AccessControl], at[1:]) if at[:1] == ("access_control",) else None
    return at_path(JobSettings, at) if resource == "databricks_job" else None


def _owner(resource: str, at: Path) -> type[BaseModel] | None:
    """The model of a block."""
    kind = _type_of(resource, at)
    return block(kind) or block(items(kind))


def _refusal(name: str, at: Path, resource: str) -> Instead | None:
    """Why a block of a job can't have an argument that clusters elsewhere or the Jobs API know."""
    owner = _owner(resource, at) if at else None
    refused = refusal(name, owner.__name__) if owner else None
    return Instead(f"it {refused.reason}; {refused.remedy}") if refused else None


def _instead(name: str, owner: type[BaseModel] | None, known: Sequence[str]) -> Instead:
    renames = names_table()["rename"].values()
    theirs = next((each[name] for each in renames if name in each and each[name] in known), None)
    if theirs is not None:
        return Instead(f"write {theirs!r}: that is Terraform's word for it", theirs)
    return instead_of(name, owner, known, Wording.TERRAFORM)


def _expected(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("type", "object")
    first = kinds if isinstance(kinds, str) else kinds[0]
    if first == "object" and "additionalProperties" in schema and "properties" not in schema:
        return "a mapping of names to values"
    return _EXPECTED.get(first, str(first))


def _schema(error: ValidationError) -> dict[str, Any]:
    schema = error.schema
    return schema if isinstance(schema, dict) else {}


def _instance(error: ValidationError) -> Any:
    return error.instance
