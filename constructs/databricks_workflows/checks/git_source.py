"""A git source is a repository to clone: its address, the provider of its host, the short name of a branch."""

from __future__ import annotations

import re

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.git import PROVIDERS, provider_of
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import GIT_SOURCE

_PAGE = re.compile(r"(?P<clone>https://[^/]+/.+?)/(?:-/)?(?:tree|blob|commit|commits|pull|pulls|issues)(?:/.*)?")
_REFERENCE = re.compile(r"refs/(?:heads|tags)/(.+)|origin/(.+)")


def check_git_source(job: Job, found: Diagnostics) -> None:
    """Another host's provider, a page in place of the repository, ``refs/heads/main``."""
    source = job.settings.git_source
    if source is None:
        return
    wrong = []
    url, provider = source.git_url, source.git_provider
    expected = None if is_unknown(url) else provider_of(url)
    if expected is not None and provider in PROVIDERS and provider != expected:
        what = f"{shown(provider)}, and the host of {shown(url)} is {expected}"
        wrong.append(("git_provider", what, f"write {expected!r}"))
    page = None if is_unknown(url) or expected is None else _PAGE.fullmatch(url)
    if page is not None:
        wrong.append(("git_url", f"{shown(url)}, which is a page", f"write {page['clone']!r}"))
    for field in ("git_branch", "git_tag"):
        name = getattr(source, field)
        reference = None if name is None or is_unknown(name) else _REFERENCE.fullmatch(name)
        if reference is not None:
            wrong.append(
                (field, f"{shown(name)}, expected its short name", f"write {(reference[1] or reference[2])!r}")
            )
    for field, what, remedy in wrong:
        summary = f"workflow {job.settings.name!r}: git_source.{field} is {what}"
        found.add(GIT_SOURCE, job.place, summary, remedy, near=("git_source", field))
