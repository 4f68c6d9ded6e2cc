"""A workspace for a test, and the client that people use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from databricks.sdk import WorkspaceClient

from tests.support.workspace import Workspace


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace() as made:
        yield made


@pytest.fixture
def client(workspace: Workspace) -> WorkspaceClient:
    return workspace.client()
