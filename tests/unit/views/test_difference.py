"""What differs as text, Markdown and JSON: one line each, nothing secret, nothing that breaks a line."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.compare import compare
from databricks_workflows.views.difference import difference_as_dict, difference_markdown, difference_text
from tests.support.outputs import difference, document, lines, task

GOLDEN = Path(__file__).parents[2] / "golden"
TOKEN = "dapi" + "0123456789abcdef" * 2


def examples() -> dict[str, Any]:
    return {path.name.removesuffix(".tf.json"): json.loads(path.read_bytes()) for path in GOLDEN.glob("*.tf.json")}


def test_one_line_for_each_change_of_every_example() -> None:
    after = examples()
    for changed in after.values():
        (job,) = changed["resource"]["databricks_job"].values()
        job["timeout_seconds"] = 77
        job["task"][0]["timeout_seconds"] = 66
        job["task"].insert(0, task("a_first", "a_second"))
    text = difference_text(compare(examples(), after))
    blocks: list[list[str]] = []
    for line in text.splitlines()[:-1]:
        if line.startswith(" "):
            blocks[-1].append(line.split()[0])
        else:
            blocks.append([])
    assert blocks == [["~", "~", "+"]] * 10
    assert text.splitlines()[-1].startswith("10 of 10 stacks changed: basic, conditional, ")


def test_no_stack_is_told_that_did_not_change() -> None:
    after = copy.deepcopy(examples())
    after["monitoring"]["resource"]["databricks_job"]["data_pipeline_workflow"]["max_concurrent_runs"] = 9
    told = compare(examples(), after)
    assert told.to_deploy == ("monitoring",)
    assert difference_text(told).splitlines()[-1] == "1 of 10 stacks changed: monitoring"


SECRETS = [
    pytest.param(document(task("a", description=f"{'x' * 50} {TOKEN}")), id="in a text that is cut"),
    pytest.param(document(task("a"), task("b", description=TOKEN)), id="in a new task"),
    pytest.param(document(task("a", new_cluster={"spark_conf": {TOKEN: "x"}})), id="as a name"),
    pytest.param(document(task("a", parameters=["x", TOKEN])), id="in a list"),
    pytest.param(document(task("a"), tags={"api_key": "hunter-2"}), id="under a name"),
    pytest.param(document(task("a"), parameter=[{"name": "db_password", "default": "hunter-2"}]), id="as a parameter"),
    pytest.param(
        document(task("a"), blocks={"variable": {"token": {"default": "hunter-2"}}}), id="as a variable's default"
    ),
    pytest.param(
        document(task("a"), blocks={"provider": {"databricks": [{"client_secret": "hunter-2"}]}}), id="of a provider"
    ),
]


@pytest.mark.parametrize("wrong", SECRETS)
def test_credentials_are_never_shown(wrong: dict[str, Any]) -> None:
    for before, after in ((document(task("a")), wrong), (wrong, document(task("a")))):
        told = difference(before, after)
        assert told
        shown = [difference_text(told), difference_markdown(told), json.dumps(difference_as_dict(told))]
        assert not any(secret in form for form in shown for secret in (TOKEN[:20], "hunter-2"))


def test_that_a_credential_changed_is_told() -> None:
    before, after = (document(task("a"), tags={"token": each}) for each in ("one", "two"))
    assert lines(before, after) == ["  ~ the job  tags.token (hidden) -> (hidden)"]


def test_a_reference_to_a_secret_is_none() -> None:
    before, after = (document(task("a"), tags={"token": f"{{{{secrets/s/{each}}}}}"}) for each in "ab")
    assert lines(before, after) == ["  ~ the job  tags.token {{secrets/s/a}} -> {{secrets/s/b}}"]


def test_what_would_break_a_line_or_a_table_does_not() -> None:
    told = difference(document(task("a")), document(task("a", description="one\ntwo | `x` \x1b[31m"), name="a|b\n"))
    assert difference_text(told).splitlines() == [
        "a|b\\n  [sales/databricks_job.etl]",
        '  ~ the job  name sales.etl -> "a|b\\n"',
        '  ~ a        + description "one\\ntwo | `x` \\u001b[31m"',
        "1 of 1 stack changed: sales",
    ]
    assert '| ~ changed | `a` | `` + description "one\\ntwo \\| `x` \\u001b[31m" `` |' in difference_markdown(told)


def test_of_long_lists_the_rest_is_counted() -> None:
    before, after = (document(task("a", parameters=[f"{n}" for n in range(count)])) for count in (1, 21))
    assert lines(before, after) == ["  ~ a  parameters: + 1, + 2, + 3, + 4, + 5, + 6, + 7, + 8 and 12 more"]
