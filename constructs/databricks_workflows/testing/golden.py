"""Golden files: what a test expects, kept beside it and changed only when asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import Any

Golden = Callable[[Any, str | Path], None]
"""The type of the fixture ``golden``."""


def assert_golden(actual: Any, path: Path, *, update: bool = False) -> None:
    """Compare with a golden file: as data where its name ends with ``.json``, else as text.

    Args:
        actual: what the test got: JSON data or text.
        path: the golden file.
        update: write what the test got instead of comparing.

    Raises:
        AssertionError: the file is missing, or holds something else.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp(), "answer.json")
        >>> assert_golden({"answer": 42}, path, update=True)
        >>> assert_golden({"answer": 42}, path)
    """
    __tracebackhide__ = True
    got = _json(actual) if path.suffix == ".json" else str(actual)
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(got, encoding="utf-8", newline="")
        return
    if not path.exists():
        raise AssertionError(
            f"there is no golden file {path}\nmake it with `pytest --update-golden`, and read it before you keep it"
        )
    expected = path.read_bytes().decode()
    if path.suffix == ".json":
        expected = _json(json.loads(expected))
    if got != expected:
        lines = unified_diff(expected.splitlines(), got.splitlines(), path.name, "what the test got", lineterm="")
        difference = "\n".join(lines) or "only the ends of lines differ"
        raise AssertionError(
            f"{path} expects something else:\n{difference}\nif that is right, take it with `pytest --update-golden`"
        )


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
