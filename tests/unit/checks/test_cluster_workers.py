"""A cluster has workers, as many as can be, or is a whole single node."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.cluster_workers import check_cluster_workers
from databricks_workflows.model import Cluster
from databricks_workflows.model.tokens import tf
from tests.support.workflows import checked, in_blocks, job

PROFILE = "spark.databricks.cluster.profile"


def said(cluster: dict[str, Any]) -> list[str]:
    return checked(
        in_blocks(check_cluster_workers, Cluster), job(job_clusters=[{"job_cluster_key": "k", "new_cluster": cluster}])
    )


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "limits the wrong way round",
        {"autoscale": {"min_workers": 9, "max_workers": 2}},
        [
            "error DW440: workflow 'etl': job_clusters[0].new_cluster.autoscale.min_workers is 9, expected "
            "less than max_workers, which is 2 [etl]\n"
            "    exchange the two numbers"
        ],
    ),
    (
        "two sizes",
        {"num_workers": 3, "autoscale": {"min_workers": 1, "max_workers": 4}},
        [
            "warning DW022: workflow 'etl': job_clusters[0].new_cluster.num_workers is 3 beside autoscale, and both "
            "are sent [etl]\n"
            "    take num_workers away"
        ],
    ),
    (
        "an empty autoscale",
        {"autoscale": {}},
        [
            "error DW441: workflow 'etl': job_clusters[0].new_cluster.autoscale has no max_workers [etl]\n"
            '    write "autoscale": {"min_workers": 1, "max_workers": 8}, or num_workers'
        ],
    ),
    (
        "neither",
        {},
        [
            "error DW442: workflow 'etl': job_clusters[0].new_cluster has neither num_workers nor autoscale "
            "[etl]\n"
            '    write num_workers, or for a single node "spark_conf": {"spark.databricks.cluster.profile": '
            '"singleNode", "spark.master": "local[*]"} and "custom_tags": {"ResourceClass": "SingleNode"}'
        ],
    ),
    (
        "no worker",
        {"num_workers": 0},
        [
            "error DW442: workflow 'etl': job_clusters[0].new_cluster.num_workers is 0, expected 1 or more "
            "[etl]\n"
            '    write num_workers, or for a single node "spark_conf": {"spark.databricks.cluster.profile": '
            '"singleNode", "spark.master": "local[*]"} and "custom_tags": {"ResourceClass": "SingleNode"}'
        ],
    ),
    (
        "no worker, and another profile",
        {"num_workers": 0, "spark_conf": {"spark.master": "local[*]"}},
        [
            "error DW442: workflow 'etl': job_clusters[0].new_cluster.num_workers is 0, expected 1 or more "
            "[etl]\n"
            '    write num_workers, or for a single node "spark_conf": {"spark.databricks.cluster.profile": '
            '"singleNode", "spark.master": "local[*]"} and "custom_tags": {"ResourceClass": "SingleNode"}'
        ],
    ),
    (
        "no worker, and a profile of old",
        {"spark_conf": {PROFILE: "serverless"}},
        [
            "error DW442: workflow 'etl': job_clusters[0].new_cluster has neither num_workers nor autoscale "
            "[etl]\n"
            '    write num_workers, or for a single node "spark_conf": {"spark.databricks.cluster.profile": '
            '"singleNode", "spark.master": "local[*]"} and "custom_tags": {"ResourceClass": "SingleNode"}'
        ],
    ),
    (
        "an explicit no",
        {"is_single_node": False},
        [
            "error DW442: workflow 'etl': job_clusters[0].new_cluster has neither num_workers nor autoscale "
            "[etl]\n"
            '    write num_workers, or for a single node "spark_conf": {"spark.databricks.cluster.profile": '
            '"singleNode", "spark.master": "local[*]"} and "custom_tags": {"ResourceClass": "SingleNode"}'
        ],
    ),
    (
        "a single node without master and tag",
        {"num_workers": 0, "spark_conf": {PROFILE: "singleNode"}},
        [
            "warning DW443: workflow 'etl': "
            "job_clusters[0].new_cluster.spark_conf['spark.databricks.cluster.profile'] makes the cluster a "
            "single node, without spark.master 'local[*]' in spark_conf and ResourceClass 'SingleNode' in "
            "custom_tags [etl]\n"
            "    write that as well"
        ],
    ),
    (
        "a single node with another master",
        {"spark_conf": {PROFILE: "singleNode", "spark.master": "yarn"}, "custom_tags": {"ResourceClass": "SingleNode"}},
        [
            "warning DW443: workflow 'etl': "
            "job_clusters[0].new_cluster.spark_conf['spark.databricks.cluster.profile'] makes the cluster a "
            "single node, without spark.master 'local[*]' in spark_conf [etl]\n"
            "    write that as well"
        ],
    ),
    (
        "a single node with workers",
        {"num_workers": 4, "spark_conf": {PROFILE: "singleNode"}},
        [
            "warning DW443: workflow 'etl': "
            "job_clusters[0].new_cluster.spark_conf['spark.databricks.cluster.profile'] makes the cluster a "
            "single node, which has num_workers 4 [etl]\n"
            "    take num_workers away, or spark.databricks.cluster.profile where workers are meant"
        ],
    ),
    (
        "a single node that grows",
        {"autoscale": {"max_workers": 4}, "spark_conf": {PROFILE: "singleNode"}},
        [
            "warning DW443: workflow 'etl': "
            "job_clusters[0].new_cluster.spark_conf['spark.databricks.cluster.profile'] makes the cluster a "
            "single node, which has autoscale [etl]\n"
            "    take autoscale away, or spark.databricks.cluster.profile where workers are meant"
        ],
    ),
    (
        "a single node of the newer form with workers",
        {"kind": "CLASSIC_PREVIEW", "is_single_node": True, "num_workers": 1},
        [
            "warning DW443: workflow 'etl': job_clusters[0].new_cluster.is_single_node is True, and the cluster has "
            "num_workers 1 [etl]\n"
            "    take num_workers away, or is_single_node where workers are meant"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_cluster_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert said(settings) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("workers", {"num_workers": 1}),
    ("autoscale", {"autoscale": {"min_workers": 1, "max_workers": 8}}),
    ("autoscale beside a 0, which is not sent", {"num_workers": 0, "autoscale": {"max_workers": 8}}),
    ("an autoscale with equal limits", {"autoscale": {"min_workers": 2, "max_workers": 2}}),
    ("an autoscale without min_workers", {"autoscale": {"max_workers": 2}}),
    ("an unknown number", {"num_workers": tf("${var.workers}")}),
    ("a policy", {"policy_id": "p"}),
    ("a policy with a part of autoscale", {"policy_id": "p", "autoscale": {"min_workers": 1}}),
    ("the newer form", {"kind": "CLASSIC_PREVIEW", "is_single_node": True}),
    (
        "a whole single node",
        {
            "num_workers": 0,
            "spark_conf": {PROFILE: "singleNode", "spark.master": "local[*, 4]"},
            "custom_tags": {"ResourceClass": "SingleNode"},
        },
    ),
    ("a single node of unknown values", {"spark_conf": {PROFILE: tf("${var.profile}")}}),
    (
        "a single node of unknown tags",
        {
            "spark_conf": {PROFILE: "singleNode", "spark.master": tf("${var.master}")},
            "custom_tags": {"ResourceClass": tf("${var.class}")},
        },
    ),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_cluster_is_not(settings: dict[str, Any]) -> None:
    assert said(settings) == []
