"""SQL operators of DAG files: SQL tasks with a file beside the job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.model.beside import Beside, everything_beside
from databricks_workflows.pipeline import Compiled, Settings, compile
from tests.support.workflows import text

DAG = """
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksSQLStatementsOperator
from airflow.providers.databricks.operators.databricks_sql import DatabricksCopyIntoOperator, DatabricksSqlOperator

with DAG("d", template_searchpath="templates"):
    {operator}
"""
WAREHOUSE = "http_path='/sql/1.0/warehouses/abc'"


def of(operator: str, folder: Path, **settings: Any) -> Compiled:
    file = folder / "dag.py"
    file.write_text(DAG.format(operator=operator))
    return compile(load_dag_file(file), Settings(stack="dag", **settings))


def sql_of(operator: str, folder: Path) -> dict[str, Any]:
    made = of(operator, folder)
    assert text(made.errors) == []
    (job,) = made.jobs
    (task,) = job.settings.as_dict()["tasks"]
    sql: dict[str, Any] = task["sql_task"]
    return sql


def statements(value: Any) -> str:
    (file,) = (each for each in everything_beside(value) if each.kind == "databricks_workspace_file")
    import base64

    return base64.b64decode(file.arguments["content_base64"]).decode()


TEXTS = [
    (f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql='SELECT 1')", "SELECT 1;\n"),
    (f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql=['SELECT 1;', 'SELECT 2'])", "SELECT 1;\nSELECT 2;\n"),
    (
        f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql='SELECT 1', catalog='c', schema='s')",
        "USE CATALOG `c`;\nUSE SCHEMA `s`;\nSELECT 1;\n",
    ),
    (f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql='beside.sql')", "SELECT 'beside';\n"),
    (
        "DatabricksSQLStatementsOperator(task_id='t', warehouse_id='abc', statement='OPTIMIZE t', timeout=5)",
        "OPTIMIZE t;\n",
    ),
    (
        f"DatabricksCopyIntoOperator(task_id='t', {WAREHOUSE}, table_name='t', file_location='s3://b/x', "
        "file_format='CSV', files=['a'], expression_list='a, b', storage_credential='k', validate=5, force_copy=False)",
        "COPY INTO t\nFROM (SELECT a, b FROM 's3://b/x' WITH (CREDENTIAL k))\nFILEFORMAT = CSV\nVALIDATE 5 ROWS\n"
        "FILES = ('a')\nCOPY_OPTIONS ('force' = 'false');\n",
    ),
]


@pytest.mark.parametrize(("operator", "expected"), TEXTS)
def test_its_statements_are_a_file_in_the_workspace(operator: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "beside.sql").write_text("SELECT 'beside'\n")
    sql = sql_of(operator, tmp_path)
    assert statements(sql) == expected
    assert sql["file"] == {"path": "${databricks_workspace_file.sql_t_sql.workspace_path}", "source": "WORKSPACE"}
    assert sql["warehouse_id"] == "abc"


@pytest.mark.parametrize("word", ["sql_endpoint_name", "sql_warehouse_name"])
def test_a_warehouse_is_looked_up_by_its_name(word: str, tmp_path: Path) -> None:
    sql = sql_of(f"DatabricksSqlOperator(task_id='t', {word}='main', sql='SELECT 1')", tmp_path)
    assert isinstance(sql["warehouse_id"], Beside)
    assert sql["warehouse_id"] == "${data.databricks_sql_warehouse.main.id}"
    assert sql["warehouse_id"].arguments == {"name": "main"}


def test_parameters_and_templates_are_the_tasks_parameters(tmp_path: Path) -> None:
    operator = (
        f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql='SELECT :a, {{{{{{{{ ds }}}}}}}}', parameters={{'a': 1}})"
    )
    assert sql_of(operator.replace("{{{{", "{{").replace("}}}}", "}}"), tmp_path)["parameters"] == {
        "ds": "{{job.parameters.run_date}}",
        "a": "1",
    }


REFUSED = [
    (
        f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql='SELECT 1', output_path='/tmp/x', output_format='csv')",
        "error DW062: DatabricksSqlOperator 't': its rows go to '/tmp/x', a file of the machine that Airflow runs on "
        "[d/t]\n    let a notebook or Python task write the rows",
    ),
    (
        f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql='SELECT `{{{{ ds }}}}`')",
        "error DW030: DatabricksSqlOperator 't': {{ ds }} stands in a comment or a quoted name, where no parameter can "
        "[d/t]\n    write the statement with :parameters, and give them as parameters=",
    ),
]


@pytest.mark.parametrize(("operator", "message"), REFUSED)
def test_what_it_can_not_be_is_told(operator: str, message: str, tmp_path: Path) -> None:
    assert message in text(of(operator, tmp_path).errors)


def test_a_missing_file_is_told_where_it_is_named(tmp_path: Path) -> None:
    (problem,) = of(f"DatabricksSqlOperator(task_id='t', {WAREHOUSE}, sql='x.sql')", tmp_path).errors
    assert problem.summary == f"DatabricksSqlOperator 't': there is no file 'x.sql' in {tmp_path}"
    assert problem.remedy == "put it beside the DAG file, or name its folder in the DAG's template_searchpath"
    assert problem.origin is not None
    assert problem.origin.line == 7
