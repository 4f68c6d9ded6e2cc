"""Why a template has no equivalent."""

from __future__ import annotations

import pytest
from jinja2 import nodes

from databricks_workflows.resolve.expressions import Expression, read
from databricks_workflows.resolve.meanings import meaning
from databricks_workflows.resolve.unmapped import ANYTHING, why_unmapped

CASES = [
    ("{{ dss }}", "'dss' is none of Airflow's own names", f"did you mean 'ds'?\n{ANYTHING}"),
    ("{{ region_of(ds) }}", "'region_of' is none of Airflow's own names", ANYTHING),
    ("{{ macros.ds_add(ds, 1) }}", "", ANYTHING),
    ("{{ ds" + "()" * 2_000 + " }}", "", ANYTHING),
    ("{{ [1, 2][index] }}", "'index' is none of Airflow's own names", ANYTHING),
    ("{{ ti.xcom_pull('laod', key='day') }}", "there is no task 'laod' in this workflow", "did you mean 'load'?"),
    ("{{ ti.xcom_pull('which_day') }}", "there is no task 'which_day' in this workflow", ANYTHING),
    (
        "{{ ti.xcom_pull('load') }}",
        "only a SQL task hands on a result",
        "set a value in 'load', dbutils.jobs.taskValues.set('NAME', ...), and read that: "
        "{{ ti.xcom_pull('load', key='NAME') }}",
    ),
]


@pytest.mark.parametrize(("text", "why", "remedy"), CASES)
def test_the_reason_and_what_to_do(text: str, why: str, remedy: str) -> None:
    (part,) = read(text)
    assert isinstance(part, Expression)
    assert isinstance(part.tree, nodes.Expr)
    assert why_unmapped(part.tree, meaning(part.tree), ("load", "report")) == (why, remedy)
