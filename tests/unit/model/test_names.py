"""The table of names: one to one, and about names that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import databricks_workflows.model as public
from databricks_workflows.model import Model, parse
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


MODELS = [each for each in vars(public).values() if isinstance(each, type) and issubclass(each, Model)]
FIELDS = {name for each in MODELS for name in each.model_fields}


def test_every_synonym_leads_to_a_field() -> None:
    of_arguments = {"access_control_list", "email", "notebook_packages", "notebook_params"}
    assert set(names_table()["synonyms"]) - FIELDS - of_arguments == set()
    assert [(field, words) for field, words in names_table()["synonyms"].items() if field in words] == []
    assert [words for words in names_table()["synonyms"].values() if words != sorted(set(words))] == []


@pytest.mark.parametrize(
    ("block", "word", "field"),
    [
        (public.Cluster, "instance_type", "node_type_id"),
        (public.Cluster, "node_type", "node_type_id"),
        (public.Cluster, "nodeType", "node_type_id"),
        (public.Cluster, "workers", "num_workers"),
        (public.Cluster, "num_worker", "num_workers"),
        (public.Cluster, "dbr_version", "spark_version"),
        (public.Cluster, "runtime", "spark_version"),
        (public.Cluster, "sparkConf", "spark_conf"),
        (public.Cluster, "spark-conf", "spark_conf"),
        (public.Cluster, "tags", "custom_tags"),
        (public.Task, "timeout", "timeout_seconds"),
        (public.Task, "retries", "max_retries"),
        (public.Task, "emails", "email_notifications"),
        (public.Task, "job_cluster", "job_cluster_key"),
        (public.Task, "existing_cluster", "existing_cluster_id"),
        (public.Task, "packages", "libraries"),
        (public.Task, "after", "depends_on"),
        (public.Task, "notebook", "notebook_task"),
        (public.JobSettings, "cron", "schedule"),
        (public.JobSettings, "job_cluster", "job_clusters"),
        (public.Schedule, "cron", "quartz_cron_expression"),
        (public.NotebookTask, "path", "notebook_path"),
        (public.NotebookTask, "parameters", "base_parameters"),
        (public.SparkPythonTask, "path", "python_file"),
        (public.PythonWheelTask, "wheel", "package_name"),
        (public.GitSource, "repo", "git_url"),
        (public.Task, "job_cluster_keys", "job_cluster_key"),
    ],
)
def test_what_people_call_a_field_leads_to_it(block: type[Model], word: str, field: str) -> None:
    problems = [each for each in parse(block, {word: "x"})[1] if each.at == (word,)]
    assert [each.remedy for each in problems] == [f"did you mean {field!r}?"]


def test_a_required_field_that_is_there_by_another_name_is_not_told_as_missing() -> None:
    assert [each.summary for each in parse(public.NotebookTask, {"path": "/a"})[1]] == [
        "there is no field path (value '/a')"
    ]
