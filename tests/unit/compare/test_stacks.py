"""What differs in a stack and between stacks."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.compare import compare
from databricks_workflows.views.difference import difference_text
from tests.support.outputs import TITLE, document, lines, task


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"variable": {"env": {"type": "string"}}}, ["  + variable env  type=string"]),
        (
            {"variable": {"env": {"default": None}}},
            {"variable": {"env": {}}},
            ["  ~ variable env  - default ${null}"],
        ),
        ({"output": {"x": {"value": "1"}}}, {"output": {"x": {"value": "2"}}}, ["  ~ output x  value 1 -> 2"]),
        (
            {"provider": {"databricks": [{"alias": "a", "profile": "p"}, {"alias": "b"}]}},
            {"provider": {"databricks": [{"alias": "b"}, {"alias": "a", "profile": "q"}]}},
            ["  ~ provider databricks.a  profile p -> q"],
        ),
        (
            {"terraform": {"required_providers": {"databricks": {"version": "~> 1.127"}}}},
            {"terraform": {"required_providers": {"databricks": {"version": "~> 1.128"}}}},
            ['  ~ terraform required_providers  databricks.version "~> 1.127" -> "~> 1.128"'],
        ),
        ({"locals": {"x": 1}}, {"locals": {"x": 2}}, ["  ~ local x  value 1 -> 2"]),
        ({"data": {"databricks_user": {"me": {"a": 1}}}}, {}, ["  - data source databricks_user.me"]),
        ({}, {"import": [{"id": "7", "to": "databricks_job.etl"}]}, ["  + import databricks_job.etl  id=7"]),
        ({}, {"moved": [{"from": "x.a", "to": "x.b"}]}, ["  + moved x.a -> x.b"]),
        ({"//": {"metadata": 1}}, {"//": {"metadata": 2}}, []),
    ],
)
def test_parts_of_a_stack(before: dict[str, Any], after: dict[str, Any], expected: list[str]) -> None:
    told = lines(document(task("a"), blocks=before), document(task("a"), blocks=after))
    assert told == (["stack sales", *expected] if expected else [])


def test_other_resources_are_parts_of_a_stack() -> None:
    def notebook(path: str) -> dict[str, Any]:
        return {"resource": [document(task("a"))["resource"], {"databricks_notebook": {"n": {"path": path}}}]}

    assert lines(notebook("/a"), notebook("/b")) == ["stack sales", "  ~ resource databricks_notebook.n  path /a -> /b"]


def test_a_content_is_told_by_its_digest() -> None:
    def notebook(content: str) -> dict[str, Any]:
        return {"resource": {"databricks_notebook": {"n": {"content_base64": content}}}}

    assert lines(notebook("YQ=="), notebook("Yg==")) == [
        "stack sales",
        "  ~ resource databricks_notebook.n  content_base64 ff6c0e5a7b16 -> 60f07bd9d845",
    ]


def at(address: str, name: str = "sales.etl", blocks: dict[str, Any] | None = None) -> dict[str, Any]:
    job = document(task("a"), name=name)["resource"]["databricks_job"]["etl"]
    outputs = {f"{address}_job_id": {"value": f"${{databricks_job.{address}.id}}"}}
    return {"resource": {"databricks_job": {address: job}}, "output": outputs, **(blocks or {})}


def test_a_job_at_another_address_is_destroyed_and_made_anew() -> None:
    assert lines(at("etl"), at("load")) == [
        "- sales.etl  [sales/databricks_job.etl]  1 task; Terraform destroys it, with its runs",
        "+ sales.etl  [sales/databricks_job.load]  1 task; databricks_job.etl made anew",
        "    Terraform destroys databricks_job.etl and makes this job anew, with another id and without the runs;",
        '    previous_address="databricks_job.etl" keeps them',
    ]


def test_one_with_another_name_too_is_known_by_its_work() -> None:
    told = lines(at("etl"), at("load", "sales.load"))
    assert told[1] == "+ sales.load  [sales/databricks_job.load]  1 task; databricks_job.etl made anew"


def test_a_moved_job_is_the_same() -> None:
    moves = [
        {"from": "databricks_job.etl", "to": "databricks_job.step"},
        {"from": "databricks_job.step", "to": "databricks_job.load"},
    ]
    assert lines(at("etl"), at("load", blocks={"moved": moves})) == [
        "> sales.etl  [sales/databricks_job.load]  moved from databricks_job.etl",
        "stack sales",
        "  + moved databricks_job.etl -> databricks_job.step",
        "  + moved databricks_job.step -> databricks_job.load",
        "  + output load_job_id                        value=${databricks_job.load.id}",
        "  - output etl_job_id",
    ]


def test_a_new_and_a_gone_job() -> None:
    two = document(task("a"))
    two["resource"]["databricks_job"]["more"] = {"name": "more", "task": [task("x"), task("y")]}
    assert lines(document(task("a")), two) == ["+ more  [sales/databricks_job.more]  new, 2 tasks"]
    assert lines(two, document(task("a"))) == [
        "- more  [sales/databricks_job.more]  2 tasks; Terraform destroys it, with its runs"
    ]


def test_new_gone_and_renamed_stacks() -> None:
    kept = {"terraform": {"backend": {"local": {"path": "kept.tfstate"}}}}
    before = {"a": document(task("a")), "b": at("b", blocks=kept), "c": document(task("c"))}
    after = {"a": document(task("a")), "z": at("b", blocks=kept), "d": document(task("d"), task("e"))}
    difference = compare(before, after)
    assert difference_text(difference).splitlines() == [
        "- stack c  1 job, 1 task; they stay deployed until destroyed from the former output",
        "+ stack d  new, 1 job, 2 tasks",
        "> stack z  renamed from b (same state)",
        "3 of 4 stacks changed: c, d, z",
    ]
    assert difference.to_deploy == ("d", "z")
    assert difference.gone == ("c",)


def test_the_job_of_a_renamed_stack_is_looked_at() -> None:
    kept = {"terraform": {"backend": {"local": {"path": "kept.tfstate"}}}}
    told = difference_text(
        compare({"a": document(task("x"), blocks=kept)}, {"b": document(task("x", max_retries=1), blocks=kept)})
    )
    assert told.splitlines()[:3] == [
        "> stack b  renamed from a (same state)",
        TITLE.replace("sales/", "b/"),
        "  ~ x  + max_retries 1",
    ]
