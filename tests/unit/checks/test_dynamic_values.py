"""Databricks' references name what is there: a task upstream, a declared parameter."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.dynamic_values import check_dynamic_values
from tests.support.workflows import checked, job


def using(value: str, **nested: Any) -> Any:
    work = {"notebook_path": "/a", "base_parameters": {"p": value}}
    return job(
        parameters=[{"name": "env", "default": "dev"}, {"name": "my date", "default": ""}],
        tasks=[
            {"task_key": "first"},
            {"task_key": "second-one", "depends_on": [{"task_key": "first"}]},
            {"task_key": "user", "depends_on": [{"task_key": "second-one"}], "notebook_task": work, **nested},
            {"task_key": "later", "depends_on": [{"task_key": "user"}]},
        ],
    )


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "{{job.run_id}}",
        "{{job.parameters.env}}",
        "{{job.parameters.`my date`}}",
        "{{tasks.first.values.x}}",
        "{{tasks.second-one.values.x}} {{tasks.`second-one`.result_state}}",
        "{{ params.x }}",
    ],
)
def test_says_nothing_of_what_is_there(value: str) -> None:
    assert checked(check_dynamic_values, using(value)) == []


WRONG: list[tuple[str, str]] = [
    (
        "{{tasks.later.values.x}}",
        "error DW033: task 'user' uses {{tasks.later.values.x}}, and 'later' is not upstream of it [etl/user]\n"
        "    let it wait for it: later >> user",
    ),
    (
        "{{tasks.user.values.x}}",
        "error DW033: task 'user' uses {{tasks.user.values.x}}, and 'user' is the task itself [etl/user]\n"
        "    a task can read what another one has set",
    ),
    (
        "{{tasks.frist.values.x}}",
        "error DW033: task 'user' uses {{tasks.frist.values.x}}, and 'frist' is no task of this workflow [etl/user]\n"
        "    did you mean 'first'?",
    ),
    (
        "{{tasks.zzz.run_id}}",
        "error DW033: task 'user' uses {{tasks.zzz.run_id}}, and 'zzz' is no task of this workflow [etl/user]\n"
        "    upstream are: first, second-one",
    ),
    (
        "{{job.parameters.evn}}",
        "error DW034: task 'user' uses {{job.parameters.evn}}, and the job declares no parameter 'evn' [etl/user]\n"
        "    did you mean 'env'?",
    ),
    (
        "{{job.parameters.zzz}}",
        "error DW034: task 'user' uses {{job.parameters.zzz}}, and the job declares no parameter 'zzz' [etl/user]\n"
        '    declare it: extra_job_params={"parameters": [{"name": ..., "default": ...}]}',
    ),
]


@pytest.mark.parametrize(("value", "message"), WRONG)
def test_says_what_is_not_there(value: str, message: str) -> None:
    assert checked(check_dynamic_values, using(value)) == [message]


def test_the_name_of_a_parameter_may_be_the_token_of_a_number() -> None:
    declared = [{"name": name, "default": "x"} for name in ("p", -1.8881545897087505e289)]
    work = {"spark_jar_task": {"parameters": ["{{job.parameters.p}}"]}}
    assert checked(check_dynamic_values, job(parameters=declared, tasks=[{"task_key": "a", **work}])) == []


def test_looks_into_lists_and_nested_tasks() -> None:
    inner = {
        "task_key": "x",
        "spark_python_task": {"python_file": "/a", "parameters": ["-v", "{{job.parameters.zzz}}"]},
    }
    found = checked(check_dynamic_values, using("x", for_each_task={"inputs": "{{tasks.zzz.values.x}}", "task": inner}))
    assert sorted(found) == sorted([WRONG[3][1].replace(".run_id", ".values.x"), WRONG[5][1]])
