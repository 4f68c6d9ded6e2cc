"""Freezing: what stands at the top of a file becomes plain data that nothing changes any more."""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import Any

import pytest

from databricks_workflows.authoring import (
    DAG,
    Dag,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksWorkflowTaskGroup,
    Node,
    TaskGroup,
    chain,
    freeze,
)
from databricks_workflows.authoring.frozen import FrozenGroup, FrozenTask
from databricks_workflows.model import Cluster, JobCluster, JobSettings, Library, NotebookTask, PypiLibrary, Queue, Task
from tests.support.workflows import task, workflow


def frozen(*roots: Node) -> FrozenGroup:
    (dag,) = freeze(roots)
    (group,) = dag.groups
    return group


def shape(dags: tuple[Dag, ...]) -> list[tuple[str | None, list[tuple[str, ...]]]]:
    return [(dag.dag_id, [group.path for group in dag.groups]) for dag in dags]


def test_a_lone_group_is_a_dag_without_an_id() -> None:
    assert shape(freeze([workflow()])) == [(None, [("etl",)])]


def test_a_dag_holds_its_groups_in_the_order_of_writing() -> None:
    with DAG("sales") as dag:
        DatabricksWorkflowTaskGroup(group_id="b")
        with TaskGroup(group_id="region"):
            DatabricksWorkflowTaskGroup(group_id="daily")
        with TaskGroup(group_id="unseen", prefix_group_id=False):
            DatabricksWorkflowTaskGroup(group_id="a")
    assert shape(freeze([dag])) == [("sales", [("b",), ("region", "daily"), ("a",)])]


def test_paths_are_those_of_groups_that_prefix_their_tasks() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        task("top")
        with TaskGroup(group_id="raw"):
            task("load")
            with TaskGroup(group_id="deep", prefix_group_id=False):
                task("dig")
                with TaskGroup(group_id="deeper"):
                    task("dig")
    group = frozen(etl)
    assert [each.path for each in group.tasks] == [
        ("top",),
        ("raw", "load"),
        ("raw", "dig"),
        ("raw", "deeper", "dig"),
    ]
    assert [each.place.path for each in group.tasks] == [
        "etl/top",
        "etl/raw/load",
        "etl/raw/deep/dig",
        "etl/raw/deep/deeper/dig",
    ]


def test_full_ids_are_those_that_airflow_has() -> None:
    with DAG("sales") as dag, TaskGroup(group_id="region"), DatabricksWorkflowTaskGroup(group_id="etl"):
        task("top")
        with TaskGroup(group_id="raw"):
            task("load")
            with TaskGroup(group_id="deep", prefix_group_id=False):
                task("dig")
                with TaskGroup(group_id="deeper"):
                    task("dig")
    assert [each.full_id for each in frozen(dag).tasks] == [
        "region.etl.top",
        "region.etl.raw.load",
        "dig",
        "deeper.dig",
    ]


def test_a_workflow_that_prefixes_nothing_stands_in_no_full_id() -> None:
    assert [each.full_id for each in frozen(workflow(lambda: task("load"), prefix_group_id=False)).tasks] == ["load"]


def test_refs_number_what_stands_in_a_workflow_and_edges_name_them() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        a = task("a")
        with TaskGroup(group_id="raw") as raw:
            b = task("b")
            with TaskGroup(group_id="empty") as empty:
                pass
        check = task("check")
        a >> raw >> empty
        check.outcome(True) >> b
    group = frozen(etl)
    assert [(each.name, each.ref, each.in_groups) for each in group.tasks] == [
        ("a", 0, ()),
        ("b", 2, (1,)),
        ("check", 4, ()),
    ]
    assert {ref: (each.name, each.place.path, each.tasks) for ref, each in group.groups.items()} == {
        1: ("raw", "etl/raw", (2,)),
        3: ("empty", "etl/raw/empty", ()),
    }
    assert [(edge.upstream, edge.downstream, edge.outcome) for edge in group.edges] == [
        (0, 1, None),
        (4, 2, "true"),
        (1, 3, None),
    ]


def test_defaults_come_from_inner_to_outer() -> None:
    with (
        DAG("sales", default_args={"retries": 1}) as dag,
        TaskGroup(group_id="region", default_args={"retries": 2}),
        DatabricksWorkflowTaskGroup(
            group_id="etl",
            default_args={"retries": 3, "pool": None},
            default_task_retries=4,
            default_task_timeout_seconds=60,
        ),
        TaskGroup(group_id="raw", default_args={"retries": 5}),
    ):
        task("load")
    assert frozen(dag).tasks[0].defaults == (
        {"retries": 5},
        {"retries": 3},
        {"default_task_retries": 4, "default_task_timeout_seconds": 60},
        {"retries": 2},
        {"retries": 1},
    )


def test_the_documented_default_of_retries_means_unset() -> None:
    assert frozen(workflow(default_task_retries=0)).tasks[0].defaults == ()


def test_what_is_frozen_can_be_pickled() -> None:
    with DAG("sales", default_args={"retry_delay": timedelta(minutes=1)}) as dag:
        with DatabricksWorkflowTaskGroup(group_id="etl", job_clusters=[JobCluster(job_cluster_key="k")]) as etl:
            a, b = task("a", suppress=["DW031"]), task("b")
            a >> b
        etl >> DatabricksSensor(task_id="watch", timeout=timedelta(hours=1))
    dags = freeze([dag])
    assert pickle.loads(pickle.dumps(dags)) == dags


