"""The jobs of one stack, and of one app, beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksWorkflowTaskGroup
from databricks_workflows.checks.jobs import check_addresses, check_connections, check_names, check_variables
from databricks_workflows.diagnostics import Diagnostics, Origin, Place
from databricks_workflows.pipeline import check_together
from databricks_workflows.resolve.connections import Connection
from databricks_workflows.resolve.resolved import Job, Named
from tests.support.workflows import compiled, job, task, text, workflow

PROD, TEST = (Connection(name, name, {}) for name in ("prod", "test"))


def at(path: str, address: str = "", name: str = "etl", connection: Connection | None = PROD) -> Job:
    return replace(job(name=name), place=Place(path), address=address or path, connection=connection)


def found_by(rule: Callable[[Sequence[Job], Diagnostics], None], jobs: Sequence[Job]) -> list[str]:
    found = Diagnostics()
    rule(jobs, found)
    return text(found)


def addresses(*jobs: Job) -> list[str]:
    return found_by(check_addresses, jobs)


def names(*jobs: Job) -> list[str]:
    """Each in a stack of its own."""
    found = Diagnostics()
    check_names([[each] for each in jobs], found)
    return text(found)


def variables(*jobs: Job) -> list[str]:
    return found_by(check_variables, jobs)


def connections(*jobs: Job) -> list[str]:
    return found_by(check_connections, jobs)


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


def test_of_two_at_one_address_of_a_stack_the_name_is_not_told_again() -> None:
    found = Diagnostics()
    check_names([[at("a", "x"), at("b", "x")]], found)
    assert text(found) == []
    assert len(names(at("a", "x"), at("b", "x"))) == 1


def of_dag(dag_id: str, file: str, line: int, path: str = "") -> Job:
    made = Named(dag_id, Place(dag_id, Origin(file, line)))
    return replace(at(path or dag_id, "x"), dag=made)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (("same", "a.py", 4), ("same", "a.py", 9), "two DAGs are called 'same', first in line 4"),
        (("same", "a.py", 4), ("same", "b.py", 9), "two DAGs are called 'same', first in a.py:4"),
        (("same", "a.py", 4, "a-b"), ("same", "a.py", 4, "a_b"), "workflows 'a-b' and 'a_b' have one address"),
        (("a-b", "a.py", 4), ("a_b", "a.py", 9), "workflows 'a-b' and 'a_b' have one address"),
    ],
)
def test_two_dags_of_one_id_are_named(first: tuple[Any, ...], second: tuple[Any, ...], told: str) -> None:
    (found,) = addresses(of_dag(*first), of_dag(*second))
    assert told in found


def test_two_dags_of_one_id_are_one_problem() -> None:
    dags = []
    for line in (1, 2):
        with DAG("same", schedule="@daily") as dag:
            workflow()
            with DatabricksWorkflowTaskGroup(group_id="more"):
                task()
        dag.origin = Origin("dag.py", line)
        dags.append(dag)
    made = compiled(*dags)
    assert text([*made.diagnostics, *check_together([made])]) == [
        "error DW070: two DAGs are called 'same', first in line 1 [same]\n    give one of them another dag_id"
    ]


def using(path: str, **defaults: str | None) -> Job:
    return replace(job(), place=Place(path, Origin(f"{path}.py", 3)), variables=defaults)


def test_one_variable_with_one_default_passes() -> None:
    assert variables(using("a", x="1"), using("b", x=None), using("c", x="1"), using("d", y="2")) == []


def test_a_variable_with_two_defaults_is_an_error_at_each_later_job() -> None:
    assert variables(using("a", x=None), using("b", x="1"), using("c", x="2"), using("d", x="1"), using("e", x="")) == [
        f"error DW035: workflow {path!r}: Terraform variable 'x' has the default {default!r}, and '1' in workflow 'b' "
        f"(b.py:3) [{path}]\n    give it one default, or use another name"
        for path, default in (("c", "2"), ("e", ""))
    ]


def test_different_aliases_pass_and_one_connection_twice() -> None:
    assert connections(at("a"), at("b", connection=TEST), at("c"), at("d", connection=None)) == []


def test_two_connections_with_one_alias_are_an_error() -> None:
    dotted, dashed = Connection("p.1", "p_1", {}), Connection("p-1", "p_1", {})
    assert connections(at("a", connection=dotted), at("b", connection=dashed), at("c", connection=dotted)) == [
        "error DW052: connections 'p.1' and 'p-1' have one provider alias, 'p_1' [b]\n    rename one of them"
    ]
