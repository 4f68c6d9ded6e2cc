"""Airflow's templates in a job: dynamic values, job parameters and Terraform variables (M9)."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup
from databricks_workflows.model.tokens import TerraformExpression
from databricks_workflows.pipeline import Settings
from tests.support.workflows import compiled, settings_of, task, tasks_of, text, told, workflow

RUN_DATE = "{{job.parameters.run_date}}"
ON_START = {"name": "run_date", "default": "{{job.start_time.iso_date}}"}
ON_TRIGGER = {"name": "run_date", "default": "{{job.trigger.time.iso_date}}"}
CRON = {"schedule": {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"}}
EVERY_DAY = {"trigger": {"periodic": {"interval": 1, "unit": "DAYS"}}}


def with_parameter(*texts: str, **extra: Any) -> DatabricksWorkflowTaskGroup:
    def body() -> None:
        for number, value in enumerate(texts):
            work = {"notebook_path": "/a", "base_parameters": {"p": value}}
            task(f"t{number}", task_config={"notebook_task": work})

    return workflow(body, extra_job_params=extra)


def with_branch(branch: str) -> DatabricksWorkflowTaskGroup:
    return workflow(
        lambda: task("t0", task_config={"notebook_task": {"notebook_path": "a"}}),
        extra_job_params={"git_source": {"git_url": "https://github.com/a/b", "git_branch": branch}},
    )


def info(summary: str, path: str = "etl/t0", remedy: str = "") -> str:
    return f"info {summary} [{path}]" + (f"\n    {remedy}" if remedy else "")


ASSUMED = info(
    "DW037: task 't0': {{ ds }} in notebook_task.base_parameters.p becomes job parameter 'run_date', the day a run "
    "starts (UTC) unless the run sets it"
)


def unmapped(
    source: str, field: str = "notebook_task.base_parameters.p", who: str = "task 't0'", at: str = "t0"
) -> str:
    return (
        f"error DW030: {who}: the template {source} in {field} has no equivalent [etl{'/' + at if at else ''}]\n"
        "    derive the value in the task's own code, use one of Databricks' dynamic values, or keep the text with "
        "on_unmapped='keep'"
    )


AT_RUN_TIME: list[tuple[str, str, list[dict[str, str]], list[str]]] = [
    ("plain", "plain", [], []),
    ("{{ ds }}", RUN_DATE, [ON_START], [ASSUMED]),
    ("{{ds}}", RUN_DATE, [ON_START], [ASSUMED]),
    ("raw/{{ ds }}/x", f"raw/{RUN_DATE}/x", [ON_START], [ASSUMED]),
    ("a {{- ds -}} b", f"a{RUN_DATE}b", [ON_START], [ASSUMED]),
    ("{{ ds }}\r\n\t{{ ds }}\n", f"{RUN_DATE}\r\n\t{RUN_DATE}\n", [ON_START], [ASSUMED]),
    ("{{ run_id }}", "{{job.run_id}}", [], []),
    ("{{ run_id }}-{{ run_id }}", "{{job.run_id}}-{{job.run_id}}", [], []),
    ("{{ 'text' }}", "text", [], []),
    (
        "{{ params.env | default('dev') }}",
        "{{job.parameters.env}}",
        [{"name": "env", "default": "dev"}],
        [],
    ),
    (
        "{{ params['my env'] | default('dev') }}",
        "{{job.parameters.`my env`}}",
        [{"name": "my env", "default": "dev"}],
        [],
    ),
    ("${x} {{ run_id }}", "${x} {{job.run_id}}", [], []),
    ("{{job.run_id}}\r\n{{ task.name }}", "{{job.run_id}}\r\n{{ task.name }}", [], []),
    ("{{job.id}}/{{ ds }}", f"{{{{job.id}}}}/{RUN_DATE}", [ON_START], [ASSUMED]),
    (
        "{{ params.env }}",
        "{{job.parameters.env}}",
        [{"name": "env", "default": ""}],
        [
            "error DW030: task 't0': {{ params.env }} in notebook_task.base_parameters.p becomes a job parameter, and "
            'those need a default [etl/t0]\n    write {{ params.env | default("...") }}'
        ],
    ),
    ("{{ ds_nodash }}", "{{ ds_nodash }}", [], [unmapped("{{ ds_nodash }}")]),
    ("a {{ ds | upper }}", "a {{ ds | upper }}", [], [unmapped("{{ ds | upper }}")]),
    ("{% if x %}y{% endif %}", "{% if x %}y{% endif %}", [], [unmapped("{% if x %}")]),
    ("{# note #}x", "{# note #}x", [], [unmapped("{# note #}")]),
    (
        "{{ ds + }}",
        "{{ ds + }}",
        [],
        [
            unmapped("{{ ds + }}").replace(
                "has no equivalent",
                "has no equivalent (jinja2 can't read it: unexpected 'end of print statement')",
            )
        ],
    ),
]


@pytest.mark.parametrize(("value", "expected", "parameters", "messages"), AT_RUN_TIME)
def test_at_run_time(value: str, expected: str, parameters: list[dict[str, str]], messages: list[str]) -> None:
    etl = with_parameter(value)
    assert tasks_of(etl)["t0"]["notebook_task"]["base_parameters"] == {"p": expected}
    assert settings_of(etl).get("parameters", []) == parameters
    assert told(etl) == messages


def variable(name: str, default: str | None) -> str:
    with_default = "" if default is None else f" with the default {default!r}"
    return info(
        f"DW032: job 'etl': {{{{ params.{name} }}}} in git_source.git_branch is fixed when the job is deployed: it "
        f"becomes the Terraform variable {name!r}{with_default}",
        "etl",
        f"set it with -var {name}=... or TF_VAR_{name}",
    )


def not_at_deploy_time(source: str) -> str:
    message = unmapped(source, "git_source.git_branch", "job 'etl'", "")
    return message.replace("git_branch has", "git_branch, which is fixed when the job is deployed has")


AT_DEPLOY_TIME: list[tuple[str, str, dict[str, str | None], list[str]]] = [
    ("main", "main", {}, []),
    ("{{ params.branch | default('main') }}", "${var.branch}", {"branch": "main"}, [variable("branch", "main")]),
    ("{{ params.branch }}", "${var.branch}", {"branch": None}, [variable("branch", None)]),
    (
        "r/{{ params.a | d('x') }}/{{ params.b | d('y') }}",
        "r/${var.a}/${var.b}",
        {"a": "x", "b": "y"},
        [variable("a", "x"), variable("b", "y")],
    ),
    ("a${b}%{c}/{{ params.x }}", "a$${b}%%{c}/${var.x}", {"x": None}, [variable("x", None)]),
    ("{{ 'main' }}", "main", {}, []),
    ("{{ ds }}", "{{ ds }}", {}, [not_at_deploy_time("{{ ds }}")]),
    ("{{ run_id }}", "{{ run_id }}", {}, [not_at_deploy_time("{{ run_id }}")]),
    ("{{job.parameters.b}}", "{{job.parameters.b}}", {}, []),
]


@pytest.mark.parametrize(("value", "expected", "variables", "messages"), AT_DEPLOY_TIME)
def test_at_deploy_time(value: str, expected: str, variables: dict[str, str | None], messages: list[str]) -> None:
    (job,) = (result := compiled(with_branch(value))).jobs
    branch = job.settings.git_source.git_branch if job.settings.git_source else None
    assert branch == expected
    assert isinstance(branch, TerraformExpression) is bool(variables)
    assert job.variables == variables
    assert text(result.diagnostics) == messages


Ds = Literal["interval_start", "fire_time"]
SCHEDULED: list[tuple[Ds | None, str | None]] = [
    (None, "Airflow 3 the day of firing; that is what was assumed"),
    ("interval_start", "Airflow 3 the day of firing"),
    ("fire_time", None),
]


@pytest.mark.parametrize("extra", [CRON, EVERY_DAY], ids=["schedule", "trigger"])
@pytest.mark.parametrize(("ds", "end"), SCHEDULED)
def test_the_date_of_a_scheduled_run_is_the_day_it_fires(extra: dict[str, Any], ds: Ds | None, end: str | None) -> None:
    etl, settings = with_parameter("{{ ds }}", **extra), Settings(ds=ds)
    assert settings_of(etl, settings=settings)["parameters"] == [ON_TRIGGER]
    assert told(etl, settings=settings) == (
        [
            "warning DW031: task 't0': {{ ds }} in notebook_task.base_parameters.p becomes job parameter "
            "'run_date', the "
            f"day the schedule fires (UTC); Airflow 2 means the start of the interval before it, {end} [etl/t0]\n"
            "    say ds='fire_time' if the day of firing is meant; for the interval's start, derive it in the task"
        ]
        if end
        else []
    )


def test_a_date_is_told_once_a_workflow() -> None:
    assert told(with_parameter("{{ ds }}", "{{ ds }}", "{{ ds }}")) == [ASSUMED]


@pytest.mark.parametrize("value", ["{{ ds_nodash }}", "{% if x %}y{% endif %}", "{{ ds + }}"])
def test_kept_is_what_has_no_equivalent_where_the_author_insists(value: str) -> None:
    etl, settings = with_parameter(value), Settings(on_unmapped="keep")
    assert tasks_of(etl, settings=settings)["t0"]["notebook_task"]["base_parameters"] == {"p": value}
    assert told(etl, settings=settings) == []


def test_one_parameter_with_two_defaults_is_an_error() -> None:
    etl = with_parameter("{{ params.env | d('dev') }}", "{{ params.env | d('prod') }}")
    (first,) = {str(each.origin) for each in etl.members[:1]}
    assert told(etl) == [
        "error DW035: task 't1': job parameter 'env' has the default 'prod' in "
        "notebook_task.base_parameters.p, and 'dev' "
        f"elsewhere ({first}) [etl/t1]\n    give it one default"
    ]
    assert settings_of(etl)["parameters"] == [{"name": "env", "default": "dev"}]


def test_one_parameter_with_equal_defaults_is_one() -> None:
    etl = with_parameter("{{ params.env | d('dev') }}", "x{{ params.env | d('dev') }}", "{{ params.env }}")
    assert settings_of(etl)["parameters"] == [{"name": "env", "default": "dev"}]
    assert told(etl) == []
