"""The job around the tasks: the group's arguments, with extra_job_params laid over them."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DAG, TaskGroup
from databricks_workflows.model import AccessControl, EmailNotifications, JobSettings, Queue, RunAs
from tests.support.workflows import compiled, settings_of, task, told, workflow

QUEUE = {"enabled": True}
BARE = {"name": "etl", "max_concurrent_runs": 1, "queue": QUEUE}


def fields(**arguments: Any) -> dict[str, Any]:
    return {name: value for name, value in settings_of(workflow(**arguments)).items() if name != "tasks"}


JOBS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("nothing said", {}, BARE),
    ("max_concurrent_runs", {"max_concurrent_runs": 3}, {**BARE, "max_concurrent_runs": 3}),
    (
        "extra max_concurrent_runs wins",
        {"max_concurrent_runs": 3, "extra_job_params": {"max_concurrent_runs": 5}},
        {**BARE, "max_concurrent_runs": 5},
    ),
    ("extra name wins", {"extra_job_params": {"name": "Daily ETL"}}, {**BARE, "name": "Daily ETL"}),
    ("zero is kept", {"extra_job_params": {"timeout_seconds": 0}}, {**BARE, "timeout_seconds": 0}),
    ("empty text is kept", {"extra_job_params": {"description": ""}}, {**BARE, "description": ""}),
    ("None is dropped", {"extra_job_params": {"description": None}}, BARE),
    ("queue stands", {"extra_job_params": {"queue": {"enabled": False}}}, {**BARE, "queue": {"enabled": False}}),
    (
        "a typed JobSettings",
        {"extra_job_params": JobSettings(queue=Queue(enabled=False), tags={"a": "b"})},
        {**BARE, "queue": {"enabled": False}, "tags": {"a": "b"}},
    ),
    ("run_as", {"run_as": RunAs(user_name="a@b.c")}, {**BARE, "run_as": {"user_name": "a@b.c"}}),
    (
        "extra run_as wins",
        {"run_as": {"user_name": "a@b.c"}, "extra_job_params": {"run_as": {"user_name": "d@e.f"}}},
        {**BARE, "run_as": {"user_name": "d@e.f"}},
    ),
    (
        "deep fields",
        {"extra_job_params": {"email_notifications": EmailNotifications(on_failure=["a@b.c"]), "tags": {"n": 1}}},
        {**BARE, "email_notifications": {"on_failure": ["a@b.c"]}, "tags": {"n": "1"}},
    ),
    ("empty lists are left out", {"job_clusters": [], "extra_job_params": {"environments": []}}, BARE),
]


@pytest.mark.parametrize(("arguments", "expected"), [row[1:] for row in JOBS], ids=[row[0] for row in JOBS])
def test_a_job_is_made_of(arguments: dict[str, Any], expected: dict[str, Any]) -> None:
    assert fields(**arguments) == expected
    assert [each for each in told(workflow(**arguments)) if "DW029" not in each] == []  # see test_two_values.py


def test_environments_are_a_union_by_key() -> None:
    environments = [{"environment_key": "a"}, {"environment_key": "b", "spec": {"environment_version": "1"}}]
    more = [{"environment_key": "b"}, {"environment_key": "c"}]
    merged = fields(environments=environments, extra_job_params={"environments": more})
    assert merged["environments"] == [{"environment_key": key} for key in "abc"]


def test_tags_set_afterwards_lie_over_the_others() -> None:
    etl = workflow(extra_job_params={"tags": {"team": "a", "cost": "1"}})
    etl.tags["team"] = "b"
    assert settings_of(etl)["tags"] == {"team": "b", "cost": "1"}


def test_tags_alone_need_no_others() -> None:
    etl = workflow()
    etl.tags["team"] = "b"
    assert settings_of(etl)["tags"] == {"team": "b"}


def test_tags_beside_wrong_ones_are_told_of() -> None:
    etl = workflow(extra_job_params={"tags": 5})
    etl.tags["team"] = "b"
    assert told(etl) == [
        "error DW002: workflow 'etl': tags is 5, expected a mapping of names to values [etl]\n"
        '    write for example {"name": "..."}'
    ]


def test_the_name_holds_dag_and_groups() -> None:
    with DAG("sales") as dag, TaskGroup(group_id="region"), TaskGroup(group_id="unseen", prefix_group_id=False):
        workflow()
    assert settings_of(dag)["name"] == "sales.region.etl"


ADMINS = {"group_name": "admins", "permission_level": "CAN_MANAGE"}
USERS = {"group_name": "users", "permission_level": "CAN_VIEW"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, ()),
        ({"access_control_list": []}, ()),
        ({"access_control_list": [ADMINS]}, (AccessControl(**ADMINS),)),
        ({"access_control_list": [AccessControl(**USERS)]}, (AccessControl(**USERS),)),
        ({"extra_job_params": {"access_control_list": [USERS]}}, (AccessControl(**USERS),)),
        (
            {"access_control_list": [ADMINS], "extra_job_params": {"access_control_list": [USERS]}},
            (AccessControl(**USERS),),
        ),
    ],
)
def test_permissions_stand_beside_the_job(arguments: dict[str, Any], expected: tuple[AccessControl, ...]) -> None:
    (job,) = compiled(workflow(**arguments)).jobs
    assert job.permissions == expected
    assert fields(**arguments) == BARE


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "tasks",
        {"extra_job_params": {"tasks": []}},
        [
            "error DW013: workflow 'etl': extra_job_params has tasks, which would replace the group's own [etl]\n"
            "    write them as tasks of the group"
        ],
    ),
    (
        "an unknown field",
        {"extra_job_params": {"timeout_second": 5}},
        [
            "error DW001: workflow 'etl': there is no field timeout_second (value 5) [etl]\n"
            "    did you mean 'timeout_seconds'?"
        ],
    ),
    (
        "no mapping",
        {"extra_job_params": "x"},
        [
            "error DW002: workflow 'etl': extra_job_params is 'x', expected a mapping of job fields [etl]\n"
            "    write {'timeout_seconds': 3600, ...}"
        ],
    ),
    (
        "max_concurrent_runs as text",
        {"max_concurrent_runs": "3"},
        [
            "error DW002: workflow 'etl': max_concurrent_runs is '3', expected a whole number [etl]\n"
            "    write 3 without quotes"
        ],
    ),
    (
        "libraries that are no list",
        {"extra_job_params": {"libraries": {"whl": "/a.whl"}}},
        [
            "error DW002: workflow 'etl': libraries is {'whl': '/a.whl'}, expected a list [etl]\n"
            '    write [{"whl": "/a.whl"}]'
        ],
    ),
    (
        "a library that is no mapping",
        {"notebook_packages": ["faker"]},
        [
            "error DW002: workflow 'etl': notebook_packages[0] is 'faker', expected a mapping of its fields [etl]\n"
            '    write {"pypi": {"package": "faker"}}'
        ],
    ),
    (
        "an unknown word in a permission",
        {"access_control_list": [{"group": "users", "permission_level": "CAN_VIEW"}]},
        [
            "error DW001: workflow 'etl': access_control_list[0]: there is no field group (value 'users') [etl]\n"
            "    did you mean 'group_name'?"
        ],
    ),
    (
        "read-only fields",
        {"extra_job_params": {"creator_user_name": "a@b.c"}},
        [
            "info DW011: workflow 'etl': creator_user_name is read-only: Databricks answers it and never takes it "
            "[etl]\n    leave it out"
        ],
    ),
    (
        "fields of the form without tasks",
        {"extra_job_params": {"max_retries": 3}},
        [
            "error DW010: workflow 'etl': max_retries belongs to jobs of the form without tasks: beside tasks "
            "every plan "
            "would show it as a change [etl]\n    write it on the tasks"
        ],
    ),
    *(
        (
            f"{name} that are {value!r}",
            {name: value},
            [
                f"error DW002: workflow 'etl': {name} is {value!r}, expected a list [etl]\n"
                f"    write for example {example}"
            ],
        )
        for name, example in (
            (
                "environments",
                '[{"environment_key": "...", "spec": {"environment_version": "3", "dependencies": ["..."]}}]',
            ),
            (
                "job_clusters",
                '[{"job_cluster_key": "...", "new_cluster": {"spark_version": "16.4.x-scala2.12", '
                '"node_type_id": "...", "num_workers": 2}}]',
            ),
        )
        for value in ({}, 5, "x", {"k": 1})
    ),
    (
        "extra that is no mapping",
        {"extra": 5},
        [
            "error DW002: workflow 'etl': extra is 5, expected a mapping of Terraform's argument names to values "
            "[etl]\n    write {'argument': value}"
        ],
    ),
    (
        "extra whose names are no text",
        {"extra": {5: 1}},
        [
            "error DW002: workflow 'etl': extra is {5: 1}, expected a mapping of Terraform's argument names to values "
            "[etl]\n    write {'argument': value}"
        ],
    ),
    (
        "an environment without its key",
        {"environments": [{"spec": {}}]},
        [
            "error DW002: workflow 'etl': environments[0].environment_key is required and missing [etl]\n"
            "    set environments[0].environment_key"
        ],
    ),
]


@pytest.mark.parametrize(("arguments", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_says_what_is_wrong_with(arguments: dict[str, Any], messages: list[str]) -> None:
    assert told(workflow(**arguments)) == messages


def test_a_wrong_field_leaves_the_right_ones() -> None:
    assert fields(extra_job_params={"time_out": 5, "tags": {"a": "b"}, "timeout_seconds": "x"}) == {
        **BARE,
        "tags": {"a": "b"},
    }


def test_replaced_tasks_leave_the_groups_own() -> None:
    etl = workflow(lambda: task("mine"), extra_job_params={"tasks": [{"task_key": "other"}]})
    assert [each["task_key"] for each in settings_of(etl)["tasks"]] == ["mine"]