def test_changes_made_afterwards_change_nothing() -> None:
    clusters = [{"job_cluster_key": "k", "new_cluster": {"num_workers": 1, "spark_conf": {"a": "b"}}}]
    extra: dict[str, Any] = {"tags": {"team": "a"}, "email_notifications": {"on_failure": ["a@b.c"]}}
    config: dict[str, Any] = {"notebook_task": {"notebook_path": "/a", "base_parameters": {"p": "1"}}}
    defaults: dict[str, Any] = {"libraries": [{"whl": "/a.whl"}]}
    with DatabricksWorkflowTaskGroup(
        group_id="etl", job_clusters=clusters, extra_job_params=extra, default_args=defaults
    ) as etl:
        load = task("load", task_config=config)
    load.set("new_cluster", {"num_workers": 1})
    etl.tags["a"] = "b"
    before = frozen(etl)
    kept = pickle.dumps(before)
    clusters[0]["new_cluster"]["spark_conf"]["a"] = "c"  # type: ignore[index]
    clusters.append({"job_cluster_key": "more"})
    extra["email_notifications"]["on_failure"].append("d@e.f")
    extra["tags"]["team"] = "b"
    config["notebook_task"]["base_parameters"]["p"] = "2"
    defaults["libraries"].append({"whl": "/b.whl"})
    load.settings["new_cluster"]["num_workers"] = 2
    load.set("retries", 1)
    etl.tags["a"] = "c"
    with etl:
        task("late") >> load
    assert pickle.loads(kept) == before


def test_the_authors_own_dicts_stay_as_they_are() -> None:
    config: dict[str, Any] = {"notebook_task": {"notebook_path": "/a", "source": None}}
    frozen(workflow(lambda: task(task_config=config)))
    assert config == {"notebook_task": {"notebook_path": "/a", "source": None}}


def test_typed_models_and_dicts_are_the_same() -> None:
    def by_models() -> None:
        task(
            "load", task_config=Task(notebook_task=NotebookTask(notebook_path="/a")), new_cluster=Cluster(num_workers=2)
        )
        DatabricksNotebookOperator(
            task_id="n", notebook_path="/a", notebook_packages=[Library(pypi=PypiLibrary(package="x"))]
        )

    def by_dicts() -> None:
        task("load", task_config={"notebook_task": {"notebook_path": "/a"}}, new_cluster={"num_workers": 2})
        DatabricksNotebookOperator(task_id="n", notebook_path="/a", notebook_packages=({"pypi": {"package": "x"}},))

    one = frozen(workflow(by_models, extra_job_params=JobSettings(queue=Queue(enabled=False)), run_as=None))
    other = frozen(workflow(by_dicts, extra_job_params={"queue": {"enabled": False}, "tags": None}))

    def values(group: FrozenGroup) -> tuple[Any, list[Any]]:
        return group.arguments, [(each.kind, each.path, each.arguments) for each in group.tasks]

    assert values(one) == values(other)


def test_what_is_set_afterwards_keeps_none() -> None:
    def body() -> None:
        load = task("load")
        load.set("timeout_seconds", None)
        load.set("new_cluster", Cluster(num_workers=2))

    each: FrozenTask = frozen(workflow(body)).tasks[0]
    assert each.settings == {"timeout_seconds": None, "new_cluster": {"num_workers": 2}}


def test_libraries_may_be_appended() -> None:
    def body() -> None:
        task("a").libraries.append({"whl": "/a.whl"})
        task("b", libraries=({"whl": "/b.whl"},)).libraries.append(Library(jar="/b.jar"))

    libraries = [each.arguments["libraries"] for each in frozen(workflow(body)).tasks]
    assert libraries == [[{"whl": "/a.whl"}], [{"whl": "/b.whl"}, {"jar": "/b.jar"}]]


def test_a_sensor_belongs_to_each_workflow_before_it() -> None:
    a, b = DatabricksWorkflowTaskGroup(group_id="a"), DatabricksWorkflowTaskGroup(group_id="b")
    sensor = DatabricksSensor(task_id="watch", timeout=5)
    [a, b] >> sensor
    dags = freeze([a, b, sensor])
    assert shape(dags) == [(None, [("a",)]), (None, [("b",)])]
    assert [[each.arguments for each in dag.groups[0].sensors] for dag in dags] == [[{"timeout": 5}]] * 2
    assert [dag.waiting_for_nothing for dag in dags] == [(), ()]


@pytest.mark.parametrize("around", [None, "sales"])
def test_a_lone_sensor_waits_for_nothing(around: str | None) -> None:
    dag = DAG(around) if around else None
    sensor = DatabricksSensor(task_id="watch", dag=dag)
    (frozen_dag,) = freeze([dag or sensor])
    assert frozen_dag.groups == ()
    assert [place.path for place in frozen_dag.waiting_for_nothing] == [sensor.path]


def test_codes_not_to_report_are_kept_by_path() -> None:
    with DAG("sales", suppress=["DW001"]) as dag, DatabricksWorkflowTaskGroup(group_id="etl", suppress=("DW002",)):
        task("a", suppress={"DW003"})
        task("b")
    assert {each.place.path: each.codes for each in freeze([dag])[0].suppressions} == {
        "sales": frozenset(["DW001"]),
        "sales/etl": frozenset(["DW002"]),
        "sales/etl/a": frozenset(["DW003"]),
    }


def test_freezing_twice_gives_the_same() -> None:
    etl = workflow(lambda: chain(task("a"), [task("b"), task("c")], task("d")))
    assert freeze([etl]) == freeze([etl])
