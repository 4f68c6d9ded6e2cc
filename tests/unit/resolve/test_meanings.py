"""What an Airflow expression means: the one table (M9)."""

from __future__ import annotations

import pytest

from databricks_workflows.resolve.expressions import Expression, read
from databricks_workflows.resolve.meanings import (
    DAY,
    TIME,
    Dynamic,
    JobName,
    Meaning,
    Param,
    TaskName,
    TaskValue,
    Text,
    Variable,
    meaning,
)

TABLE: dict[str, Meaning | None] = {
    "ds": DAY,
    "logical_date | ds": DAY,
    "execution_date.strftime('%Y-%m-%d')": DAY,
    "data_interval_start.format('YYYY-MM-DD')": DAY,
    "dag_run.logical_date.date()": DAY,
    "logical_date.to_date_string()": DAY,
    "ts": TIME,
    "data_interval_end": TIME,
    "logical_date": TIME,
    "execution_date | ts": TIME,
    "logical_date.isoformat()": TIME,
    "dag_run.run_id": Dynamic("{{job.run_id}}"),
    "dag.dag_id": JobName(),
    "dag_run.dag_id": JobName(),
    "task.task_id": TaskName(),
    "ti.task_id": TaskName(),
    "ti.try_number": Dynamic("{{task.execution_count}}", "Databricks counts executions, repairs among them"),
    "dag_run.run_type": Dynamic("{{job.trigger.type}}", "Databricks has other words for it"),
    "dag_run.conf['x']": Param("x", None),
    "dag_run.conf.x": Param("x", None),
    "dag_run.conf.get('x')": Param("x", None),
    "dag_run.conf.get('x', 'd')": Param("x", "d"),
    "dag_run.conf.get('x', 5)": Param("x", "5"),
    "params.get('x', 'd')": Param("x", "d"),
    "var.value.x": Variable("x", None),
    "var.value.x | default('d')": Variable("x", "d"),
    "var.value.get('x', 'd')": Variable("x", "d"),
    "ti.xcom_pull(task_ids='k', key='v')": TaskValue("k", "v"),
    "task_instance.xcom_pull(key='v', task_ids='k')": TaskValue("k", "v"),
    "ti.xcom_pull(task_ids='k')": None,
    "ti.xcom_pull('k')": None,
    "ti.xcom_pull(task_ids=['k'], key='v')": None,
    "logical_date | ds | upper": None,
    "ds.strftime('%Y-%m-%d')": None,
    "logical_date.strftime('%Y%m%d')": None,
    "dag_run.conf": None,
    "dag_run.conf.get(name)": None,
    "dag_run.conf.get(*names)": None,
    "var.json.x.y": None,
    "conn.c.host": None,
    "prev_ds": None,
    "run_id": Dynamic("{{job.run_id}}"),
    "'text'": Text("text"),
    "params.x": Param("x", None),
    "params['x']": Param("x", None),
    "params.x | default('d')": Param("x", "d"),
    "params.x | d('d')": Param("x", "d"),
    "params['x']|default('')": Param("x", ""),
    "params.x | default(5)": Param("x", "5"),
    "params.x | default(True)": Param("x", "true"),
    "params.x | default(none)": Param("x", None),
    "params.x | default(1.5)": Param("x", "1.5"),
    "(params.x)": Param("x", None),
    "ds_nodash": None,
    "ds | upper": None,
    "ds | default('2020-01-01')": None,
    "params": None,
    "params.x.y": None,
    "params[0]": None,
    "params.x | default('d', true)": None,
    "params.x | default": None,
    "params.x | default(other)": None,
    "params.x + 'y'": None,
    "macros.ds_add(ds, -1)": None,
    "execution_date.strftime('%Y')": None,
    "5": None,
}


@pytest.mark.parametrize("source", TABLE)
def test_of_an_expression(source: str) -> None:
    (part,) = read(f"{{{{ {source} }}}}")
    assert isinstance(part, Expression)
    assert meaning(part.tree) == TABLE[source]
