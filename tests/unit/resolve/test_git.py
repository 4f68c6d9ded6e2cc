"""The git source's provider is always written (C5)."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.model import tf
from tests.support.workflows import compiled, settings_of, task, text, workflow

HOSTS = {
    "https://github.com/a/b": "gitHub",
    "https://www.github.com/a/b.git": "gitHub",
    "https://GitHub.com/a/b": "gitHub",
    "https://github.com:443/a/b": "gitHub",
    "https://user:word@github.com/a/b": "gitHub",
    "https://gitlab.com/a/b": "gitLab",
    "https://bitbucket.org/a/b": "bitbucketCloud",
    "https://dev.azure.com/org/project/_git/b": "azureDevOpsServices",
    "https://user@dev.azure.com/org/project/_git/b": "azureDevOpsServices",
    "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/b": "awsCodeCommit",
}
KNOWN = (
    "give it: gitHub, gitHubEnterprise, gitLab, gitLabEnterpriseEdition, bitbucketCloud, bitbucketServer, "
    "azureDevOpsServices or awsCodeCommit"
)


def git(**source: Any) -> Any:
    return workflow(
        lambda: task("t", task_config={"notebook_task": {"notebook_path": "a"}}),
        extra_job_params={"git_source": source},
    )


@pytest.mark.parametrize("url", HOSTS)
def test_is_told_by_the_host(url: str) -> None:
    etl = git(git_url=url, git_branch="main")
    assert settings_of(etl)["git_source"] == {"git_url": url, "git_branch": "main", "git_provider": HOSTS[url]}
    assert {each.code for each in compiled(etl).diagnostics} == ({"DW041"} if "user:word@" in url else set())


def test_that_is_given_stands() -> None:
    source = {"git_url": "https://git.example.com/a/b", "git_tag": "v1", "git_provider": "gitHubEnterprise"}
    assert settings_of(git(**source))["git_source"] == source


@pytest.mark.parametrize(
    "url",
    [
        "https://git.example.com/a/b",
        "https://notgithub.com/a/b",
        "https://github.com@example.com/a",
        "https://[a/b",
        tf("${var.url}"),
    ],
)
def test_of_another_host_must_be_given(url: str) -> None:
    assert text(compiled(git(git_url=url, git_branch="main")).diagnostics) == [
        f"error DW002: workflow 'etl': git_source.git_provider is missing and can't be told from {url!r} [etl]\n"
        f"    {KNOWN}"
    ]


@pytest.mark.parametrize("url", ["git@github.com:a/b", "http://git.example.com/a/b", ""])
def test_without_https_only_the_url_is_told(url: str) -> None:
    assert text(compiled(git(git_url=url, git_branch="main")).diagnostics) == [
        f"error DW278: workflow 'etl': git_source.git_url is {url!r}, expected https://... [etl]\n"
        "    write the address for cloning by https: https://github.com/team/repository"
    ]


def test_empty_choices_are_left_out() -> None:
    source = {"git_url": "https://github.com/a/b", "git_branch": "main", "git_tag": "", "git_commit": ""}
    assert settings_of(git(**source))["git_source"] == {
        "git_url": "https://github.com/a/b",
        "git_branch": "main",
        "git_provider": "gitHub",
    }
