"""What the rules about whole documents call an error, the real Terraform refuses; the same mended it takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.root_module import HEAD
from tests.support.terraform_cli import Terraform, TerraformFailed

RULES = Path(__file__).parents[1] / "rules"
SAYS = {
    "DW430": "does not support resource type",
    "DW431": "Reference to undeclared",
    "DW432": "Provider configuration not present",
    "DW436": "Unclosed template interpolation sequence",
    "DW437": "Self-referential block",
}


BY_THE_PLAN = ("DW437",)
"""What Terraform does not see before it plans."""


def refusal(terraform: Terraform, document: Path, folder: Path, planned: bool) -> str:
    """What Terraform says against a document; nothing where it takes it."""
    body = json.loads(document.read_text(encoding="utf-8"))
    (folder / "cdk.tf.json").write_text(json.dumps({**HEAD, **body}), encoding="utf-8")
    try:
        terraform.init(folder)
    except TerraformFailed as error:
        return str(error)
    problems = terraform.diagnostics(folder, "plan") if planned else terraform.validate(folder)
    return "\n".join(f"{each['summary']}: {each['detail']}" for each in problems if each["severity"] == "error")


@pytest.mark.parametrize("code", SAYS)
def test_terraform_agrees(code: str, terraform: Terraform, tmp_path: Path) -> None:
    for name in ("wrong", "right"):
        (tmp_path / name).mkdir()
    planned = code in BY_THE_PLAN
    assert SAYS[code] in refusal(terraform, RULES / code / "wrong.json", tmp_path / "wrong", planned)
    assert refusal(terraform, RULES / code / "right.json", tmp_path / "right", planned) == ""
