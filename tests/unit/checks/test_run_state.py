"""Only the run of a continuous job can be controlled."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.run_state import check_run_state
from databricks_workflows.model import JobSettings
from databricks_workflows.model.tokens import tf
from tests.support.workflows import checked, in_blocks, job

WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "no continuous",
        {"control_run_state": True},
        [
            "error DW302: workflow 'etl': control_run_state is true, and the job has no continuous [etl]\n"
            '    write "continuous": {"pause_status": "UNPAUSED"}, or leave control_run_state out'
        ],
    ),
    (
        "several runs",
        {"control_run_state": True, "continuous": {}, "max_concurrent_runs": 3},
        [
            "error DW302: workflow 'etl': control_run_state is true, and max_concurrent_runs is 3, expected "
            "1 [etl]\n"
            "    write max_concurrent_runs=1"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_job_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert checked(in_blocks(check_run_state, JobSettings), job(**settings)) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("a continuous job", {"control_run_state": True, "continuous": {}, "max_concurrent_runs": 1}),
    ("false", {"control_run_state": False, "max_concurrent_runs": 3}),
    ("an unknown number", {"control_run_state": True, "continuous": {}, "max_concurrent_runs": tf("${var.runs}")}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_job_is_not(settings: dict[str, Any]) -> None:
    assert checked(in_blocks(check_run_state, JobSettings), job(**settings)) == []
