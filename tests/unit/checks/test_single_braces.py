"""Values in single braces, where two are meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.single_braces import check_single_braces
from databricks_workflows.model import tf
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, job


def using(value: Any) -> Job:
    work = {"notebook_path": "/a", "base_parameters": {"p": value}}
    return job(tasks=[{"task_key": "a", "notebook_task": work}])


def inside(value: str) -> Job:
    work = {"notebook_path": "/a", "base_parameters": {"p": value}}
    loop = {"inputs": "[1]", "task": {"task_key": "one", "notebook_task": work}}
    return job(tasks=[{"task_key": "a", "for_each_task": loop}])


RIGHT = [
    "{{ ds }} {{ds}} {{job.id}} {{params.x}}",
    "{0} {} {name} {date:%Y} {params} {job} {tasks}",
    "a{2} [0-9]{1,3} \\{ds}",
    "${ds} #{job.id} %{ds}",
    '{"ds": 1}',
    '{"day": "{ds}", "of": ["{job.id}"]}',
    "{input}",
    "{dsx} {xds} {my.job.id}",
]


@pytest.mark.parametrize("value", [*RIGHT, tf("{ds}${var.x}")])
def test_says_nothing_of_other_braces(value: str) -> None:
    assert checked(check_single_braces, using(value)) == []


WRONG = {
    "{ds}": "{ds}",
    "/landing/{ ds }/x": "{ ds }",
    "{ds | ds_nodash}": "{ds | ds_nodash}",
    "{params.x}": "{params.x}",
    "{dag_run.conf.day}": "{dag_run.conf.day}",
    "{var.value.bucket}": "{var.value.bucket}",
    "{macros.ds_add(ds, -7)}": "{macros.ds_add(ds, -7)}",
    "{tasks.a.values.b}": "{tasks.a.values.b}",
    "{tasks.`a b`.values.c}": "{tasks.`a b`.values.c}",
    "{job.id}": "{job.id}",
    "{job.parameters.day} {ds}": "{job.parameters.day}",
    "{{job.id}} {job.run_id}": "{job.run_id}",
}


@pytest.mark.parametrize("value", WRONG)
def test_a_name_that_is_known_is_told(value: str) -> None:
    one = WRONG[value]
    assert checked(check_single_braces, using(value)) == [
        f"warning DW481: task 'a' gets {one} as text: a value stands in two braces [etl/a]\n"
        "    write {" + one + "}, in an f-string {{{" + one + "}}}"
    ]


def test_a_document_has_no_templates_of_airflow() -> None:
    document = replace(using("{ds}"), wording=Wording.API)
    assert checked(check_single_braces, document) == []
    assert checked(check_single_braces, replace(using("{job.id}"), wording=Wording.API)) != []


def test_an_input_is_known_inside_of_a_loop() -> None:
    (message,) = checked(check_single_braces, inside("{input}"))
    assert message.startswith("warning DW481: task 'a' gets {input} as text")


def test_a_job_parameter_has_a_default() -> None:
    (message,) = checked(check_single_braces, job(parameters=[{"name": "day", "default": "{job.start_time.iso_date}"}]))
    assert message.startswith("warning DW481: workflow 'etl': parameter 'day' gets {job.start_time.iso_date} as text")


def test_a_field_that_nobody_fills_in_may_hold_any_braces() -> None:
    assert checked(check_single_braces, job(tasks=[{"task_key": "a", "description": "{job.id}"}])) == []
