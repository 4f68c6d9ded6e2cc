"""``diff``: two outputs, their form, exit codes, the stacks to deploy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.testing import Golden
from tests.support.outputs import document, task

GOLDEN = "../../golden/cli/diff"
MAILS = {"email_notifications": {"on_failure": ["ops@example.com"]}}
BEFORE = {
    "sales": document(
        task("clean", "extract"),
        task("extract"),
        task("load", "clean", max_retries=1),
        task("report", "clean", new_cluster={"num_workers": 2}),
        parameter=[{"name": "run_date", "default": "{{job.start_time.iso_date}}"}],
        blocks={"//": {"metadata": {"version": "0.20"}}, "variable": {"env": {"type": "string", "default": "test"}}},
        **MAILS,
    ),
    "stock": document(task("count"), name="stock"),
    "gone": document(task("old"), name="gone"),
}
AFTER = {
    "sales": document(
        task("archive", "load"),
        task("clean", "extract_v2"),
        {**task("extract"), "task_key": "extract_v2"},
        task("load", "clean", max_retries=3),
        task("report", "clean", "load", new_cluster={"num_workers": 4}),
        parameter=[
            {"name": "region", "default": "eu"},
            {"name": "run_date", "default": "{{job.start_time.iso_date}}"},
        ],
        blocks={"//": {"metadata": {"version": "0.21"}}, "variable": {"env": {"type": "string", "default": "prod"}}},
    ),
    "stock": {**document(task("count"), name="stock"), "//": "made another day"},
    "new": document(task("first"), name="new"),
}


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def write(folder: str, documents: dict[str, Any], indent: int | None = None) -> None:
    for name, content in documents.items():
        file = Path(folder, "stacks", name, "cdk.tf.json")
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(content, indent=indent))
    stacks = {name: {"name": name, "synthesizedStackPath": f"stacks/{name}/cdk.tf.json"} for name in documents}
    Path(folder, "manifest.json").write_text(json.dumps({"version": "0.21.0", "stacks": stacks}))


@pytest.fixture(autouse=True)
def _two_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a", BEFORE)
    write("b", AFTER, indent=4)


@pytest.mark.parametrize(("form", "name"), [("text", "outputs.txt"), ("markdown", "outputs.md.txt")])
def test_two_outputs(form: str, name: str, golden: Golden) -> None:
    result = diff("a", "b", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(result.stdout, f"{GOLDEN}/{name}")


def test_two_outputs_as_json(golden: Golden) -> None:
    result = diff("a", "b", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    golden(json.loads(result.stdout), f"{GOLDEN}/outputs.json")


@pytest.mark.parametrize(
    "paths",
    [
        ("a/stacks/sales", "b/stacks/sales"),
        ("a/stacks/sales/cdk.tf.json", "b/stacks/sales"),
        ("other/sales.tf.json", "b/stacks/sales/cdk.tf.json"),
    ],
    ids=" ".join,
)
def test_two_documents_are_one_stack(paths: tuple[str, str], golden: Golden) -> None:
    Path("other").mkdir()
    shutil.copy("a/stacks/sales/cdk.tf.json", "other/sales.tf.json")
    result = diff(*paths)
    assert result.exit_code == 0
    golden(result.stdout, f"{GOLDEN}/stack.txt")


def test_without_a_manifest_counts_what_lies_there() -> None:
    for folder in "ab":
        Path(folder, "manifest.json").unlink()
    assert diff("a", "b").stdout.endswith("\n3 of 4 stacks changed: gone, new, sales\n")


def test_a_file_beside_the_document_is_part_of_its_stack() -> None:
    for folder in "ab":
        write(folder + "2", {"sales": BEFORE["sales"], "stock": BEFORE["stock"]})
        notebook = Path(folder + "2", "stacks/stock/assets/etl/load.py")
        notebook.parent.mkdir(parents=True)
        notebook.write_text(folder)
    assert diff("a2", "b2", "--stacks").stdout == "stock\n"
    assert diff("a2", "b2").stdout.splitlines()[:2] == [
        "stack stock",
        "  ~ file etl/load.py  content ca978112ca1b -> 3e23e8160039",
    ]
    assert diff("a2/stacks/stock", "b2/stacks/stock/cdk.tf.json", "--exit-code").exit_code == 1
    shutil.copy("a2/stacks/stock/cdk.tf.json", "stock.tf.json")
    assert diff("stock.tf.json", "b2/stacks/stock", "--exit-code").exit_code == 0


def test_stacks_are_the_names_to_deploy() -> None:
    result = diff("a", "b", "--stacks")
    assert result.exit_code == 0
    assert result.stdout == "new\nsales\n"
    assert result.stderr == "stack gone is there no more: destroy it from the former output\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("a", "b"), 0),
        (("a", "a"), 0),
        (("a", "b", "--exit-code"), 1),
        (("a", "a", "--exit-code"), 0),
        (("a", "b", "--exit-code", "--stacks"), 1),
        (("a", "b", "--exit-code", "--json"), 1),
        (("a/stacks/stock", "b/stacks/stock", "--exit-code"), 0),
    ],
    ids=str,
)
def test_exit_codes(arguments: tuple[str, ...], expected: int) -> None:
    assert diff(*arguments).exit_code == expected


def test_no_differences() -> None:
    assert diff("a", "a").stdout == "no differences in 3 stacks\n"
    assert diff("a", "a", "--format", "markdown").stdout == "no differences in 3 stacks\n"
    assert diff("a", "a", "--stacks").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("a", "nowhere"), "Path 'nowhere' does not exist."),
        (("a", "b", "--stacks", "--json"), "--stacks prints names, in no other format"),
        (("a",), "Missing argument 'B'."),
        (("a", "empty"), "empty: there is no manifest.json and no cdk.tf.json; give a folder that a synth has written"),
        (("a", "b/stacks/new"), "b/stacks/new is one stack and a is an output of stacks: give two of a kind"),
        (("empty", "b/stacks/new"), "empty: there is no manifest.json and no cdk.tf.json; "),
        (("hcl", "b"), "hcl/manifest.json: stack 'x' has no document in JSON; synthesize without --hcl"),
        (("moved", "b"), "moved/stacks/x/cdk.tf.json: can't open it: No such file or directory"),
        (("broken.tf.json", "b/stacks/new"), "broken.tf.json:2: it is no JSON: "),
        (("list.tf.json", "b/stacks/new"), "list.tf.json: it is no Terraform document, but a list or a single value"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_no_output_is_wrong_usage(arguments: tuple[str, ...], expected: str) -> None:
    Path("empty").mkdir()
    for folder, path in (("hcl", "stacks/x/cdk.tf"), ("moved", "stacks/x/cdk.tf.json")):
        Path(folder).mkdir()
        Path(folder, "manifest.json").write_text(json.dumps({"stacks": {"x": {"synthesizedStackPath": path}}}))
    Path("broken.tf.json").write_text("{\n")
    Path("list.tf.json").write_text("[]")
    result = diff(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert expected in result.stderr
