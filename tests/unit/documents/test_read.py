"""Documents read back: the inverse of rendering, forgiving about form, complete about mistakes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.checks import check_jobs
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.documents import Document, read_document
from databricks_workflows.documents.json_lines import NotJson, read_json
from databricks_workflows.errors import format_plain
from databricks_workflows.model import (
    AccessControl,
    JobSettings,
    Model,
    NotebookTask,
    Task,
    TaskDependency,
    TerraformExpression,
    tf,
)
from databricks_workflows.model._base import model_inside
from databricks_workflows.render import job_arguments, permissions_arguments
from databricks_workflows.render.api import job_create_body
from databricks_workflows.resolve.resolved import Job

TESTS = Path(__file__).parents[2]
NOTEBOOK = {"task_key": "a", "notebook_task": {"notebook_path": "/n"}}
META_ARGUMENTS = ("depends_on", "lifecycle", "provider")


def read(data: Any) -> Document:
    return read_document(json.dumps(data, indent=2).encode(), "doc.json")


def resource(**body: Any) -> dict[str, Any]:
    return {"resource": {"databricks_job": {"x": body}}}


def only_job(document: Document) -> Job:
    (job,) = document.jobs
    return job


def texts(document: Document) -> list[str]:
    return [format_plain(each).split("\n")[0] for each in document.diagnostics]


def told(document: Document) -> tuple[str, str]:
    """The one problem of a document: ``LINE CODE PATH``, and what is wrong."""
    (each,) = document.diagnostics
    assert each.origin
    return f"{each.origin.line} {each.code} {each.path}", each.summary


def rendered(job: Job) -> dict[str, Any]:
    permissions = permissions_arguments(job)["access_control"]
    document: dict[str, Any] = {"resource": {"databricks_job": {job.address: job_arguments(job)}}}
    if permissions:
        job_id = f"${{databricks_job.{job.address}.id}}"
        document["resource"]["databricks_permissions"] = {
            job.address: {"job_id": job_id, "access_control": permissions}
        }
    return document


# The inverse of rendering


@pytest.mark.parametrize("path", sorted((TESTS / "golden").glob("*.tf.json")), ids=lambda path: path.name)
def test_our_own_documents_come_back(path: Path) -> None:
    content = path.read_bytes()
    document = read_document(content, path.name)
    resources = json.loads(content)["resource"]
    assert document.diagnostics == ()
    assert {job.address: job_arguments(job) for job in document.jobs} == {
        address: {name: value for name, value in body.items() if name not in META_ARGUMENTS}
        for address, body in resources["databricks_job"].items()
    }
    for job in document.jobs:
        permissions = resources.get("databricks_permissions", {}).get(job.address, {})
        assert permissions_arguments(job)["access_control"] == permissions.get("access_control", [])
        assert job.place.path == f"databricks_job.{job.address}"
        assert job.place.origin
        assert job.place.origin.line > 1


def test_every_field_comes_back() -> None:
    """A job in which everything is set that can be set."""
    job = Job(place=Place("x"), address="x", settings=everything(JobSettings), permissions=(everything(AccessControl),))
    document = read(rendered(job))
    assert document.diagnostics == ()
    again = only_job(document)
    assert again.settings == job.settings
    assert again.permissions == job.permissions
    assert rendered(again) == rendered(job)


def everything(model: type[Any]) -> Any:
    values = {name: sample(field.annotation) for name, field in model.model_fields.items()}
    return model(**values | ({"task_key": "a"} if "task_key" in values else {}))


def sample(annotation: Any) -> Any:
    inner = model_inside(annotation)
    if get_origin(annotation) is dict:
        return {"k": sample(get_args(annotation)[1])} if inner is None else {}
    if get_origin(annotation) is list:
        return [sample(get_args(annotation)[0])]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return everything(annotation)
    if get_args(annotation):
        return sample(get_args(annotation)[0])
    return {str: "text ${x} %{y}", int: 3, float: 0.5, bool: True}[annotation]


TEXTS = st.text() | st.lists(st.sampled_from(["${", "%{", "$", "%", "{", "}", "x", "$${", '"', "\n"])).map("".join)


@given(name=TEXTS, parameters=st.dictionaries(TEXTS, TEXTS, max_size=3), expression=TEXTS)
def test_every_text_comes_back(name: str, parameters: dict[str, str], expression: str) -> None:
    task = Task(
        task_key="load",
        notebook_task=NotebookTask(notebook_path=name, base_parameters=parameters),
        description=tf(f"${{var.x}}{expression}"),
    )
    job = Job(place=Place("x"), address="x", settings=JobSettings(name=name, tasks=[task]))
    again = only_job(read(rendered(job)))
    assert rendered(again) == rendered(job)
    assert again.settings == job.settings
    assert isinstance((again.settings.tasks or [])[0].description, TerraformExpression)


# What Terraform converts


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"max_concurrent_runs": "3"}, {"max_concurrent_runs": 3}),
        ({"max_concurrent_runs": 3.0}, {"max_concurrent_runs": 3}),
        ({"max_concurrent_runs": "${var.runs}"}, {"max_concurrent_runs": "${var.runs}"}),
        ({"queue": {"enabled": "true"}}, {"queue": {"enabled": True}}),
        ({"queue": [{"enabled": "0"}]}, {"queue": {"enabled": False}}),
        ({"queue": []}, {}),
        ({"name": 5}, {"name": "5"}),
        ({"name": 1.5}, {"name": "1.5"}),
        ({"name": 1.0}, {"name": "1"}),
        ({"name": True}, {"name": "true"}),
        ({"name": None}, {}),
        ({"tags": {"a": 1, "b": None, "$${c}": "%%{d}"}}, {"tags": {"a": "1", "${c}": "%{d}"}}),
        ({"tags": "${var.tags}"}, {"tags": "${var.tags}"}),
        ({"//": "a comment", "name": "x"}, {"name": "x"}),
        ({"name": "x", "provider": "databricks.eu", "count": 2, "lifecycle": {"prevent_destroy": True}}, {"name": "x"}),
        ({"parameter": {"name": "p", "default": "d"}}, {"parameters": [{"name": "p", "default": "d"}]}),
        (
            {"git_source": {"url": "https://x", "branch": "b"}},
            {"git_source": {"git_url": "https://x", "git_branch": "b"}},
        ),
        (
            {"email_notifications": {"on_failure": "${var.mails}"}},
            {"email_notifications": {"on_failure": "${var.mails}"}},
        ),
        (
            {"health": {"rules": {"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": "60"}}},
            {"health": {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 60}]}},
        ),
    ],
    ids=str,
)
def test_what_terraform_converts(body: dict[str, Any], expected: dict[str, Any]) -> None:
    document = read(resource(**body))
    assert texts(document) == []
    assert only_job(document).settings.as_dict() == expected


@pytest.mark.parametrize(
    "resources",
    [
        {"databricks_job": {"x": {"name": "x"}}},
        [{"databricks_job": {"x": {"name": "x"}}}, {"other": {}}],
        {"databricks_job": [{"x": [{"name": "x"}]}]},
        {"databricks_job": {"x": {"name": "x"}, "//": "two"}, "//": "one"},
    ],
    ids=["object", "list", "lists within", "comments"],
)
def test_an_object_or_a_list_at_every_level(resources: Any) -> None:
    document = read({"resource": resources})
    assert texts(document) == []
    assert only_job(document).settings == JobSettings(name="x")


def test_permissions_belong_to_the_job_they_name() -> None:
    data = resource(name="x")
    data["resource"]["databricks_permissions"] = {
        "any": {
            "job_id": "${databricks_job.x.id}",
            "access_control": {"group_name": "g", "permission_level": "CAN_VIEW"},
        },
        "warehouse": {"sql_endpoint_id": "1", "access_control": [{"group_name": "g", "permission_level": "CAN_USE"}]},
    }
    document = read(data)
    assert texts(document) == []
    assert only_job(document).permissions == (AccessControl(group_name="g", permission_level="CAN_VIEW"),)


@pytest.mark.parametrize(
    "data", [{"terraform": {}}, {"output": {"x": {}}}, {"resource": {}}, {"resource": []}], ids=str
)
def test_a_document_without_jobs_is_fine(data: Any) -> None:
    assert read(data) == Document((), ())


def test_permissions_are_told_at_their_own_lines() -> None:
    entries = [
        {"group_name": "analysts", "permission_level": "CAN_VIEW"},
        {"group_name": "admins", "permission_level": "CAN_VIEW"},
        {"group_name": "analysts", "permission_level": "CAN_RUN"},
        {"user_name": "a@x.com", "permission_level": "IS_OWNER"},
        {"user_name": "b@x.com", "permission_level": "IS_OWNER"},
    ]
    data = resource(name="x", task=[NOTEBOOK])
    data["resource"]["databricks_permissions"] = {
        "any": {"job_id": "${databricks_job.x.id}", "access_control": entries}
    }
    of_api = {"name": "x", "tasks": [NOTEBOOK], "access_control_list": entries}
    for document, path, first in ((read(data), "databricks_permissions.any", 20), (read(of_api), "x", 12)):
        found = Diagnostics()
        check_jobs(document.jobs, found, date(2026, 1, 1))
        assert sorted((each.code, each.path, each.origin.line if each.origin else 0) for each in found) == [
            ("DW229", path, first + 8),
            ("DW510", path, first + 8),
            ("DW512", path, first + 16),
            ("DW513", path, first + 4),
        ]


# Mistakes in a Terraform document


@pytest.mark.parametrize(
    ("body", "place", "summary"),
    [
        ({"nam": "x"}, "5 DW001 databricks_job.x", 'databricks_job.x: there is no argument nam (value "x")'),
        (
            {"task": [{**NOTEBOOK, "max_retires": 3}]},
            "11 DW001 databricks_job.x task[0]",
            "task 'a': there is no argument task[0].max_retires (value 3)",
        ),
        (
            {"task": {**NOTEBOOK, "notebook_task": {"notebok_path": "/n"}}},
            "8 DW001 databricks_job.x task.notebook_task",
            "task 'a': there is no argument task.notebook_task.notebok_path (value \"/n\")",
        ),
        (
            {"task": [{"task_key": "a", "notebook_task": {}}]},
            "8 DW002 databricks_job.x task[0].notebook_task",
            "task 'a': task[0].notebook_task.notebook_path is required and missing",
        ),
        (
            {"task": [{"notebook_task": {"notebook_path": "/n"}}]},
            "6 DW002 databricks_job.x task[0]",
            "databricks_job.x: task[0].task_key is required and missing",
        ),
        (
            {"max_concurrent_runs": "many"},
            "5 DW002 databricks_job.x",
            'databricks_job.x: max_concurrent_runs is "many", expected a number',
        ),
        (
            {"queue": {"enabled": "yes"}},
            "6 DW002 databricks_job.x queue",
            'databricks_job.x: queue.enabled is "yes", expected true or false',
        ),
        (
            {"max_concurrent_runs": "3" * 5_000},
            "5 DW002 databricks_job.x",
            f'databricks_job.x: max_concurrent_runs is "{"3" * 76}..., expected a whole number',
        ),
        ({"name": ["x"]}, "5 DW002 databricks_job.x", 'databricks_job.x: name is ["x"], expected text'),
        (
            {"tags": ["x"]},
            "5 DW002 databricks_job.x",
            'databricks_job.x: tags is ["x"], expected a mapping of names to values',
        ),
        ({"schedule": "day"}, "5 DW002 databricks_job.x", 'databricks_job.x: schedule is "day", expected a block'),
        ({"queue": 2 * [{"enabled": True}]}, "5 DW002 databricks_job.x", "databricks_job.x: queue stands 2 times"),
        (
            {"email_notifications": {"on_failure": "me"}},
            "6 DW002 databricks_job.x email_notifications",
            'databricks_job.x: email_notifications.on_failure is "me", expected a list',
        ),
        ({"tasks": []}, "5 DW001 databricks_job.x", "databricks_job.x: there is no argument tasks (value [])"),
        (
            {"lifecycle": {"ignore_change": ["name"]}},
            "6 DW001 databricks_job.x lifecycle",
            'databricks_job.x: there is no argument lifecycle.ignore_change (value ["name"])',
        ),
        (
            {"lifecycle": {"prevent_destroy": "never"}},
            "6 DW002 databricks_job.x lifecycle",
            'databricks_job.x: lifecycle.prevent_destroy is "never", expected true or false',
        ),
        (
            {"lifecycle": [{"precondition": {"condition": "${var.x}"}}]},
            "7 DW002 databricks_job.x lifecycle[0].precondition",
            "databricks_job.x: lifecycle[0].precondition.error_message is required and missing",
        ),
        (
            {"task": [{**NOTEBOOK, "new_cluster": {"library": []}}]},
            "12 DW010 databricks_job.x tasks[0].new_cluster",
            "task 'a': tasks[0].new_cluster.library is never sent by the Terraform provider: every plan would show it "
            "as a change",
        ),
        (
            {"task": [{**NOTEBOOK, "depends_on": [{"task_key": "b"}]}]},
            "6 DW006 databricks_job.x/a",
            "task 'a': depends_on 'b', which is no task of this job",
        ),
        (
            {"task": [{**NOTEBOOK, "job_cluster_key": "c"}]},
            "6 DW021 databricks_job.x/a",
            "task 'a' runs on job cluster 'c', which nothing declares",
        ),
        (
            {"task": [{**NOTEBOOK, "task_key": "a b"}]},
            "6 DW003 databricks_job.x/a b",
            "task 'a b': its task_key has ' ', expected letters, digits, - and _",
        ),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, dict) else "",
)
def test_mistakes_in_a_terraform_document(body: dict[str, Any], place: str, summary: str) -> None:
    assert told(read(resource(**body))) == (place, summary)


@pytest.mark.parametrize(
    ("body", "remedies"),
    [
        ({"schedule": "day"}, ['write for example {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"}']),
        ({"git_source": "x"}, ['write for example {"url": "...", "provider": "gitHub", "branch": "main"}']),
        ({"task": {**NOTEBOOK, "depends_on": ["a"]}}, ['write {"task_key": "a"}']),
        ({"task": [{**NOTEBOOK, "library": "x"}]}, ['write [{"pypi": {"package": "x"}}]']),
        ({"lifecycle": 5}, ["give a block"]),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, dict) else "",
)
def test_what_to_write_in_a_terraform_document(body: dict[str, Any], remedies: list[str]) -> None:
    assert [each.remedy for each in read(resource(**body)).diagnostics] == remedies


def test_what_to_write_for_a_permission_in_a_terraform_document() -> None:
    permissions = {"resource": {"databricks_permissions": {"x": {"job_id": "1", "access_control": ["users"]}}}}
    assert [each.remedy for each in read(permissions).diagnostics] == [
        'write for example {"group_name": "...", "permission_level": "CAN_VIEW"}'
    ]


@pytest.mark.parametrize(
    ("key", "summary"),
    [
        ("a" * 101, f"task '{'a' * 76}...: its task_key is 101 characters long, expected at most 100"),
        ("a" * 100, None),
        ("", "task '': its task_key is empty"),
        ("sales.load", "task 'sales.load': its task_key has '.', expected letters, digits, - and _"),
    ],
    ids=["long", "just right", "empty", "a dot"],
)
def test_task_keys(key: str, summary: str | None) -> None:
    assert [each.summary for each in read({"tasks": [{**NOTEBOOK, "task_key": key}]}).diagnostics] == (
        [summary] if summary else []
    )


def checked(data: Any) -> list[str]:
    """``CODE: summary`` of all problems, those of the rules about jobs among them."""
    document = read(data)
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    return [f"{each.code}: {each.summary}" for each in found]


CLUSTER = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 4}


@pytest.mark.parametrize(
    ("argument", "value", "theirs"),
    [
        ("tasks", [{**NOTEBOOK, "job_cluster_key": "small"}], "task"),
        ("job_clusters", [{"job_cluster_key": "small", "new_cluster": CLUSTER}], "job_cluster"),
        ("parameters", [{"name": "day", "default": "today"}], "parameter"),
    ],
)
def test_a_word_of_the_api_in_a_terraform_document_is_one_problem(argument: str, value: Any, theirs: str) -> None:
    task = {
        "task_key": "b",
        "notebook_task": {"notebook_path": "/b", "base_parameters": {"day": "{{job.parameters.day}}"}},
        "job_cluster_key": "small",
        "depends_on": [{"task_key": "a"}],
    }
    right = {
        "task": [NOTEBOOK, task],
        "job_cluster": [{"job_cluster_key": "small", "new_cluster": CLUSTER}],
        "parameter": [{"name": "day", "default": "today"}],
    }
    data = resource(name="x", **{name: each for name, each in right.items() if name != theirs}, **{argument: value})
    (problem,) = checked(data)
    assert problem.startswith(f"DW001: databricks_job.x: there is no argument {argument} ")
    assert read(data).diagnostics[0].remedy == f"write '{theirs}': that is Terraform's word for it"


DAYS = {"for_each": "${var.days}", "content": {"task_key": "${task.value}"}}


@pytest.mark.parametrize(
    "body",
    [
        {"job_cluster": [{"job_cluster_key": "small", "new_cluster": CLUSTER}], "dynamic": {"task": DAYS}},
        {"dynamic": [{"task": [DAYS]}]},
        {"task": [{**NOTEBOOK, "depends_on": [{"task_key": "monday"}]}], "dynamic": {"task": DAYS}},
        {"task": [{**NOTEBOOK, "job_cluster_key": "small"}], "dynamic": {"job_cluster": {}}},
        {
            "task": [
                {
                    "task_key": "a",
                    "notebook_task": {"notebook_path": "/a", "base_parameters": {"d": "{{job.parameters.day}}"}},
                }
            ],
            "dynamic": {"parameter": {}},
        },
        {"task": [{"task_key": "a", "dynamic": {"notebook_task": {"for_each": [1], "content": {}}}}]},
        {
            "task": [
                {"task_key": "a", "notebook_task": {"notebook_path": "/a"}},
                {
                    "task_key": "b",
                    "dynamic": {"depends_on": {}},
                    "notebook_task": {"notebook_path": "/b", "base_parameters": {"n": "{{tasks.a.values.n}}"}},
                },
            ]
        },
        {"task": [{**NOTEBOOK, "new_cluster": {**CLUSTER, "num_workers": None, "dynamic": {"autoscale": {}}}}]},
    ],
    ids=["tasks", "in lists", "depended on", "job clusters", "parameters", "work", "dependencies", "autoscale"],
)
def test_what_dynamic_blocks_make_is_not_known(body: dict[str, Any]) -> None:
    assert checked(resource(name="x", **body)) == []


def test_what_stands_beside_dynamic_blocks_is_checked() -> None:
    assert checked(resource(name="x", dynamic={"task": DAYS}, task=[{**NOTEBOOK, "max_retires": 1}])) == [
        "DW001: task 'a': there is no argument task[0].max_retires (value 1)"
    ]


def test_one_mistake_hides_no_other() -> None:
    document = read(
        resource(
            max_concurrent_runs="many",
            task=[
                {"task_key": "a", "notebook_task": {}, "depends_on": [{"task_key": "z"}, {}]},
                {"task_key": "b", "depends_on": [{"task_key": "c"}], **{"notebook_task": {"notebook_path": "/b"}}},
                {"task_key": "c", "depends_on": [{"task_key": "b"}], "notebook_task": {"notebook_path": "c"}},
            ],
        )
    )
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    assert sorted(each.code for each in found) == ["DW002", "DW002", "DW002", "DW004", "DW006", "DW026"]


def test_a_task_that_could_not_be_read_is_not_told_to_do_nothing() -> None:
    document = read(resource(task=[{"task_key": "a", "notebook_task": {}}]))
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    assert [each.code for each in found] == ["DW002"]


# Jobs of the API


@pytest.mark.parametrize(
    "envelope", [lambda job: job, lambda job: {"job_id": 1, "settings": job}], ids=["create", "get"]
)
def test_a_job_of_the_api(envelope: Any) -> None:
    job = {
        "name": "sales",
        "tasks": [{"task_key": "a", "notebook_task": {"notebook_path": "/n", "base_parameters": {"a": "${b} $${c}"}}}],
    }
    document = read(envelope({**job, "access_control_list": [{"group_name": "g", "permission_level": "CAN_VIEW"}]}))
    assert texts(document) == []
    read_back = only_job(document)
    assert read_back.settings.as_dict() == job
    assert read_back.address == read_back.place.path == "sales"
    assert read_back.permissions == (AccessControl(group_name="g", permission_level="CAN_VIEW"),)
    parameters = job_arguments(read_back)["task"][0]["notebook_task"]["base_parameters"]
    assert parameters == {"a": "$${b} $$${c}"}


def test_what_would_be_posted_comes_back() -> None:
    settings = everything(JobSettings)
    body = job_create_body(
        Job(place=Place("x"), address="x", settings=settings, permissions=(everything(AccessControl),))
    )
    document = read(body)
    assert document.diagnostics == ()
    again = only_job(document)
    assert job_create_body(again) == body
    gone = settings.as_dict().keys() - again.settings.as_dict().keys()
    assert gone == {"control_run_state", "provider_config", "timeouts"}


@pytest.mark.parametrize(
    ("job", "place", "summary"),
    [
        (
            {"name": "x", "max_concurent_runs": 1},
            "3 DW001 x",
            "x: there is no field max_concurent_runs (value 1)",
        ),
        (
            {"tasks": [{"notebook_task": {"notebook_path": "/n"}}]},
            "3 DW002 job tasks[0]",
            "job: tasks[0].task_key is required and missing",
        ),
        (
            {"tasks": [{"task_key": "a", "max_retries": "3"}]},
            "5 DW002 job tasks[0]",
            "task 'a': tasks[0].max_retries is \"3\", expected a whole number",
        ),
        ({"tasks": "x"}, "2 DW002 job", 'job: tasks is "x", expected a list'),
        ({"settings": 5}, "2 DW002 ", "settings is no mapping of fields"),
        ({"name": "x", "access_control_list": [{"user": "u"}]}, "5 DW001 x", 'x: there is no field user (value "u")'),
    ],
    ids=["unknown", "missing", "type", "no list", "no settings", "permissions"],
)
def test_mistakes_in_a_job_of_the_api(job: dict[str, Any], place: str, summary: str) -> None:
    assert told(read(job)) == (place, summary)


@pytest.mark.parametrize(
    ("job", "remedies"),
    [
        (
            {},
            [
                'write a "task" for each',
                'write them in "tasks"; `databricks jobs list` leaves them out, `databricks jobs get ID` answers them',
            ],
        ),
        (
            {"tasks": [{**NOTEBOOK, "environment_key": "e"}]},
            [
                f'declare it: "{name}": [{{"environment_key": ..., "spec": {{"environment_version": "2"}}}}]'
                for name in ("environment", "environments")
            ],
        ),
        (
            {"tasks": [{"task_key": "a", "notebook_task": {"notebook_path": "a", "source": "GIT"}}]},
            ['give "git_source": {...}, or the source WORKSPACE'] * 2,
        ),
        (
            {"tasks": [{"task_key": "a", "notebook_task": {"notebook_path": "a", "source": "WORKSPACE"}}]},
            ["write the absolute path in the workspace or give a git_source and the source GIT"] * 2,
        ),
        (
            {
                "tasks": [
                    {"task_key": "a", "notebook_task": {"notebook_path": "/a", "base_parameters": {"password": "x"}}}
                ]
            },
            [
                "keep it in a secret scope and name it: {{secrets/scope/key}} in spark_conf, dbutils.secrets.get in "
                'code\nif it is none, write DW041 = "off" below [tool.databricks-workflows.rules] in pyproject.toml'
            ]
            * 2,
        ),
        (
            {"tasks": [{"task_key": "a", "condition_task": {"left": "{{job.id}}", "op": "EQUAL_TO", "right": "1"}}]},
            ['let a task wait for an outcome of it: "depends_on": [{"task_key": "a", "outcome": "true"}] in that task']
            * 2,
        ),
    ],
    ids=["no tasks", "environment", "git source", "relative path", "suppressed", "condition"],
)
def test_remedies_are_in_the_documents_own_words(job: dict[str, Any], remedies: list[str]) -> None:
    terraform = {("task" if name == "tasks" else name): value for name, value in job.items()}
    told = []
    for data in (resource(name="x", **terraform), {"name": "x", **job}):
        found = Diagnostics()
        check_jobs(read(data).jobs, found, date(2026, 1, 1))
        told += [each.remedy for each in found]
    assert told == remedies


def test_jobs_of_the_api_may_have_one_name() -> None:
    job = {"name": "x", "tasks": [NOTEBOOK]}
    assert checked([job, job]) == []


def test_the_old_form_of_a_job_is_one_problem() -> None:
    old = {
        "name": "sales",
        "format": "SINGLE_TASK",
        "existing_cluster_id": "0815-101010-etl",
        "notebook_task": {"notebook_path": "/sales/load"},
        "libraries": [{"pypi": {"package": "pandas"}}],
    }
    what = "notebook_task stands in the job itself, which has no tasks"
    moved = '[{"task_key": "main", "existing_cluster_id": ..., "notebook_task": ..., "libraries": ...}]'
    assert checked({"job_id": 1, "settings": old}) == [f"DW433: sales: {what}"]
    (problem,) = read(old).diagnostics
    assert problem.remedy == f'write "tasks": {moved} in its place, and leave format out'
    in_terraform = resource(**{("library" if name == "libraries" else name): each for name, each in old.items()})
    assert checked(in_terraform) == [f"DW433: databricks_job.x: {what}"]
    (problem,) = read(in_terraform).diagnostics
    assert problem.remedy == f'write "task": {moved.replace("libraries", "library")} in its place, and leave format out'


def test_what_the_api_takes_and_terraform_does_not_keep_is_an_info_in_a_job_of_the_api() -> None:
    task = {**NOTEBOOK, "new_cluster": {**CLUSTER, "policy_id": "P", "apply_policy_default_values": True}}
    summary = (
        "task 'a': tasks[0].new_cluster.apply_policy_default_values is not in what Databricks answers, so that every "
        "plan would show it as a change"
    )
    assert checked({"name": "x", "tasks": [task]}) == [f"DW434: {summary}"]
    assert checked(resource(name="x", task=[task])) == [f"DW010: {summary}"]


ANSWERED = {
    "name": "sales",
    "format": "MULTI_TASK",
    "parent_path": "",
    "git_source": {"git_url": "https://github.com/acme/sales", "git_provider": "gitHub", "git_branch": "main"},
    "environments": [
        {"environment_key": "Default", "spec": {"client": "1"}},
        {"environment_key": "pandas", "spec": {"environment_version": "1.5"}},
    ],
    "tasks": [
        {
            "task_key": "a",
            "existing_cluster_id": "",
            "new_cluster": {**CLUSTER, "single_user_name": "", "aws_attributes": {"zone_id": ""}},
            "spark_jar_task": {"jar_uri": "", "main_class_name": "com.acme.A", "run_as_repl": True},
        },
        {
            "task_key": "b",
            "environment_key": "pandas",
            "dbt_task": {"project_directory": "", "commands": ["dbt run"], "warehouse_id": "w"},
        },
    ],
}


def test_what_databricks_fills_in_is_no_problem_in_an_answer() -> None:
    document = read({"job_id": 1, "settings": ANSWERED})
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    assert [each.code for each in found] == ["DW281"]  # the environment that is left is still checked
    asked = {problem.split(":")[0] for problem in checked(ANSWERED)}
    assert asked == {"DW020", "DW272", "DW273", "DW281", "DW331", "DW332", "DW338", "DW422"}


@pytest.mark.parametrize("key", ["environment_key", "for_each_task"])
def test_an_environment_of_an_answer_that_a_task_uses_stays(key: str) -> None:
    task = {
        "task_key": "a",
        "environment_key": "Default",
        "python_wheel_task": {"package_name": "p", "entry_point": "run"},
    }
    if key == "for_each_task":
        task = {"task_key": "each", "for_each_task": {"inputs": "[1]", "task": task}}
    job = {"name": "x", "environments": [{"environment_key": "Default"}], "tasks": [task]}
    assert only_job(read({"settings": job})).settings.as_dict() == job


def test_texts_that_may_be_empty_stay_in_an_answer() -> None:
    job = {
        "name": "x",
        "parameters": [{"name": "day", "default": ""}],
        "tasks": [
            {"task_key": "a", "condition_task": {"left": "{{job.parameters.day}}", "op": "EQUAL_TO", "right": ""}}
        ],
    }
    assert only_job(read({"settings": job})).settings.as_dict() == job


def test_a_list_of_jobs() -> None:
    document = read([{"job_id": 1, "settings": {"name": "sales", "tasks": [NOTEBOOK]}}, {"name": "stock"}, 5])
    assert [job.settings.name for job in document.jobs] == ["sales", "stock"]
    assert texts(document) == ["doc.json:19: error DW002: jobs[2] is no block [jobs[2]]"]


@pytest.mark.parametrize("data", [None, 5, "x", [], [{}], {}, {"version": 4, "resources": []}], ids=str)
def test_json_without_a_job(data: Any) -> None:
    (problem,) = read(data).diagnostics
    assert problem.code == "DW091"


# JSON and its lines


def test_lines() -> None:
    text = '{"a": 1,\n "b": [\n  {"c":\n 2}, "}\\"{",\n [3]\n ],\n "b\\u00e9": {}}'
    assert read_json(text.encode()).lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 0, "c"): 3,
        ("b", 1): 4,
        ("b", 2): 5,
        ("b", 2, 0): 5,
        ("bé",): 7,
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(data=json_values, indent=st.none() | st.just(1), ascii_only=st.booleans())
def test_every_value_has_a_line(data: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    read_text = read_json(text.encode("utf-8", "surrogatepass"))
    assert read_text.data == data
    lines = text.split("\n")

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        assert 1 <= read_text.lines[path] <= len(lines)
        if isinstance(value, Mapping):
            for name, each in value.items():
                walk(each, (*path, name))
                assert json.dumps(name, ensure_ascii=ascii_only) in lines[read_text.lines[(*path, name)] - 1]
        if isinstance(value, list):
            for index, each in enumerate(value):
                walk(each, (*path, index))

    walk(data, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le"])
def test_encodings(encoding: str) -> None:
    assert read_json('{"é": "漢"}'.encode(encoding)).data == {"é": "漢"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"{\n\n]", 3),
        (b"[NaN]", 1),
        (b"\n\xff", 2),
        (b"[" * 201 + b"]" * 201, 1),
        (b"[" * 200_000, 1),
        (b"1" * 10_000, 1),
        (b"{} {}", 1),
    ],
    ids=["empty", "bracket", "NaN", "bytes", "deep", "deeper", "digits", "two"],
)
def test_what_is_no_json(content: bytes, line: int) -> None:
    with pytest.raises(NotJson) as raised:
        read_json(content)
    assert raised.value.line == line


@given(st.binary(max_size=100))
def test_any_bytes_are_read(content: bytes) -> None:
    read_document(content, "any.json")


def test_dependencies_know_their_lines() -> None:
    document = read({"tasks": [NOTEBOOK, {**NOTEBOOK, "task_key": "b", "depends_on": [{"task_key": "a"}]}]})
    job = only_job(document)
    assert [(key, origin.line) for key, origin in job.dependency_origins.items()] == [(("b", "a"), 15)]
    assert (job.settings.tasks or [])[1].depends_on == [TaskDependency(task_key="a")]


def test_what_clusters_elsewhere_have_says_why_jobs_do_not() -> None:
    (problem,) = read(
        resource(task={**NOTEBOOK, "new_cluster": {**CLUSTER, "autotermination_minutes": 30}})
    ).diagnostics
    assert problem.summary == "task 'a': there is no argument task.new_cluster.autotermination_minutes (value 30)"
    assert problem.remedy == (
        "it has no meaning in a job: its cluster ends with the last task that uses it; leave it out; to limit a task "
        "write timeout_seconds"
    )


def test_a_name_that_stands_twice_is_told_once_for_all_that_is_in_it() -> None:
    text = """{"name": "x",
 "name": "y", "timeout_seconds": 5,
 "tasks": [{"task_key": "a", "notebook_task": {"notebook_path": "/a"}}],
 "tasks": [{"task_key": "b", "notebook_task": {"notebook_path": "/b"}}]}"""
    document = read_document(text.encode(), "job.json")
    assert [f"{each.origin and each.origin.line} {each.code} {each.summary}" for each in document.diagnostics] == [
        "2 DW092 name stands twice, first in line 1: what it was there is lost",
        "4 DW092 tasks stands twice, first in line 3: what it was there is lost",
    ]


def test_a_field_of_the_api_that_is_called_as_terraforms_dynamic_blocks_are() -> None:
    assert [each.code for each in read({"jobs": [{"name": "x", "dynamic": {"dynamic": None}}]}).diagnostics] == [
        "DW001"
    ]
