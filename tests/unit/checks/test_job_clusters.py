"""Every job cluster has its own key and is used."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from databricks_workflows.checks.job_clusters import check_job_clusters
from databricks_workflows.resolve.left_out import LeftOut
from tests.support.workflows import checked, job

USED = {"task_key": "a", "job_cluster_key": "k"}
NESTED = {"task_key": "a", "for_each_task": {"inputs": "[1]", "task": {"task_key": "x", "job_cluster_key": "k"}}}


def clusters(*keys: str, task: dict[str, Any] = USED) -> Any:
    return job(tasks=[task], job_clusters=[{"job_cluster_key": key, "new_cluster": {}} for key in keys])


def test_says_nothing_of_clusters_that_are_used() -> None:
    assert checked(check_job_clusters, clusters("k")) == []
    assert checked(check_job_clusters, clusters("k", task=NESTED)) == []
    assert checked(check_job_clusters, clusters(task={"task_key": "a"})) == []


def test_a_cluster_that_no_task_uses_is_a_warning() -> None:
    assert checked(check_job_clusters, clusters("k", "z", "b")) == [
        f"warning DW023: workflow 'etl': no task runs on job cluster {key!r} [etl]\n"
        "    take it away, or name it as a task's job_cluster_key"
        for key in ("b", "z")
    ]


def test_a_key_may_be_the_token_of_a_number() -> None:
    token: Any = -1.8881545897087505e289
    assert len(checked(check_job_clusters, clusters("k", token, "b"))) == 2


def test_a_key_given_twice_is_an_error() -> None:
    assert checked(check_job_clusters, clusters("k", "k", "k")) == [
        "error DW429: workflow 'etl': 3 job clusters have the job_cluster_key 'k' [etl]\n"
        "    give each its own, or keep one of them"
    ]


def test_says_nothing_where_a_task_is_known_to_be_wrong() -> None:
    wrong = replace(clusters("z"), left_out={"b": LeftOut(frozenset([("job_cluster_key",)]))})
    assert checked(check_job_clusters, wrong) == []
