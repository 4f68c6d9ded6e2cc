"""Photon is asked for once."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.photon import check_photon
from databricks_workflows.model import Cluster
from tests.support.workflows import checked, in_blocks, job


def said(cluster: dict[str, Any]) -> list[str]:
    return checked(
        in_blocks(check_photon, Cluster), job(job_clusters=[{"job_cluster_key": "k", "new_cluster": cluster}])
    )


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "Photon without",
        {"spark_version": "11.3.x-photon-scala2.12", "runtime_engine": "STANDARD"},
        [
            "error DW451: workflow 'etl': job_clusters[0].new_cluster.runtime_engine is 'STANDARD' beside "
            "spark_version '11.3.x-photon-scala2.12' [etl]\n"
            "    take runtime_engine away, or write spark_version '11.3.x-scala2.12'"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_cluster_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert said(settings) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("the engine alone", {"spark_version": "16.4.x-scala2.12", "runtime_engine": "STANDARD"}),
    ("Photon twice", {"spark_version": "11.3.x-photon-scala2.12", "runtime_engine": "PHOTON"}),
    ("Photon by the version", {"spark_version": "11.3.x-photon-scala2.12"}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_cluster_is_not(settings: dict[str, Any]) -> None:
    assert said(settings) == []
