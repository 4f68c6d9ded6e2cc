"""The table of names: one to one, and about names that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import databricks_workflows.model as public
from databricks_workflows.model import Model
from databricks_workflows.model.refused import refusal
from databricks_workflows.schema import resource
from databricks_workflows.schema.names import api_name, names_table, refused_table, terraform_name, terraform_names


def words(block: Mapping[str, Any]) -> Iterator[str]:
    yield from block.get("attributes", {})
    for word, nested in block.get("block_types", {}).items():
        yield word
        yield from words(nested["block"])


IN_SCHEMA = set(words(resource("databricks_job")))
RENAMED = sorted(names_table()["rename"])


def model(name: str) -> type[Model]:
    found = getattr(public, name)
    assert isinstance(found, type)
    assert issubclass(found, Model)
    return found


@pytest.mark.parametrize(
    ("model_name", "ours", "theirs"),
    [
        ("JobSettings", "tasks", "task"),
        ("JobSettings", "job_clusters", "job_cluster"),
        ("JobSettings", "parameters", "parameter"),
        ("JobSettings", "environments", "environment"),
        ("JobSettings", "git_source", "git_source"),
        ("GitSource", "git_url", "url"),
        ("GitSource", "git_provider", "provider"),
        ("GitSource", "git_branch", "branch"),
        ("GitSource", "git_tag", "tag"),
        ("GitSource", "git_commit", "commit"),
        ("Task", "libraries", "library"),
        ("NestedTask", "libraries", "library"),
        ("Task", "new_cluster", "new_cluster"),
        ("SqlTask", "parameters", "parameters"),
    ],
)
def test_names_both_ways(model_name: str, ours: str, theirs: str) -> None:
    assert terraform_name(model_name, ours) == theirs
    assert api_name(model_name, theirs) == ours


@pytest.mark.parametrize("model_name", RENAMED)
def test_renames_are_one_to_one_between_existing_names(model_name: str) -> None:
    renames = terraform_names(model_name)

    assert len(set(renames.values())) == len(renames)
    assert set(renames) <= set(model(model_name).model_fields)
    assert not set(renames.values()) & set(model(model_name).model_fields)
    assert set(renames.values()) <= IN_SCHEMA


def test_an_unknown_model_renames_nothing() -> None:
    assert terraform_name("Nothing", "tasks") == "tasks"
    assert api_name("Nothing", "task") == "task"


@pytest.mark.parametrize("kind", ["text", "fraction", "optional", "required", "terraform_only"])
def test_fields_named_in_the_table_exist(kind: str) -> None:
    for model_name, fields in names_table()[kind].items():
        assert set(fields) <= set(model(model_name).model_fields), model_name


def test_every_model_is_in_the_table() -> None:
    table = names_table()
    named = {name for classes in table["modules"].values() for name in classes} | set(table["bases"])

    assert named == {name for name in public.__all__ if name[0].isupper()} - {"Model", "TerraformExpression"}


def test_refused_names_belong_to_models_and_are_no_fields() -> None:
    for entry in refused_table():
        for model_name in entry["models"]:
            assert not {name for name in model(model_name).model_fields if refusal(name, model_name)}, model_name


def test_no_name_is_refused_twice() -> None:
    pairs = [(model, name) for entry in refused_table() for model in entry["models"] for name in entry["names"]]

    assert len(pairs) == len(set(pairs))


def test_every_refusal_has_a_predicate_and_a_remedy() -> None:
    for entry in refused_table():
        found = refusal(entry["names"][0], entry["models"][0])
        assert found is not None
        assert found.reason.split()[0] in {"is", "has", "names", "belongs", "can't"}
        assert found.remedy
        assert not found.reason.endswith(".")


def test_an_unknown_name_is_not_refused() -> None:
    assert refusal("num_worker", "Cluster") is None
