"""A folder with a document that Terraform deploys to a workspace on this machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.support.terraform_cli import Plan, Terraform
from tests.support.workspace import Workspace

Body = Mapping[str, Any]

HEAD: Body = {
    "provider": {"databricks": [{}]},
    "terraform": {"required_providers": {"databricks": {"source": "databricks/databricks", "version": "~> 1.128"}}},
}


class RootModule:
    """A document and what Terraform does with it.

    Args:
        terraform: the command.
        workspace: the workspace that the provider finds in its environment.
        folder: an empty folder for the document and its state.
    """

    def __init__(self, terraform: Terraform, workspace: Workspace, folder: Path) -> None:
        self.terraform = replace(terraform, environment=workspace.environment)
        self.workspace = workspace
        self.folder = folder
        self._is_new = True

    def write(self, document: Body) -> None:
        """Write the document, with the provider's head, and fetch the provider if that is not done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "cdk.tf.json").write_text(json.dumps({**HEAD, **document}, indent=1), encoding="utf-8")
        if self._is_new:
            self.terraform.init(self.folder)
            self._is_new = False

    def write_jobs(self, jobs: Body) -> None:
        """Write a document of jobs by name, each with an output that tells its id."""
        outputs = {name: {"value": f"${{databricks_job.{name}.id}}"} for name in jobs}
        self.write({"resource": {"databricks_job": jobs}, "output": outputs})

    def apply(self) -> None:
        self.terraform.apply(self.folder)

    def apply_plan(self) -> None:
        """Apply what was planned last."""
        self.terraform.apply(self.folder, planned=True)

    def has_changes(self) -> bool:
        return self.terraform.has_changes(self.folder)

    def destroy(self) -> None:
        self.terraform.destroy(self.folder)

    def plan(self) -> Plan:
        return self.terraform.plan(self.folder)

    def jobs(self) -> dict[str, Any]:
        """The settings that the workspace keeps, by the name of the job's output."""
        kept = self.workspace.jobs
        return {name: kept[int(job_id)] for name, job_id in self.terraform.output(self.folder).items()}

    def errors(self, command: str) -> dict[str, list[str]]:
        """The errors of ``validate``, ``plan`` or ``apply`` by address: summary and detail."""
        if command == "validate":
            told = self.terraform.validate(self.folder)
        else:
            told = self.terraform.diagnostics(self.folder, command)
        found: dict[str, list[str]] = {}
        for each in told:
            said = ": ".join(text for text in (each["summary"], each["detail"]) if text)
            found.setdefault(each.get("address", ""), []).append(said)
        return found
