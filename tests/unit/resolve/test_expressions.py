"""Texts split into what stands as it is and what is a template, read by jinja2's own parser."""

from __future__ import annotations

import pytest
from jinja2 import nodes

from databricks_workflows.resolve.expressions import Expression, Literal, UnreadableTemplate, has_template, read

SPLIT: list[tuple[str, list[str]]] = [
    ("plain", ["text plain"]),
    ("{{ ds }}", ["expression {{ ds }}"]),
    ("a/{{ ds }}/b", ["text a/", "expression {{ ds }}", "text /b"]),
    ("{{ ds }}{{ run_id }}", ["expression {{ ds }}", "expression {{ run_id }}"]),
    ("a {{- ds -}} b", ["text a", "expression {{- ds -}} ", "text b"]),
    ("{% if x %}y{% endif %}", ["statement {% if x %}", "text y", "statement {% endif %}"]),
    ("a{# note #}b", ["text a", "statement {# note #}", "text b"]),
    ("{{ '}}' }}", ["expression {{ '}}' }}"]),
    ("a\r\nb\r{{ ds }}\n", ["text a\r\nb\r", "expression {{ ds }}", "text \n"]),
    ("{{ ds }}\n\n", ["expression {{ ds }}", "text \n\n"]),
    ("\ue000{{ ds }}\ue001\r", ["text \ue000", "expression {{ ds }}", "text \ue001\r"]),
    ("{{job.run_id}}", ["text {{job.run_id}}"]),
    ("{{ job.start_time.iso_date }}/{{ ds }}", ["text {{ job.start_time.iso_date }}/", "expression {{ ds }}"]),
    ("{{tasks.a-b.values.x}}", ["text {{tasks.a-b.values.x}}"]),
    ("{{tasks.`my task`.values.`a.b`}}", ["text {{tasks.`my task`.values.`a.b`}}"]),
    ("{{secrets/scope/key}}", ["text {{secrets/scope/key}}"]),
    ("{{input}}{{input.day}}", ["text {{input}}{{input.day}}"]),
    ("{{ds}}{{job.id}}{{ds}}{{job.id}}", ["expression {{ds}}", "text {{job.id}}"] * 2),
    ("{{ job.run_id | upper }}", ["expression {{ job.run_id | upper }}"]),
]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_a_text_is_split(text: str, parts: list[str]) -> None:
    shown = {Literal: "text", Expression: "expression"}
    assert [
        f"{shown.get(type(part), 'statement')} {part.text if isinstance(part, Literal) else part.source}"
        for part in read(text)
    ] == parts


def test_an_expression_is_a_tree() -> None:
    (part,) = read("{{ params.x | default('d') }}")
    assert isinstance(part, Expression)
    assert part.tree == nodes.Filter(
        nodes.Getattr(nodes.Name("params", "load"), "x", "load"), "default", [nodes.Const("d")], [], None, None
    )


UNREADABLE: list[tuple[str, str]] = [
    ("{{ }}", "Expected an expression, got 'end of print statement'"),
    ("{{ ds + }}", "unexpected 'end of print statement'"),
    ("{# note", "Missing end of comment tag"),
    ("a {{ ds", "{{ is never closed"),
    ("{{ ds }}{{", "{{ is never closed"),
    ("{% if x", "{% is never closed"),
    ("{{ " + "not " * 2_000 + "x }}", "nested too deeply"),
    ("{{ " + "(" * 2_000 + "x" + ")" * 2_000 + " }}", "nested too deeply"),
    ("{{ " + "1" * 5_000 + " }}", "a number with too many digits"),
]


@pytest.mark.parametrize(("text", "why"), UNREADABLE, ids=[text[:20] for text, _ in UNREADABLE])
def test_what_jinja_cant_read_is_said(text: str, why: str) -> None:
    with pytest.raises(UnreadableTemplate) as error:
        read(text)
    assert str(error.value) == why


@pytest.mark.parametrize(
    ("text", "expected"), [("{{ ds }}", True), ("{% x", True), ("{# x", True), ("{ds}", False), ("${x}", False)]
)
def test_only_what_may_hold_a_template_is_read(text: str, expected: bool) -> None:
    assert has_template(text) is expected
