"""What authors' files say not to count: comments, and what in them silences nothing.

``# databricks-workflows: suppress DW031`` counts for what is told of its own line, and of the first line of the
statement that it stands in. In the first line of a statement it counts for all of it; of a ``with`` block, that is all
that is in the block. Several codes are separated by commas; words behind them are the author's reason.
"""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from databricks_workflows.diagnostics import (
    Diagnostic,
    Diagnostics,
    Origin,
    Place,
    Suppression,
    did_you_mean,
    in_source,
    suppress,
)
from databricks_workflows.rules import BAD_COMMENT, RULES, SILENCES_NOTHING
from databricks_workflows.rules.codes import meant_code

_MARK = "databricks-workflows:"
_COMMENT = re.compile(rf"#\s*{_MARK}\s*(?P<word>[\w-]*)(?P<rest>[^#]*)")
_WORD = "suppress"
_CODE = re.compile(r"dw\w+|[a-z]{1,3}-?\d{2,4}", re.IGNORECASE)
"""What is meant as a code, right or wrong, and no reason."""
_HOW = f"write # {_MARK} {_WORD} and a rule's code"


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment of ours.

    Args:
        line: its own.
        lines: those that it counts for.
        codes: what stands there for codes of rules.
        wrong: what it says in the place of ``suppress`` and codes; empty where it says these.
    """

    line: int
    lines: tuple[range, ...]
    codes: tuple[str, ...] = ()
    wrong: str = ""

    def covers(self, each: Diagnostic) -> bool:
        """Whether a problem of its file does not count."""
        line = each.origin.line if each.origin else 0
        return each.code in self.codes and any(line in some for some in self.lines)


def heeded(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems, those marked that a comment at their place covers; each is to have its exact line."""
    return [in_source(each) if any(one.covers(each) for one in _comments_at(each)) else each for each in found]


def leftovers(
    files: Collection[str], suppressions: Collection[Suppression], found: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """What silences nothing, and comments that say nothing.

    Args:
        files: the authors' files to look at, read as a whole.
        suppressions: what the constructs in them say.
        found: every problem, also what does not count. With errors among them, what silences nothing is not told: the
            errors may have kept a rule from being tried.
    """
    told = Diagnostics()
    for file in sorted(files):
        for comment in _comments_in(file):
            _tell_of_wrong(file, comment, told)
    if not any(each.is_error for each in found):
        for file in sorted(files):
            here = [each for each in found if each.origin and each.origin.file == file]
            for comment in _comments_in(file):
                for code in comment.codes:
                    if not any(comment.covers(each) for each in here if each.code == code):
                        _tell_of_nothing(code, Place("", Origin(file, comment.line)), told)
        _tell_of_constructs([each for each in suppressions if _file_of(each) in files], found, told)
    return heeded(suppress(told, suppressions))


def _tell_of_wrong(file: str, comment: _Comment, told: Diagnostics) -> None:
    place = Place("", Origin(file, comment.line))
    if comment.wrong:
        told.add(BAD_COMMENT, place, comment.wrong, _HOW)
    for code in comment.codes:
        if code not in RULES:
            told.add(BAD_COMMENT, place, f"the comment names {code!r}, which is no rule", meant_code(code))


def _tell_of_constructs(suppressions: Iterable[Suppression], found: Sequence[Diagnostic], told: Diagnostics) -> None:
    """Constructs that one line makes, in a loop or for several stacks, are told of only where none needs it."""
    first: dict[tuple[Origin | None, str], Suppression] = {}
    needed: set[tuple[Origin | None, str]] = set()
    for each in suppressions:
        for code in each.codes:
            at = (each.place.origin, code)
            first.setdefault(at, each)
            if any(one.code == code and each.covers(one) for one in found):
                needed.add(at)
    for (_, code), each in sorted(first.items(), key=lambda item: (item[1].place.path, item[0][1])):
        if (each.place.origin, code) not in needed:
            _tell_of_nothing(code, each.place, told)


def _tell_of_nothing(code: str, place: Place, told: Diagnostics) -> None:
    if code not in RULES or code == SILENCES_NOTHING.code:
        return
    if place.path:
        summary = f"{place.path.rpartition('/')[2]!r}: suppress names {code}, which is told of nothing in it"
        told.add(SILENCES_NOTHING, place, summary, "take it away", near=("suppress", code))
        return
    remedy = "take it away, or write it in the line that the problem names, or in the first one of its statement"
    told.add(SILENCES_NOTHING, place, f"the comment suppresses {code}, which is not told there", remedy)


def _file_of(suppression: Suppression) -> str:
    return suppression.place.origin.file if suppression.place.origin else ""


# Reading comments


def _comments_at(each: Diagnostic) -> Sequence[_Comment]:
    return _comments_in(each.origin.file) if each.origin else ()


def _comments_in(file: str) -> Sequence[_Comment]:
    """The comments of a Python file; other documents have none."""
    path = Path(file)
    if path.suffix != ".py":
        return ()
    try:
        return _read(path.absolute(), path.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=512)
def _read(path: Path, changed: int) -> tuple[_Comment, ...]:
    content = path.read_bytes()
    if _MARK.encode() not in content:
        return ()
    try:
        return tuple(_comments(content))
    except (SyntaxError, tokenize.TokenError, ValueError, RecursionError, MemoryError):
        return ()  # whoever runs the file says what is wrong with it


def _comments(content: bytes) -> Iterator[_Comment]:
    ends = _ends(content)
    first = 0  # the first line of the statement at hand, 0 between two
    for token in tokenize.tokenize(io.BytesIO(content).readline):
        if token.type == tokenize.COMMENT and (match := _COMMENT.search(token.string)):
            yield from _comment(match, token.start[0], first, ends)
        elif token.type == tokenize.NEWLINE:
            first = 0
        elif not first and token.type not in _BETWEEN:
            first = token.start[0]


_BETWEEN = frozenset((tokenize.ENCODING, tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT))


def _comment(match: re.Match[str], line: int, first: int, ends: dict[int, int]) -> Iterator[_Comment]:
    lines = (range(line, line + 1), range(first, ends.get(first, first) + 1 if first == line else first + 1))
    word, rest = match["word"], match["rest"]
    words = [each.strip(".:;") for each in re.split(r"[,\s]+", rest.strip())]
    codes = list(itertools.takewhile(_CODE.fullmatch, words))
    if word == _WORD and codes:
        yield _Comment(line, lines, tuple(dict.fromkeys(codes)))
    elif word == _WORD:
        yield _Comment(line, lines, wrong="the comment says suppress and names no rule")
    elif _CODE.fullmatch(word) or codes or did_you_mean(word, [_WORD]):
        yield _Comment(line, lines, wrong=f"the comment says {word!r} where suppress is expected")


def _ends(content: bytes) -> dict[int, int]:
    """The last line of the statements that begin in a line; of a decorated one, both its decorators' and its own."""
    ends: dict[int, int] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(content)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            decorators = [each.lineno for each in getattr(node, "decorator_list", ())]
            for line in (node.lineno, *decorators):
                ends[line] = max(ends.get(line, 0), node.end_lineno or 0)
    return ends
