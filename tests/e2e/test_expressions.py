"""Nothing in the text of a DAG file becomes an expression of Terraform, wherever it stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cdktf
import pytest

from databricks_workflows import WorkflowStack
from databricks_workflows.model.tokens import join
from databricks_workflows.testing import synthesize
from tests.support.terraform import evaluate

DAG = """\
from airflow import DAG
from airflow.operators.email import EmailOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_sql import DatabricksSqlOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

X = {text!r}
CLUSTER = {{"spark_version": X, "node_type_id": X, "num_workers": 1, "spark_conf": {{X: X}}, "custom_tags": {{X: X}}}}
with DAG(X, description=X, tags=[X], schedule=None, params={{"region": X}}, default_args={{"email": [X]}}):
    with DatabricksWorkflowTaskGroup(
        group_id=X,
        databricks_conn_id=X,
        notebook_params={{"group": X}},
        extra_job_params={{
            "description": X,
            "tags": {{X: X}},
            "git_source": {{
                "git_url": "https://github.com/o/r",
                "git_provider": "gitHub",
                "git_branch": X + "${{{{ params.region }}}}",
            }},
        }},
        job_clusters=[{{"job_cluster_key": "small", "new_cluster": CLUSTER}}],
        import_from=X,
    ):
        one = DatabricksNotebookOperator(
            task_id="one",
            databricks_conn_id=X,
            notebook_path=X,
            source="GIT",
            job_cluster_key="small",
            notebook_params={{X: X, "y": X + " {{{{ ds }}}}", "z": "${{{{ params.region }}}}"}},
        )
        two = DatabricksTaskOperator(
            task_id="two",
            databricks_conn_id=X,
            task_config={{
                "python_wheel_task": {{"package_name": X, "entry_point": X, "parameters": [X]}}, "description": X
            }},
            job_cluster_key="small",
        )
        one >> two
    mail = EmailOperator(task_id="mail", to=X, subject=X, html_content=X)
    one >> mail
"""
LOCAL = """\
from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, Notebook, WorkspaceFile
from databricks_workflows import job_named, warehouse_named

X = {text!r}
with DatabricksWorkflowTaskGroup(group_id="local"):
    for number, path in enumerate((None, f"/Shared/other/{{X}}")):
        DatabricksTaskOperator(
            task_id=f"notebook{{number}}",
            task_config={{"notebook_task": {{"notebook_path": Notebook.from_file(X.replace("/", ""), path=path)}}}},
        )
        file = {{"path": WorkspaceFile.from_text(f"{{X}}{{number}}", X, path=path)}}
        sql = {{"sql_task": {{"file": file, "warehouse_id": warehouse_named(X), "parameters": {{X: X}}}}}}
        DatabricksTaskOperator(task_id=f"sql{{number}}", task_config=sql)
    DatabricksTaskOperator(task_id="job", task_config={{"run_job_task": {{"job_id": job_named(X)}}}})
"""
TEXTS = [
    '${file("/etc/passwd")}%{ if true }x%{ endif }',
    '$${file("x")}',
    '${TfToken[file("x")]}',
    "${TfToken[",
    "#{TfToken[x y]}",
    "%{TfToken[TOKEN.0]}",
    "a$",
    "x${",
    '"}${file("x")}',
]
OURS = re.compile(
    r"\$\{(path\.module|\"\$+\"|var\.\w+|(data\.)?databricks_\w+\.\w+\.\w+"
    r"|replace\(databricks_job\.\w+\.url, \"#job/\", \"jobs/\"\))\}"
)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name != "//":
                yield name
                yield from strings(each)
    elif isinstance(value, list):
        yield from (text for each in value for text in strings(each))
    elif isinstance(value, str):
        yield value


def expressions(text: str) -> str:
    """What Terraform would read as an expression or a directive, without ours."""
    rest = OURS.sub("", text).replace("$${", "").replace("%%{", "")
    return text if "${" in rest or "%{" in rest else ""


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("program", [DAG, LOCAL], ids=["DAG file", "local files"])
def test_text_stays_text(program: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / text.replace("/", "")).write_text("# Databricks notebook source\n")
    (tmp_path / "dag.py").write_text(program.format(text=text))
    stack = WorkflowStack.from_file(cdktf.Testing.app(), tmp_path / "dag.py", ds="fire_time")
    document = synthesize(stack)
    variables = document.pop("variable", {})  # their defaults are no templates in JSON
    assert [found for each in strings(document) if (found := expressions(each))] == []
    assert [name for name in variables if not re.fullmatch(r"\w+", name)] == []


def test_terraform_reads_texts_and_expressions_as_they_were_meant() -> None:
    pieces = ["$", "%", "{", "$${", "x", None]
    wanted = [each for length in range(1, 5) for each in itertools.product(pieces, repeat=length)]
    outputs = {
        f"o{number}": {"value": join(("${local.e}" if each is None else each, each is None) for each in one)}
        for number, one in enumerate(wanted)
    }
    values = evaluate("", {"locals": {"e": "E"}, "output": outputs})
    told = ["".join("E" if each is None else each for each in one) for one in wanted]
    assert [values[f"o{number}"] for number in range(len(wanted))] == told
