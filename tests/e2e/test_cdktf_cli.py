"""The real ``cdktf synth`` on this repository's own app."""

from __future__ import annotations

import subprocess
from pathlib import Path

import dev
from databricks_workflows.testing import Golden, read_documents

GOLDEN = Path(__file__).parents[1] / "golden"


def cdktf_synth(*arguments: str | Path) -> None:
    """As ``python3 dev.py synth`` does it where there is no terminal; it must end well and say nothing on stderr."""
    result = subprocess.run(
        [*dev.PROGRAMS["synth"], *arguments],
        cwd=dev.ROOT,
        env=dev.environment() | {"CI": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert result.stderr == ""
    assert result.returncode == 0, result.stdout


def test_documents(tmp_path: Path, golden: Golden) -> None:
    cdktf_synth("--output", tmp_path)
    documents = read_documents(tmp_path)
    assert len(documents) == 10
    for name, document in documents.items():
        golden(document, GOLDEN / f"{name}.tf.json")


def test_hcl_and_then_json_again(tmp_path: Path) -> None:
    cdktf_synth("--output", tmp_path, "--hcl")
    stacks = sorted((tmp_path / "stacks").iterdir())
    assert len(stacks) == 10
    for stack in stacks:
        assert sorted(path.name for path in stack.iterdir()) == ["cdk.tf", "metadata.json"]
        assert "\n  task {\n" in (stack / "cdk.tf").read_text(encoding="utf-8")

    cdktf_synth("--output", tmp_path)
    for stack in stacks:
        assert [path.name for path in stack.iterdir()] == ["cdk.tf.json"]
