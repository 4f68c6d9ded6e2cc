"""The git source: its provider always written out (C5), since without it every plan shows a change; of branch, tag and
commit only what says something, since Terraform takes an empty one for a second choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.hosts import host_of
from databricks_workflows.resolve.left_out import NOTHING, LeftOut
from databricks_workflows.rules import WRONG_TYPE

_PROVIDER_OF_HOST = {
    "github.com": "gitHub",
    "gitlab.com": "gitLab",
    "bitbucket.org": "bitbucketCloud",
    "dev.azure.com": "azureDevOpsServices",
}
PROVIDERS = (
    *("gitHub", "gitHubEnterprise", "gitLab", "gitLabEnterpriseEdition", "bitbucketCloud", "bitbucketServer"),
    *("azureDevOpsServices", "awsCodeCommit"),
)
"""The words of ``git_provider``."""

_CHOICES = ("git_branch", "git_tag", "git_commit")


def write_out_git_provider(
    group: FrozenGroup, fields: Mapping[str, Any], found: Diagnostics
) -> tuple[dict[str, Any], LeftOut]:
    """Set ``git_provider`` from a well-known host; an unknown host needs it from the author.

    A URL without https is told as such by the checks, whatever its host is.
    """
    source = fields.get("git_source")
    if not source:
        return dict(fields), NOTHING
    source = {name: value for name, value in source.items() if value != "" or name not in _CHOICES}
    if "git_provider" in source:
        return {**fields, "git_source": source}, NOTHING
    url = source.get("git_url", "")
    without = LeftOut(frozenset((("git_source", "git_provider"),)))
    if not is_unknown(url) and not url.startswith("https://"):
        return {**fields, "git_source": source}, without
    provider = provider_of(url)
    if provider is None:
        found.add(
            WRONG_TYPE,
            group.place,
            f"workflow {group.name!r}: git_source.git_provider is missing and can't be told from {url!r}",
            f"give it: {', '.join(PROVIDERS[:-1])} or {PROVIDERS[-1]}",
            near=("git_source",),
        )
        return dict(fields), without
    return {**fields, "git_source": {**source, "git_provider": provider}}, NOTHING


def provider_of(url: str) -> str | None:
    """The provider of a well-known host; None of any other."""
    host = host_of(url) if not is_unknown(url) else ""
    provider = _PROVIDER_OF_HOST.get(host.removeprefix("www."))
    return "awsCodeCommit" if provider is None and "codecommit" in host else provider
