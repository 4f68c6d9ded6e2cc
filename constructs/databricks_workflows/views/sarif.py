"""Problems as SARIF 2.1.0, which code scanning and editors read.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from databricks_workflows.diagnostics import Diagnostic, Origin, Rule, Severity
from databricks_workflows.rules import RULES
from databricks_workflows.views.locate import Sources

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(diagnostics: Sequence[Diagnostic], *, version: str, root: Path, otherwise: str) -> dict[str, Any]:
    """A log with one run, and in it the rules that were broken.

    Args:
        diagnostics: the problems; their files count from the working folder.
        version: this program's.
        root: the folder that the log's files count from.
        otherwise: the file to name for a problem that knows none: code scanning takes no result without one.
    """
    codes = sorted({each.code for each in diagnostics})
    sources = Sources()
    results = []
    for each in diagnostics:
        result: dict[str, Any] = {
            "ruleId": each.code,
            "ruleIndex": codes.index(each.code),
            "level": _LEVELS[each.severity],
            "message": {"text": "\n".join(filter(None, (each.summary, each.remedy)))},
            "locations": [_location(each, sources, root, otherwise)],
        }
        if each.suppressed:
            result["suppressions"] = [{"kind": each.suppressed.value}]
        results.append(result)
    driver = {"name": "databricks-workflows", "version": version, "rules": [_rule(RULES[code]) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {
            "text": "\n".join(filter(None, (rule.why, f"`databricks-workflows rules {rule.code}` shows an example.")))
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _location(each: Diagnostic, sources: Sources, root: Path, otherwise: str) -> dict[str, Any]:
    origin = each.origin or Origin(otherwise, 1)
    region = {"startLine": origin.line}
    found = sources.locate(each)
    if found is not None:
        region = {"startLine": found.line, "startColumn": found.column + 1, "endColumn": found.end_column + 1}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(origin.file, root), "region": region}
    }
    if each.path:
        location["logicalLocations"] = [{"fullyQualifiedName": each.where}]
    return location


def _artifact(file: str, root: Path) -> dict[str, str]:
    """A file below the root counts from there; any other is named in full."""
    path = Path(file).absolute()
    if path.is_relative_to(root):
        return {"uri": quote(os.fsencode(path.relative_to(root).as_posix())), "uriBaseId": _ROOT}
    return {"uri": f"file://{quote(os.fsencode(path.as_posix()))}"}
