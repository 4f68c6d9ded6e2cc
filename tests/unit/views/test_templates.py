"""What became of each template, as `show --as templates` prints it."""

from __future__ import annotations

from typing import Any

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup
from databricks_workflows.views.templates import templates_of, templates_text
from tests.support.workflows import compiled, task, workflow

GIT = {"git_url": "https://github.com/a/b", "git_branch": "{{ params.branch | default('main') }}"}
DAILY = {"quartz_cron_expression": "0 0 0 * * ?", "timezone_id": "UTC"}


def shown(extra: dict[str, Any], **parameters: str) -> dict[str, Any]:
    with DatabricksWorkflowTaskGroup(group_id="etl", extra_job_params=extra) as etl:
        for name in ("one", "two"):
            task(name, task_config={"notebook_task": {"notebook_path": "/n", "base_parameters": parameters}})
    (job,) = compiled(etl).jobs
    return templates_of(job)


def test_each_template_stands_once_with_all_its_places() -> None:
    entry, *others = shown({}, day="{{ ds }}")["templates"]
    assert others == []
    assert (entry["template"], entry["becomes"], entry["grade"]) == ("{{ ds }}", "{{job.parameters.run_date}}", "exact")
    assert [place.partition(": ")[2] for place in entry["places"]] == [
        "task 'one': notebook_task.base_parameters.day",
        "task 'two': notebook_task.base_parameters.day",
    ]


def test_the_grades() -> None:
    made = shown(
        {"git_source": GIT, "schedule": DAILY},
        day="{{ ds }}",
        week="{{ macros.ds_add(ds, -7) }}",
        run="{{ run_id }}",
    )
    assert {entry["template"]: (entry["becomes"], entry["grade"]) for entry in made["templates"]} == {
        "{{ ds }}": ("{{job.parameters.run_date}}", "approximate"),
        "{{ macros.ds_add(ds, -7) }}": (None, "refused"),
        "{{ run_id }}": ("{{job.run_id}}", "exact"),
        GIT["git_branch"]: ("${var.branch}", "fixed at deploy time"),
    }
    assert made["parameters"] == {"run_date": "{{job.trigger.time.iso_date}}"}
    assert made["variables"] == {"branch": "main"}


def test_the_table_for_people() -> None:
    def body() -> None:
        work = {"notebook_path": "/n", "base_parameters": {"day": "{{ ds }}", "week": "{{ macros.ds_add(ds, -7) }}"}}
        task("one", task_config={"notebook_task": work})
        task("two", task_config={"notebook_task": {**work, "base_parameters": {"day": "{{ ds }}"}}})

    etl = workflow(body, extra_job_params={"git_source": GIT, "schedule": DAILY})
    plain = workflow(lambda: task("x"))
    (job,), (other,) = compiled(etl).jobs, compiled(plain).jobs
    file = job.place.origin.file if job.place.origin else ""
    assert templates_text([job, other]) == "\n".join(
        [
            f"etl    {file}",
            "  {{ ds }}                               -> {{job.parameters.run_date}}  approximate           "
            "2 places, first task 'one': notebook_task.base_parameters.day",
            "  {{ macros.ds_add(ds, -7) }}            -> none                         refused               "
            "task 'one': notebook_task.base_parameters.week",
            "  {{ params.branch | default('main') }}  -> ${var.branch} = \"main\"       fixed at deploy time  "
            "job 'etl': git_source.git_branch",
            "  parameter run_date = {{job.trigger.time.iso_date}}",
            "",
            f"etl    {file}",
            "  no templates",
        ]
    )
