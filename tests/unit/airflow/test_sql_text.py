"""Templates in SQL text become named parameters."""

from __future__ import annotations

import re

import pytest

from databricks_workflows.airflow.sql_text import NoParameter, with_markers

DS, TABLE = "{{ ds }}", "{{ params.table }}"
TEXTS: list[tuple[str, str, dict[str, str]]] = [
    ("SELECT 1", "SELECT 1", {}),
    (f"SELECT {DS}", "SELECT :ds", {"ds": DS}),
    (f"SELECT '{DS}'", "SELECT :ds", {"ds": DS}),
    (f"SELECT 'in/{DS}/x'", "SELECT 'in/' || :ds || '/x'", {"ds": DS}),
    (f"SELECT '{DS}/x', 'x/{DS}'", "SELECT :ds || '/x', 'x/' || :ds", {"ds": DS}),
    (f"SELECT 'it''s {DS}'", "SELECT 'it''s ' || :ds", {"ds": DS}),
    (f"SELECT '--' || {DS}", "SELECT '--' || :ds", {"ds": DS}),
    (f"SELECT 1 -- that's\n, {DS}", "SELECT 1 -- that's\n, :ds", {"ds": DS}),
    (f"SELECT /* it's */ {DS}", "SELECT /* it's */ :ds", {"ds": DS}),
    (f"DELETE FROM {TABLE} WHERE a = 1", "DELETE FROM IDENTIFIER(:table) WHERE a = 1", {"table": TABLE}),
    (
        "SELECT {{ params.a }}, {{ var.value.a }}",
        "SELECT :a, :a_2",
        {"a": "{{ params.a }}", "a_2": "{{ var.value.a }}"},
    ),
    ("SELECT %(day)s", "SELECT :day", {}),
]


@pytest.mark.parametrize(("sql", "written", "parameters"), TEXTS)
def test_a_template_becomes_a_parameter(sql: str, written: str, parameters: dict[str, str]) -> None:
    assert with_markers(sql) == (written, parameters)


REFUSED = [
    ("{% if x %}SELECT 1{% endif %}", "{% if x %} decides what the text is; a parameter is only a value"),
    (f"SELECT 1 -- {DS}", "{{ ds }} stands in a comment or a quoted name, where no parameter can"),
    (f"SELECT `{DS}`", "{{ ds }} stands in a comment or a quoted name, where no parameter can"),
    (f"SELECT * FROM raw.{TABLE}", "{{ params.table }} is a piece of a name; a parameter is a whole one"),
    (f"SELECT * FROM {TABLE}_{DS}", "{{ params.table }} is a piece of a name; a parameter is a whole one"),
    (f"SELECT * FROM {TABLE}{DS}", "{{ params.table }} is a piece of a name; a parameter is a whole one"),
    ("{{ params.sql }}", "{{ params.sql }} begins a statement; a parameter is only a value"),
    ("SELECT 1; {{ params.sql }}", "{{ params.sql }} begins a statement; a parameter is only a value"),
    ("SELECT {{ ds", "jinja2 can't read it"),
]


@pytest.mark.parametrize(("sql", "message"), REFUSED)
def test_what_no_parameter_can_stand_for_is_named(sql: str, message: str) -> None:
    with pytest.raises(NoParameter, match=re.escape(message)):
        with_markers(sql)
