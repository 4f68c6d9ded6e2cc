"""Dynamic values: how they are written, and where."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.fixed_fields import check_fixed_fields
from databricks_workflows.checks.references import check_references
from databricks_workflows.checks.task_outputs import check_task_outputs
from databricks_workflows.model import tf
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, job, task, told, workflow


def using(value: str) -> Job:
    work = {"notebook_path": "/a", "base_parameters": {"p": value}}
    return job(tasks=[{"task_key": "a", "notebook_task": work}])


@pytest.mark.parametrize(
    "value",
    [
        "plain {{ text }} {{ds}} {{ 'job.id' }} {{job_name}}",
        "{{job.id}}-{{ job.name }}",
        "{{job.start_time.iso_date}} {{job.trigger.time.timestamp_ms}} {{backfill.iso_datetime}}",
        "{{job.parameters.`my date`}} {{job.parameters.x}}",
        "{{job.trigger.file_arrival.location}} {{job.trigger.table_update.`c.s.t`.version}}",
        "{{task.notebook_path}} {{tasks.load-it.values.x}} {{tasks.`load it`.output.first_row.n}}",
        "{{tasks.alert.output.alert_state}} {{workspace.url}}",
        "{{input}} {{input.a.b}}",
    ],
)
def test_says_nothing_of_a_right_text(value: str) -> None:
    assert checked(check_references, using(value)) == []


def test_says_nothing_of_what_only_terraform_knows() -> None:
    assert checked(check_references, using(tf("{{job.foo}}${var.a}"))) == []


def test_says_nothing_of_a_field_that_databricks_does_not_fill_in() -> None:
    assert checked(check_references, job(tasks=[{"task_key": "a", "description": "{{job.foo}}"}])) == []


WRONG: list[tuple[str, str, str]] = [
    ("{{job.naem}}", "error DW470", "{{job.naem}}, and there is no 'naem' below job [etl/a]\n    did you mean 'name'?"),
    (
        "{{job.start_time.foo}}",
        "error DW470",
        "{{job.start_time.foo}}, and there is no 'foo' below job.start_time [etl/a]\n    below "
        "job.start_time there are: day, hour, is_weekday, iso_date, iso_datetime, iso_weekday, minute, month, second, "
        "timestamp_ms, year",
    ),
    (
        "{{task.nmae}}",
        "error DW470",
        "{{task.nmae}}, and there is no 'nmae' below task [etl/a]\n    did you mean 'name'?",
    ),
    (
        "{{tasks.x.value.y}}",
        "error DW470",
        "{{tasks.x.value.y}}, and there is no 'value' below tasks.x [etl/a]\n    did you mean 'values'?",
    ),
    (
        "{{backfill.is_date}}",
        "error DW470",
        "{{backfill.is_date}}, and there is no 'is_date' below backfill [etl/a]\n    did you mean 'iso_date'?",
    ),
    (
        "{{workspace.foo}}",
        "error DW470",
        "{{workspace.foo}}, and there is no 'foo' below workspace [etl/a]\n    below workspace there are: id, url",
    ),
    (
        "{{job.parameters}}",
        "error DW471",
        "{{job.parameters}}, which names no value [etl/a]\n    name it: {{job.parameters.name}}",
    ),
    (
        "{{task}}",
        "error DW471",
        "{{task}}, which names no value [etl/a]\n    name one of: execution_count, name, notebook_path, run_id",
    ),
    (
        "{{job.parameters.my date}}",
        "error DW471",
        "{{job.parameters.my date}}, which Databricks does not read as a dynamic value [etl/a]\n"
        "    write names of letters, digits and _ with dots between; any other name in backticks",
    ),
    (
        "{{ job.id {{job.name}}",
        "error DW471",
        "{{ job.id, whose braces are not closed [etl/a]\n    write {{ job.id}}",
    ),
    ("{{job.id}", "error DW471", "{{job.id}, whose braces are not closed [etl/a]\n    write {{job.id}}"),
    (
        "{{run_id}}",
        "warning DW472",
        "{{run_id}}, which is deprecated [etl/a]\n    write {{task.run_id}}, or {{job.run_id}} for the run of the job: "
        "the old name is the run of the task",
    ),
    ("{{ job_id }}", "warning DW472", "{{ job_id }}, which is deprecated [etl/a]\n    write {{job.id}}"),
    (
        "{{job.id | upper}}",
        "error DW473",
        "{{job.id | upper}}, and Databricks evaluates nothing in braces [etl/a]\n"
        "    hand on the value itself, and let the task's code do the rest",
    ),
    (
        "{{tasks.a.values.x + 1}}",
        "error DW473",
        "{{tasks.a.values.x + 1}}, and Databricks evaluates nothing in braces [etl/a]\n"
        "    hand on the value itself, and let the task's code do the rest",
    ),
    (
        "{{secrets/a/b}}",
        "warning DW480",
        "{{secrets/a/b}}, which stays text there [etl/a]\n"
        "    let the task's code read it: dbutils.secrets.get(scope, key)",
    ),
]


@pytest.mark.parametrize(("value", "rule", "message"), WRONG)
def test_says_what_is_wrong(value: str, rule: str, message: str) -> None:
    assert checked(check_references, using(value)) == [f"{rule}: task 'a' uses {message}"]


def test_names_the_parameter_of_a_job() -> None:
    assert checked(check_references, job(parameters=[{"name": "p", "default": "{{job.idd}}"}])) == [
        "error DW470: workflow 'etl': parameter 'p' uses {{job.idd}}, and there is no 'idd' below job [etl]\n"
        "    did you mean 'id'?"
    ]


@pytest.mark.parametrize("text", ["{{job.id | upper}}", "{{ job.id", "{{task.nmae}}"])
def test_a_template_that_was_refused_is_told_of_once(text: str) -> None:
    work = {"notebook_task": {"notebook_path": "/a", "base_parameters": {"p": text}}}
    assert [line.split(":")[0] for line in told(workflow(lambda: task(task_config=work)))] == ["error DW030"]


FIXED = "and is fixed when the job is deployed"
USE = "use a Terraform variable there, or hand the value to the task as a parameter"
FIXED_FIELDS: list[tuple[dict[str, Any], list[str]]] = [
    ({"description": "{{job.id}}"}, []),
    ({"git_source": {"git_url": "https://a/b", "git_branch": tf("${var.b}")}}, []),
    ({"parameters": [{"name": "p", "default": "{{job.id}}"}]}, []),
    (
        {"name": "etl", "tags": {"run": "{{job.run_id}}"}},
        [f"warning DW474: workflow 'etl': tags.run has {{{{job.run_id}}}}, {FIXED} [etl]\n    {USE}"],
    ),
    (
        {"job_clusters": [{"job_cluster_key": "k", "new_cluster": {"node_type_id": "{{job.parameters.n}}"}}]},
        [
            "warning DW474: workflow 'etl': job_clusters[0].new_cluster.node_type_id has {{job.parameters.n}}, "
            f"{FIXED} [etl]\n    {USE}"
        ],
    ),
    (
        {
            "job_clusters": [
                {"job_cluster_key": "k", "new_cluster": {"spark_conf": {"spark.db.password": "{{secrets/a/b}}"}}}
            ]
        },
        [],
    ),
    (
        {"tags": {"token": "{{secrets/a/b}}"}},
        [
            "warning DW480: workflow 'etl': tags.token has {{secrets/a/b}}, which stays text there [etl]\n"
            "    give it to the cluster, in spark_conf or spark_env_vars"
        ],
    ),
    (
        {"tasks": [{"task_key": "a", "existing_cluster_id": "{{job.parameters.c}}"}]},
        [f"warning DW474: task 'a': existing_cluster_id has {{{{job.parameters.c}}}}, {FIXED} [etl/a]\n    {USE}"],
    ),
    (
        {
            "tasks": [
                {
                    "task_key": "a",
                    "for_each_task": {
                        "inputs": "{{job.parameters.all}}",
                        "task": {"task_key": "b", "notebook_task": {"notebook_path": "/{{input}}"}},
                    },
                }
            ]
        },
        [
            "warning DW474: task 'a': for_each_task.task.notebook_task.notebook_path has {{input}}, "
            f"{FIXED} [etl/a]\n    {USE}"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), FIXED_FIELDS)
def test_dynamic_values_in_fields_that_are_fixed(settings: dict[str, Any], messages: list[str]) -> None:
    assert checked(check_fixed_fields, job(**settings)) == messages


def reading(value: str, **before: Any) -> Job:
    return job(
        tasks=[
            {"task_key": "first", **before},
            {"task_key": "a", "notebook_task": {"notebook_path": "/a", "base_parameters": {"p": value}}},
        ]
    )


SQL = {"sql_task": {"warehouse_id": "x", "query": {"query_id": "q"}}}
NOTEBOOK = {"notebook_task": {"notebook_path": "/a"}}
RUN = {"run_job_task": {"job_id": 1}}
OUTPUTS: list[tuple[Job, list[str]]] = [
    (reading("{{tasks.first.output.rows}}", **SQL), []),
    (reading("{{tasks.first.values.x}}", **NOTEBOOK), []),
    (reading("{{tasks.first.result_state}}", **RUN), []),
    (reading("{{tasks.other.values.x}}", **RUN), []),
    (
        reading("{{tasks.first.output.rows}}", **NOTEBOOK),
        [
            "error DW475: task 'a' uses {{tasks.first.output.rows}}, and task 'first' is a notebook_task [etl/a]\n"
            "    let its code set a task value, and use {{tasks.first.values.NAME}}"
        ],
    ),
    (
        reading("{{tasks.first.values.x}}", **SQL),
        [
            "warning DW476: task 'a' uses {{tasks.first.values.x}}, and task 'first', a sql_task, can't set task "
            "values [etl/a]\n    use {{tasks.first.output.first_row.COLUMN}}"
        ],
    ),
    (
        reading("{{tasks.first.values.x}}", **RUN),
        [
            "warning DW476: task 'a' uses {{tasks.first.values.x}}, and task 'first', a run_job_task, can't set task "
            "values [etl/a]\n    let a notebook or Python task between them set it"
        ],
    ),
]


@pytest.mark.parametrize(("of", "messages"), OUTPUTS)
def test_what_a_task_reads_of_another(of: Job, messages: list[str]) -> None:
    assert checked(check_task_outputs, of) == messages
