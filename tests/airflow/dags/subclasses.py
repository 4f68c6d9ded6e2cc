"""Subclasses of the operators and of the group: own defaults, own template_fields, other bases."""

from collections.abc import Sequence
from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import (
    DatabricksNotebookOperator,
    DatabricksSubmitRunOperator,
    DatabricksTaskOperator,
)
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


class Audited:
    """A base that is no operator."""

    audit_table = "ops.audit"

    def audit(self):
        return {"audit_table": self.audit_table}


class CompanyNotebook(Audited, DatabricksNotebookOperator):
    template_fields: Sequence[str] = (*DatabricksNotebookOperator.template_fields, "notebook_path", "team")

    def __init__(self, name, *, team="core", notebook_params=None, **kwargs):
        self.team = team
        super().__init__(
            task_id=kwargs.pop("task_id", name),
            notebook_path=f"/Repos/{team}/{name}",
            source="WORKSPACE",
            notebook_params={**self.audit(), "team": team, **(notebook_params or {})},
            job_cluster_key=kwargs.pop("job_cluster_key", "shared"),
            **kwargs,
        )


class PythonTask(DatabricksTaskOperator):
    template_fields = (*DatabricksTaskOperator.template_fields, "python_file")

    def __init__(self, python_file, arguments=(), **kwargs):
        self.python_file = python_file
        kwargs.setdefault("max_retries", 2)
        config = {"spark_python_task": {"python_file": python_file, "parameters": list(arguments)}}
        super().__init__(task_config=config, existing_cluster_id="0301-101010-abcd1234", **kwargs)


class CompanyWorkflow(DatabricksWorkflowTaskGroup):
    def __init__(self, group_id, **kwargs):
        kwargs.setdefault("databricks_conn_id", "databricks_default")
        kwargs.setdefault("notebook_params", {"company": "acme"})
        super().__init__(
            group_id=group_id,
            job_clusters=[
                {"job_cluster_key": "shared", "new_cluster": {"spark_version": "15.4.x-scala2.12", "num_workers": 2}}
            ],
            **kwargs,
        )


class CompanySubmit(DatabricksSubmitRunOperator):
    def __init__(self, path, **kwargs):
        super().__init__(notebook_task={"notebook_path": path}, existing_cluster_id="0301-101010-abcd1234", **kwargs)


with DAG("subclasses", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with CompanyWorkflow("work") as work:
        one = CompanyNotebook(name="one")
        two = CompanyNotebook(name="two", team="web", task_id="second", notebook_params={"day": "{{ ds }}"})
        three = PythonTask(task_id="three", python_file="dbfs:/jobs/{{ ds }}.py", arguments=["--all"])
        one >> two >> three
    work >> CompanySubmit(task_id="after", path="/Shared/after")
