"""JSON text as data, together with the line on which each value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from databricks_workflows.model.depth import is_too_deep

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|\n|[^\s{}\[\],:"]+')


class NotJson(ValueError):
    """Text that is no JSON; ``line`` says where."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True, slots=True)
class JsonText:
    """What a JSON text holds, and where.

    Args:
        data: the value.
        lines: the line of each value in it.
        repeated: names that an object has more than once, with the line of the first; the last one counts.
    """

    data: Any
    lines: dict[Path, int]
    repeated: dict[Path, int]

    def value_of(self, path: Sequence[str | int]) -> Any:
        """What stands at a place; None where nothing does."""
        value = self.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of a value, else of the nearest one around it."""
        for length in range(len(path), 0, -1):
            line = self.lines.get(tuple(path[:length]))
            if line is not None:
                return line
        return self.lines.get((), 1)


def read_json(content: bytes) -> JsonText:
    """Read a whole file.

    Raises:
        NotJson: it is none.
    """
    data, text = _read(content)
    return JsonText(data, *_lines(text))


def json_data(content: bytes) -> Any:
    """What a whole file holds, for those who don't ask for lines: finding these takes longer than reading.

    Raises:
        NotJson: it is none.
    """
    return _read(content)[0]


def _read(content: bytes) -> tuple[Any, str]:
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        raise NotJson(f"it is no text in {error.encoding}", content.count(b"\n", 0, error.start) + 1) from None
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise NotJson("the file is empty")
    try:
        data = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise NotJson(f"it is no JSON: {error.msg} (column {error.colno})", error.lineno) from None
    except ValueError as error:  # NaN and Infinity, or a number of thousands of digits
        raise NotJson(f"it is no JSON: {error}") from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None
    if is_too_deep(data):
        raise NotJson("it is nested too deeply")
    return data, text


def objects(value: Any, at: Path) -> Iterator[tuple[Mapping[str, Any], Path]]:
    """An object, or the objects of a list, each with its place."""
    if isinstance(value, Mapping):
        yield value, at
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from objects(each, (*at, index))


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")


def _lines(text: str) -> tuple[dict[Path, int], dict[Path, int]]:
    """The lines of a text that is known to be JSON, and the names that are there before.

    A value in an object stands where its name does.
    """
    lines: dict[Path, int] = {}
    repeated: dict[Path, int] = {}
    line = 1
    # The place of the next value: in an object its name once that was read, in a list its index.
    here: list[str | int | None] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token == "\n":
            line += 1
        elif token in ("}", "]"):
            here.pop()
        elif token == ",":
            index = here[-1]
            here[-1] = index + 1 if isinstance(index, int) else None
        elif token != ":":
            if here and here[-1] is None:
                here[-1] = json.loads(token)
                at: Path = tuple(here)  # type: ignore[arg-type]
                if at in lines:
                    repeated.setdefault(at, lines[at])
                lines[at] = line
                continue
            lines.setdefault(tuple(here), line)  # type: ignore[arg-type]
            if token == "{":
                here.append(None)
            elif token == "[":
                here.append(0)
    return lines, repeated
