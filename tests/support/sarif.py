"""What a SARIF log of ours has to look like: the part of the standard's schema that we use, and nothing beside it."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


_TEXT = _object({"text": {"type": "string", "minLength": 1}})
_LEVEL = {"enum": ["error", "warning", "note"]}
_FROM_ONE = {"type": "integer", "minimum": 1}
_RULE = _object(
    {
        "id": {"type": "string", "pattern": r"^DW\d{3}$"},
        "shortDescription": _TEXT,
        "fullDescription": _TEXT,
        "help": _TEXT,
        "defaultConfiguration": _object({"level": _LEVEL}),
    }
)
_URI = r"[A-Za-z0-9_.~/%-]+"
_ARTIFACT = {
    "oneOf": [
        _object({"uri": {"pattern": f"^(?!/){_URI}$"}, "uriBaseId": {"const": "%SRCROOT%"}}),
        _object({"uri": {"pattern": f"^file:///{_URI}$"}}),
    ]
}
_LOCATION = _object(
    {
        "physicalLocation": _object(
            {
                "artifactLocation": _ARTIFACT,
                "region": _object({"startLine": _FROM_ONE}, startColumn=_FROM_ONE, endColumn=_FROM_ONE),
            }
        )
    },
    logicalLocations={"type": "array", "items": _object({"fullyQualifiedName": {"type": "string", "minLength": 1}})},
)
_RESULT = _object(
    {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {"type": "array", "items": _LOCATION, "minItems": 1, "maxItems": 1},
    },
    suppressions={
        "type": "array",
        "items": _object({"kind": {"enum": ["inSource", "external"]}}),
        "minItems": 1,
        "maxItems": 1,
    },
)
_DRIVER = _object(
    {
        "name": {"const": "databricks-workflows"},
        "version": {"type": "string", "pattern": r"^\d+\.\d+"},
        "rules": {"type": "array", "items": _RULE, "uniqueItems": True},
    }
)
_RUN = _object(
    {
        "tool": _object({"driver": _DRIVER}),
        "columnKind": {"const": "unicodeCodePoints"},
        "results": {"type": "array", "items": _RESULT},
    }
)
_LOG = _object(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": _RUN, "minItems": 1, "maxItems": 1},
    }
)


def results_of(log: Any) -> list[dict[str, Any]]:
    """The results of a log that has the right form; each names its rule twice, and both times the same."""
    assert [error.message for error in Draft202012Validator(_LOG).iter_errors(log)] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    results: list[dict[str, Any]] = run["results"]
    assert [rules[each["ruleIndex"]] for each in results] == [each["ruleId"] for each in results]
    assert set(rules) == {each["ruleId"] for each in results}
    return results
