"""What each kind of row says of a value."""

from __future__ import annotations

import re
from typing import Any

import pytest

from databricks_workflows.checks.rows import (
    Between,
    Count,
    FieldRow,
    Form,
    Length,
    Obsolete,
    OneOf,
    Size,
    Together,
    Wrong,
    fields_of,
)
from databricks_workflows.diagnostics import Rule, Severity
from databricks_workflows.model import tf

RULE = Rule("DW999", Severity.ERROR, "a rule of this test")
AT = ("Model.field",)

WORDS = OneOf(rule=RULE, fields=AT, values=("ON", "OFF"), also={"YES": "write ON"}, besides=("LATER",))
ONE_WORD = OneOf(rule=RULE, fields=AT, values=("ON",), any_case=True)
LIMITS = Between(rule=RULE, fields=AT, least=1, most=9, unit="nodes", remedy="less")
NO_LIMIT = Between(rule=RULE, fields=AT, least=60, besides=(0, -1), remedy="more")
ITEMS = Count(rule=RULE, fields=AT, least=1, most=2, what="keys", remedy="two")
CHARACTERS = Length(rule=RULE, fields=AT, most=3, unit="characters", remedy="short")
BYTES = Length(rule=RULE, fields=AT, most=3, unit="bytes", remedy="short")
NAMES = Length(rule=RULE, fields=AT, most=3, unit="characters", remedy="short", of="names")
JSON = Size(rule=RULE, fields=AT, most=8, unit="bytes", remedy="small")
LETTERS = Form(rule=RULE, fields=AT, pattern=re.compile("[a-z]+"), expected="letters", remedy="letters")
LETTER_NAMES = Form(
    rule=RULE, fields=AT, pattern=re.compile("[a-z]+"), expected="letters", remedy="letters", of="names"
)
OLD = Obsolete(rule=RULE, fields=AT, remedy="use the new one")
EXPRESSION = tf("${var.anything}")

CASES: list[tuple[FieldRow, Any, list[Wrong]]] = [
    (WORDS, "ON", []),
    (WORDS, "LATER", []),
    (WORDS, "on", [Wrong("is 'on', expected ON or OFF", "did you mean 'ON'?")]),
    (WORDS, "OF", [Wrong("is 'OF', expected ON or OFF", "did you mean 'OFF'?")]),
    (WORDS, "", [Wrong("is '', expected ON or OFF", "write one of: ON, OFF")]),
    (WORDS, "YES", [Wrong("is 'YES', expected ON or OFF", "write ON")]),
    (ONE_WORD, "on", []),
    (ONE_WORD, "", [Wrong("is '', expected ON", "write one of: ON")]),
    (LIMITS, 1, []),
    (LIMITS, 9, []),
    (LIMITS, 0, [Wrong("is 0, expected 1 to 9 nodes", "less")]),
    (LIMITS, 10, [Wrong("is 10, expected 1 to 9 nodes", "less")]),
    (NO_LIMIT, 60, []),
    (NO_LIMIT, 10**20, []),
    (NO_LIMIT, 0, []),
    (NO_LIMIT, -1, []),
    (NO_LIMIT, 59, [Wrong("is 59, expected 60 or more, or 0, or -1", "more")]),
    (ITEMS, ["a"], []),
    (ITEMS, {"a": "b", "c": "d"}, []),
    (ITEMS, [], [Wrong("has 0 keys, expected at least 1", "two")]),
    (ITEMS, ["a", "b", "c"], [Wrong("has 3 keys, expected at most 2", "two")]),
    (CHARACTERS, "äöü", []),
    (CHARACTERS, "abcd", [Wrong("is 4 characters long, expected at most 3", "short")]),
    (CHARACTERS, ["a", "abcd"], [Wrong("is 4 characters long, expected at most 3", "short", (1,))]),
    (CHARACTERS, {"long name": "abcd"}, [Wrong("is 4 characters long, expected at most 3", "short", ("long name",))]),
    (CHARACTERS, ["a", EXPRESSION], []),
    (BYTES, "abc", []),
    (BYTES, "äö", [Wrong("is 4 bytes long, expected at most 3", "short")]),
    (BYTES, "\ud800", []),
    (NAMES, {"abc": "long value"}, []),
    (NAMES, {"abcd": ""}, [Wrong("has a name of 4 characters, expected at most 3", "short", ("abcd",))]),
    (JSON, ["abc"], []),
    (JSON, ["ä", "b"], [Wrong("is 11 bytes of JSON, expected at most 8", "small")]),
    (JSON, {"a": "b"}, [Wrong("is 10 bytes of JSON, expected at most 8", "small")]),
    (LETTERS, "abc", []),
    (LETTERS, "a1", [Wrong("is 'a1', expected letters", "letters")]),
    (LETTERS, "abc\n", [Wrong("is 'abc\\n', expected letters", "letters")]),
    (LETTERS, ["abc", "1", EXPRESSION], [Wrong("is '1', expected letters", "letters", (1,))]),
    (LETTERS, {"1": "abc", "a": "2"}, [Wrong("is '2', expected letters", "letters", ("a",))]),
    (LETTER_NAMES, {"abc": "1"}, []),
    (LETTER_NAMES, {"1": "abc"}, [Wrong("is named '1', expected letters", "letters", ("1",))]),
    (OLD, False, [Wrong("is deprecated", "use the new one")]),
]


@pytest.mark.parametrize(("row", "value", "wrong"), CASES)
def test_says_what_is_wrong_with_a_value(row: FieldRow, value: Any, wrong: list[Wrong]) -> None:
    assert list(row.wrong(value)) == wrong


ONE = Together(rule=RULE, models=("M",), fields=("a", "b", "c"), remedy="one", most=1)
TWO = Together(rule=RULE, models=("M",), fields=("a", "b", "c"), remedy="two", most=2)
NEEDED = Together(rule=RULE, models=("M",), fields=("a", "b"), remedy="needed", least=1, unless=("c",))
WITH = Together(rule=RULE, models=("M",), fields=("a", "b"), remedy="with", only_with=("c", "d"))

BLOCKS: list[tuple[Together, str, list[Wrong]]] = [
    (ONE, "", []),
    (ONE, "b", []),
    (ONE, "a c", [Wrong("has a and c, expected one of them", "one", ("c",))]),
    (TWO, "a b", []),
    (TWO, "a b c", [Wrong("has a, b and c, expected at most 2 of them", "two", ("c",))]),
    (NEEDED, "a", []),
    (NEEDED, "c", []),
    (NEEDED, "d", [Wrong("has none of a, b", "needed")]),
    (WITH, "", []),
    (WITH, "a d", []),
    (WITH, "b", [Wrong("has b without c or d", "with", ("b",))]),
]


@pytest.mark.parametrize(("row", "names", "wrong"), BLOCKS)
def test_says_what_is_wrong_with_the_names_of_a_block(row: Together, names: str, wrong: list[Wrong]) -> None:
    assert list(row.wrong(dict.fromkeys(names.split(), "x"))) == wrong


def test_fields_are_named_with_their_model() -> None:
    assert fields_of("Model", "one", "other") == ("Model.one", "Model.other")
