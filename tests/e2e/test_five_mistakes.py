"""One app with five mistakes in two of its three stacks: told at once, by its own program and by ``cdktf synth``."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from databricks_workflows.testing import Golden

ROOT = Path(__file__).parents[2]
APP = ROOT / "tests" / "apps" / "five_mistakes.py"
CDKTF = ROOT / "node_modules" / "cdktf-cli" / "bundle" / "bin" / "cdktf"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the app, a cdktf.json and a former output."""
    (tmp_path / "main.py").write_bytes(APP.read_bytes())
    settings = {"language": "python", "app": f"{sys.executable} main.py", "sendCrashReports": "false"}
    (tmp_path / "cdktf.json").write_text(json.dumps(settings))
    former = tmp_path / "cdktf.out" / "stacks" / "sales"
    former.mkdir(parents=True)
    (former / "cdk.tf.json").write_text("{}\n")
    (former.parents[1] / "manifest.json").write_text("{}\n")
    return tmp_path


def run(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "CI": "1", "CHECKPOINT_DISABLE": "1", "CDKTF_LOG_FILE_DIRECTORY": str(folder)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(text: str) -> list[str]:
    return re.findall(r"^ *(\S+:\d+: error DW\d+)", text, re.MULTILINE)


FIVE = [
    "main.py:21: error DW021",
    "main.py:23: error DW001",
    "main.py:25: error DW002",
    "main.py:30: error DW004",
    "main.py:36: error DW001",
]


def test_the_program_tells_all_five_and_leaves_the_former_output(project: Path, golden: Golden) -> None:
    before = files(project / "cdktf.out")
    ran = run(project, sys.executable, "main.py")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert told(ran.stderr) == FIVE
    assert "Traceback" not in ran.stderr
    golden(ran.stderr, "../golden/five_mistakes.txt")
    assert files(project / "cdktf.out") == before


def test_cdktf_synth_tells_all_five_and_leaves_the_former_output(project: Path) -> None:
    before = files(project / "cdktf.out")
    ran = run(project, os.environ["JSII_NODE"], CDKTF, "synth")
    assert ran.returncode == 1
    assert told(ran.stderr) == FIVE
    assert "Traceback" not in ran.stderr
    assert files(project / "cdktf.out") == before
