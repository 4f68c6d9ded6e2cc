"""The pytest plugin: ``pytest_plugins = ["databricks_workflows.testing.plugin"]`` in the top ``conftest.py``.

It brings the fixture ``golden`` and the option ``--update-golden``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.testing.golden import Golden, assert_golden


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="take what the tests got as what they expect")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """``golden(actual, path)``: compare with a golden file, whose path counts from the test's own folder.

    Example:
        >>> def test_message(golden: Golden) -> None:
        ...     golden("error DW004: ...", "golden/cycle.txt")
    """
    folder = request.path.parent
    update = bool(request.config.getoption("--update-golden"))

    def compare(actual: Any, path: str | Path) -> None:
        __tracebackhide__ = True
        assert_golden(actual, folder / path, update=update)

    return compare
