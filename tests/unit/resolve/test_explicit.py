"""What is always written, although it could be left out (C5, M6)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.workflows import compiled, settings_of, task, workflow

GIT = {"git_source": {"git_url": "https://github.com/a/b", "git_branch": "main"}}

# Each task type that has a source: how it is written, where the source stands, and what it is beside a git source.
WITH_SOURCE: list[tuple[dict[str, Any], tuple[str, ...], str]] = [
    ({"notebook_task": {"notebook_path": "/a"}}, ("notebook_task",), "GIT"),
    ({"dbt_task": {"commands": ["dbt run"]}}, ("dbt_task",), "GIT"),
    ({"sql_task": {"warehouse_id": "w", "file": {"path": "/a.sql"}}}, ("sql_task", "file"), "GIT"),
    ({"spark_python_task": {"python_file": "/a.py"}}, ("spark_python_task",), "WORKSPACE"),
]
WITHOUT_SOURCE: list[dict[str, Any]] = [
    {"sql_task": {"warehouse_id": "w", "query": {"query_id": "q"}}},
    {"python_wheel_task": {"package_name": "p", "entry_point": "e"}},
    {"spark_jar_task": {"main_class_name": "M"}},
    {"spark_submit_task": {"parameters": ["a"]}},
    {"run_job_task": {"job_id": 5}},
    {"pipeline_task": {"pipeline_id": "p"}},
    {"condition_task": {"left": "1", "op": "EQUAL_TO", "right": "1"}},
]


def resolved(config: dict[str, Any], **extra: Any) -> dict[str, Any]:
    (job,) = compiled(workflow(lambda: task("t", task_config=config), extra_job_params=extra)).jobs
    (only,) = job.settings.as_dict()["tasks"]
    return {name: value for name, value in only.items() if name != "task_key"}


def at(value: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    for name in path:
        value = value[name]
    return value


def nested(config: dict[str, Any]) -> dict[str, Any]:
    return {"for_each_task": {"inputs": "[1]", "task": {"task_key": "x", **config}}}


@pytest.mark.parametrize(("config", "path", "beside_git"), WITH_SOURCE)
@pytest.mark.parametrize("git", [False, True])
def test_source_is_written(config: dict[str, Any], path: tuple[str, ...], beside_git: str, git: bool) -> None:
    source = beside_git if git else "WORKSPACE"
    extra = GIT if git else {}
    assert at(resolved(config, **extra), path) == {**at(config, path), "source": source}
    inner = resolved(nested(config), **extra)["for_each_task"]["task"]
    assert at(inner, path) == {**at(config, path), "source": source}


@pytest.mark.parametrize(("config", "path", "beside_git"), WITH_SOURCE)
@pytest.mark.parametrize("source", ["GIT", "WORKSPACE"])
def test_a_source_that_is_given_stands(
    config: dict[str, Any], path: tuple[str, ...], beside_git: str, source: str
) -> None:
    inner = at(config, path)
    given = {path[0]: {**config[path[0]], **({path[1]: {**inner, "source": source}} if path[1:] else {})}}
    if not path[1:]:
        given[path[0]]["source"] = source
    assert at(resolved(given, **GIT), path)["source"] == source


@pytest.mark.parametrize("config", WITHOUT_SOURCE)
def test_other_tasks_get_no_source(config: dict[str, Any]) -> None:
    expected = {name: {**value, **({"job_id": 5} if name == "run_job_task" else {})} for name, value in config.items()}
    assert resolved(config, **GIT) == {**expected, "retry_on_timeout": False}


@pytest.mark.parametrize("given", [None, True, False])
def test_retry_on_timeout_is_written(given: bool | None) -> None:
    config = {**WITH_SOURCE[0][0], **({} if given is None else {"retry_on_timeout": given})}
    assert resolved(config)["retry_on_timeout"] is bool(given)
    outer = resolved(nested(config))
    assert outer["retry_on_timeout"] is False
    assert outer["for_each_task"]["task"]["retry_on_timeout"] is bool(given)


@pytest.mark.parametrize(("given", "written"), [(None, True), (True, True), (False, False)])
def test_queue_is_written_enabled_unless_set(given: bool | None, written: bool) -> None:
    extra = {} if given is None else {"queue": {"enabled": given}}
    assert settings_of(workflow(extra_job_params=extra))["queue"] == {"enabled": written}
