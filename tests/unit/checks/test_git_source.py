"""A git source is a repository to clone."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.git_source import check_git_source
from databricks_workflows.model import tf
from tests.support.workflows import checked, job

URL = "https://github.com/acme/etl"
RIGHT: list[dict[str, Any]] = [
    {"git_url": URL, "git_provider": "gitHub", "git_branch": "main"},
    {"git_url": f"{URL}.git", "git_provider": "github", "git_branch": "feature/tree/x"},
    {"git_url": "https://git.acme.com/etl/tree/main", "git_provider": "gitHubEnterprise", "git_branch": "main"},
    {"git_url": tf("${var.url}"), "git_provider": "gitLab", "git_branch": tf("${var.branch}")},
    {"git_url": URL, "git_provider": tf("${var.provider}"), "git_tag": "v1"},
]


@pytest.mark.parametrize("source", RIGHT)
def test_a_right_one(source: dict[str, Any]) -> None:
    assert checked(check_git_source, job(git_source=source)) == []


WRONG: list[tuple[dict[str, Any], str]] = [
    (
        {"git_url": URL, "git_provider": "gitLab", "git_branch": "main"},
        f"git_provider is 'gitLab', and the host of '{URL}' is gitHub [etl]\n    write 'gitHub'",
    ),
    (
        {"git_url": f"{URL}/tree/main/jobs", "git_provider": "gitHub", "git_branch": "main"},
        f"git_url is '{URL}/tree/main/jobs', which is a page [etl]\n    write '{URL}'",
    ),
    (
        {"git_url": "https://gitlab.com/a/b/-/tree/main", "git_provider": "gitLab", "git_branch": "main"},
        "git_url is 'https://gitlab.com/a/b/-/tree/main', which is a page [etl]\n    write 'https://gitlab.com/a/b'",
    ),
    (
        {"git_url": URL, "git_provider": "gitHub", "git_branch": "refs/heads/main"},
        "git_branch is 'refs/heads/main', expected its short name [etl]\n    write 'main'",
    ),
    (
        {"git_url": URL, "git_provider": "gitHub", "git_branch": "origin/main"},
        "git_branch is 'origin/main', expected its short name [etl]\n    write 'main'",
    ),
]


@pytest.mark.parametrize(("source", "message"), WRONG)
def test_a_wrong_one(source: dict[str, Any], message: str) -> None:
    assert checked(check_git_source, job(git_source=source)) == [f"warning DW483: workflow 'etl': git_source.{message}"]
