"""Misspelt imports, names and attributes in a DAG file: told at their line, with the name that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.airflow.misspelt import module_meant, name_meant
from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.errors import WorkflowError
from databricks_workflows.pipeline import compile

PROVIDER = "airflow.providers.databricks.operators"
RIGHT = f"""\
from airflow import DAG
from {PROVIDER}.databricks import DatabricksNotebookOperator
from {PROVIDER}.databricks_workflow import DatabricksWorkflowTaskGroup
with DAG("sales"):
    with DatabricksWorkflowTaskGroup(group_id="etl") as group:
        DatabricksNotebookOperator(task_id="load", notebook_path="/etl/load", source="WORKSPACE")
"""


def found(source: str, folder: Path) -> list[Diagnostic]:
    file = folder / "dag.py"
    file.write_text(source)
    try:
        return list(compile(load_dag_file(file)).diagnostics)
    except WorkflowError as error:
        return list(error.diagnostics)


# What is changed in the file, what to, and what is told: line, code, remedy.
SLIPS: dict[str, tuple[str, str, str]] = {
    "a module": ("databricks import Databricks", "databrick import Databricks", f"2 DW001 '{PROVIDER}.databricks'"),
    "a package": ("operators.databricks import", "operator.databricks import", f"2 DW001 '{PROVIDER}'"),
    "Airflow": ("airflow import", "airflw import", "1 DW001 'airflow'"),
    "a name": (
        "import DatabricksNotebookOperator",
        "import DatabricksNotebokOperator as DatabricksNotebookOperator",
        "2 DW001 'DatabricksNotebookOperator'",
    ),
    "a name that is used by the right one": (
        "import DatabricksNotebookOperator",
        "import DatabricksNotebokOperator",
        "2 DW001 'DatabricksNotebookOperator'",
    ),
    "small letters": ("airflow import DAG", "airflow import Dag as DAG", "1 DW001 'DAG'"),
    "a name below a module": (
        f"from {PROVIDER}.databricks import DatabricksNotebookOperator",
        f"from {PROVIDER} import databricks as d; DatabricksNotebookOperator = d.DatabricksNotebokOperator",
        "2 DW001 'DatabricksNotebookOperator'",
    ),
    "a name where it is used": (
        "        DatabricksNotebookOperator",
        "        DatabricksNotebookOperater",
        "6 DW090 'DatabricksNotebookOperator'",
    ),
    "a variable": ("\n\n", "\nfolder = 1\nfoldr\n", "8 DW090 'folder'"),
    "a name of this package": (
        "from airflow import DAG",
        "from databricks_workflows import Dag as DAG",
        "1 DW090 'DAG'",
    ),
    "a module of this package": (
        "from airflow import DAG",
        "from databricks_workflows.modle import Cluster",
        "1 DW090 'model'",
    ),
    "this package": (
        "from airflow import DAG",
        "from databricks_workflow import DAG",
        "1 DW001 'databricks_workflows'",
    ),
    "an attribute of this package": (
        "from airflow import DAG",
        "import databricks_workflows as d; DAG = d.DGA",
        "1 DW090 'DAG'",
    ),
    "an attribute of a node": ("\n\n", "\ngroup.set_downstrem([])\n", "7 DW090 'set_downstream'"),
    "a trigger rule": (
        "from airflow import DAG",
        "from airflow import DAG, TriggerRule; TriggerRule.ALL_DONNE",
        "1 DW090 'ALL_DONE'",
    ),
    "a time zone": (
        "from airflow import DAG",
        "from airflow import DAG; import zoneinfo; zoneinfo.ZoneInfo('Europe/Berlinn')",
        "1 DW464 'Europe/Berlin'",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_once_with_what_is_meant(slip: str, tmp_path: Path) -> None:
    before, after, what = SLIPS[slip]
    source = f"{RIGHT}\n"
    assert before in source
    (problem,) = found(source.replace(before, after, 1), tmp_path)
    line, code, meant = what.split()
    assert problem.origin is not None
    assert (problem.origin.line, problem.code, problem.remedy) == (int(line), code, f"did you mean {meant}?")


def test_the_right_file_is_right(tmp_path: Path) -> None:
    assert found(RIGHT, tmp_path) == []


def test_a_name_that_nobody_imports_is_to_be_imported(tmp_path: Path) -> None:
    (problem,) = found(RIGHT.replace("from airflow import DAG", ""), tmp_path)
    assert (problem.code, problem.summary[-19:], problem.remedy) == ("DW090", "nothing imports DAG", "import it")


def test_a_slip_hides_nothing_of_the_rest(tmp_path: Path) -> None:
    slip = "import DatabricksNotbookOperator as DatabricksNotebookOperator"
    source = RIGHT.replace("import DatabricksNotebookOperator", slip)
    assert [each.code for each in found(source.replace("source=", "retreis=3, source="), tmp_path)] == ["DW001"] * 2
    assert [each.code for each in found(f"{source}1 / 0\n", tmp_path)] == ["DW001", "DW090"]


@pytest.mark.parametrize(
    "name",
    "BashOperator DatabricksSqlSensor DatabricksHook ParamsDict AssetAny asset taskgroup dagrun Context literal "
    "DatabricksReposCreateOperator PythonOperator EmptyOperator MappedOperator conf XComArg PokeReturnValue".split(),
)
def test_what_airflow_has_is_no_slip(name: str) -> None:
    assert name_meant(name) is None


@pytest.mark.parametrize(
    "module",
    "airflow.models.dagrun airflow.models.dagbag airflow.models.log airflow.utils.state airflow.utils.session "
    "airflow.operators.subdag airflow.operators.branch airflow.sensors.date_time airflow.providers.amazon "
    "airflow.providers.databricks.hooks.databricks_sql airflow.sdk.definitions.asset airflow.models.xcom".split(),
)
def test_a_module_that_airflow_has_is_no_slip(module: str) -> None:
    assert module_meant(module) is None


@pytest.mark.parametrize(
    "source",
    [
        "from company import Dag",
        "import airfoil",
        "from pathlib import Path",
        "from airflow.providers.x import DagHook",
    ],
)
def test_what_others_have_is_theirs(source: str, tmp_path: Path) -> None:
    assert [each.code for each in found(f"{source}\n{RIGHT}", tmp_path) if each.is_error] == []
