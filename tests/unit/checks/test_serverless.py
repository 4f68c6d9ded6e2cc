"""Packages and GPUs on serverless compute."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.serverless import check_serverless
from tests.support.workflows import checked, job

NB = {"notebook_task": {"notebook_path": "/a"}}
FILE = {"spark_python_task": {"python_file": "/a.py"}}
WHEEL = {"python_wheel_task": {"package_name": "sales", "entry_point": "load"}}
JAR = {"spark_jar_task": {"main_class_name": "M"}}
ON = {"existing_cluster_id": "x"}
GPU = {"compute": {"hardware_accelerator": "GPU_1xA10"}}
PANDAS = {"pypi": {"package": "pandas==2.2.2"}}
WHL = {"whl": "/a.whl"}


def tasks(**named: Any) -> dict[str, Any]:
    return {"tasks": [{"task_key": key, **fields} for key, fields in named.items()]}


def one(**fields: Any) -> dict[str, Any]:
    return {"tasks": [{"task_key": "load", **fields}]}


def nested(**fields: Any) -> dict[str, Any]:
    return one(for_each_task={"inputs": "[1]", "task": {"task_key": "x", **fields}})


def environments(*specs: tuple[str, Any]) -> dict[str, Any]:
    return {
        "environments": [
            {"environment_key": key, **({"spec": spec} if spec is not None else {})} for key, spec in specs
        ]
    }


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "libraries of a notebook",
        one(**NB, libraries=[PANDAS, WHL, {"maven": {"coordinates": "a:b:1"}}]),
        [
            "error DW424: task 'load' has libraries, and no cluster to install them on [etl/load]\n"
            '    write dependencies: ["pandas==2.2.2", "/a.whl"] in the spec of an environment, and name it '
            "in environment_key; or give the task a cluster"
        ],
    ),
    (
        "libraries of another kind alone, in a loop",
        nested(**NB, libraries=[{"maven": {"coordinates": "a:b:1"}}]),
        [
            "error DW424: the task inside for-each task 'load' has libraries, and no cluster to install them "
            "on [etl/load]\n"
            "    write dependencies: [...] in the spec of an environment, and name it in environment_key; or "
            "give the task a cluster"
        ],
    ),
    (
        "libraries beside an environment",
        {**one(**WHEEL, environment_key="e", libraries=[WHL]), **environments(("e", None))},
        [
            "error DW424: task 'load' has libraries, and no cluster to install them on [etl/load]\n"
            "    write dependencies: [\"/a.whl\"] in the spec of environment 'e'"
        ],
    ),
    (
        "a JAR of no environment",
        {**one(**JAR, environment_key="e"), **environments(("e", {"environment_version": "4"}))},
        [
            "error DW426: task 'load' is a spark_jar_task, and environment 'e' has no java_dependencies "
            "[etl/load]\n"
            '    write the JAR there: java_dependencies: ["/Volumes/catalog/schema/volume/app.jar"]'
        ],
    ),
    (
        "a JAR of an empty environment",
        {**one(**JAR, environment_key="e"), **environments(("e", None))},
        [
            "error DW426: task 'load' is a spark_jar_task, and environment 'e' has no java_dependencies "
            "[etl/load]\n"
            '    write the JAR there: java_dependencies: ["/Volumes/catalog/schema/volume/app.jar"]'
        ],
    ),
    (
        "a GPU beside a cluster",
        one(**NB, **ON, **GPU),
        [
            "warning DW427: task 'load' has compute.hardware_accelerator beside existing_cluster_id "
            "[etl/load]\n"
            "    take existing_cluster_id away, or choose a node type with GPUs and leave compute out"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_job_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert checked(check_serverless, job(**settings)) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("libraries on a cluster", one(**NB, **ON, libraries=[WHL])),
    ("an empty list", one(**NB, libraries=[])),
    (
        "what is told elsewhere",
        tasks(
            a={**FILE, "libraries": [WHL]},
            b={"condition_task": {"left": "1", "op": "EQUAL_TO", "right": "1"}, "libraries": [WHL]},
        ),
    ),
    (
        "a JAR of the environment",
        {**one(**JAR, environment_key="e"), **environments(("e", {"java_dependencies": ["/a.jar"]}))},
    ),
    ("an environment that nothing declares", one(**JAR, environment_key="e")),
    ("a GPU on serverless", one(**NB, **GPU)),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_job_is_not(settings: dict[str, Any]) -> None:
    assert checked(check_serverless, job(**settings)) == []
