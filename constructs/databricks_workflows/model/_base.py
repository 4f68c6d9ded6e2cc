"""What all models share: frozen, no unknown field, problems in our own words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from databricks_workflows.diagnostics import Diagnostic, Origin, Rule, Severity, did_you_mean
from databricks_workflows.errors import WorkflowError
from databricks_workflows.model.refused import refusal
from databricks_workflows.model.remedies import remedy
from databricks_workflows.model.secrets import without_secrets
from databricks_workflows.model.shapes import at_path
from databricks_workflows.model.texts import can_be_written
from databricks_workflows.model.unknown_fields import instead_of
from databricks_workflows.model.wording import Wording
from databricks_workflows.origin import caller
from databricks_workflows.rules import NOT_IN_TERRAFORM, READ_ONLY, UNKNOWN_NAME, WRONG_TYPE
from databricks_workflows.schema.names import api_name, synonyms


class Model(BaseModel):
    """A block of a Databricks job, in the words of the Jobs API."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        protected_namespaces=(),
        defer_build=True,  # most programs use a few of the models: a third of the import time saved
    )

    def __init__(self, **data: Any) -> None:
        try:
            super().__init__(**data)
        except ValidationError as error:
            origin = caller()
            found = [each.as_diagnostic(type(self).__name__, origin) for each in problems_of(type(self), error)]
            # Nobody collects infos here, so what a dict would lose with an info is an error too.
            raise WorkflowError(replace(each, severity=Severity.ERROR) for each in found) from None

    # pydantic calls __init__ of nested models only where a class has its own; this one changes no value.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def with_(self, **changes: Any) -> Self:
        """A copy with some fields changed: ``cluster.with_(num_workers=8)``. A field set to None is unset."""
        values = {name: getattr(self, name) for name in self.model_fields_set} | changes
        return type(self)(**{name: value for name, value in values.items() if value is not None})

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return [(name, value) for name, value in super().__repr_args__() if value is not None]

    def as_dict(self) -> dict[str, Any]:
        """What was set, as plain dicts and lists; None is dropped, 0, False and "" are kept."""
        plain: dict[str, Any] = plain_value(self)
        return plain


M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong field.

    Args:
        at: where it stands below the model.
        rule: what is broken.
        summary: what is wrong.
        remedy: what to do.
        in_api: whether Databricks takes it.
        meant: for an unknown name, the field of the same block that is meant.
        elsewhere: for a field of another block, its name and those of the blocks that lead to it.
        missing: whether it is required and not there.
    """

    at: tuple[str | int, ...]
    rule: Rule
    summary: str
    remedy: str
    in_api: bool = False
    meant: str = ""
    elsewhere: tuple[str, ...] = ()
    missing: bool = False

    def as_diagnostic(self, path: str, origin: Origin | None) -> Diagnostic:
        """The problem at a place."""
        return Diagnostic(
            code=self.rule.code,
            severity=self.rule.severity,
            summary=self.summary,
            remedy=self.remedy,
            path=path,
            origin=origin,
            near=self.at,
        )


def fields_of(value: Any) -> Mapping[str, Any]:
    """What is in a mapping or a model, None included; anything else has nothing in it."""
    if isinstance(value, dict):
        return value
    return value.__dict__ if isinstance(value, Model) else value if isinstance(value, Mapping) else {}


def plain_value(value: Any) -> Any:
    """Models, tuples and mappings as plain dicts and lists, copied; None inside a dict is dropped."""
    if isinstance(value, str | int):  # asked for first, since most values are one, and what is a model is asked slowly
        return value
    if isinstance(value, Model):
        fields = value.__dict__
        return {name: plain_value(fields[name]) for name in fields if fields[name] is not None}
    if isinstance(value, Mapping):
        return {name: plain_value(each) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [plain_value(each) for each in value]
    return value


def parse(model: type[M], data: Mapping[str, Any], wording: Wording = Wording.PYTHON) -> tuple[M | None, list[Problem]]:
    """Read a dict as a model; a wrong field is a problem and is left out, so that what is right can be checked on.

    Args:
        model: what it is read as.
        data: the dict, in the Jobs API's words.
        wording: in whose words the problems are told.

    Returns:
        The model without its wrong fields (None where a required one is missing), and the problems.
    """
    values: Any = plain_value(data)
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        names = list(_names_that_are_no_text(model, values, ()))
        if names:  # pydantic looks no further than to the first of them
            for holder, name, _ in names:
                del holder[name]
            parsed, others = parse(model, values, wording)
            return parsed, [*(problem for _, _, problem in names), *others]
        problems = problems_of(model, error, wording)
    for at in sorted({each.at for each in problems}, key=last_first):
        _remove(values, at)
    try:
        return model.model_validate(values), problems
    except ValidationError:  # something required is missing, or was wrong
        return None, problems


def _names_that_are_no_text(
    model: type[Model], values: Any, at: tuple[str | int, ...]
) -> Iterator[tuple[Any, Any, Problem]]:
    """The fields of a block, and of those in it, whose names no field can have; each with what holds it."""
    if isinstance(values, list):
        for index, each in enumerate(values):
            yield from _names_that_are_no_text(model, each, (*at, index))
    elif isinstance(values, dict):
        for name, value in values.items():
            if isinstance(name, str) and can_be_written(name):
                inner = model_inside(model.model_fields[name].annotation) if name in model.model_fields else None
                if inner is not None:
                    yield from _names_that_are_no_text(inner, value, (*at, name))
            else:
                here = (*at, name if isinstance(name, str) else shown(name))
                summary = f"there is no field {dotted(here)} (value {shown(value)})"
                yield values, name, Problem(here, UNKNOWN_NAME, summary, "names of fields are text")


def last_first(at: Sequence[str | int]) -> tuple[tuple[int, str], ...]:
    """Last items first, so that what is removed from a list moves nothing that is still to be removed."""
    return tuple((-each, "") if isinstance(each, int) else (0, each) for each in at)


def problems_of(model: type[BaseModel], error: ValidationError, wording: Wording = Wording.PYTHON) -> list[Problem]:
    """pydantic's errors in our words.

    A required field that is missing beside a misspelt one is that one: it is not told a second time.
    """
    found = error.errors(include_url=False)
    misspelt = [tuple(each["loc"]) for each in found if each["type"] == "extra_forbidden"]

    def told_already(at: tuple[str | int, ...]) -> bool:
        return any(each[:-1] == at[:-1] and did_you_mean(str(each[-1]), [str(at[-1])], synonyms()) for each in misspelt)

    return [
        _problem(model, tuple(each["loc"]), each, wording)
        for each in found
        if each["type"] != "missing" or not told_already(tuple(each["loc"]))
    ]


def dotted(at: Sequence[str | int]) -> str:
    """``new_cluster.init_scripts[0].s3``, ``spark_conf['spark.speculation']``."""
    text = ""
    for part in at:
        if isinstance(part, str) and part.isidentifier():
            text += f".{part}" if text else part
        else:
            text += f"[{part!r}]"
    return text


def shown(value: Any, wording: Wording = Wording.PYTHON) -> str:
    """A value as it is shown in a message: short, on one line, and never a credential; in a document's words JSON."""
    try:
        text = without_secrets(repr(value) if wording is Wording.PYTHON else json.dumps(value))
    except Exception:  # a number of thousands of digits, or an author's own class
        return f"a value of type {type(value).__name__} that can't be shown"
    return text if len(text) <= 80 else f"{text[:77]}..."


