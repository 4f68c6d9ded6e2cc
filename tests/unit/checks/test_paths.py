"""A path fits its source (M15)."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.paths import check_paths
from databricks_workflows.model import tf
from tests.support.workflows import checked, job

GIT = {"git_source": {"git_url": "https://github.com/a/b"}}


def work(kind: str, path: Any, source: str | None) -> dict[str, Any]:
    said = {} if source is None else {"source": source}
    match kind:
        case "notebook_path":
            return {"notebook_task": {"notebook_path": path, **said}}
        case "python_file":
            return {"spark_python_task": {"python_file": path, **said}}
        case "project_directory":
            return {"dbt_task": {"commands": ["dbt run"], "project_directory": path, **said}}
    return {"sql_task": {"warehouse_id": "w", "file": {"path": path, **said}}}


def found(kind: str, path: Any, source: str | None, **more: Any) -> list[str]:
    return checked(check_paths, job(tasks=[{"task_key": "a", **work(kind, path, source)}], **more))


KINDS = ["notebook_path", "python_file", "path", "project_directory"]
RIGHT: list[tuple[Any, str | None, dict[str, Any]]] = [
    ("/a", "WORKSPACE", {}),
    ("/a", None, {}),
    ("/a", "WORKSPACE", GIT),
    ("a/b", "GIT", GIT),
    ("dbfs:/a.py", "WORKSPACE", {}),
    ("s3://bucket/a.py", None, {}),
    ("", None, {}),  # told as an empty text
    (tf("${var.path}"), "WORKSPACE", {}),
    ("a", tf("${var.source}"), {}),
    ("a", "WORKSPCE", {}),  # told as a wrong word
    ("${TfToken[TOKEN.1]}", "GIT", GIT),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("path", "source", "more"), RIGHT)
def test_says_nothing_of_a_right_path(kind: str, path: Any, source: str | None, more: dict[str, Any]) -> None:
    assert found(kind, path, source, **more) == []


WRONG: list[tuple[str, str | None, dict[str, Any], str]] = [
    (
        "a",
        "GIT",
        {},
        "'a' has the source GIT, and the job has no git_source [etl/a]\n"
        '    give extra_job_params={"git_source": {...}}, or the source WORKSPACE',
    ),
    (
        "/a",
        "GIT",
        GIT,
        "'/a' is absolute, and its source is GIT [etl/a]\n"
        "    write the path from the repository's root, or give the source WORKSPACE",
    ),
    (
        "a",
        "WORKSPACE",
        GIT,
        "'a' is relative, and its source is WORKSPACE [etl/a]\n"
        "    write the absolute path in the workspaceBY_US or give a git_source and the source GIT",
    ),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("path", "source", "more", "message"), WRONG)
def test_says_what_does_not_fit(kind: str, path: str, source: str | None, more: dict[str, Any], message: str) -> None:
    ours = {"notebook_path": "Notebook", "project_directory": ""}.get(kind, "WorkspaceFile")
    by_us = f", put a file of yours there by {ours}.from_file(...)," if ours else ""
    assert found(kind, path, source, **more) == [f"error DW026: task 'a': {kind} {message.replace('BY_US', by_us)}"]


DBT: list[tuple[str | None, dict[str, Any], list[str]]] = [
    (None, GIT, []),
    ("GIT", GIT, []),
    (
        "GIT",
        {},
        [
            "error DW026: task 'a': its source is GIT, and the job has no git_source [etl/a]\n"
            '    give extra_job_params={"git_source": {...}}, or the source WORKSPACE'
        ],
    ),
    (
        None,
        {},
        [
            "error DW026: task 'a' has no project_directory, and its source is WORKSPACE [etl/a]\n"
            "    write the absolute path in the workspace, or give a git_source and the source GIT"
        ],
    ),
]


@pytest.mark.parametrize(("source", "more", "messages"), DBT)
def test_a_dbt_project_is_the_root_of_the_repository(
    source: str | None, more: dict[str, Any], messages: list[str]
) -> None:
    assert found("project_directory", None, source, **more) == messages


def test_looks_into_for_each_tasks() -> None:
    inner = {"task_key": "x", **work("notebook_path", "a", "WORKSPACE")}
    assert checked(check_paths, job(tasks=[{"task_key": "a", "for_each_task": {"inputs": "[]", "task": inner}}])) == [
        "error DW026: the task inside for-each task 'a': notebook_path 'a' is relative, and its source is WORKSPACE "
        "[etl/a]\n    write the absolute path in the workspace, put a file of yours there by Notebook.from_file(...), "
        "or give a git_source and the source GIT"
    ]
