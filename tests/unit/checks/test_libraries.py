"""The libraries of a task beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.libraries import check_libraries
from tests.support.workflows import checked, job

NB = {"notebook_task": {"notebook_path": "/a"}}
WHEEL = {"python_wheel_task": {"package_name": "sales", "entry_point": "load"}}
ON = {"existing_cluster_id": "x"}
PANDAS = {"pypi": {"package": "pandas==2.2.2"}}
WHL = {"whl": "/a.whl"}


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
        "the same twice",
        one(**NB, **ON, libraries=[PANDAS, WHL, PANDAS]),
        [
            "warning DW520: task 'load': libraries has {'pypi': {'package': 'pandas==2.2.2'}} twice "
            "[etl/load]\n"
            "    keep one of them"
        ],
    ),
    (
        "two versions",
        one(
            **NB,
            **ON,
            libraries=[{"pypi": {"package": "Pandas[excel]==2.2.2"}}, {"pypi": {"package": "pandas==1.5.3"}}],
        ),
        [
            "warning DW521: task 'load': libraries has pandas in the versions '2.2.2' and '1.5.3' [etl/load]\n"
            "    keep one of them"
        ],
    ),
    (
        "two versions of a JVM package",
        one(**NB, **ON, libraries=[{"maven": {"coordinates": "org.a:b:1"}}, {"maven": {"coordinates": "org.a:b:2"}}]),
        [
            "warning DW521: task 'load': libraries has org.a:b in the versions '1' and '2' [etl/load]\n"
            "    keep one of them"
        ],
    ),
    (
        "a wheel from nowhere",
        one(**WHEEL, new_cluster={"num_workers": 1}),
        [
            "warning DW522: task 'load' runs 'sales', and nothing installs it [etl/load]\n"
            '    write libraries: [{"whl": "/Volumes/..."}] or [{"pypi": {"package": ...}}]'
        ],
    ),
    (
        "a wheel from nowhere on a job cluster, in a loop",
        {
            **nested(**WHEEL, job_cluster_key="k"),
            "job_clusters": [{"job_cluster_key": "k", "new_cluster": {"num_workers": 1}}],
        },
        [
            "warning DW522: the task inside for-each task 'load' runs 'sales', and nothing installs it "
            "[etl/load]\n"
            '    write libraries: [{"whl": "/Volumes/..."}] or [{"pypi": {"package": ...}}]'
        ],
    ),
    (
        "a wheel from nowhere on serverless",
        {**one(**WHEEL, environment_key="e"), **environments(("e", {"environment_version": "2"}))},
        [
            "warning DW522: task 'load' runs 'sales', and nothing installs it [etl/load]\n"
            "    write the wheel in the dependencies of environment 'e'"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_job_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert checked(check_libraries, job(**settings)) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("one each", one(**NB, **ON, libraries=[PANDAS, WHL, {"pypi": {"package": "numpy==1.26.4"}}])),
    (
        "open versions",
        one(**NB, **ON, libraries=[PANDAS, {"pypi": {"package": "pandas>=2"}}, {"pypi": {"package": "pandas"}}]),
    ),
    (
        "one version spelt twice",
        one(**NB, **ON, libraries=[{"pypi": {"package": "My_Lib==1"}}, {"pypi": {"package": "my-lib == 1"}}]),
    ),
    ("a wheel on a running cluster", one(**WHEEL, **ON)),
    ("a wheel of the libraries", one(**WHEEL, new_cluster={}, libraries=[PANDAS])),
    (
        "a wheel that a script may install",
        one(**WHEEL, new_cluster={"init_scripts": [{"workspace": {"destination": "/s.sh"}}]}),
    ),
    ("a wheel of a policy", one(**WHEEL, new_cluster={"policy_id": "p"})),
    (
        "a wheel of a base environment",
        {**one(**WHEEL, environment_key="e"), **environments(("e", {"base_environment": "/e.yaml"}))},
    ),
    ("a wheel on a cluster of another place", one(**WHEEL, job_cluster_key="k")),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_job_is_not(settings: dict[str, Any]) -> None:
    assert checked(check_libraries, job(**settings)) == []
