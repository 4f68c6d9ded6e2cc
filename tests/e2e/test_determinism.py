"""The same input gives the same bytes, whatever the hash seed and the order of definition."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def documents(program: str, outdir: Path, *arguments: str, seed: int = 0, hcl: bool = False) -> dict[str, bytes]:
    """Run a program afresh, and return the files it makes of each stack."""
    env = {
        **os.environ,
        "PYTHONHASHSEED": str(seed),
        "CDKTF_OUTDIR": str(outdir),
        "SYNTH_HCL_OUTPUT": str(hcl).lower(),
    }
    subprocess.run([sys.executable, program, *arguments], cwd=ROOT, env=env, check=True)
    return {str(file.relative_to(outdir)): file.read_bytes() for file in sorted(outdir.glob("stacks/*/*"))}


def test_hash_seed(tmp_path: Path) -> None:
    first, second = (documents("main.py", tmp_path / str(seed), seed=seed) for seed in (1, 2))
    assert len(first) == 10
    assert first == second


@pytest.mark.parametrize(
    ("reversed_", "hcl"),
    [
        (["parts"], False),
        (["workflows"], False),
        (["parts"], True),
    ],
)
def test_order_of_definition(reversed_: list[str], hcl: bool, tmp_path: Path) -> None:
    program = "tests/apps/definition_order.py"
    first = documents(program, tmp_path / "1", str(tmp_path / "1"), seed=1, hcl=hcl)
    second = documents(program, tmp_path / "2", str(tmp_path / "2"), *reversed_, seed=2, hcl=hcl)
    assert next(iter(first)) == ("stacks/orders/cdk.tf" if hcl else "stacks/orders/cdk.tf.json")
    assert first == second
