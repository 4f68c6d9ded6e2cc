"""Mails become notifications: of the job, of a task, of the DAG's own job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksWorkflowTaskGroup, Joint, Mail, TaskGroup
from databricks_workflows.pipeline import Settings
from databricks_workflows.resolve.mails import addresses
from tests.support.workflows import compiled, task, workflow

TO = ("a@b.c",)


def group(name: str) -> DatabricksWorkflowTaskGroup:
    with DatabricksWorkflowTaskGroup(group_id=name) as made:
        task("one") >> task("two")
    return made


def mail(rule: str | None = None, to: tuple[str, ...] = TO, name: str = "mail") -> Mail:
    return Mail(None, name, to, {"trigger_rule": rule} if rule else {})


def notified(body: Callable[[], object]) -> dict[str, Any]:
    """Who is told of what, by the path of the job and the key of the task."""
    with DAG("sales") as dag:
        body()
    found: dict[str, Any] = {}
    for job in compiled(dag).jobs:
        path = job.place.path
        found[path] = job.settings.email_notifications
        found |= {f"{path}:{each.task_key}": each.email_notifications for each in job.settings.tasks or ()}
    return {name: notifications.as_dict() for name, notifications in found.items() if notifications is not None}


def after_a_group() -> None:
    group("etl") >> mail()


def after_a_task_in_it() -> None:
    group("etl").members[0] >> mail()


def after_a_task_outside() -> None:
    group("etl") >> task("last") >> mail()


def at_the_end() -> None:
    [group("a"), group("b")] >> mail()


def through_a_joint() -> None:
    joint = Joint(None, "joint", {})
    group("etl") >> joint >> mail()


def through_another_mail() -> None:
    group("etl") >> mail(name="first") >> mail(to=("d@e.f",), name="second")


WHERE: list[tuple[Callable[[], None], dict[str, Any]]] = [
    (after_a_group, {"sales/etl": {"on_success": ["a@b.c"]}}),
    (after_a_task_in_it, {"sales/etl:one": {"on_success": ["a@b.c"]}}),
    (after_a_task_outside, {"sales:last": {"on_success": ["a@b.c"]}}),
    (at_the_end, {"sales": {"on_success": ["a@b.c"]}}),
    (through_a_joint, {"sales/etl": {"on_success": ["a@b.c"]}}),
    (through_another_mail, {"sales/etl": {"on_success": ["a@b.c", "d@e.f"]}}),
]


@pytest.mark.parametrize(("body", "found"), WHERE, ids=[row[0].__name__ for row in WHERE])
def test_a_mail_is_a_notification_of_what_it_comes_after(body: Callable[[], None], found: dict[str, Any]) -> None:
    assert notified(body) == found


RULES = {
    None: ["on_success"],
    "all_success": ["on_success"],
    "none_failed": ["on_success"],
    "one_failed": ["on_failure"],
    "all_failed": ["on_failure"],
    "all_done": ["on_failure", "on_success"],
}


@pytest.mark.parametrize("rule", RULES)
def test_the_trigger_rule_says_of_what(rule: str | None) -> None:
    (notifications,) = notified(lambda: group("etl") >> mail(rule)).values()
    assert sorted(notifications) == RULES[rule]


def one_after_the_other() -> None:
    group("a") >> group("b") >> mail("one_failed")


def in_spite_of_a_failure() -> None:
    [group("a") >> Joint(None, "joint", {"trigger_rule": "all_done"}) >> group("b")] >> mail("all_done")


def beside_others() -> None:
    group("a") >> group("b") >> mail("one_failed")
    group("c")


def inside_a_workflow() -> None:
    group("etl").members[1] >> mail("one_failed")


def inside_a_workflow_after_another() -> None:
    last = group("b")
    group("a") >> last
    last.members[1] >> mail("all_done")


def after_an_inner_group() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl"):
        with TaskGroup(group_id="inner") as inner:
            task("one") >> task("two", retries=2)
        inner >> task("three")
    inner >> mail("all_done")


ON_FAILURE = {"on_failure": ["a@b.c"]}
FAILURES: list[tuple[Callable[[], None], dict[str, Any]]] = [
    (one_after_the_other, {"sales": ON_FAILURE}),
    (in_spite_of_a_failure, {"sales/a": ON_FAILURE, "sales/b": {"on_success": ["a@b.c"], **ON_FAILURE}}),
    (beside_others, {"sales/a": ON_FAILURE, "sales/b": ON_FAILURE}),
    (inside_a_workflow, {"sales/etl:one": ON_FAILURE, "sales/etl:two": ON_FAILURE}),
    (
        inside_a_workflow_after_another,
        {"sales/a": ON_FAILURE, "sales/b:one": ON_FAILURE, "sales/b:two": {"on_success": ["a@b.c"], **ON_FAILURE}},
    ),
    (
        after_an_inner_group,
        {"sales/etl:inner__one": ON_FAILURE, "sales/etl:inner__two": {"on_success": ["a@b.c"], **ON_FAILURE}},
    ),
]


@pytest.mark.parametrize(("body", "found"), FAILURES, ids=[row[0].__name__ for row in FAILURES])
def test_a_failure_of_anything_before_it_is_told(body: Callable[[], None], found: dict[str, Any]) -> None:
    assert notified(body) == found


def some_of_the_steps() -> None:
    [group("a"), group("b")] >> mail()
    group("c")


NEITHER = "is neither success nor failure"
REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "nobody": (lambda: group("etl") >> mail(to=()), "it has no address"),
    "another rule": (
        lambda: group("etl") >> mail("one_done"),
        "trigger_rule 'one_done' is neither success nor failure",
    ),
    "after nothing": (mail, "it comes after nothing"),
    "after some": (some_of_the_steps, "it comes after some of the steps, neither one nor all"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_notification_stands_for_is_told(name: str) -> None:
    body, why = REFUSED[name]
    with DAG("sales") as dag:
        group("etl")
        body()
    strict, allowed = (compiled(dag, settings=Settings(allow_unsupported=each)) for each in (False, True))
    assert [(each.code, each.severity) for each in strict.diagnostics if "mail" in each.summary] == [("DW062", "error")]
    (problem,) = [each for each in allowed.diagnostics if each.code == "DW062"]
    assert problem.summary == f"EmailOperator 'mail': no notification of a job stands for it: {why}"
    assert problem.severity == "warning"


def test_that_the_text_is_another_is_told() -> None:
    with DAG("sales") as dag:
        after_a_group()
    (problem,) = compiled(dag).diagnostics
    assert problem.code == "DW065"
    assert problem.summary == (
        "EmailOperator 'mail' becomes email_notifications.on_success; the text of the mail is Databricks' own"
    )


# Mails about failures


def failure_mails(settings: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    """The notifications of a task whose defaults are these."""
    result = compiled(workflow(lambda: task(**settings), default_args=defaults))
    assert [each.code for each in result.diagnostics] == []
    (each,) = result.jobs[0].settings.as_dict()["tasks"]
    return {name: value for name, value in each.items() if "notification" in name}


BY_MAIL = {"email_notifications": {"on_failure": ["a@b.c"]}}
ABOUT_FAILURES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "an address": ({"email": "a@b.c"}, {}, BY_MAIL),
    "the address of the group": ({}, {"email": ["a@b.c"], "email_on_failure": True}, BY_MAIL),
    "not wanted here": ({"email_on_failure": False}, {"email": ["a@b.c"]}, {}),
    "not wanted at all": ({}, {"email": ["a@b.c"], "email_on_failure": False}, {}),
    "nobody": ({"email_on_failure": True}, {}, {}),
    "once the retries are spent": (
        {"email": "a@b.c", "retries": 2},
        {},
        {**BY_MAIL, "notification_settings": {"alert_on_last_attempt": True}},
    ),
    "at every try": ({"email": "a@b.c", "retries": 2, "email_on_retry": True}, {}, BY_MAIL),
    "its own": (
        {"email": "a@b.c", "email_notifications": {"on_failure": ["d@e.f"]}},
        {},
        {"email_notifications": {"on_failure": ["d@e.f"]}},
    ),
    "its own of something else": (
        {"email": "a@b.c", "email_notifications": {"on_start": ["d@e.f"]}},
        {},
        {"email_notifications": {"on_start": ["d@e.f"], "on_failure": ["a@b.c"]}},
    ),
}


@pytest.mark.parametrize("name", ABOUT_FAILURES)
def test_a_task_tells_of_its_failure(name: str) -> None:
    given, defaults, found = ABOUT_FAILURES[name]
    assert failure_mails(given, **defaults) == found


def test_what_is_no_address_is_told() -> None:
    (problem,) = compiled(workflow(lambda: task(email=5))).diagnostics
    assert (problem.code, problem.summary) == ("DW002", "task 'load': email is 5, expected addresses")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, ()),
        ("", ()),
        ("a@b.c", ("a@b.c",)),
        ("a@b.c, d@e.f;g@h.i ;", ("a@b.c", "d@e.f", "g@h.i")),
        (["a@b.c", "d@e.f"], ("a@b.c", "d@e.f")),
        (5, None),
        ([5], None),
    ],
)
def test_addresses_are_written_as_airflow_takes_them(value: Any, found: Any) -> None:
    assert addresses(value) == found
