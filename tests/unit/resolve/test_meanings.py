"""What an Airflow expression means: the one table (M9)."""

from __future__ import annotations

import pytest

from databricks_workflows.resolve.expressions import Expression, read
from databricks_workflows.resolve.meanings import Dynamic, Meaning, Param, RunDate, Text, meaning

TABLE: dict[str, Meaning | None] = {
    "ds": RunDate(),
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
    "var.value.x": None,
    "5": None,
}


@pytest.mark.parametrize("source", TABLE)
def test_of_an_expression(source: str) -> None:
    (part,) = read(f"{{{{ {source} }}}}")
    assert isinstance(part, Expression)
    assert meaning(part.tree) == TABLE[source]
