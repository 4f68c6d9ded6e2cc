"""Strategies for anything that people or programs may write: right by type with any content, and rubbish.

They are made from the models, so that a new field is tried without anybody thinking of it.
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from databricks_workflows.model import Model

USUAL = 100
"""The examples of a test that says nothing, in hypothesis' default profile."""


def examples(share: int) -> settings:
    """As many examples as a test has of the 2,000 of all; the profile ``long`` makes all fifty times as many.

    The usual run tries the same ones each time and leaves them as large as they are, which a long one does not.
    """
    times = settings().max_examples // USUAL
    usual = times == 1
    return settings(
        max_examples=share * times,
        suppress_health_check=list(HealthCheck),
        derandomize=usual,
        phases=(Phase.explicit, Phase.generate) if usual else settings().phases,
    )


# Texts

PIECES = (
    *("${", "$${", "%{", "%%{", "$", "%", "{", "}", "{{", "}}", "{%", "%}", "{#", "#}", "{{ ds }}", "{{job.run_id}}"),
    *("{{ var.value.x }}", "{{tasks.a.values.b}}", "{{job.parameters.p}}", "${var.x}", "${TfToken[TOKEN.1]}"),
    *('"', "'", "`", "\\", "\n", "\r\n", "\r", "\t", "\0", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\u202e", "\ue000"),
    *("é", "ß", "漢字", "עברית", "نص", "🙂", "e\u0301", "\ud800", "\udfff", "a", "b", "A1", ".", "/", "-", "_", " "),
    *("true", "3", "0", "-1", "1.5", "https://github.com/a/b", "dapi" + "0" * 32, "#{TfToken[TOKEN.2]}", "__"),
)
LONG = 10_000

pieces = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
plain_names = st.sampled_from(["a", "b", "a-b", "load", "A1_x", "long" * 20])
long_texts = st.sampled_from(PIECES).map(lambda piece: (piece * LONG)[:LONG])
short_texts = st.one_of(plain_names, pieces, pieces, st.text(max_size=6))
texts = short_texts | long_texts


def is_sound(text: str) -> bool:
    """True for a text that can be written into a file."""
    return not any("\ud800" <= each <= "\udfff" for each in text)


# Values of any kind

numbers = st.one_of(
    st.integers(-2, 9),
    st.sampled_from([0, -1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**30]),
    st.sampled_from([0.0, -0.0, 0.5, 1.0, 1e300, -1.5]),
)
json_leaves = st.one_of(st.none(), st.booleans(), numbers, texts)
leaves = st.one_of(
    json_leaves,
    st.sampled_from([float("nan"), float("inf"), -float("inf"), -1e300]),
    st.sampled_from([b"a", b"\xff", (), ("a",), {1}, frozenset(), object, len, 1j, range(3)]),
    st.just(datetime.timedelta(seconds=5)) | st.just(datetime.datetime(2024, 1, 1)) | st.builds(object),
)
DEEP = 100


def nested(value: Any, depth: int, name: str | None) -> Any:
    """A value inside of so many lists, or mappings with this name."""
    for _ in range(depth):
        value = [value] if name is None else {name: value}
    return value


def _values(of: st.SearchStrategy[Any], names: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    flat = of | st.lists(of, max_size=3) | st.dictionaries(names, of, max_size=3)
    inner = flat | st.lists(flat, max_size=2) | st.dictionaries(names, flat, max_size=2)
    deep = st.builds(nested, of, st.just(DEEP), st.none() | names.filter(lambda name: isinstance(name, str)))
    return st.one_of(flat, flat, inner, deep)


OF_TERRAFORM = (
    "//", "dynamic", "resource", "databricks_job", "databricks_permissions", "task", "job_cluster", "environment",
    "parameter", "library", "access_control", "job_id", "branch", "url", "provider", "lifecycle", "for_each", "count",
)  # fmt: skip


def field_names(*models: type[Model]) -> list[str]:
    """Every name that some models or those in them know."""
    return sorted({name for model in models for each in models_in(model) for name in each.model_fields})


@cache
def models_in(model: type[Model]) -> frozenset[type[Model]]:
    """A model and those of its fields."""
    found, ahead = {model}, [model]
    for each in ahead:
        for field in each.model_fields.values():
            inner = _model_in(field.annotation)
            if inner is not None and inner not in found:
                found.add(inner)
                ahead.append(inner)
    return frozenset(found)


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)


def json_values(*models: type[Model]) -> st.SearchStrategy[Any]:
    """What JSON can hold, often under names that the models or Terraform know."""
    return _values(json_leaves, st.sampled_from(field_names(*models)) | st.sampled_from(OF_TERRAFORM) | texts)


def values(*models: type[Model]) -> st.SearchStrategy[Any]:
    """What Python can hold, often under names that the models know."""
    return _values(leaves, st.one_of(st.sampled_from(field_names(*models)), texts, st.sampled_from([1, None, ("a",)])))


# Blocks

Known = Mapping[str, st.SearchStrategy[Any]]
"""Strategies of fields that are no matter of type alone, by ``Model.field``, also of a base of the model."""
DEEPEST = 4


def right(
    model: type[Model], text: st.SearchStrategy[str] = texts, known: Known | None = None, most: int = 3
) -> st.SearchStrategy[dict[str, Any]]:
    """A block that is right by type: what is required, and at most so many of the other fields."""
    return _fields_of(model, text, known or {}, most=most)


@st.composite
def _fields_of(
    draw: st.DrawFn, model: type[Model], text: st.SearchStrategy[str], known: Known, depth: int = 0, most: int = 3
) -> Any:
    names, optional = _names(model)
    if optional and depth < DEEPEST:
        names = [*names, *draw(st.lists(st.sampled_from(optional), max_size=most, unique=True))]
    block = {}
    for name in names:
        field = model.model_fields[name]
        places = [place for each in model.__mro__ if (place := f"{each.__name__}.{name}") in known]
        least = int(field.is_required())
        value = known[places[0]] if places else _fits(field.annotation, text, known, depth + 1, least)
        block[name] = draw(value)
    return block


@cache
def _names(model: type[Model]) -> tuple[list[str], list[str]]:
    fields = model.model_fields
    required = [name for name, field in fields.items() if field.is_required()]
    return required, sorted(fields.keys() - set(required))


def _fits(
    annotation: Any, text: st.SearchStrategy[str], known: Known, depth: int, least: int = 0
) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _fields_of(annotation, text, known, depth)
    if origin is list:
        return st.lists(_fits(inner[0], text, known, depth), min_size=least, max_size=2)
    if origin is dict:
        return st.dictionaries(text, _fits(inner[1], text, known, depth), max_size=2)
    if origin is not None:  # Annotated, and what may be None
        return _fits(inner[0], text, known, depth, least)
    simple: dict[Any, st.SearchStrategy[Any]] = {bool: st.booleans(), int: whole, float: whole}
    return simple.get(annotation, text)


whole = st.integers(0, 9) | st.sampled_from([0, -1, 2**31, 2**63 - 1])


@st.composite
def half_right(draw: st.DrawFn, model: type[Model], rubbish: st.SearchStrategy[Any]) -> Any:
    """A block in which some things are wrong: values of any kind, names that nobody knows, what is missing."""
    block = copy.deepcopy(draw(right(model)))
    for _ in range(draw(st.integers(1, 3))):
        spots = list(_spots(block))
        holder, name = draw(st.sampled_from(spots)) if spots else (block, "name")
        if isinstance(holder, list) and isinstance(name, int):
            holder[name] = draw(rubbish)
            continue
        match draw(st.integers(0, 3)):
            case 0:
                holder.pop(name, None)
            case 1:
                holder[draw(st.sampled_from(field_names(model)) | texts)] = draw(rubbish)
            case _:
                holder[name] = draw(rubbish)
    return block


def _spots(value: Any) -> Iterator[tuple[Any, str | int]]:
    """Every holder with a name or number in it."""
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in pairs:
        yield value, name
        yield from _spots(each)


@st.composite
def blocks(draw: st.DrawFn, model: type[Model], rubbish: Callable[..., st.SearchStrategy[Any]] = values) -> Any:
    """A block of any kind: right, half right, or nothing but rubbish."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(rubbish(model))
    return draw(right(model) if kind < 5 else half_right(model, rubbish(model)))
