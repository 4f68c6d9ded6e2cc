"""The single user of a cluster goes with its access mode."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.access_mode import check_access_mode
from databricks_workflows.model import Cluster
from databricks_workflows.model.tokens import tf
from tests.support.workflows import checked, in_blocks, job


def said(cluster: dict[str, Any]) -> list[str]:
    return checked(
        in_blocks(check_access_mode, Cluster), job(job_clusters=[{"job_cluster_key": "k", "new_cluster": cluster}])
    )


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "several users",
        {"data_security_mode": "USER_ISOLATION", "single_user_name": "a@b.c"},
        [
            "warning DW452: workflow 'etl': job_clusters[0].new_cluster.single_user_name is set, and "
            "data_security_mode is 'USER_ISOLATION' [etl]\n"
            '    write data_security_mode: "SINGLE_USER", or take single_user_name away'
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_cluster_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert said(settings) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("a single user", {"data_security_mode": "SINGLE_USER", "single_user_name": "a@b.c"}),
    ("the newer word", {"data_security_mode": "DATA_SECURITY_MODE_DEDICATED", "single_user_name": "a@b.c"}),
    ("no mode", {"single_user_name": "a@b.c"}),
    ("an unknown mode", {"data_security_mode": tf("${var.mode}"), "single_user_name": "a@b.c"}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_cluster_is_not(settings: dict[str, Any]) -> None:
    assert said(settings) == []
