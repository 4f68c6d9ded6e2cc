"""Functions under ``@dag`` that nobody calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.errors import LoadError, format_plain
from databricks_workflows.pipeline import compile

IMPORTS = """\
from airflow.decorators import dag
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup as Group
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator as Notebook
"""
FUNCTION = """\
@dag(schedule=None)
def sales():
    with Group(group_id="etl"):
        Notebook(task_id="load", notebook_path="/load", source="WORKSPACE")
"""
OTHER = FUNCTION.replace("sales", "other") + "other()\n"


def file(folder: Path, text: str) -> Path:
    path = folder / "dag.py"
    path.write_text(IMPORTS + text)
    return path


def test_beside_another_dag_it_is_told(tmp_path: Path) -> None:
    path = file(tmp_path, FUNCTION + OTHER)
    assert [format_plain(each) for each in compile(load_dag_file(path)).diagnostics] == [
        f"{path}:4: warning DW093: sales is never called, so there is no DAG of it\n    write sales()"
    ]


def test_alone_it_is_why_the_file_makes_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, FUNCTION)
    with pytest.raises(LoadError) as raised:
        load_dag_file(path)
    assert [format_plain(each) for each in raised.value.diagnostics] == [
        f"{path}:4: error DW091: {path} holds no workflow group: sales is never called\n    write sales()"
    ]


@pytest.mark.parametrize("bare", [True, False])
def test_silent_where_it_is_called(tmp_path: Path, bare: bool) -> None:
    text = FUNCTION.replace("(schedule=None)", "") if bare else FUNCTION
    assert compile(load_dag_file(file(tmp_path, text + "sales()\n"))).diagnostics == ()


def test_silent_for_a_module_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "shared.py").write_text(IMPORTS + FUNCTION)
    assert compile(load_dag_file(file(tmp_path, "import shared\n" + OTHER))).diagnostics == ()
