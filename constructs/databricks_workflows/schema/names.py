"""The one table of names between the Jobs API and Terraform's arguments (``names.toml``), and the names refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any


def terraform_name(model_name: str, field: str) -> str:
    """What Terraform calls a field of a model: ``tasks`` of ``JobSettings`` is ``task``."""
    return terraform_names(model_name).get(field, field)


def api_name(model_name: str, terraform_name: str) -> str:
    """What the Jobs API, and so the model, calls an argument of Terraform."""
    return _api_names(model_name).get(terraform_name, terraform_name)


def terraform_names(model_name: str) -> Mapping[str, str]:
    """The fields of a model that Terraform calls otherwise, with Terraform's name."""
    return _all_renames().get(model_name, _SAME)


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """What people call fields, and the fields that are meant: the likelier ones first, each with Terraform's name."""
    meant: dict[str, tuple[str, ...]] = {}
    for field, words in names_table()["synonyms"].items():
        theirs = (renames[field] for renames in _all_renames().values() if field in renames)
        both = tuple(dict.fromkeys((field, *theirs)))
        for word in words:
            meant[word] = (*meant.get(word, ()), *both)
    return MappingProxyType(meant)


@cache
def names_table() -> dict[str, Any]:
    """The whole of ``names.toml``."""
    return _read("names.toml")


@cache
def refused_table() -> list[dict[str, Any]]:
    """The entries of ``refused.toml``: models, names, reason, remedy, read_only, in_api."""
    entries: list[dict[str, Any]] = _read("refused.toml")["refused"]
    return entries


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_SAME: Mapping[str, str] = MappingProxyType({})


@cache
def _all_renames() -> Mapping[str, Mapping[str, str]]:
    return {model: MappingProxyType(renames) for model, renames in names_table()["rename"].items()}


@cache
def _api_names(model_name: str) -> Mapping[str, str]:
    return {theirs: ours for ours, theirs in terraform_names(model_name).items()}
