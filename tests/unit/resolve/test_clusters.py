"""The clusters of a job and which of them each task runs on (M5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup
from databricks_workflows.model import Autoscale, Cluster, JobCluster
from databricks_workflows.pipeline import Settings
from databricks_workflows.resolve.clusters import union_by_key
from tests.support.workflows import NOTEBOOK, settings_of, task, tasks_of, told, workflow


def cluster(key: str, workers: int = 1) -> dict[str, Any]:
    return {"job_cluster_key": key, "new_cluster": {"policy_id": "ETL", "num_workers": workers}}


def on(key: str, name: str = "load") -> Any:
    return task(name, job_cluster_key=key)


def clusters_of(etl: DatabricksWorkflowTaskGroup, **catalog: Any) -> list[dict[str, Any]]:
    clusters: list[dict[str, Any]] = settings_of(etl, settings=Settings(clusters=catalog)).get("job_clusters", [])
    return clusters


UNIONS: list[tuple[list[list[Any]], list[Any]]] = [
    ([[], []], []),
    ([[{"k": "a", "v": 1}], []], [{"k": "a", "v": 1}]),
    ([[{"k": "a", "v": 1}], [{"k": "b", "v": 2}]], [{"k": "a", "v": 1}, {"k": "b", "v": 2}]),
    ([[{"k": "a", "v": 1}, {"k": "b"}], [{"k": "a", "v": 2}]], [{"k": "b"}, {"k": "a", "v": 2}]),
    ([[{"k": "a", "v": 1}, {"k": "a", "v": 2}], []], [{"k": "a", "v": 1}, {"k": "a", "v": 2}]),
    ([["no mapping"], [5]], ["no mapping", 5]),
]


@pytest.mark.parametrize(("lists", "merged"), UNIONS)
def test_a_union_by_key_keeps_the_later(lists: list[list[Any]], merged: list[Any]) -> None:
    assert union_by_key("k", *lists) == merged


def test_job_clusters_and_those_of_extra_job_params_are_one_list() -> None:
    etl = workflow(
        lambda: (on("a", "x"), on("b", "y"), on("c", "z")),
        job_clusters=[
            cluster("a"),
            JobCluster(job_cluster_key="b", new_cluster=Cluster(policy_id="ETL", num_workers=1)),
        ],
        extra_job_params={"job_clusters": [cluster("b", 9), cluster("c")]},
    )
    assert clusters_of(etl) == [cluster("a"), cluster("b", 9), cluster("c")]
    assert told(etl) == []


def test_clusters_appended_to_the_group_count() -> None:
    etl = workflow(lambda: on("a"))
    etl.job_clusters.append(cluster("a"))
    assert clusters_of(etl) == [cluster("a")]


LOOKED_UP: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], list[dict[str, Any]]]] = [
    ("a job cluster", {"job_clusters": [cluster("k")]}, {}, {"job_cluster_key": "k"}, [cluster("k")]),
    ("an existing cluster", {"existing_clusters": {"k": "0101-x"}}, {}, {"existing_cluster_id": "0101-x"}, []),
    ("the catalog", {}, {"k": {"policy_id": "ETL", "num_workers": 4}}, {"job_cluster_key": "k"}, [cluster("k", 4)]),
    (
        "a model in the catalog",
        {},
        {"k": Cluster(policy_id="ETL", num_workers=4)},
        {"job_cluster_key": "k"},
        [cluster("k", 4)],
    ),
    (
        "a job cluster before an existing one",
        {"job_clusters": [cluster("k")], "existing_clusters": {"k": "0101-x"}},
        {"k": {"policy_id": "ETL", "num_workers": 4}},
        {"job_cluster_key": "k"},
        [cluster("k")],
    ),
    (
        "an existing cluster before the catalog",
        {"existing_clusters": {"k": "0101-x"}},
        {"k": {"policy_id": "ETL", "num_workers": 4}},
        {"existing_cluster_id": "0101-x"},
        [],
    ),
]


@pytest.mark.parametrize(
    ("arguments", "catalog", "fields", "clusters"), [row[1:] for row in LOOKED_UP], ids=[row[0] for row in LOOKED_UP]
)
def test_a_key_is_looked_up_in(
    arguments: dict[str, Any], catalog: dict[str, Any], fields: dict[str, Any], clusters: list[dict[str, Any]]
) -> None:
    etl = workflow(lambda: on("k"), **arguments)
    compute = ("job_cluster_key", "existing_cluster_id", "new_cluster")
    load = tasks_of(etl, settings=Settings(clusters=catalog))["load"]
    assert {name: load[name] for name in compute if name in load} == fields
    assert clusters_of(etl, **catalog) == clusters
    assert told(etl, settings=Settings(clusters=catalog)) == []


def test_the_task_inside_a_for_each_is_looked_up_too() -> None:
    inner = {"task_key": "x", **NOTEBOOK, "job_cluster_key": "k"}
    etl = workflow(
        lambda: task("all", task_config={"for_each_task": {"inputs": "[1]", "task": inner}}),
        existing_clusters={"k": "0101-x"},
    )
    each = tasks_of(etl)["all"]["for_each_task"]["task"]
    assert (each.get("existing_cluster_id"), each.get("job_cluster_key")) == ("0101-x", None)


def test_only_catalog_clusters_that_are_used_are_taken() -> None:
    etl = workflow(lambda: (on("k", "a"), on("k", "b")))
    assert clusters_of(etl, k={"policy_id": "ETL", "num_workers": 1}, idle={"num_workers": 2}) == [cluster("k")]


UNKNOWN: list[tuple[str, Callable[[], object], dict[str, Any], list[str]]] = [
    (
        "no cluster known",
        lambda: on("smal"),
        {},
        [
            "error DW021: task 'load' runs on job cluster 'smal', which nothing declares [etl/load]\n"
            "    Known here: none\n"
            "    declare it in job_clusters=, in existing_clusters=, or in the stack's clusters="
        ],
    ),
    (
        "all known ones are listed",
        lambda: (on("smal"), on("small", "b")),
        {"job_clusters": [cluster("small")], "existing_clusters": {"old": "0101-x"}},
        [
            "error DW021: task 'load' runs on job cluster 'smal', which nothing declares [etl/load]\n"
            "    did you mean 'small'? Known here: catalogued (cluster catalog), old (existing cluster), "
            "small (job cluster)\n"
            "    declare it in job_clusters=, in existing_clusters=, or in the stack's clusters="
        ],
    ),
    (
        "one misspelt key with twelve users is one problem",
        lambda: [on("smal", f"t{number:02}") for number in range(12)],
        {},
        [
            "error DW021: tasks 't00', 't01', 't02' and 9 more run on job cluster 'smal', which nothing declares "
            "[etl/t00]\n    Known here: none\n"
            "    declare it in job_clusters=, in existing_clusters=, or in the stack's clusters="
        ],
    ),
]


@pytest.mark.parametrize(
    ("body", "arguments", "messages"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN]
)
def test_an_unknown_key_is_an_error(body: Callable[[], object], arguments: dict[str, Any], messages: list[str]) -> None:
    catalog = {"catalogued": {"policy_id": "ETL", "num_workers": 1}} if arguments else {}
    assert told(workflow(body, **arguments), settings=Settings(clusters=catalog)) == messages


SIZE = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge"}


def test_a_wrong_cluster_is_declared_all_the_same() -> None:
    etl = workflow(lambda: on("k"), job_clusters=[{"job_cluster_key": "k", "new_cluster": {**SIZE, "num_worker": 1}}])
    assert told(etl) == [
        "error DW001: workflow 'etl': there is no field job_clusters[0].new_cluster.num_worker (value 1) [etl]\n"
        "    did you mean 'num_workers'?"
    ]


@pytest.mark.parametrize("given", [{"job_cluster_key": "k", "new_cluster": {}}, {"k": {"num_workers": 1}}])
def test_what_stands_in_no_list_is_declared_all_the_same(given: dict[str, Any]) -> None:
    problems = told(workflow(lambda: on("k"), job_clusters=given))
    assert [each.partition(",")[0] for each in problems] == [
        f"error DW002: workflow 'etl': job_clusters is {given!r}".partition(",")[0]
    ]


def test_a_wrong_catalog_cluster_is_told() -> None:
    assert told(workflow(lambda: on("k")), settings=Settings(clusters={"k": {**SIZE, "num_worker": 1}})) == [
        "error DW001: cluster catalog 'k': there is no field new_cluster.num_worker (value 1) [etl]\n"
        "    did you mean 'num_workers'?"
    ]


EXISTING: list[tuple[Any, list[str]]] = [
    (
        ["0101-x"],
        [
            "info DW012: workflow 'etl': existing_clusters is a list, which names no keys, and does nothing [etl]\n"
            "    write {'key': 'cluster id'}"
        ],
    ),
    (
        "0101-x",
        [
            "error DW002: workflow 'etl': existing_clusters is '0101-x', expected a mapping of keys to cluster ids "
            "[etl]\n    write {'key': 'cluster id'}"
        ],
    ),
    (
        {"s": 5, "t": "0101-x"},
        [
            "error DW002: workflow 'etl': existing_clusters['s'] is 5, expected a cluster id [etl]\n"
            "    give the cluster's id as text"
        ],
    ),
]


@pytest.mark.parametrize(("existing", "messages"), EXISTING)
def test_existing_clusters_name_ids_by_key(existing: Any, messages: list[str]) -> None:
    assert told(workflow(existing_clusters=existing)) == messages


BOTH = {"policy_id": "ETL", "num_workers": 2, "autoscale": {"min_workers": 1, "max_workers": 4}}
KEPT = {"policy_id": "ETL", "autoscale": {"min_workers": 1, "max_workers": 4}}


def size_warning(who: str, path: str) -> str:
    return (
        f"warning DW022: {who}: new_cluster has num_workers 2 beside autoscale 1 to 4; autoscale is kept [{path}]\n"
        "    take num_workers away"
    )


def test_autoscale_is_kept_and_num_workers_dropped() -> None:
    def body() -> None:
        on("k", "a")
        task("b", new_cluster=BOTH)
        task("c", new_cluster=Cluster(policy_id="ETL", num_workers=0, autoscale=Autoscale(min_workers=1)))

    etl = workflow(body, job_clusters=[{"job_cluster_key": "k", "new_cluster": BOTH}])
    tasks = tasks_of(etl)
    assert clusters_of(etl) == [{"job_cluster_key": "k", "new_cluster": KEPT}]
    assert [tasks[key]["new_cluster"] for key in "bc"] == [KEPT, {"policy_id": "ETL", "autoscale": {"min_workers": 1}}]
    assert sorted(told(etl)) == sorted(
        [
            size_warning("job cluster 'k'", "etl"),
            size_warning("task 'b'", "etl/b"),
            "warning DW022: task 'c': new_cluster has num_workers 0 beside autoscale 1 to ?; autoscale is kept "
            "[etl/c]\n"
            "    take num_workers away",
        ]
    )
