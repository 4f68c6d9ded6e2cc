"""Names that stand twice in a dict of a file: Python keeps the last and says nothing."""

from __future__ import annotations

import ast

from databricks_workflows.diagnostics import Diagnostics, Origin, Place
from databricks_workflows.rules import REPEATED_NAME


def tell_repeated_names(tree: ast.Module, file: str, found: Diagnostics) -> None:
    """Tell of each name that a dict in a file gives two values.

    Args:
        tree: the file.
        file: its name, for messages.
        found: takes the problems.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Dict):
            continue
        values: dict[str, tuple[int, str]] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                continue
            first = values.setdefault(key.value, (key.lineno, ast.dump(value)))
            if first[1] != ast.dump(value):
                summary = f"{key.value!r} stands twice in a dict, first in line {first[0]}: what it was there is lost"
                remedy = "keep one; what there are several of, such as libraries, is a list with a dict for each"
                found.add(REPEATED_NAME, Place("", Origin(file, key.lineno)), summary, remedy)
