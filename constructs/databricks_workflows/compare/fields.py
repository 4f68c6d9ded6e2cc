"""Which fields differ, at their places; values under a name that promises a secret and credentials are hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from databricks_workflows.compare.difference import Change
from databricks_workflows.model.secrets import promises_secret, without_secrets

Path = tuple[str | int, ...]


def canonical(value: Any) -> str:
    """The same text for the same data, and only for it (in Python ``1 == True``)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def digest(content: bytes) -> str:
    """A short word for a long content, another one for any other content."""
    return sha256(content).hexdigest()[:12]


def field_changes(before: Mapping[str, Any], after: Mapping[str, Any], within: Path = ()) -> tuple[Change, ...]:
    """The fields that differ, in the order of their names.

    Args:
        before: the former fields.
        after: the fields.
        within: names that say what the values are, such as a parameter's own.

    Example:
        >>> before = {"max_retries": 1, "tags": {"team": "data"}, "commands": ["deps", "run"]}
        >>> after = {"max_retries": 3, "tags": {}, "commands": ["deps", "seed", "run"]}
        >>> for each in field_changes(before, after):
        ...     print(each.at, each.before, each.after, each.removed, each.added)
        ('commands',) None None () ('seed',)
        ('max_retries',) 1 3 () ()
        ('tags', 'team') data None () ()
    """
    return tuple(_changes(before, after, (), within))


def safe(value: Any, names: Path) -> Any:
    """A value as it may be shown."""
    if isinstance(value, Mapping):
        return {without_secrets(name): safe(each, (*names, name)) for name, each in value.items()}
    if isinstance(value, list):
        return [safe(each, names) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if names and names[-1] == "content_base64" and not _is_reference(value):
        return digest(str(value).encode())
    if any(isinstance(name, str) and promises_secret(name) for name in names) and not _is_reference(value):
        return "(hidden)"
    return without_secrets(value) if isinstance(value, str) else value


def _is_reference(value: Any) -> bool:
    return isinstance(value, str) and (not value or "{{" in value or "${" in value.replace("$${", ""))


def _changes(before: Any, after: Any, at: Path, within: Path) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in sorted(before.keys() | after.keys()):
            yield from _changes(before.get(name), after.get(name), (*at, name), within)
    elif canonical(before) == canonical(after):
        return
    elif isinstance(before, list | None) and isinstance(after, list | None) and (before or after):
        yield from _list_changes(before or [], after or [], at, within)
    else:
        yield _change(at, within, before=before, after=after)


def _list_changes(before: list[Any], after: list[Any], at: Path, within: Path) -> Iterator[Change]:
    texts = [canonical(each) for each in before], [canonical(each) for each in after]
    if sorted(texts[0]) == sorted(texts[1]):
        yield _change(at, within, before=before, after=after)
        return
    removed: list[Any] = []
    added: list[Any] = []
    for operation, start, end, new_start, new_end in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if operation == "replace" and end - start == new_end - new_start:
            for old, index in zip(range(start, end), range(new_start, new_end), strict=True):
                yield from _changes(before[old], after[index], (*at, index), within)
        elif operation != "equal":
            removed += before[start:end]
            added += after[new_start:new_end]
    if removed or added:
        yield _change(at, within, removed=removed, added=added)


def _change(
    at: Path,
    within: Path,
    *,
    before: Any = None,
    after: Any = None,
    removed: list[Any] | None = None,
    added: list[Any] | None = None,
) -> Change:
    names = (*within, *at)
    return Change(
        at=tuple(without_secrets(part) if isinstance(part, str) else part for part in at),
        before=safe(before, names),
        after=safe(after, names),
        removed=tuple(safe(removed or [], names)),
        added=tuple(safe(added or [], names)),
    )
