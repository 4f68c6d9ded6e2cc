"""Airflow's templates in a job: dynamic values, job parameters and Terraform variables (M9)."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup
from databricks_workflows.model.tokens import TerraformExpression, tf
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
        "on_unmapped='keep' (--on-unmapped keep)"
    )


def unreadable(source: str, why: str) -> str:
    return unmapped(source).replace("no equivalent", f"no equivalent (jinja2 can't read it: {why})")


NO_DEFAULT = (
    "error DW030: task 't0': {{ params.env }} in notebook_task.base_parameters.p becomes a job parameter, and "
    'those need a default [etl/t0]\n    write {{ params.env | default("...") }}, or declare the parameter'
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
        "{{ params['a.b-c'] | default('dev') }}",
        "{{job.parameters.`a.b-c`}}",
        [{"name": "a.b-c", "default": "dev"}],
        [],
    ),
    *(
        (f"{{{{ params['{name}'] | d('x') }}}}",) * 2 + ([], [unmapped(f"{{{{ params['{name}'] | d('x') }}}}")])
        for name in ("my env", "ä", "")
    ),
    ("{{ params.a | default(True) }}", "{{job.parameters.a}}", [{"name": "a", "default": "true"}], []),
    ("{{ params.a | default(1.5) }}", "{{job.parameters.a}}", [{"name": "a", "default": "1.5"}], []),
    ("{{ params.env | default(none) }}", "{{job.parameters.env}}", [{"name": "env", "default": ""}], [NO_DEFAULT]),
    ("${x} {{ run_id }}", "${x} {{job.run_id}}", [], []),
    ("{{job.run_id}}\r\n{{ task.name }}", "{{job.run_id}}\r\n{{ task.name }}", [], []),
    ("{{job.id}}/{{ ds }}", f"{{{{job.id}}}}/{RUN_DATE}", [ON_START], [ASSUMED]),
    (
        "{{ params.env }}",
        "{{job.parameters.env}}",
        [{"name": "env", "default": ""}],
        [NO_DEFAULT],
    ),
    ("{{ ds_nodash }}", "{{ ds_nodash }}", [], [unmapped("{{ ds_nodash }}")]),
    ("a {{ ds | upper }}", "a {{ ds | upper }}", [], [unmapped("{{ ds | upper }}")]),
    ("{% if x %}y{% endif %}", "{% if x %}y{% endif %}", [], [unmapped("{% if x %}")]),
    ("{# note #}x", "{# note #}x", [], [unmapped("{# note #}")]),
    (
        "{{ ds + }}",
        "{{ ds + }}",
        [],
        [unreadable("{{ ds + }}", "unexpected 'end of print statement'")],
    ),
    *(
        (source, source, [], [unreadable(source, why)])
        for source, why in (
            ("{{ ds", "{{ is never closed"),
            ("{{ ds }}/{{ ds", "{{ is never closed"),
            ("a {% if x", "{% is never closed"),
            ("{# x", "Missing end of comment tag"),
        )
    ),
    (
        "{% if x %}{{ ds }}{% endif %}{# note #}",
        "{% if x %}{{ ds }}{% endif %}{# note #}",
        [],
        [unmapped("{% if x %}")],
    ),
    (
        "\ue000\ue001{{ ds }}\r\n{{job.run_id}}\ue000",
        f"\ue000\ue001{RUN_DATE}\r\n{{{{job.run_id}}}}\ue000",
        [ON_START],
        [ASSUMED],
    ),
    ("${TfToken[TOKEN.1]}/{{ ds }}", f"${{TfToken[TOKEN.1]}}/{RUN_DATE}", [ON_START], [ASSUMED]),
    (tf("${var.x}/{{ ds }}"), f"${{var.x}}/{RUN_DATE}", [ON_START], [ASSUMED]),
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
    return message.replace("git_branch has", "git_branch, which is fixed when the job is deployed, has")


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
    ("${var.x}{{ params.b | default('m') }}", "$${var.x}${var.b}", {"b": "m"}, [variable("b", "m")]),
    (tf("${var.x}{{ params.b | default('m') }}"), "${var.x}${var.b}", {"b": "m"}, [variable("b", "m")]),
    ("${TfToken[TOKEN.1]}/{{ params.b }}", "${TfToken[TOKEN.1]}/${var.b}", {"b": None}, [variable("b", None)]),
    ("${TfToken[x()]}/{{ params.b }}", "$${TfToken[x()]}/${var.b}", {"b": None}, [variable("b", None)]),
    ("in ${{ params.b }}", 'in ${"$"}${var.b}', {"b": None}, [variable("b", None)]),
    ("${{ '{x}' }}{{ params.b }}", "$${x}${var.b}", {"b": None}, [variable("b", None)]),
    ("{{ params.x }}{{ params.x | d('1') }}", "${var.x}${var.x}", {"x": "1"}, [variable("x", "1")]),
    ("{{ params['a-b'] }}", "${var.a-b}", {"a-b": None}, [variable("a-b", None)]),
    *(
        (source, source, {}, [not_at_deploy_time(source)])
        for source in ("{{ params['my env'] }}", "{{ params['1a'] }}", "{{ params['a.b'] }}", "{{ params.count }}")
    ),
    ("{{ 'main' }}", "main", {}, []),
    ("{{ ds }}", "{{ ds }}", {}, [not_at_deploy_time("{{ ds }}")]),
    ("{{ run_id }}", "{{ run_id }}", {}, [not_at_deploy_time("{{ run_id }}")]),
    (
        "{{job.parameters.b}}",
        "{{job.parameters.b}}",
        {},
        [
            "warning DW474: workflow 'etl': git_source.git_branch has {{job.parameters.b}}, and is fixed when the job "
            "is deployed [etl]\n    use a Terraform variable there, or hand the value to the task as a parameter"
        ],
    ),
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
            "    if the day of firing is meant, give --ds fire_time to the command that reads the file, or "
            "ds='fire_time' to the WorkflowStack; for the interval's start, derive it in the task"
        ]
        if end
        else []
    )


def test_a_date_is_told_once_a_workflow() -> None:
    assert told(with_parameter("{{ ds }}", "{{ ds }}", "{{ ds }}")) == [ASSUMED]


@pytest.mark.parametrize(
    "value", ["{{ ds_nodash }}", "{% if x %}y{% endif %}", "{{ ds + }}", "{{ ds", "a {% if x", "{# x"]
)
def test_kept_is_what_has_no_equivalent_where_the_author_insists(value: str) -> None:
    etl, settings = with_parameter(value), Settings(on_unmapped="keep")
    assert tasks_of(etl, settings=settings)["t0"]["notebook_task"]["base_parameters"] == {"p": value}
    assert told(etl, settings=settings) == []


def test_kept_is_nothing_but_what_has_no_equivalent() -> None:
    etl, settings = with_parameter("{{ ds }}/{{ ds_nodash }}"), Settings(on_unmapped="keep")
    kept = tasks_of(etl, settings=settings)["t0"]["notebook_task"]["base_parameters"]
    assert kept == {"p": f"{RUN_DATE}/{{{{ ds_nodash }}}}"}
    assert told(etl, settings=settings) == [ASSUMED]


def test_a_template_in_a_name_is_told_and_stands() -> None:
    work = {"notebook_path": "/a", "base_parameters": {"{{ ds }}": "1"}}
    etl = workflow(lambda: task("t0", task_config={"notebook_task": work}))
    assert tasks_of(etl)["t0"]["notebook_task"]["base_parameters"] == {"{{ ds }}": "1"}
    assert told(etl) == [unmapped("{{ ds }}", "notebook_task.base_parameters.{{ ds }}")]
    assert told(etl, settings=Settings(on_unmapped="keep")) == []


@pytest.mark.parametrize("order", [1, -1])
def test_a_parameter_takes_the_default_of_any_task(order: int) -> None:
    etl = with_parameter(*["{{ params.x }}", "{{ params.x | d('1') }}"][::order])
    assert settings_of(etl)["parameters"] == [{"name": "x", "default": "1"}]
    assert told(etl) == []


def test_a_parameter_that_the_job_declares_needs_no_default() -> None:
    declared = {"name": "x", "default": "1"}
    etl = with_parameter("{{ params.x }}", parameters=[declared])
    assert settings_of(etl)["parameters"] == [declared]
    assert told(etl) == []


@pytest.mark.parametrize(("order", "who"), [(1, "t0"), (-1, "t1")])
def test_the_date_yields_to_a_parameter_of_that_name(order: int, who: str) -> None:
    etl = with_parameter(*["{{ ds }}", "{{ params.run_date | d('2024-01-01') }}"][::order])
    assert settings_of(etl)["parameters"] == [{"name": "run_date", "default": "2024-01-01"}]
    assert told(etl) == [
        info(
            f"DW036: task '{who}': {{{{ ds }}}} in notebook_task.base_parameters.p becomes job parameter 'run_date', "
            "to which another template gives the default '2024-01-01'; that stands",
            f"etl/{who}",
        )
    ]


def test_one_parameter_with_two_defaults_is_an_error() -> None:
    etl = with_parameter("{{ params.env | d('dev') }}", "{{ params.env | d('prod') }}")
    (first,) = {str(each.origin) for each in etl.members[:1]}
    assert told(etl) == [
        "error DW035: task 't1': job parameter 'env' has the default 'prod' in "
        "notebook_task.base_parameters.p, and 'dev' "
        f"in notebook_task.base_parameters.p of task 't0' ({first}) [etl/t1]\n    give it one default"
    ]
    assert settings_of(etl)["parameters"] == [{"name": "env", "default": "dev"}]


def test_one_parameter_with_equal_defaults_is_one() -> None:
    etl = with_parameter("{{ params.env | d('dev') }}", "x{{ params.env | d('dev') }}", "{{ params.env }}")
    assert settings_of(etl)["parameters"] == [{"name": "env", "default": "dev"}]
    assert told(etl) == []


# Names and values of other tasks


def test_a_value_of_another_task_is_read_from_it_and_waited_for() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        task("count.rows")
        value = "{{ ti.xcom_pull(task_ids='count.rows', key='total') }}"
        task("report", task_config={"notebook_task": {"notebook_path": "/r", "base_parameters": {"total": value}}})
    report = tasks_of(etl)["report"]
    assert report["notebook_task"]["base_parameters"] == {"total": "{{tasks.count__rows.values.total}}"}
    assert report["depends_on"] == [{"task_key": "count__rows"}]
    assert told(etl) == []


def test_a_value_of_no_task_is_unmapped() -> None:
    etl = with_parameter("{{ ti.xcom_pull(task_ids='nobody', key='total') }}")
    assert [line.partition(":")[0] for line in told(etl)] == ["error DW030"]


NAMES = {
    "{{ dag.dag_id }}": "etl",
    "{{ task.task_id }}": "{{task.name}}",
    "{{ ts }}": "{{job.parameters.run_timestamp}}",
    "{{ dag_run.conf['day'] | default('today') }}": "{{job.parameters.day}}",
    "{{ ti.try_number }}": "{{task.execution_count}}",
}


@pytest.mark.parametrize("value", NAMES)
def test_of_airflow_names(value: str) -> None:
    assert tasks_of(with_parameter(value))["t0"]["notebook_task"]["base_parameters"] == {"p": NAMES[value]}


def test_a_variable_of_airflow_is_one_of_terraform_everywhere() -> None:
    (job,) = (result := compiled(with_parameter("{{ var.value.bucket }}/{{ ds }}"))).jobs
    assert tasks_of(with_parameter("{{ var.value.bucket }}"))["t0"]["notebook_task"]["base_parameters"] == {
        "p": "${var.bucket}"
    }
    assert job.variables == {"bucket": None}
    assert [each.code for each in result.diagnostics] == ["DW032", "DW037"]


def test_what_means_nearly_the_same_is_a_warning() -> None:
    assert told(with_parameter("{{ dag_run.run_type }}")) == [
        "warning DW031: task 't0': notebook_task.base_parameters.p becomes {{job.trigger.type}}, which means nearly "
        "the same: Databricks has other words for it [etl/t0]\n    see that the task can take it"
    ]


def test_a_part_of_a_json_variable_is_decoded_by_terraform() -> None:
    (job,) = compiled(with_parameter("{{ var.json.etl.limits['a b'] }} rows")).jobs
    parameters = job.settings.as_dict()["tasks"][0]["notebook_task"]["base_parameters"]
    assert (parameters["p"], dict(job.variables)) == ('${jsondecode(var.etl)["limits"]["a b"]} rows', {"etl": None})


def test_a_part_of_a_json_variable_is_text_whatever_its_name() -> None:
    template = """{{ var.json.etl['${file("/etc/passwd")}']['größe'] }}"""
    (job,) = compiled(with_parameter(template)).jobs
    parameters = job.settings.as_dict()["tasks"][0]["notebook_task"]["base_parameters"]
    assert parameters["p"] == r"""${jsondecode(var.etl)["$${file(\"/etc/passwd\")}"]["größe"]}"""
