"""The group's libraries on each task that can take them (M7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksNotebookOperator
from tests.support.workflows import NOTEBOOK, settings_of, task, tasks_of, told, workflow

OWN, GROUP, PACKAGE = {"whl": "/own.whl"}, {"whl": "/group.whl"}, {"pypi": {"package": "faker"}}


def libraries(body: Any, **arguments: Any) -> dict[str, Any]:
    tasks = tasks_of(workflow(body, **arguments))
    return {key: each["libraries"] for key, each in tasks.items() if "libraries" in each}


def tasks_on_every_compute() -> None:
    task("existing", existing_cluster_id="0101-x")
    task("new", new_cluster={"num_workers": 1}, libraries=[OWN])
    task("serverless", task_config={**NOTEBOOK, "environment_key": "e"})
    task("nothing")
    DatabricksNotebookOperator(task_id="notebook", notebook_path="/a", existing_cluster_id="0101-x")
    DatabricksNotebookOperator(task_id="without", notebook_path="/a")


def test_job_level_libraries_go_to_each_task_with_a_cluster() -> None:
    assert libraries(tasks_on_every_compute, extra_job_params={"libraries": [GROUP]}) == {
        "existing": [GROUP],
        "new": [OWN, GROUP],
        "notebook": [GROUP],
    }


def test_notebook_packages_go_to_notebook_operators_with_a_cluster() -> None:
    assert libraries(tasks_on_every_compute, notebook_packages=[PACKAGE]) == {"new": [OWN], "notebook": [PACKAGE]}


def test_the_tasks_own_stand_first_and_equal_ones_once() -> None:
    def body() -> None:
        DatabricksNotebookOperator(
            task_id="n", notebook_path="/a", existing_cluster_id="x", notebook_packages=[OWN, PACKAGE]
        )

    given = libraries(body, extra_job_params={"libraries": [GROUP, OWN]}, notebook_packages=[PACKAGE, GROUP])
    assert given == {"n": [OWN, PACKAGE, GROUP]}


def test_libraries_of_argument_and_task_config_are_joined() -> None:
    config = {**NOTEBOOK, "existing_cluster_id": "x", "libraries": [GROUP, OWN]}
    assert libraries(lambda: task("t", task_config=config, libraries=[OWN])) == {"t": [OWN, GROUP]}


def test_the_task_inside_a_for_each_takes_them_too() -> None:
    work = {"notebook_path": "/etl/work", "base_parameters": {"number": "{{input}}"}}
    inner = {"task_key": "x", "notebook_task": work, "existing_cluster_id": "0101-x"}
    etl = workflow(
        lambda: task("all", task_config={"for_each_task": {"inputs": "[1]", "task": inner}}),
        extra_job_params={"libraries": [GROUP]},
    )
    assert tasks_of(etl)["all"]["for_each_task"]["task"]["libraries"] == [GROUP]
    assert "libraries" not in tasks_of(etl)["all"]


def test_the_job_itself_has_none() -> None:
    etl = workflow(tasks_on_every_compute, extra_job_params={"libraries": [GROUP]}, notebook_packages=[PACKAGE])
    assert "libraries" not in settings_of(etl)


def in_a_for_each() -> None:
    work = {"notebook_path": "/etl/work", "base_parameters": {"number": "{{input}}"}}
    inner = {"task_key": "x", "notebook_task": work, "existing_cluster_id": "0101-x"}
    task("all", task_config={"for_each_task": {"inputs": "[1]", "task": inner}})


def untaken(name: str) -> str:
    return (
        f"warning DW027: workflow 'etl': no task can take its {name}: they are installed on a cluster [etl]\n"
        "    give a task a cluster, or list them as dependencies of a serverless environment"
    )


UNTAKEN: list[tuple[str, Callable[[], object], list[str]]] = [
    ("no cluster", task, [untaken("libraries"), untaken("notebook_packages")]),
    (
        "no cluster of a notebook operator",
        lambda: (
            task(existing_cluster_id="0101-x"),
            DatabricksNotebookOperator(task_id="n", notebook_path="/a"),
        ),
        [untaken("notebook_packages")],
    ),
    ("a cluster inside a for-each", in_a_for_each, [untaken("notebook_packages")]),
    (
        "a notebook operator on a cluster",
        lambda: DatabricksNotebookOperator(task_id="n", notebook_path="/a", existing_cluster_id="0101-x"),
        [],
    ),
]


@pytest.mark.parametrize(("body", "messages"), [row[1:] for row in UNTAKEN], ids=[row[0] for row in UNTAKEN])
def test_that_no_task_can_take_are_a_warning(body: Callable[[], object], messages: list[str]) -> None:
    given = {"extra_job_params": {"libraries": [GROUP]}, "notebook_packages": [PACKAGE]}
    assert told(workflow(body, **given)) == messages
    assert told(workflow(body)) == []


def test_notebook_packages_come_from_default_args_too() -> None:
    def body() -> None:
        DatabricksNotebookOperator(task_id="n", notebook_path="/a", existing_cluster_id="x")
        task("t", existing_cluster_id="x")

    etl = workflow(body, default_args={"notebook_packages": [PACKAGE]})
    assert {key: each.get("libraries") for key, each in tasks_of(etl).items()} == {"n": [PACKAGE], "t": None}
