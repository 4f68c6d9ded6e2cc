"""The jobs of one stack, and of one app, beside each other."""

from __future__ import annotations

from dataclasses import replace

from databricks_workflows.checks.jobs import check_addresses, check_names
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.resolve.connections import Connection
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import job, text

PROD, TEST = (Connection(name, name, {}) for name in ("prod", "test"))


def at(path: str, address: str = "", name: str = "etl", connection: Connection | None = PROD) -> Job:
    return replace(job(name=name), place=Place(path), address=address or path, connection=connection)


def addresses(*jobs: Job) -> list[str]:
    found = Diagnostics()
    check_addresses(jobs, found)
    return text(found)


def names(*jobs: Job) -> list[str]:
    found = Diagnostics()
    check_names(jobs, found)
    return text(found)


def test_different_addresses_pass() -> None:
    assert addresses(at("a"), at("b")) == []


def test_one_address_twice_is_an_error_at_each_later_job() -> None:
    assert addresses(at("a", "x"), at("b", "x"), at("c", "x")) == [
        f"error DW070: workflows 'a' and {path!r} have one address, databricks_job.x [{path}]\n"
        "    give one of them another group id, or address="
        for path in ("b", "c")
    ]


def test_different_names_or_connections_pass() -> None:
    assert names(at("a", name="x"), at("b", name="y")) == []
    assert names(at("a", connection=PROD), at("b", connection=TEST)) == []
    assert names(at("a", connection=None), at("b", connection=None)) == []


def test_one_name_twice_on_one_connection_is_an_info() -> None:
    assert names(at("a"), at("b", connection=TEST), at("c")) == [
        "info DW072: workflow 'c' makes another job named 'etl' on connection 'prod' [c]\n"
        "    give one of them another name"
    ]
