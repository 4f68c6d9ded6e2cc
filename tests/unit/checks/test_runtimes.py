"""Databricks Runtimes that are no longer supported."""

from __future__ import annotations

from datetime import date

import pytest

from databricks_workflows.checks.blocks import Block
from databricks_workflows.checks.runtimes import check_runtime, ended_on
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model import Cluster
from databricks_workflows.model.tokens import tf
from databricks_workflows.pipeline import Settings
from tests.support.workflows import task, text, told, workflow

ENDED: list[tuple[str, date, str | None]] = [
    ("12.2.x-scala2.12", date(2026, 3, 1), None),
    ("12.2.x-scala2.12", date(2026, 3, 2), "whose support ended on 2026-03-01"),
    ("12.2.x-cpu-ml-scala2.12", date(2026, 3, 2), "whose support ended on 2026-03-01"),
    ("17.1.x-photon-scala2.13", date(2026, 2, 2), "whose support ended on 2026-02-01"),
    ("15.3.x-scala2.12", date(2026, 1, 1), "whose support has ended"),
    ("15.3.x-scala2.12", date(2024, 9, 1), None),
    ("9.1.x-scala2.12", date(2026, 1, 1), "which is no longer there"),
    ("apache-spark-2.4.x-scala2.11", date(2026, 1, 1), "which is no longer there"),
    ("17.3.x-scala2.13", date(2028, 10, 22), None),
    ("18.x-scala2.13", date(2040, 1, 1), None),
    ("auto:latest-lts", date(2040, 1, 1), None),
    ("custom:custom-local__10.x-scala2.12", date(2040, 1, 1), None),
    ("", date(2040, 1, 1), None),
]


@pytest.mark.parametrize(("version", "today", "ended"), ENDED)
def test_support_ends_on_a_day(version: str, today: date, ended: str | None) -> None:
    assert ended_on(version, today) == ended


def said(version: str) -> list[str]:
    found = Diagnostics()
    cluster = Cluster(spark_version=version)
    check_runtime(Block(cluster, ("new_cluster",), "task 'load'", Place("etl/load")), date(2026, 6, 1), found)
    return text(found)


def test_an_ended_runtime_is_a_warning() -> None:
    assert said("12.2.x-scala2.12") == [
        "warning DW341: task 'load': new_cluster.spark_version is '12.2.x-scala2.12', whose support ended on "
        "2026-03-01 [etl/load]\n"
        "    write a version with long-term support, such as '16.4.x-scala2.12' or '17.3.x-scala2.13'"
    ]


@pytest.mark.parametrize("version", ["16.4.x-scala2.12", tf("${var.runtime}")])
def test_others_are_not(version: str) -> None:
    assert said(version) == []


def test_the_day_is_that_of_the_settings() -> None:
    cluster = {"spark_version": "13.3.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 1}
    etl = workflow(lambda: task(new_cluster=cluster))
    days = [date(2026, 8, 22), date(2026, 8, 23)]
    assert [len(told(etl, settings=Settings(today=day))) for day in days] == [0, 1]
