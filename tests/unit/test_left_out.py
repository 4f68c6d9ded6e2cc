"""A wrong field hides no other that is missing, and is not missed itself."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from databricks_workflows.checks import check_jobs
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.documents import read_document
from databricks_workflows.resolve.left_out import EVERYTHING, NOTHING, LeftOut
from tests.support.workflows import compiled, task, workflow

NOTEBOOK: dict[str, Any] = {"notebook_task": {"notebook_path": "/etl/load"}}
FILE: dict[str, Any] = {"spark_python_task": {"python_file": "/etl/load.py"}}
WHEEL: dict[str, Any] = {"python_wheel_task": {"package_name": "etl", "entry_point": "main"}}
SIZE: dict[str, Any] = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2}
WARNS: dict[str, Any] = {"email_notifications": {"on_duration_warning_threshold_exceeded": ["a@b.co"]}}
RULE: dict[str, Any] = {"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 60}
INSIDE: dict[str, Any] = {"task_key": "one", **NOTEBOOK}

# Fields of the job, fields of its task, and what is told: of each wrong field one code, and of what is missing another.
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    # a wrong field and an independent missing one
    "no type": ({}, {"max_retries": "x"}, "DW002 DW025"),
    "no type beside a misspelt field": ({}, {"timeout_second": 5}, "DW001 DW025"),
    "no compute": ({}, {**FILE, "libraries": 5}, "DW002 DW024"),
    "no compute beside wrong work": ({}, {"spark_python_task": {"python_file": "/a", "x": 1}}, "DW001 DW024"),
    "two types": ({}, {**NOTEBOOK, **FILE, "new_cluster": SIZE, "max_retries": "x"}, "DW002 DW025"),
    "no runtime": ({}, {**NOTEBOOK, "new_cluster": {"node_type_id": "i3.xlarge", "num_workers": "2"}}, "DW002 DW448"),
    "no workers": ({}, {**NOTEBOOK, "new_cluster": {**SIZE, "num_workers": None, "spark_versoin": "x"}}, "DW001 DW442"),
    "no wheel": ({"name": 5}, {**WHEEL, "new_cluster": SIZE}, "DW002 DW522"),
    "no wheel beside a wrong cluster": ({}, {**WHEEL, "new_cluster": {**SIZE, "x": 1}}, "DW001 DW522"),
    "no threshold": ({"description": 5, **WARNS}, NOTEBOOK, "DW002 DW500"),
    "nobody told": ({}, {**NOTEBOOK, "health": {"rules": [RULE]}, "description": 5}, "DW002 DW502"),
    "nobody told beside other mails": (
        {},
        {**NOTEBOOK, "health": {"rules": [RULE]}, "email_notifications": {"on_failure": "a@b.co"}},
        "DW002 DW502",
    ),
    "no environment": ({"description": 5}, {**WHEEL, "environment_key": "e"}, "DW002 DW421"),
    "no continuous": ({"control_run_state": True, "tags": 5}, NOTEBOOK, "DW002 DW302"),
    "an unused cluster": (
        {"job_clusters": [{"job_cluster_key": "k", "new_cluster": SIZE}]},
        {**NOTEBOOK, "max_retries": "x"},
        "DW002 DW023",
    ),
    "an unused input": ({}, {"for_each_task": {"inputs": "[1]", "task": INSIDE}, "max_retries": "x"}, "DW002 DW412"),
    "nobody permitted": (
        {"access_control_list": [{"user_name": "a@b.co"}, {"group_name": "g", "permision_level": "CAN_VIEW"}]},
        NOTEBOOK,
        "DW001 DW311",
    ),
    "no retries": (
        {},
        {**NOTEBOOK, "new_cluster": SIZE, "min_retry_interval_millis": 9, "timeout_seconds": "x"},
        "DW002 DW490",
    ),
    # a field that stands in a wrong block
    "workers beside their cluster": (
        {},
        {**NOTEBOOK, "new_cluster": {**SIZE, "num_workers": None}, "num_workers": 2},
        "DW001",
    ),
    "work beside its type": ({}, {"notebook_path": "/a"}, "DW001"),
    "a path beside its work": ({}, {"notebook_task": {}, "notebook_path": "/a"}, "DW001"),
    "compute in the work": ({}, {"spark_python_task": {"python_file": "/a", "new_cluster": SIZE}}, "DW001"),
    "a wrong block and no wheel": ({}, {**WHEEL, "new_cluster": SIZE, "num_workers": 2}, "DW001 DW522"),
    # a wrong field that may be the missing one
    "a type of a wrong name": ({}, {"notebok_task": NOTEBOOK["notebook_task"]}, "DW001"),
    "wrong work": ({}, {"notebook_task": 5}, "DW002"),
    "work without its path": ({}, {"notebook_task": {}}, "DW002"),
    "compute of a wrong name": ({}, {**FILE, "new_clustr": SIZE}, "DW001"),
    "wrong compute": ({}, {**FILE, "new_cluster": 5}, "DW002"),
    "a runtime of a wrong name": (
        {},
        {
            **NOTEBOOK,
            "new_cluster": {"node_type_id": "i3.xlarge", "num_workers": 2, "spark_versoin": "16.4.x-scala2.12"},
        },
        "DW001",
    ),
    "workers of a wrong name": (
        {},
        {**NOTEBOOK, "new_cluster": {**SIZE, "num_workers": None, "num_worker": 2}},
        "DW001",
    ),
    "a library of a wrong form": ({}, {**WHEEL, "new_cluster": SIZE, "libraries": [{"whl": 5}]}, "DW002"),
    "a wrong threshold": ({"health": {"rules": [{**RULE, "value": "x"}]}, **WARNS}, NOTEBOOK, "DW002"),
    "a wrong mail": (
        {},
        {
            **NOTEBOOK,
            "health": {"rules": [RULE]},
            "email_notifications": {"on_duration_warning_threshold_exceeded": "a@b.co"},
        },
        "DW002",
    ),
    "wrong environments": ({"environments": 5}, {**WHEEL, "environment_key": "e"}, "DW002"),
    "a wrong continuous": ({"control_run_state": True, "continuous": 5}, NOTEBOOK, "DW002"),
    "a cluster that may be used": (
        {"job_clusters": [{"job_cluster_key": "k", "new_cluster": SIZE}]},
        {**NOTEBOOK, "job_cluster_ky": "k"},
        "DW001",
    ),
    "an input that may be used": (
        {},
        {
            "for_each_task": {
                "inputs": "[1]",
                "task": {
                    "task_key": "one",
                    "notebook_task": {"notebook_path": "/a", "base_paramters": {"x": "{{input}}"}},
                },
            }
        },
        "DW001",
    ),
    "a permission of a wrong name": (
        {"access_control_list": [{"group_name": "g", "permision_level": "CAN_VIEW"}]},
        NOTEBOOK,
        "DW001",
    ),
    "retries of a wrong form": (
        {},
        {**NOTEBOOK, "new_cluster": SIZE, "min_retry_interval_millis": 9, "max_retries": "x"},
        "DW002",
    ),
}


@pytest.mark.parametrize("case", PAIRS)
def test_a_workflow_in_python(case: str) -> None:
    job, config, codes = PAIRS[case]
    found = compiled(workflow(lambda: task(task_config=config), extra_job_params=job)).diagnostics
    assert " ".join(sorted(each.code for each in found)) == codes


@pytest.mark.parametrize("case", PAIRS)
def test_a_job_of_the_api(case: str) -> None:
    job, config, codes = PAIRS[case]
    filled = json.loads(json.dumps({"name": "etl", **job, "tasks": [{"task_key": "load", **config}]}))
    document = read_document(json.dumps(_without_none(filled)).encode(), "job.json")
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    assert " ".join(sorted(each.code for each in found)) == codes


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(each) for name, each in value.items() if each is not None}
    return [_without_none(each) for each in value] if isinstance(value, list) else value


PLACES = LeftOut(
    frozenset([("new_cluster", "num_workers"), ("libraries", -1), ("libraries", -1, "whl"), ("sql_task",)])
)


@pytest.mark.parametrize(
    ("at", "places"),
    [
        ((), PLACES.places),
        (("new_cluster",), {("num_workers",)}),
        (("libraries", 3), {("whl",)}),
        (("sql_task",), {()}),
        (("sql_task", "file"), {()}),
        (("notebook_task",), set()),
    ],
)
def test_what_is_left_out_further_in(at: tuple[Any, ...], places: set[tuple[Any, ...]]) -> None:
    assert PLACES.below(at).places == places


def test_of_everything_anything_may_be_left_out() -> None:
    assert EVERYTHING.below(("a", 0)).may_have("x")
    assert EVERYTHING.may_have_type()
    assert not NOTHING.may_have("x")
    assert (NOTHING | PLACES) == (PLACES | NOTHING) == PLACES
