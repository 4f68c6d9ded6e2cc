"""Settings of the newer form of a cluster."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.cluster_kind import check_cluster_kind
from databricks_workflows.model import Cluster
from tests.support.workflows import checked, in_blocks, job


def said(cluster: dict[str, Any]) -> list[str]:
    return checked(
        in_blocks(check_cluster_kind, Cluster), job(job_clusters=[{"job_cluster_key": "k", "new_cluster": cluster}])
    )


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "both",
        {"is_single_node": True, "use_ml_runtime": True},
        [
            "error DW322: workflow 'etl': job_clusters[0].new_cluster.is_single_node is true without kind "
            "[etl]\n"
            '    write kind: "CLASSIC_PREVIEW" beside it',
            "error DW322: workflow 'etl': job_clusters[0].new_cluster.use_ml_runtime is true without kind "
            "[etl]\n"
            '    write kind: "CLASSIC_PREVIEW" beside it',
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_cluster_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert said(settings) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("a kind", {"kind": "CLASSIC_PREVIEW", "is_single_node": True, "use_ml_runtime": True}),
    ("false", {"is_single_node": False, "use_ml_runtime": False}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_cluster_is_not(settings: dict[str, Any]) -> None:
    assert said(settings) == []
