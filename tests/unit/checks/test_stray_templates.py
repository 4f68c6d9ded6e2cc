"""What Databricks does not fill in is told in documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.stray_templates import check_stray_templates
from databricks_workflows.model.wording import Wording
from tests.support.workflows import checked, job

NOTEBOOK: dict[str, Any] = {"notebook_path": "/a"}


def told(wording: Wording = Wording.API, **task: Any) -> list[str]:
    of = replace(job(tasks=[{"task_key": "a", **task}]), wording=wording)
    return checked(check_stray_templates, of)


def parameter(text: str) -> dict[str, Any]:
    return {"notebook_task": {**NOTEBOOK, "base_parameters": {"p": text}}}


WRONG = [
    ("{{ds}}", "write {{job.start_time.iso_date}}"),
    ("day {{ ds }}", "write {{job.start_time.iso_date}}"),
    ("{{ params.region }}", "write {{job.parameters.region}}, and declare the parameter"),
    ("{{JOB.ID}}", "write {{job.id}}"),
    ("{{ data_interval_start }}", "write one of {{job...}}, {{task...}} and {{tasks...}}"),
    ("{{secrets.etl.key}}", "write {{secrets/scope/key}}, in spark_conf or spark_env_vars"),
]


@pytest.mark.parametrize(("text", "remedy"), WRONG)
def test_a_template_of_others(text: str, remedy: str) -> None:
    (message,) = told(**parameter(text))
    template = text.removeprefix("day ")
    assert message == (
        f"warning DW482: task 'a' gets {template} as text: Databricks fills in no such value [etl/a]\n    {remedy}"
    )
    assert told(Wording.PYTHON, **parameter(text)) == []


@pytest.mark.parametrize(
    "text", ["{{job.id}}", "{{job.parameters.x}}", "{{tasks.b.values.v}}", "{}", '{"a": {"b": {}}}', "{{", "{{ 1 }}"]
)
def test_what_is_filled_in_or_no_template(text: str) -> None:
    assert told(**parameter(text)) == []


def test_where_only_secrets_are_filled_in() -> None:
    def cluster(text: str) -> dict[str, Any]:
        return {"notebook_task": NOTEBOOK, "new_cluster": {"spark_env_vars": {"KEY": text}}}

    assert told(**cluster("{{secrets/etl/key}}")) == told(**cluster("{{ ds }}")) == []
    for wrong in ("{{secrets/etl}}", "{{secrets.etl.key}}"):
        (message,) = told(**cluster(wrong))
        assert message.endswith("    write {{secrets/scope/key}}, in spark_conf or spark_env_vars")


def test_other_names_of_a_loops_input_are_told_elsewhere() -> None:
    inner = {"task_key": "b", **parameter("{{item}}")}
    assert told(for_each_task={"inputs": "[1]", "task": inner}) == []
