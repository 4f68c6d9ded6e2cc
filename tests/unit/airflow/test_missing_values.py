"""What a file takes from modules and variables that are not here is told once, by its name, and nothing comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.errors import LoadError
from databricks_workflows.pipeline import compile

HEAD = """import os
from airflow import DAG
from airflow.models import Variable
from airflow.models.baseoperator import chain
from airflow.providers.databricks.operators.databricks import (
    DatabricksCreateJobsOperator, DatabricksNotebookOperator, DatabricksSubmitRunOperator,
)
from airflow.providers.databricks.operators.databricks_sql import DatabricksSqlOperator
from company import clusters, operators

cluster = "0801-010101-abc"
with DAG("sales") as dag:
    DatabricksNotebookOperator(task_id="first", notebook_path="/a", source="WORKSPACE", existing_cluster_id=cluster)
"""
NOTEBOOK = "notebook_task={'notebook_path': '/a'}"
TOLD = {
    # A single value of any type, in a text or alone, leaves no hole behind.
    f"DatabricksSubmitRunOperator(task_id='a', {NOTEBOOK}, existing_cluster_id=Variable.get('cluster'))": [
        "task 'a': existing_cluster_id takes Variable 'cluster', which is given nowhere"
    ],
    "DatabricksNotebookOperator(task_id='a', notebook_path='/x/' + clusters.PATH, existing_cluster_id=cluster)": [
        "task 'a': notebook_path takes company.clusters.PATH, which is not installed here"
    ],
    f"DatabricksSubmitRunOperator(task_id='a', {NOTEBOOK}, new_cluster={{'num_workers': Variable.get('workers')}})": [
        "task 'a': new_cluster takes Variable 'workers', which is given nowhere"
    ],
    # A whole block: neither its type nor its compute is called forgotten.
    "DatabricksSubmitRunOperator(task_id='a', notebook_task=clusters.work(), new_cluster=clusters.small())": [
        "task 'a': new_cluster takes company.clusters.small(...), which is not installed here",
        "task 'a': notebook_task takes company.clusters.work(...), which is not installed here",
    ],
    # Ids.
    f"DatabricksSubmitRunOperator(task_id='load_' + clusters.NAME, {NOTEBOOK}, existing_cluster_id=cluster)": [
        "task 'load_NAME': its id takes company.clusters.NAME, which is not installed here"
    ],
    "DatabricksCreateJobsOperator(task_id='a', json={'tasks': [{'task_key': Variable.get('key'), "
    "'existing_cluster_id': cluster, 'notebook_task': {'notebook_path': '/a'}}]})": [
        "task 'key': databricks_task_key takes Variable 'key', which is given nowhere"
    ],
    # Operators, by a class or by a function.
    "operators.LoadOperator(task_id='a')": ["LoadOperator 'a': a Databricks job can't run it"],
    "operators.make(task_id='a', table='b')": ["make 'a': a Databricks job can't run it"],
    # What is done with a value that nobody knows.
    "clusters.SMALL['spark_conf']['x'] = 1; del clusters.SMALL['y']": [],
    "int(Variable.get('retries'))": [
        "the file makes a number of Variable 'retries', which is given nowhere: what it makes depends on that"
    ],
    "range(clusters.COUNT), float(clusters.COUNT)": [
        "the file makes a number of company.clusters.COUNT, which is not installed here: what it makes depends on that"
    ],
    # Edges.
    **{
        line: [
            "the file orders tasks by company.clusters.start(...), which is not installed here: what it makes depends "
            "on that"
        ]
        for line in (
            "dag.members[0] >> clusters.start()",
            "clusters.start() >> dag.members[0]",
            "list(dag.tasks) >> clusters.start()",
            "dag.tasks[0] << [clusters.start()]",
            "chain(dag.tasks, clusters.start())",
        )
    },
    # Statements, which become a file.
    "DatabricksSqlOperator(task_id='a', sql=[f'USE {clusters.CATALOG}'], http_path='/sql/1.0/warehouses/1a')": [
        "DatabricksSqlOperator 'a': its statement takes company.clusters.CATALOG, which is not installed here"
    ],
    # Warehouses.
    "DatabricksSqlOperator(task_id='a', sql='SELECT 1')": [
        "task 'a': it runs on the warehouse of connection 'databricks_default', which only Airflow knows"
    ],
    "DatabricksSqlOperator(task_id='a', sql='SELECT 1', http_path='sql/protocolv1/o/0/0801-010101-abc')": [
        "task 'a': it runs on the warehouse of 'sql/protocolv1/o/0/0801-010101-abc', which only Airflow knows"
    ],
    "DatabricksSqlOperator(task_id='a', sql='SELECT 1', http_path=Variable.get('path'))": [
        "task 'a': sql_task takes Variable 'path', which is given nowhere"
    ],
}


@pytest.mark.parametrize("line", TOLD)
def test_each_is_told_once(line: str, tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(f"{HEAD}    {line}\n")
    found = compile(load_dag_file(tmp_path / "dag.py")).diagnostics
    assert [each.summary for each in found if each.severity != "info"] == TOLD[line]


FAILS = {
    "os.listdir(Variable.get('folder') + '/in')": (
        "FileNotFoundError: [Errno 2] No such file or directory: \"Variable 'folder'/in\"; Variable 'folder' is given "
        "nowhere"
    ),
    "a, b = clusters.both()": (
        "ValueError: not enough values to unpack (expected 2, got 0); company.clusters.both(...) is not installed here"
    ),
    "never_imported()": "there is no name 'never_imported'; company is not installed here",
}


@pytest.mark.parametrize("line", FAILS)
def test_a_line_that_fails_for_it_says_why(line: str, tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(f"{HEAD}    {line}\n")
    with pytest.raises(LoadError) as caught:
        load_dag_file(tmp_path / "dag.py")
    (problem,) = caught.value.diagnostics
    assert problem.summary.endswith(FAILS[line])
    assert "--variables" in problem.remedy if "Variable" in line else "install the module" in problem.remedy
