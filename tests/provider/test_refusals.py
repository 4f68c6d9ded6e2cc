"""What is refused, and by which command: as the real provider does. Each table is one document."""

from __future__ import annotations

from pathlib import Path

from tests.provider.jobs import CLUSTER, GIT, Body, on, task
from tests.support.root_module import RootModule
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Workspace

SCHEDULE = {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"}
PERIODIC = {"periodic": {"interval": 1, "unit": "DAYS"}}
ONE = [task()]
CONFLICT = "Conflicting configuration arguments"
COMBINATION = "Invalid combination of arguments"

BY_VALIDATE: dict[str, tuple[Body, list[str]]] = {
    "schedule_and_continuous": (
        {"schedule": SCHEDULE, "continuous": {}},
        [f'{CONFLICT}: "continuous": conflicts with schedule', f'{CONFLICT}: "schedule": conflicts with continuous'],
    ),
    "schedule_and_trigger": (
        {"schedule": SCHEDULE, "trigger": PERIODIC},
        [f'{CONFLICT}: "schedule": conflicts with trigger', f'{CONFLICT}: "trigger": conflicts with schedule'],
    ),
    "two_run_states": (
        {"always_running": False, "control_run_state": False},
        [
            f'{CONFLICT}: "always_running": conflicts with control_run_state',
            f'{CONFLICT}: "control_run_state": conflicts with always_running',
        ],
    ),
    "branch_and_tag": (
        {"git_source": {**GIT, "tag": ""}},
        [
            f'{CONFLICT}: "git_source.0.branch": conflicts with git_source.0.tag',
            f'{CONFLICT}: "git_source.0.tag": conflicts with git_source.0.branch',
        ],
    ),
    "trigger_of_nothing": (
        {"trigger": {}},
        [f"{COMBINATION}: one of `trigger.0.file_arrival,trigger.0.periodic,trigger.0.table_update` must be specified"],
    ),
    "two_users": (
        {"run_as": {"user_name": "a", "service_principal_name": "b"}},
        [f"{COMBINATION}: only one of `run_as.0.service_principal_name,run_as.0.user_name` can be specified"],
    ),
    "pause_status": (
        {"schedule": {**SCHEDULE, "pause_status": "STOPPED"}},
        ['expected schedule.0.pause_status to be one of ["PAUSED" "UNPAUSED"], got STOPPED'],
    ),
    "minutes": (
        {"trigger": {"periodic": {"interval": 0, "unit": "MINUTES"}}},
        [
            "expected trigger.0.periodic.0.interval to be at least (1), got 0",
            'expected trigger.0.periodic.0.unit to be one of ["DAYS" "HOURS" "WEEKS"], got MINUTES',
        ],
    ),
    "runtime_engine": (
        {"task": [task(new_cluster={**CLUSTER, "runtime_engine": ""})]},
        ['expected task.0.new_cluster.0.runtime_engine to be one of ["PHOTON" "STANDARD"], got '],
    ),
    "negative": ({"max_concurrent_runs": -1}, ["expected max_concurrent_runs to be at least (0), got -1"]),
    "half_a_retry": ({"task": [task(max_retries=1.5)]}, ["Attribute must be a whole number, got: 1.5"]),
    "git_over_ssh": (
        {"git_source": {"url": "git@host:a"}},
        ['expected "git_source.0.url" to be a valid url, got git@host:a'],
    ),
    "git_without_s": (
        {"git_source": {"url": "http://github.com/a"}},
        ['expected "git_source.0.url" to have a url with schema of: "https", got http://github.com/a'],
    ),
    "no_url": (
        {"trigger": {"file_arrival": {"url": ""}}},
        ['expected "trigger.0.file_arrival.0.url" to not be an empty string, got '],
    ),
}

BY_PLAN: dict[str, tuple[Body, str]] = {
    "null_in_a_list": ({"email_notifications": {"on_start": [None]}}, "Null value found in list"),
    "run_state": ({"control_run_state": True}, "`control_run_state` must be specified only with `continuous`"),
    "always": (
        {"always_running": True, "max_concurrent_runs": 2},
        "`always_running` must be specified only with `max_concurrent_runs = 1`",
    ),
}

BY_APPLY: dict[str, tuple[Body, str]] = {
    "blank_parameter": (
        {"task": [{"task_key": "a", "spark_python_task": {"python_file": "dbfs:/a", "parameters": [""]}}]},
        "cannot create job: panic: task: spark_python_task: parameters: parameters[<nil>] is not a string",
    ),
    "blank_mail": (
        {"email_notifications": {"on_failure": [""]}},
        "cannot create job: panic: email_notifications: on_failure: on_failure[<nil>] is not a string",
    ),
    "unknown_git_host": (
        {"git_source": {"url": "https://git.x.io/a", "branch": "main"}},
        "cannot create job: Git Provider is not specified and cannot be guessed by url",
    ),
    "git_without_ref": (
        {"git_source": {"url": "https://github.com/a"}},
        "cannot create job: none of branch, commit and tag is specified",
    ),
    "refused_by_the_workspace": (
        {"task": [task("a"), task("a")]},
        "cannot create job: ",
    ),
}


def errors(terraform: Terraform, folder: Path, jobs: dict[str, Body], command: str) -> dict[str, list[str]]:
    with Workspace() as workspace:
        module = RootModule(terraform, workspace, folder)
        module.write({"resource": {"databricks_job": {name: {"task": ONE, **body} for name, body in jobs.items()}}})
        found = module.errors(command)
        assert not module.workspace.jobs
    return {address.removeprefix("databricks_job."): sorted(texts) for address, texts in found.items()}


def test_by_validate(terraform: Terraform, tmp_path: Path) -> None:
    found = errors(terraform, tmp_path, {name: body for name, (body, _) in BY_VALIDATE.items()}, "validate")
    assert found == {name: texts for name, (_, texts) in BY_VALIDATE.items()}


def test_by_plan(terraform: Terraform, tmp_path: Path) -> None:
    found = errors(terraform, tmp_path, {name: body for name, (body, _) in BY_PLAN.items()}, "plan")
    assert {name: texts[0].partition(":")[0] for name, texts in found.items()} == {
        name: text for name, (_, text) in BY_PLAN.items()
    }


def test_by_apply(terraform: Terraform, tmp_path: Path) -> None:
    found = errors(terraform, tmp_path, {name: body for name, (body, _) in BY_APPLY.items()}, "apply")
    assert found.keys() == BY_APPLY.keys()
    assert [name for name, (_, text) in BY_APPLY.items() if text not in found[name][0]] == []


def test_what_the_schema_refuses_is_terraforms_own_message(terraform: Terraform, tmp_path: Path) -> None:
    with Workspace() as workspace:
        module = RootModule(terraform, workspace, tmp_path)
        module.write({"resource": {"databricks_job": {"etl": {"retries": 1, "task": [{"max_retries": "x"}]}}}})
        (texts,) = module.errors("validate").values()
    assert [text.partition(":")[0] for text in texts] == [
        "Extraneous JSON object property",
        "Missing required argument",
        "Incorrect attribute value type",
    ]


def test_at_most_ten_of_them(terraform: Terraform, tmp_path: Path) -> None:
    scripts = [{"workspace": {"destination": "/i"}}] * 11
    jobs = {"scripts": on(**CLUSTER, init_scripts=scripts), "keys": on(**CLUSTER, ssh_public_keys=["key"] * 11)}
    found = [text for texts in errors(terraform, tmp_path, jobs, "validate").values() for text in texts]
    assert sorted(text.partition(":")[0] for text in found) == ["Too many init_scripts blocks", "Too many list items"]
