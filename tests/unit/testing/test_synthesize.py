"""``synthesize`` gives documents as data, and every problem when there is one, under any kind of app."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from pathlib import Path

import cdktf
import constructs
import jsii
import pytest

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowError
from databricks_workflows.testing import documents, read_documents, synthesize

Apps = Callable[[Path], cdktf.App]
APPS: list[Apps] = [WorkflowApp, lambda path: cdktf.App(outdir=str(path))]


@pytest.fixture(params=APPS, ids=["WorkflowApp", "App"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> cdktf.App:
    make: Apps = request.param
    return make(tmp_path / "cdktf.out")


def stack_of(app: cdktf.App, name: str, *, after: str | None = None) -> cdktf.TerraformStack:
    """A plain stack with one workflow; ``after`` names a task that its task waits for."""
    stack = cdktf.TerraformStack(app, name)
    group = DatabricksWorkflowTaskGroup(stack, "etl")
    waits_for = [after] if after else None
    DatabricksNotebookOperator(group, "load", notebook_path="/load", depends_on=waits_for)
    return stack


def test_example_in_the_docstring() -> None:
    assert doctest.testmod(documents).failed == 0


def test_stack(app: cdktf.App, tmp_path: Path) -> None:
    stack = stack_of(app, "right")
    stack_of(app, "wrong", after="nothing")
    document = synthesize(stack)
    assert list(document["resource"]) == ["databricks_job"]
    assert "//" not in document
    assert "//" not in document["resource"]["databricks_job"]["etl"]
    assert synthesize(stack) == document
    assert not (tmp_path / "cdktf.out" / "stacks" / "right").exists()


def test_wrong_stack_tells_its_own_problems(app: cdktf.App) -> None:
    stacks = [stack_of(app, name, after="nothing") for name in ("one", "two")]
    for stack in stacks:
        with pytest.raises(WorkflowError) as error:
            synthesize(stack)
        assert [each.path for each in error.value.diagnostics] == [f"{stack.node.id}/etl/load"]


def test_app(app: cdktf.App, tmp_path: Path) -> None:
    stack, _ = stack_of(app, "one"), stack_of(app, "two")
    made = synthesize(app)
    assert sorted(made) == ["one", "two"]
    assert made["one"] == synthesize(stack)
    assert made == read_documents(tmp_path / "cdktf.out")


def test_wrong_app_tells_the_problems_of_all_its_stacks(app: cdktf.App) -> None:
    stack_of(app, "right")
    stack_of(app, "one", after="nothing")
    stack_of(app, "two", after="nobody")
    with pytest.raises(WorkflowError) as error:
        synthesize(app)
    assert [each.path for each in error.value.diagnostics] == ["one/etl/load", "two/etl/load"]


@jsii.implements(constructs.IValidation)
class Refusal:
    def validate(self) -> list[str]:
        return ["not on a Friday"]


@pytest.mark.parametrize("of", ["stack", "app"])
def test_what_other_constructs_say_is_not_hidden(of: str, app: cdktf.App) -> None:
    stack = stack_of(app, "one")
    stack.node.add_validation(Refusal())
    with pytest.raises((WorkflowError, RuntimeError), match="not on a Friday"):
        synthesize(stack if of == "stack" else app)
