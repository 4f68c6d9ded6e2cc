"""The job's name in Terraform (M14)."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.resolve.addresses import slug
from tests.support.workflows import compiled, task, told


def group(name: str = "etl", **arguments: Any) -> DatabricksWorkflowTaskGroup:
    with DatabricksWorkflowTaskGroup(group_id=name, **arguments) as made:
        task()
    return made


SLUGS = {
    "etl": "etl",
    "daily-etl": "daily_etl",
    "a.b c": "a_b_c",
    "1st": "_1st",
    "Ätl": "_tl",
    "": "_",
    "ETL_2": "ETL_2",
}


@pytest.mark.parametrize("name", SLUGS)
def test_a_slug_is_a_terraform_name(name: str) -> None:
    assert slug(name) == SLUGS[name]


def test_an_address_is_made_of_the_groups_id() -> None:
    assert [job.address for job in compiled(group("daily-etl")).jobs] == ["daily_etl"]


def test_an_address_holds_dag_and_groups() -> None:
    with DAG("sales.eu") as dag, TaskGroup(group_id="region"), TaskGroup(group_id="unseen", prefix_group_id=False):
        group()
    assert [job.address for job in compiled(dag).jobs] == ["sales_eu_region_etl"]


@pytest.mark.parametrize("given", ["orders", "databricks_job.orders"])
def test_address_sets_it(given: str) -> None:
    assert [job.address for job in compiled(group(address=given)).jobs] == ["orders"]


@pytest.mark.parametrize(
    ("given", "proposed"), [("my orders", "my_orders"), ("1st", "_1st"), ("databricks_job.a.b", "a_b"), ("", "_")]
)
def test_an_address_that_terraform_does_not_take_is_an_error(given: str, proposed: str) -> None:
    assert told(group(address=given)) == [
        f"error DW071: workflow 'etl': address {given!r} is no Terraform name [etl]\n"
        f"    letters, digits, _ and -, the first no digit; for example {proposed!r}"
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [(None, None), ("old", "old"), ("databricks_job.old", "old")],
)
def test_the_previous_address_is_kept_without_its_resource_type(given: str | None, expected: str | None) -> None:
    assert [job.previous_address for job in compiled(group(previous_address=given)).jobs] == [expected]


def test_a_previous_address_that_terraform_never_took_is_an_error() -> None:
    etl = group(previous_address="old job")
    assert told(etl) == [
        "error DW071: workflow 'etl': previous_address 'old job' is no Terraform name [etl]\n"
        "    letters, digits, _ and -, the first no digit; for example 'old_job'"
    ]
    assert [job.previous_address for job in compiled(etl).jobs] == [None]


@pytest.mark.parametrize("given", [123, "123", "${databricks_job.x.id}"])
def test_a_job_is_taken_over_by_its_id(given: Any) -> None:
    assert [job.import_from for job in compiled(group(import_from=given)).jobs] == [given]


@pytest.mark.parametrize("given", [["123"], -1, True, 2**63])
def test_what_is_no_id_takes_nothing_over(given: Any) -> None:
    etl = group(import_from=given)
    assert told(etl) == [
        f"error DW002: workflow 'etl': import_from is {given!r}, expected the id of a job [etl]\n"
        "    give the number in the job's URL"
    ]
    assert [job.import_from for job in compiled(etl).jobs] == [None]


def test_two_equal_addresses_in_a_stack_are_an_error() -> None:
    assert told(group("a-b"), group("a_b")) == [
        "error DW070: workflows 'a-b' and 'a_b' have one address, databricks_job.a_b [a_b]\n"
        "    give one of them another group id, or address="
    ]
