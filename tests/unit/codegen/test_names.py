"""Names in the source."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.authoring import Dag
from databricks_workflows.codegen.module import modules
from databricks_workflows.codegen.names import class_name, constant, distinct, identifier, stack_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("load", "load"),
        ("Load-Orders.v2", "load_orders_v2"),
        ("2nd", "_2nd"),
        ("class", "class_"),
        ("match", "match_"),
        ("print", "print_"),
        ("id", "id_"),
        ("---", "step"),
        ("größe", "größe"),
    ],
)
def test_an_id_as_a_variable(name: str, expected: str) -> None:
    assert identifier(name) == expected


@given(st.text())
def test_every_id_has_a_variable(name: str) -> None:
    made = identifier(name)
    assert made.isidentifier()
    assert not keyword.iskeyword(made)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([["load"], ["check"]], ["load", "check"]),
        ([["load", "eu"], ["load", "us"]], ["eu_load", "us_load"]),
        ([["load", "daily", "eu"], ["load", "daily", "us"]], ["eu_load", "us_load"]),
        ([["load", "dag"], ["load", "load", "dag"]], ["load", "load_load"]),
        ([["load", "eu"], ["load", "us"], ["eu_load", "x"]], ["eu_load", "us_load", "eu_load_2"]),
        ([["load", "eu"], ["load", "eu"]], ["eu_load", "eu_load_2"]),
        ([["tf"]], ["tf_2"]),
    ],
)
def test_each_has_a_name_of_its_own(wanted: list[list[str]], expected: list[str]) -> None:
    assert list(distinct(dict(enumerate(wanted)), {"tf"}).values()) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("sales", ("SalesStack", "sales")),
        ("sales_daily", ("SalesDailyStack", "sales-daily")),
        ("2024 load.v2", ("Dag2024LoadV2Stack", "2024-load-v2")),
        ("workflow", ("WorkflowDagStack", "workflow")),
        ("__init__", ("InitStack", "init")),
    ],
)
def test_a_files_stack(stem: str, expected: tuple[str, str]) -> None:
    assert (class_name(stem), stack_id(stem)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cluster_spec", "CLUSTER"),
        ("JobCluster", "JOB_CLUSTER"),
        ("etl_cluster_cluster", "ETL_CLUSTER"),
        ("é", "VALUE"),
    ],
)
def test_a_constant(name: str, expected: str) -> None:
    assert constant(name) == expected


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    none: list[Dag] = []
    made = modules([{"dags/eu/sales.py": none, "dags/x.py": none}, {"dags/us/sales.py": none}, {"dags/2nd.py": none}])
    assert [(each.name, each.class_name, each.stack_id) for each in made] == [
        ("eu_sales", "EuSalesStack", "eu-sales"),
        ("us_sales", "UsSalesStack", "us-sales"),
        ("dag_2nd", "Dag2ndStack", "2nd"),
    ]
