"""The arguments of databricks_job: sorted, renamed, escaped, and nothing dropped (C4, C7)."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from databricks_workflows.model import AccessControl, JobSettings, tf
from databricks_workflows.render import job_arguments, job_settings_arguments, permissions_arguments
from tests.support.workflows import job

SORTED_KEYS = ["a-b", "a0", "a9", "aA", "aZ", "a_b", "aa", "az"]


def arguments(**settings: Any) -> dict[str, Any]:
    return job_settings_arguments(JobSettings(**settings))


def test_names_are_terraforms() -> None:
    assert arguments(
        name="etl",
        tasks=[{"task_key": "a", "libraries": [{"whl": "/a.whl"}]}],
        job_clusters=[{"job_cluster_key": "k", "new_cluster": {"num_workers": 1}}],
        environments=[{"environment_key": "e"}],
        parameters=[{"name": "p", "default": "d"}],
        git_source={"git_url": "https://x", "git_branch": "b", "git_provider": "gitHub"},
    ) == {
        "name": "etl",
        "task": [{"task_key": "a", "library": [{"whl": "/a.whl"}]}],
        "job_cluster": [{"job_cluster_key": "k", "new_cluster": {"num_workers": 1}}],
        "environment": [{"environment_key": "e"}],
        "parameter": [{"name": "p", "default": "d"}],
        "git_source": {"url": "https://x", "branch": "b", "provider": "gitHub"},
    }


@pytest.mark.parametrize(
    ("git", "expected"), [({"git_tag": "v"}, {"tag": "v"}), ({"git_commit": "c"}, {"commit": "c"})]
)
def test_a_git_source_may_name_a_tag_or_a_commit(git: dict[str, Any], expected: dict[str, Any]) -> None:
    assert arguments(git_source={"git_url": "https://x", **git})["git_source"] == {"url": "https://x", **expected}


def test_the_libraries_of_a_nested_task_are_renamed_too() -> None:
    inner = {"task_key": "x", "libraries": [{"whl": "/a.whl"}]}
    (task,) = arguments(tasks=[{"task_key": "a", "for_each_task": {"inputs": "[]", "task": inner}}])["task"]
    assert task["for_each_task"]["task"] == {"task_key": "x", "library": [{"whl": "/a.whl"}]}


def keyed(name: str, more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: key, **more} for key in reversed(SORTED_KEYS)]


LISTS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("tasks", "task", "task_key", {}),
    ("job_clusters", "job_cluster", "job_cluster_key", {"new_cluster": {}}),
    ("environments", "environment", "environment_key", {}),
    ("parameters", "parameter", "name", {"default": ""}),
]


@pytest.mark.parametrize(("field", "argument", "key", "more"), LISTS)
def test_lists_with_keys_are_sorted_in_byte_order(field: str, argument: str, key: str, more: dict[str, Any]) -> None:
    assert [each[key] for each in arguments(**{field: keyed(key, more)})[argument]] == SORTED_KEYS


def test_what_a_task_waits_for_is_sorted_also_inside_a_for_each() -> None:
    waits = keyed("task_key", {})
    inner = {"task_key": "x", "depends_on": waits}
    (task,) = arguments(
        tasks=[{"task_key": "a", "depends_on": waits, "for_each_task": {"inputs": "[]", "task": inner}}]
    )["task"]
    assert [each["task_key"] for each in task["depends_on"]] == SORTED_KEYS
    assert [each["task_key"] for each in task["for_each_task"]["task"]["depends_on"]] == SORTED_KEYS


def test_outcomes_of_one_task_are_sorted_too() -> None:
    waits = [
        {"task_key": key, **({"outcome": outcome} if outcome else {})}
        for key, outcome in (("b", "true"), ("a", "true"), ("b", None), ("a", "false"), ("b", "false"))
    ]
    (task,) = arguments(tasks=[{"task_key": "x", "depends_on": waits}])["task"]
    assert task["depends_on"] == [
        {"task_key": "a", "outcome": "false"},
        {"task_key": "a", "outcome": "true"},
        {"task_key": "b"},
        {"task_key": "b", "outcome": "false"},
        {"task_key": "b", "outcome": "true"},
    ]


@pytest.mark.parametrize("event", ["on_start", "on_success", "on_failure", "on_duration_warning_threshold_exceeded"])
def test_webhooks_are_sorted_by_id_and_references_stand_last(event: str) -> None:
    reference = tf("${a.id}")
    hooks = {event: [{"id": each} for each in (reference, "b", "_", "B", "1", "-")]}
    expected = {event: [{"id": each} for each in ("-", "1", "B", "_", "b", reference)]}
    rendered = arguments(webhook_notifications=hooks, tasks=[{"task_key": "a", "webhook_notifications": hooks}])
    assert rendered["webhook_notifications"] == expected
    assert rendered["task"][0]["webhook_notifications"] == expected


def test_other_lists_keep_the_authors_order() -> None:
    task = {
        "task_key": "a",
        "libraries": [{"whl": "/z.whl"}, {"jar": "/a.jar"}],
        "spark_python_task": {"python_file": "/a", "parameters": ["z", "a"]},
        "email_notifications": {"on_failure": ["z@b.c", "a@b.c"]},
    }
    assert arguments(tasks=[task])["task"] == [
        {
            "task_key": "a",
            "library": [{"whl": "/z.whl"}, {"jar": "/a.jar"}],
            "spark_python_task": {"python_file": "/a", "parameters": ["z", "a"]},
            "email_notifications": {"on_failure": ["z@b.c", "a@b.c"]},
        }
    ]


def test_the_same_job_gives_the_same_arguments_in_any_order() -> None:
    tasks = [{"task_key": key, "depends_on": [{"task_key": other} for other in "xyz"]} for key in "abc"]
    rendered = [
        arguments(tasks=[{**each, "depends_on": each["depends_on"][::step]} for each in order])
        for order in permutations(tasks)
        for step in (1, -1)
    ]
    assert all(each == rendered[0] for each in rendered)


def test_nothing_is_dropped_but_none() -> None:
    settings: dict[str, Any] = {
        "name": "",
        "timeout_seconds": 0,
        "tags": {},
        "description": None,
        "queue": {"enabled": False},
        "parameters": [],
        "email_notifications": {},
        "tasks": [{"task_key": "a", "max_retries": 0, "retry_on_timeout": False, "depends_on": [], "libraries": []}],
    }
    assert arguments(**settings) == {
        "name": "",
        "timeout_seconds": 0,
        "tags": {},
        "queue": {"enabled": False},
        "parameter": [],
        "email_notifications": {},
        "task": [{"task_key": "a", "max_retries": 0, "retry_on_timeout": False, "depends_on": [], "library": []}],
    }


LIST_TOKEN = ["#{TfToken[TOKEN.0]}"]
TEXTS: list[tuple[Any, Any]] = [
    ("plain", "plain"),
    ("$x {y} %z", "$x {y} %z"),
    ("${x}", "$${x}"),
    ("%{if x}", "%%{if x}"),
    ("a${b}%{c}${d}", "a$${b}%%{c}$${d}"),
    ("{{job.run_id}}", "{{job.run_id}}"),
    ('\r\n\t"\\', '\r\n\t"\\'),
    ("${TfToken[TOKEN.1]}", "${TfToken[TOKEN.1]}"),
    ("a/${TfToken[TOKEN.1]}/${x}", "a/${TfToken[TOKEN.1]}/$${x}"),
    (tf("${var.x}/%{if y}"), "${var.x}/%{if y}"),
    # what only begins like a token is text as well
    ("${TfToken[", "$${TfToken["),
    ("${TfToken[]}", "$${TfToken[]}"),
    ('${TfToken[file("/x")]}', '$${TfToken[file("/x")]}'),
    ("${TfToken[TOKEN.1]} ${TfToken[x y]}", "${TfToken[TOKEN.1]} $${TfToken[x y]}"),
    ("%{TfToken[TOKEN.1]}", "%%{TfToken[TOKEN.1]}"),
    ("$${TfToken[TOKEN.1]}", '${"$"}${TfToken[TOKEN.1]}'),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_the_authors_text_is_data(text: Any, expected: Any) -> None:
    task = {
        "task_key": "a",
        "notebook_task": {"notebook_path": text, "base_parameters": {"p": text}},
        "spark_python_task": {"python_file": "/a", "parameters": ["x", text]},
    }
    rendered = arguments(name=text, tags={str(text): "v"}, tasks=[task])
    assert rendered["name"] == expected
    assert rendered["task"][0]["notebook_task"] == {"notebook_path": expected, "base_parameters": {"p": expected}}
    assert rendered["task"][0]["spark_python_task"]["parameters"] == ["x", expected]


def test_a_name_in_a_mapping_is_data_too() -> None:
    assert arguments(tags={"${x}": "v"})["tags"] == {"$${x}": "v"}


def test_tokens_for_lists_and_numbers_pass() -> None:
    task = {"task_key": "a", "max_retries": -1.8e289, "dbt_task": {"commands": LIST_TOKEN}}
    assert arguments(tasks=[task])["task"] == [task]


def test_extra_fields_lie_over_the_job_and_its_tasks() -> None:
    made = replace(
        job(tasks=[{"task_key": "a"}, {"task_key": "b", "max_retries": 1}]),
        extra={"new": {"field": "${x}"}, "name": "other"},
        task_extra={"b": {"newer": [1, tf("${var.y}")], "max_retries": 2}},
    )
    assert job_arguments(made) == {
        "name": "other",
        "new": {"field": "$${x}"},
        "task": [{"task_key": "a"}, {"task_key": "b", "max_retries": 2, "newer": [1, "${var.y}"]}],
    }


def test_permissions_are_arguments_of_their_own() -> None:
    permissions = (
        AccessControl(group_name="users", permission_level="CAN_VIEW"),
        AccessControl(user_name="${a}", permission_level="IS_OWNER"),
    )
    assert permissions_arguments(replace(job(), permissions=permissions)) == {
        "access_control": [
            {"group_name": "users", "permission_level": "CAN_VIEW"},
            {"user_name": "$${a}", "permission_level": "IS_OWNER"},
        ]
    }
