"""A value as Python source."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows import model
from databricks_workflows.authoring.frozen import Opaque
from databricks_workflows.codegen.values import Values
from databricks_workflows.model import Cluster, JobCluster, JobSettings, Library, Model, Task, tf

NAMES = {
    **{name: getattr(model, name) for name in model.__all__},
    **{each.__name__: each for each in (date, datetime, timedelta, timezone, ZoneInfo)},
    "UTC": UTC,
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "None"),
        (True, "True"),
        (0, "0"),
        (1.5, "1.5"),
        (float("-inf"), 'float("-inf")'),
        ("it's", '"it\'s"'),
        ("", "''"),
        (b"\x00", "b'\\x00'"),
        ([], "[]"),
        ({}, "{}"),
        (("a",), "('a', )"),
        (frozenset("ab"), "frozenset({'a', 'b'})"),
        (frozenset(), "frozenset()"),
        ({"a": [1, {"b": None}]}, "{'a': [1, {'b': None}]}"),
        (tf("${var.env}"), "tf('${var.env}')"),
        (timedelta(minutes=10), "timedelta(minutes=10)"),
        (timedelta(hours=26, seconds=1), "timedelta(days=1, hours=2, seconds=1)"),
        (timedelta(0), "timedelta()"),
        (date(2024, 1, 31), "date(2024, 1, 31)"),
        (datetime(2024, 1, 31), "datetime(2024, 1, 31)"),
        (datetime(2024, 1, 31, 6, tzinfo=UTC), "datetime(2024, 1, 31, 6, tzinfo=UTC)"),
        (ZoneInfo("Europe/Paris"), "ZoneInfo('Europe/Paris')"),
        (timezone(timedelta(hours=2)), "timezone(timedelta(hours=2))"),
        (Opaque("Asset('s3://lake')"), "\"Asset('s3://lake')\""),
        ("word " * 20, "('word word word word word word word word word word ' "
         "'word word word word word word word word word word ')"),
        ("select 1\n" * 9, f"({' '.join(9 * [repr('select 1' + chr(10))])})"),
    ],
)  # fmt: skip
def test_a_value_as_source(value: Any, expected: str) -> None:
    assert Values().write(value) == expected


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ({"num_workers": 2}, Cluster, "Cluster(num_workers=2)"),
        ([{"whl": "/a.whl"}], Library, "[Library(whl='/a.whl')]"),
        (
            {"notebook_task": {"notebook_path": "/n", "base_parameters": {"n": 5}}, "libraries": [{"jar": "a.jar"}]},
            Task,
            "Task(notebook_task=NotebookTask(notebook_path='/n', base_parameters={'n': '5'}), "
            "libraries=[Library(jar='a.jar')])",
        ),
        ({"num_workers": 2, "cluster_source": "JOB"}, Cluster, "Cluster(num_workers=2)"),
        ({"num_workers": "two"}, Cluster, "{'num_workers': 'two'}"),
        (
            {"run_job_task": {"dag_id": "other"}, "new_cluster": {"num_workers": 1}},
            Task,
            "{'run_job_task': {'dag_id': 'other'}, 'new_cluster': Cluster(num_workers=1)}",
        ),
        (
            {"libraries": [{"whl": "/a.whl"}], "queue": {"enabled": False}},
            JobSettings,
            "{'libraries': [Library(whl='/a.whl')], 'queue': Queue(enabled=False)}",
        ),
    ],
)
def test_a_dict_is_the_model_that_it_parses_as(value: Any, kind: type[Model], expected: str) -> None:
    assert Values().write(value, kind) == expected


def test_default_args_hold_models_too() -> None:
    source = Values().write({"retries": 2, "new_cluster": {"num_workers": 2}}, None, "default_args")
    assert source == "{'retries': 2, 'new_cluster': Cluster(num_workers=2)}"


def test_what_the_source_imports_is_known() -> None:
    values = Values()
    values.write({"every": timedelta(hours=1), "cluster": tf("${var.id}")})
    values.write({"num_workers": 2}, Cluster)
    assert values.imports == {
        ("datetime", "timedelta"),
        ("databricks_workflows", "tf"),
        ("databricks_workflows.model", "Cluster"),
    }


def test_a_big_value_that_comes_again_is_written_once() -> None:
    big = {"spark_version": "15.4.x-scala2.12", "node_type_id": "r5d.large", "num_workers": 8}
    shared = {"job_cluster_key": "etl", "new_cluster": big}
    first = Values()
    first.write(shared, JobCluster, "job_clusters")
    first.write(big, Cluster, "new_cluster")
    (key,) = [key for key, seen in first.seen.items() if seen.times == 2]
    second = Values({key: "ETL"})
    assert second.write(shared, JobCluster) == "JobCluster(job_cluster_key='etl', new_cluster=ETL)"
    assert second.write(big, Cluster) == "ETL"
    assert list(second.definitions) == ["ETL"]


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.timedeltas(),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, UTC, ZoneInfo("Europe/Paris"), timezone(timedelta(minutes=-90))])),
    st.frozensets(st.text()),
)
PLAIN = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.lists(inner).map(tuple),
)


@given(PLAIN)
def test_the_source_of_a_plain_value_gives_it_back(value: Any) -> None:
    assert eval(Values().write(value), dict(NAMES)) == value


@given(st.dictionaries(st.sampled_from(["spark_version", "node_type_id", "policy_id"]), st.text()))
def test_the_source_of_a_model_gives_it_back(value: dict[str, str]) -> None:
    assert eval(Values().write(value, Cluster), dict(NAMES)) == (Cluster.model_validate(value) if value else {})
