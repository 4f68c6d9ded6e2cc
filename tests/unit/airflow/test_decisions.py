"""A file that decides by what is not known is told where it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.airflow.loader import load
from tests.support.workflows import text

HEAD = """import nowhere
from airflow.models import Variable
from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

value, variable = nowhere.settings["tables"], Variable.get("tables", deserialize_json=True)
with DatabricksWorkflowTaskGroup(group_id="etl"):
    DatabricksTaskOperator(task_id="a", task_config={"notebook_task": {"notebook_path": "/a"}})
"""
SETTINGS = "nowhere.settings['tables'], which is not installed here: what it makes depends on that"
DECISIONS = {
    "for each in value: pass": f"the file goes through {SETTINGS}",
    "list(value)": f"the file goes through {SETTINGS}",
    "if value: pass": f"the file decides by {SETTINGS}",
    "value or 5": f"the file decides by {SETTINGS}",
    "len(value)": f"the file counts {SETTINGS}",
    "'x' in value": f"the file looks into {SETTINGS}",
    "value == 'prod'": f"the file compares {SETTINGS}",
    "value != 'prod'": f"the file compares {SETTINGS}",
    "value > 5": f"the file compares {SETTINGS}",
    "5 > value": f"the file compares {SETTINGS}",
    "for each in variable: pass": (
        "the file goes through Variable 'tables', which is given nowhere: what it makes depends on that"
    ),
}


@pytest.mark.parametrize("line", DECISIONS)
def test_a_decision_is_an_error_at_its_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(f"{HEAD}{line}\n")
    (found,) = [each for each in load(tmp_path / "dag.py").notes if each.severity == "error"]
    assert (found.code, found.summary) == ("DW064", DECISIONS[line])
    assert found.origin is not None
    assert found.origin.line == HEAD.count("\n") + 1
    assert "--variables FILE" in found.remedy if "variable" in line else "install the module" in found.remedy


@pytest.mark.parametrize(
    "line", ["value == value", "value.get('x')(5)", "f'{value}'", "def later(): return len(value)"]
)
def test_what_decides_nothing_is_not_told(line: str, tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(f"{HEAD}{line}\n")
    assert [each.code for each in load(tmp_path / "dag.py").notes if each.severity == "error"] == []


def test_a_variable_that_is_given_decides(tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(f"{HEAD}for each in variable: pass\n")
    notes = load(tmp_path / "dag.py", {"tables": "[1]"}).notes
    assert [each.code for each in notes if each.severity == "error"] == []


def test_a_default_in_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(f"{HEAD}Variable.get('where', default_var='dev')\n")
    assert "Airflow's variables are taken from their defaults in the file: where = 'dev'" in [
        each.summary for each in load(tmp_path / "dag.py").notes
    ]


def test_the_version_of_airflow_is_known(tmp_path: Path) -> None:
    version = "import airflow\nfrom airflow.version import version\nassert airflow.__version__ == version >= '3'\n"
    (tmp_path / "dag.py").write_text(version + HEAD)
    (dag,) = load_dag_file(tmp_path / "dag.py")
    assert [each for each in text(dag.problems) if each.startswith("error")] == []
