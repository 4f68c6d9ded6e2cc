"""Golden files are compared as they should be, and written only when asked."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.testing import assert_golden, golden

TEST = """
def test_it(golden):
    golden({"b": [1, 2], "a": "text"}, "golden/data.json")
    golden("one\\ntwo\\n", "golden/message.txt")
"""


def test_example_in_the_docstring() -> None:
    assert doctest.testmod(golden) == (0, 4)


@pytest.mark.parametrize(
    ("file", "content", "actual"),
    [
        ("data.json", '{"a": 1, "b": [2]}', {"b": [2], "a": 1}),
        ("data.tf.json", '{\n\t"a": "\\u00e9"\n}', {"a": "é"}),
        ("text.txt", "a\r\nb", "a\r\nb"),
    ],
)
def test_the_same(file: str, content: str, actual: Any, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_bytes(content.encode())
    assert_golden(actual, path)
    assert path.read_bytes() == content.encode()


@pytest.mark.parametrize(
    ("file", "content", "actual", "difference"),
    [
        ("data.json", '{"a": 1}', {"a": 2}, '-  "a": 1\n+  "a": 2'),
        ("data.json", '{"a": 1}', {"a": True}, '-  "a": 1\n+  "a": true'),
        ("data.json", '{"a": [1, 2]}', {"a": [2, 1]}, "+    2,"),
        ("text.txt", "one\ntwo\n", "one\n2\n", "-two\n+2"),
        ("text.txt", "one\n", "one", "only the ends of lines differ"),
    ],
)
def test_not_the_same(file: str, content: str, actual: Any, difference: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_text(content)
    with pytest.raises(AssertionError) as error:
        assert_golden(actual, path)
    assert difference in str(error.value)
    assert "--update-golden" in str(error.value)
    assert path.read_text() == content


def test_missing_file_fails_until_it_is_asked_for(pytester: pytest.Pytester) -> None:
    pytester.makeconftest('pytest_plugins = ["databricks_workflows.testing.plugin"]')
    pytester.makepyfile(TEST)
    made = pytester.path / "golden"

    first = pytester.runpytest_subprocess()
    first.assert_outcomes(failed=1)
    first.stdout.fnmatch_lines(["*there is no golden file *data.json", "*make it with `pytest --update-golden`*"])
    assert not made.exists()

    pytester.runpytest_subprocess("--update-golden").assert_outcomes(passed=1)
    assert (made / "data.json").read_text() == '{\n  "a": "text",\n  "b": [\n    1,\n    2\n  ]\n}\n'
    assert (made / "message.txt").read_text() == "one\ntwo\n"

    pytester.runpytest_subprocess().assert_outcomes(passed=1)
