"""``cdktf deploy`` and ``cdktf destroy`` of the npm CLI, on a project of a user's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import dev
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Workspace

MAIN = """\
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack

app = WorkflowApp()
for name in ("sales", "finance"):
    group = DatabricksWorkflowTaskGroup(WorkflowStack(app, name), "etl")
    DatabricksNotebookOperator(group, "load", notebook_path=f"/{name}/load")
app.synth()
"""


def test_a_project_is_deployed_and_destroyed(terraform: Terraform, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(MAIN)
    settings = {"language": "python", "app": f"{sys.executable} main.py", "projectId": "p", "sendCrashReports": "false"}
    (tmp_path / "cdktf.json").write_text(json.dumps(settings))
    with Workspace() as workspace:

        def cdktf(*arguments: str) -> str:
            environment = {**dev.environment(), **terraform.variables, **workspace.environment}
            environment |= {"TERRAFORM_BINARY_NAME": str(terraform.program), "CI": "1"}
            environment["CDKTF_LOG_FILE_DIRECTORY"] = str(tmp_path)
            result = subprocess.run(
                # the lock of providers is made by asking their registry
                [*dev.PROGRAMS["synth"][:-1], *arguments, "--skip-provider-lock"],
                cwd=tmp_path,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
            )
            assert result.returncode == 0, result.stdout + result.stderr
            return result.stdout

        told = cdktf("deploy", "sales", "finance", "--auto-approve")
        assert sorted(job["tasks"][0]["notebook_task"]["notebook_path"] for job in workspace.jobs.values()) == [
            "/finance/load",
            "/sales/load",
        ]
        for job_id in workspace.jobs:
            assert f"{workspace.url}/jobs/{job_id}" in told
        assert "No changes" in cdktf("diff", "sales")
        cdktf("destroy", "sales", "finance", "--auto-approve")
        assert workspace.jobs == {}
