"""Terraform documents as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.errors import WorkflowError

if TYPE_CHECKING:
    from databricks_workflows.cdk._cdk import App, TerraformStack


def synthesize(stack_or_app: TerraformStack | App) -> dict[str, Any]:
    """Run aspects and validations, and return what becomes of a stack, or of every stack of an app.

    Args:
        stack_or_app: a stack, which is only looked at; or an app, which writes its files as ever.

    Returns:
        The stack's ``cdk.tf.json`` as data, without CDKTF's ``//`` metadata; of an app these documents by stack id.

    Raises:
        WorkflowError: the workflows are wrong; it carries every problem.

    Example:
        >>> import cdktf
        >>> from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowStack
        >>> stack = WorkflowStack(cdktf.Testing.app(), "etl")
        >>> group = DatabricksWorkflowTaskGroup(stack, "load")
        >>> task = DatabricksNotebookOperator(group, "orders", notebook_path="/load/orders")
        >>> synthesize(stack)["resource"]["databricks_job"]["load"]["name"]
        'load'
    """
    from databricks_workflows.cdk._cdk import App

    return _of_app(stack_or_app) if isinstance(stack_or_app, App) else _of_stack(stack_or_app)


def read_documents(outdir: str | Path) -> dict[str, Any]:
    """What lies in an output folder such as ``cdktf.out``: each stack's ``cdk.tf.json`` as data, by stack id.

    CDKTF's ``//`` metadata is left out.
    """
    folder = Path(outdir)
    stacks = _json(folder / "manifest.json")["stacks"]
    return {name: _without_metadata(_json(folder / stack["synthesizedStackPath"])) for name, stack in stacks.items()}


def _of_stack(stack: TerraformStack) -> dict[str, Any]:
    import jsii.errors

    from databricks_workflows.cdk._cdk import Testing

    try:
        document = Testing.synth(stack, True)
    except (RuntimeError, jsii.errors.JSIIError, jsii.errors.JavaScriptError):
        _raise_errors([stack])
        raise
    _raise_errors([stack])
    return cast(dict[str, Any], json.loads(document))  # CDKTF has left the metadata out


def _of_app(app: App) -> dict[str, Any]:
    import jsii.errors

    from databricks_workflows.cdk import WorkflowApp
    from databricks_workflows.cdk._cdk import TerraformStack

    try:
        app.synth()
    except (RuntimeError, jsii.errors.JSIIError, jsii.errors.JavaScriptError):
        _raise_errors([each for each in app.node.find_all() if isinstance(each, TerraformStack)])
        raise
    return read_documents(app.output_folder if isinstance(app, WorkflowApp) else app.outdir)


def _raise_errors(stacks: Sequence[TerraformStack]) -> None:
    errors = [each for stack in stacks for each in _errors(stack)]
    if errors:
        raise WorkflowError(errors) from None


def _errors(stack: TerraformStack) -> Sequence[Diagnostic]:
    """What a validation of the stack found: the app has it if it is one that collects, else the stack's workflows."""
    from databricks_workflows.cdk.collector import Collector
    from databricks_workflows.cdk.workflows import StackWorkflows

    app = stack.node.root
    if not isinstance(app, Collector):
        return StackWorkflows.of(stack).compile_for_good()
    return [each for each in app.errors if f"{each.path}/".startswith(f"{stack.node.path}/")]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _without_metadata(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_metadata(each) for name, each in value.items() if name != "//"}
    return [_without_metadata(each) for each in value] if isinstance(value, list) else value
