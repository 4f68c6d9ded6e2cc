"""Jobs are found in the documents that synth really writes, and in the state that Terraform keeps beside them."""

from __future__ import annotations

import json
from pathlib import Path

from databricks_workflows import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowApp,
    WorkflowStack,
)
from databricks_workflows.runs.find import declared_in, deployed, match


def test_the_path_of_a_group_is_that_of_its_job(tmp_path: Path) -> None:
    app = WorkflowApp(tmp_path / "cdktf.out")
    stack = WorkflowStack(app, "sales", connections={"databricks_production": {"profile": "production"}})
    alone = DatabricksWorkflowTaskGroup(stack, "alone", databricks_conn_id="databricks_production")
    DatabricksNotebookOperator(alone, "a", notebook_path="/a", databricks_conn_id="databricks_production")
    with stack, DAG("etl"):
        with DatabricksWorkflowTaskGroup("first") as first:
            DatabricksNotebookOperator("b", notebook_path="/b")
        with DatabricksWorkflowTaskGroup("second") as second:
            DatabricksNotebookOperator("c", notebook_path="/c")
        first >> second
    app.synth()

    declared = declared_in(tmp_path / "cdktf.out", tmp_path)
    assert {each.path: (each.name, each.profile) for each in declared} == {
        alone.node.path: ("alone", "production"),
        "sales/etl": ("etl", None),
        first.node.path: ("etl.first", None),
        second.node.path: ("etl.second", None),
    }
    job = match("etl/first", declared)
    assert job is not None
    assert job.state == tmp_path / "terraform.sales.tfstate"
    instance = {
        "mode": "managed",
        "type": "databricks_job",
        "name": job.address,
        "instances": [{"attributes": {"id": "77"}}],
    }
    job.state.write_text(json.dumps({"version": 4, "resources": [instance]}))
    assert deployed(job).job_id == 77
