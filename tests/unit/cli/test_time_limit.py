"""An app that does not come to its end is ended, and the next one is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from databricks_workflows.cli import main

HEAD = """
import time
import jsii
from cdktf import Aspects, IAspect
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack
app = WorkflowApp()
stack = WorkflowStack(app, "sales")
group = DatabricksWorkflowTaskGroup(stack, "etl")
DatabricksNotebookOperator(group, "load", notebook_path="/load")
"""
END = "app.synth()\n"
SLEEPS = "time.sleep(60)\n"
CATCHES = "try:\n    time.sleep(60)\nexcept Exception:\n    pass\n"
CATCHES_ALL = "try:\n    time.sleep(60)\nexcept BaseException:\n    pass\n"
ASKS_NODE = "while True:\n    stack.node.path\n"
ASPECT = """
@jsii.implements(IAspect)
class Slow:
    def visit(self, node):
        time.sleep(60)
Aspects.of(stack).add(Slow())
"""


@pytest.mark.parametrize(
    ("slow", "line"),
    [(SLEEPS, 10), (CATCHES, 11), (CATCHES_ALL, 11), (ASKS_NODE, 11), (ASPECT, 14)],
    ids=["sleeps", "catches", "catches all", "asks node", "is asked by node"],
)
def test_an_app_is_ended_when_its_time_is_up(
    slow: str, line: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("slow.py").write_text(f"{HEAD}{slow}{END}")
    Path("quick.py").write_text(f"{HEAD}{END}".replace("/load", "load"))
    result = CliRunner().invoke(main, ["validate", "--timeout", "2", "slow.py", "quick.py"])
    assert result.exit_code == 1, result.output
    told = [text for text in result.stdout.splitlines() if "error DW" in text]
    assert told[0].startswith("quick.py:9: error DW026: ")
    assert told[1:] == [f"slow.py:{line}: error DW090: slow.py: it takes more than 2 s to run"]
    assert "    make it quicker, or allow it more: --timeout SECONDS" in result.stdout
    assert not Path("cdktf.out").exists()
