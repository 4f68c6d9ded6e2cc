"""What a pool decides is not written on the cluster."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.cluster_pools import check_cluster_pools
from databricks_workflows.model import Cluster
from tests.support.workflows import checked, in_blocks, job


def said(cluster: dict[str, Any]) -> list[str]:
    return checked(
        in_blocks(check_cluster_pools, Cluster), job(job_clusters=[{"job_cluster_key": "k", "new_cluster": cluster}])
    )


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "node types",
        {"instance_pool_id": "p", "node_type_id": "i3.xlarge", "driver_node_type_id": "i3.large"},
        [
            "error DW444: workflow 'etl': job_clusters[0].new_cluster has node_type_id and "
            "driver_node_type_id beside instance_pool_id [etl]\n"
            "    leave out what the pool has, or take instance_pool_id away"
        ],
    ),
    (
        "disks and attributes",
        {
            "instance_pool_id": "p",
            "enable_elastic_disk": True,
            "aws_attributes": {"zone_id": "auto", "instance_profile_arn": "arn"},
            "azure_attributes": {"availability": "SPOT_AZURE"},
        },
        [
            "error DW444: workflow 'etl': job_clusters[0].new_cluster has enable_elastic_disk, "
            "aws_attributes.zone_id and azure_attributes.availability beside instance_pool_id [etl]\n"
            "    leave out what the pool has, or take instance_pool_id away"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_cluster_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert said(settings) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("a pool alone", {"instance_pool_id": "p", "driver_instance_pool_id": "d"}),
    (
        "a pool with what the provider sends",
        {
            "instance_pool_id": "p",
            "aws_attributes": {"instance_profile_arn": "arn"},
            "gcp_attributes": {"google_service_account": "a"},
        },
    ),
    ("no pool", {"node_type_id": "i3.xlarge", "enable_elastic_disk": True, "aws_attributes": {"zone_id": "auto"}}),
    ("a false beside a pool", {"instance_pool_id": "p", "enable_elastic_disk": False}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_cluster_is_not(settings: dict[str, Any]) -> None:
    assert said(settings) == []