def model_inside(annotation: Any) -> type[Model] | None:
    """The model inside ``X | None``, ``list[X] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = model_inside(argument)
        if found is not None:
            return found
    return None


def _problem(model: type[BaseModel], at: tuple[str | int, ...], error: Any, wording: Wording) -> Problem:
    kind, field, value = error["type"], dotted(at), error["input"]
    if kind == "extra_forbidden":
        owner = _owner(model, at)
        name = str(at[-1])
        refused = refusal(name, owner.__name__)
        if refused is not None:
            rule = READ_ONLY if refused.read_only else NOT_IN_TERRAFORM
            return Problem(at, rule, f"{field} {refused.reason}", refused.remedy, refused.in_api)
        instead = instead_of(api_name(owner.__name__, name), owner, sorted(owner.model_fields), wording)
        summary = f"there is no field {field} (value {shown(value, wording)})"
        return Problem(at, UNKNOWN_NAME, summary, instead.remedy, meant=instead.meant, elsewhere=instead.elsewhere)
    if kind == "missing":
        return Problem(at, WRONG_TYPE, f"{field} is required and missing", f"set {field}", missing=True)
    expected = str(error["ctx"]["expected"]) if kind == "wrong_type" else "a mapping of its fields"
    what_to_write = remedy(plain_value(value), at_path(model, at), expected, wording, str(at[-1]))
    return Problem(at, WRONG_TYPE, f"{field} is {shown(value, wording)}, expected {expected}", what_to_write)


def _owner(model: type[BaseModel], at: tuple[str | int, ...]) -> type[BaseModel]:
    """The model in which the last word of a path was looked up."""
    owner = model
    for part in at[:-1]:
        if isinstance(part, str) and part in owner.model_fields:
            owner = model_inside(owner.model_fields[part].annotation) or owner
    return owner


def _remove(values: Any, at: tuple[str | int, ...]) -> None:
    """Take a wrong value out; an item of a list takes its place's dict or list along only where nothing else can."""
    for part in at[:-1]:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(values, dict):
        values.pop(at[-1], None)
    elif isinstance(values, list) and isinstance(at[-1], int) and at[-1] < len(values):
        del values[at[-1]]
