"""What ``cdktf synth --hcl`` writes: Terraform reads it, and it means the same as the JSON document."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cdktf
import pytest

import stacks
from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkflowStack, tf
from databricks_workflows.testing import synthesize
from tests.support.terraform import evaluate, module_of, resources_of, warnings_of

NOTEBOOK = {"notebook_path": "/n"}

TEXTS = [
    *('"quoted"', 'one"', "back\\slash", "last\\", 'C:\\x\\"y"', "\\n", '\\"', "two\nlines\n", "\r\n", "\ttab", ""),
    *("${HOME}", "%{if}x%{endif}", "$${HOME}", "%%{if}", "$$${x}", "$", "$$", "%", "%%", 'a${"b"}c', "\\${x}", "}"),
    *("<<EOF", "a\nEOF\nb", "# no comment", "// none", "/* none", "{{job.id}}", "{{task.name}} ${y}"),
    *("é", "\u2028", "\N{GRINNING FACE}", "\x01", "\x7f", "'", "`", "~", " both ends ", "null", "true", "5"),
]
PIECES = ['"', "\\", "\n", "$", "%", "{", "}", "${", "%{", "$${", "%%{", "a", " ", "é", "#", "'", "<<EOF"]


def write_hcl(stack: WorkflowStack, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "cdk.tf").write_text(cdktf.Testing.synth_hcl(stack, True), encoding="utf-8", newline="")


def workflow(stack: WorkflowStack, **arguments: Any) -> DatabricksWorkflowTaskGroup:
    group = DatabricksWorkflowTaskGroup(stack, "etl", **arguments)
    DatabricksTaskOperator(group, "notebook", task_config={"notebook_task": NOTEBOOK})
    return group


@pytest.fixture
def stack() -> WorkflowStack:
    return WorkflowStack(cdktf.Testing.app(), "stack")


@pytest.mark.parametrize("name", stacks.__all__)
def test_means_the_same_as_json(name: str, tmp_path: Path) -> None:
    example: WorkflowStack = getattr(stacks, name)(cdktf.Testing.app())
    document = synthesize(example)
    write_hcl(example, tmp_path)
    in_hcl, in_json = resources_of(tmp_path, document)
    assert in_hcl == in_json

    beside = tmp_path / "json"
    beside.mkdir()
    (beside / "cdk.tf.json").write_text(json.dumps(document))
    hcl, plain = module_of(tmp_path), module_of(beside)
    for kind in ("ManagedResources", "Outputs", "ProviderConfigs", "Variables"):
        assert set(hcl[kind] or ()) == set(plain[kind] or ())


def test_text_arrives_as_it_is(stack: WorkflowStack, tmp_path: Path) -> None:
    """Terraform's own reading of both forms, for the author's text in every kind of place."""
    chance = random.Random(0)
    mixed = ("".join(chance.choices(PIECES, k=chance.randint(2, 8))) for _ in range(300))
    texts = [*TEXTS, *(text for text in mixed if not any(mark in text for mark in ("{{", "{%", "{#")))]
    named = {f"text{number}": text for number, text in enumerate(texts)}
    group = DatabricksWorkflowTaskGroup(
        stack,
        "etl",
        extra_job_params={
            "description": "\n".join(texts),
            "tags": dict(list(named.items())[:25]),
            "parameters": [{"name": name, "default": text} for name, text in named.items()],
        },
    )
    DatabricksTaskOperator(group, "a_values", task_config={"notebook_task": NOTEBOOK | {"base_parameters": named}})
    names = {text: name for name, text in named.items() if text}
    DatabricksTaskOperator(group, "b_names", task_config={"notebook_task": NOTEBOOK | {"base_parameters": names}})
    program = {"python_file": "/p", "parameters": list(names)}
    DatabricksTaskOperator(group, "c_list", task_config={"spark_python_task": program}, existing_cluster_id="c")

    document = synthesize(stack)
    write_hcl(stack, tmp_path)
    for resources in resources_of(tmp_path, document):
        job = resources["databricks_job.etl"]
        values, keys, items = job["task"]
        assert values["notebook_task"][0]["base_parameters"] == named
        assert keys["notebook_task"][0]["base_parameters"] == names
        assert items["spark_python_task"][0]["parameters"] == list(names)
        assert job["tags"] == dict(list(named.items())[:25])
        assert job["description"] == "\n".join(texts)
        assert {each["name"]: each["default"] for each in job["parameter"]} == named


@pytest.mark.parametrize("name", ["camelCase", "with-dash", "1st", "12", "a.b", "in", "true", "null", "value", "type"])
def test_names_in_maps(name: str, stack: WorkflowStack, tmp_path: Path) -> None:
    assert tags_in_hcl({name: "x"}, stack, tmp_path) == {name: "x"}


@pytest.mark.parametrize("name", ["for", "", "--date"])
def test_names_in_maps_that_need_quotes(name: str, stack: WorkflowStack, tmp_path: Path) -> None:
    assert tags_in_hcl({name: "x"}, stack, tmp_path) == {name: "x"}


def tags_in_hcl(values: Mapping[str, str], stack: WorkflowStack, folder: Path) -> Any:
    workflow(stack, extra_job_params={"tags": values})
    document = synthesize(stack)
    write_hcl(stack, folder)
    in_hcl, _ = resources_of(folder, document)
    return in_hcl["databricks_job.etl"]["tags"]


@pytest.mark.parametrize(
    "expression",
    [
        'a "${upper("b")}" \\ c',
        '%{ if true }"yes"%{ else }no%{ endif }',
        '${join(",", [for k, v in { a = "b" } : "${k}=${v}"])} "x"',
        '$${none} ${"some"}\n',
        '${replace("a}", "}", "")} "x"',
        '${replace("a{", "{", "")} "x"',
        '${\n"a"\n}',
    ],
)
def test_expressions(expression: str, stack: WorkflowStack, tmp_path: Path) -> None:
    workflow(stack, extra_job_params={"description": tf(expression)})
    document = synthesize(stack)
    write_hcl(stack, tmp_path)
    in_hcl, in_json = resources_of(tmp_path, document)
    assert in_hcl == in_json


def every_kind_of_block(stack: WorkflowStack) -> None:
    first = workflow(stack, previous_address="former", import_from='1"2', lifecycle={"prevent_destroy": True})
    second = DatabricksWorkflowTaskGroup(
        stack,
        "second",
        databricks_conn_id="other",
        access_control_list=[{"user_name": 'a"b@example.com', "permission_level": "CAN_VIEW"}],
        extra_job_params={"description": f'"{first.job_url}"'},
    )
    DatabricksTaskOperator(second, "run", task_config={"run_job_task": {"job_id": first.job_id}})
    second.node.add_dependency(first)


def test_every_kind_of_block_is_read(stack: WorkflowStack, tmp_path: Path) -> None:
    every_kind_of_block(stack)
    write_hcl(stack, tmp_path)
    module = module_of(tmp_path)
    assert sorted(module["ManagedResources"]) == [
        "databricks_job.etl",
        "databricks_job.second",
        "databricks_permissions.second",
    ]
    assert len(module["Moved"]) == 1


def test_terraform_warns_of_nothing(stack: WorkflowStack, tmp_path: Path) -> None:
    workflow(stack)
    write_hcl(stack, tmp_path)
    assert warnings_of(tmp_path) == []


@pytest.mark.parametrize(
    "settings", [{"config_file": "C:\\x"}, {"profile": 'a"b\n'}, {"rate_limit": 5}, {"skip": True}]
)
def test_settings_of_a_connection(settings: Mapping[str, Any], tmp_path: Path) -> None:
    stack = WorkflowStack(cdktf.Testing.app(), "stack", connections={"databricks_default": settings})
    workflow(stack)
    write_hcl(stack, tmp_path)
    module_of(tmp_path)
    text = (tmp_path / "cdk.tf").read_text(encoding="utf-8")
    body = text.partition('provider "databricks" {')[2].partition("\n}")[0]
    assert evaluate(f"output settings {{\n value = {{ {body} }}\n}}\n", {}) == {"settings": settings}


def test_default_of_a_variable(stack: WorkflowStack) -> None:
    source = {"git_url": "https://github.com/a/b", "git_branch": '{{ params.branch | default("a${b}") }}'}
    group = DatabricksWorkflowTaskGroup(stack, "etl", extra_job_params={"git_source": source})
    DatabricksTaskOperator(group, "notebook", task_config={"notebook_task": {"notebook_path": "n"}})
    output = {"value": "${var.branch}"}
    document = {"variable": synthesize(stack)["variable"], "output": {"branch": output}}
    assert evaluate("", document) == {"branch": "a${b}"}


def test_blocks_that_the_schema_does_not_know(stack: WorkflowStack, tmp_path: Path) -> None:
    workflow(stack, extra={"newer": [{"name": "x"}]})
    write_hcl(stack, tmp_path)
    module_of(tmp_path)
