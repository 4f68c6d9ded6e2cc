"""A cluster is in one cloud."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.cluster_clouds import check_cluster_clouds
from databricks_workflows.model import Cluster
from databricks_workflows.model.tokens import tf
from tests.support.workflows import checked, in_blocks, job


def said(cluster: dict[str, Any]) -> list[str]:
    return checked(
        in_blocks(check_cluster_clouds, Cluster), job(job_clusters=[{"job_cluster_key": "k", "new_cluster": cluster}])
    )


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "two clouds",
        {"node_type_id": "i3.xlarge", "aws_attributes": {}, "gcp_attributes": {}},
        [
            "warning DW445: workflow 'etl': job_clusters[0].new_cluster has aws_attributes and "
            "gcp_attributes, expected one of them [etl]\n"
            "    keep those of the workspace's cloud"
        ],
    ),
    (
        "AWS on Azure",
        {"node_type_id": "i3.xlarge", "azure_attributes": {}},
        [
            "warning DW446: workflow 'etl': job_clusters[0].new_cluster.node_type_id is 'i3.xlarge', which "
            "is of AWS, beside azure_attributes [etl]\n"
            "    write a node type of Azure, or take azure_attributes away"
        ],
    ),
    (
        "Azure on AWS",
        {"node_type_id": "Standard_DS3_v2", "aws_attributes": {}},
        [
            "warning DW446: workflow 'etl': job_clusters[0].new_cluster.node_type_id is 'Standard_DS3_v2', "
            "which is of Azure, beside aws_attributes [etl]\n"
            "    write a node type of AWS, or take aws_attributes away"
        ],
    ),
    (
        "a driver of Google Cloud on AWS",
        {"node_type_id": "i3.xlarge", "driver_node_type_id": "n2-standard-8", "aws_attributes": {}},
        [
            "warning DW446: workflow 'etl': job_clusters[0].new_cluster.driver_node_type_id is "
            "'n2-standard-8', which is of Google Cloud, beside aws_attributes [etl]\n"
            "    write a node type of AWS, or take aws_attributes away"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_cluster_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert said(settings) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("AWS", {"node_type_id": "i3.xlarge", "driver_node_type_id": "rd-fleet.2xlarge", "aws_attributes": {}}),
    ("Azure", {"node_type_id": "Standard_DS3_v2", "azure_attributes": {}}),
    ("Google Cloud", {"node_type_id": "n2-highmem-4", "driver_node_type_id": "a2-highgpu-1g", "gcp_attributes": {}}),
    ("no attributes", {"node_type_id": "Standard_DS3_v2", "driver_node_type_id": "i3.xlarge"}),
    ("an unknown node type", {"node_type_id": tf("${var.node}"), "azure_attributes": {}}),
    ("a node type of no known form", {"node_type_id": "memory-optimized", "azure_attributes": {}}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_cluster_is_not(settings: dict[str, Any]) -> None:
    assert said(settings) == []
