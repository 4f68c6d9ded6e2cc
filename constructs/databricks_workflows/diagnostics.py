"""Problems as data: what is wrong, where the author wrote it, what to do about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache


class Severity(StrEnum):
    """How bad a problem is. Only an error keeps a document from being written."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Silenced(StrEnum):
    """Where it is said that a problem does not count, in SARIF's words."""

    IN_SOURCE = "inSource"
    BY_PROJECT = "external"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong.

    Args:
        code: ``DW`` and three digits.
        severity: how bad it is, unless a project says otherwise.
        title: what is wrong, in one line.
        why: what would come of it, in a few sentences.
    """

    code: str
    severity: Severity
    title: str
    why: str = ""

    @property
    def page(self) -> str:
        """What is known of it, as a path in this project."""
        return f"docs/rules/{self.code}.md"

    @property
    def turned_off(self) -> str:
        """How a project turns it off."""
        return f'write {self.code} = "off" below [tool.databricks-workflows.rules] in pyproject.toml'


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The place in an author's file where something was written.

    Args:
        file: the file.
        line: its line.
        called_from: the line of the same file that called the function in which it is written; None outside of any.
    """

    file: str
    line: int
    called_from: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: the path of the construct, and the author's file and line where known."""

    path: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem; a name or value of hundreds of characters is shortened in what is said of it.

    Args:
        code: the rule's code, such as ``DW004``.
        severity: error, warning or info.
        summary: task, value and what is wrong, in one line that is enough in a log.
        remedy: what to do; may have several lines.
        path: the construct's path, ``stack/group/task``.
        origin: the author's file and line.
        near: words of the author's value that lead to its own line inside a longer statement, outermost first.
        suppressed: where a construct's ``suppress``, a comment or the project says that it does not count; it is
            reported all the same.
    """

    code: str
    severity: Severity
    summary: str
    remedy: str = ""
    path: str = ""
    origin: Origin | None = None
    near: tuple[str | int, ...] = ()
    suppressed: Silenced | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "summary", shortened(self.summary))
        object.__setattr__(self, "remedy", shortened(self.remedy))

    @property
    def where(self) -> str:
        """The construct's path as it is shown."""
        return "/".join(map(shortened, self.path.split("/")))

    @property
    def is_error(self) -> bool:
        """True for an error that nobody suppressed."""
        return self.severity is Severity.ERROR and not self.suppressed

    def as_dict(self) -> dict[str, str | int | bool | None]:
        """The form that ``--json`` prints."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "summary": _encodable(self.summary),
            "remedy": _encodable(self.remedy),
            "path": _encodable(self.where),
            "file": _encodable(self.origin.file) if self.origin else None,
            "line": self.origin.line if self.origin else None,
            "suppressed": self.suppressed is not None,
        }


_LONG = 250
_KEPT = 30
# A word, or what stands in quotes: quotes inside of words are apostrophes. Short ones are found too, or the end of one
# would be taken for the beginning of the next.
_NAME_OR_VALUE = re.compile(
    r"""(?<!\w)(?P<quote>['"])(?P<quoted>(?:(?!(?P=quote)).)*+)(?P=quote)(?!\w)|[^\s'"]++""", re.DOTALL
)


def shortened(text: str) -> str:
    """A text in which each name or value of hundreds of characters has only its beginning and its end.

    Example:
        >>> shortened(f"task {'a' * 4000!r} is no task")
        "task 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... (4,000 characters) ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' is no task"
    """
    return text if len(text) < _LONG else _NAME_OR_VALUE.sub(_both_ends, text)


def _both_ends(found: re.Match[str]) -> str:
    quote, text = found["quote"] or "", found["quoted"] if found["quote"] else found[0]
    if len(text) < _LONG:
        return found[0]
    return f"{quote}{text[:_KEPT]}... ({len(text):,} characters) ...{text[-_KEPT:]}{quote}"


def _encodable(text: str) -> str:
    """The text without half characters, which no file can hold."""
    return text.encode(errors="backslashreplace").decode()


class Diagnostics:
    """A collector that every stage adds to; nothing stops at the first problem."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self._found: list[Diagnostic] = list(found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def add(self, rule: Rule, place: Place, summary: str, remedy: str = "", near: tuple[str | int, ...] = ()) -> None:
        """Add a problem of ``rule`` at ``place``."""
        self._found.append(
            Diagnostic(
                code=rule.code,
                severity=rule.severity,
                summary=summary,
                remedy=remedy,
                path=place.path,
                origin=place.origin,
                near=near,
            )
        )

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Add problems found elsewhere."""
        self._found.extend(others)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A construct's ``suppress``: codes that don't count for it and for everything below it."""

    place: Place
    codes: frozenset[str]

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether a problem is one of these."""
        return diagnostic.code in self.codes and f"{diagnostic.path}/".startswith(f"{self.place.path}/")


def suppress(found: Iterable[Diagnostic], suppressions: Collection[Suppression]) -> list[Diagnostic]:
    """Mark what constructs' ``suppress`` covers."""
    return [in_source(each) if any(one.covers(each) for one in suppressions) else each for each in found]


def in_source(each: Diagnostic) -> Diagnostic:
    """The same problem, silenced by its author; what the project has off already is the project's."""
    return each if each.suppressed else replace(each, suppressed=Silenced.IN_SOURCE)


def regrade(found: Iterable[Diagnostic], severities: Mapping[str, Severity | None]) -> list[Diagnostic]:
    """Problems as bad as a project says that they are; None is reported as suppressed."""

    def regraded(each: Diagnostic) -> Diagnostic:
        if each.code not in severities:
            return each
        severity = severities[each.code]
        return replace(each, suppressed=Silenced.BY_PROJECT) if severity is None else replace(each, severity=severity)

    return [regraded(each) for each in found] if severities else list(found)


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Once each, in the order of the author's files; the same input gives the same list."""

    def key(each: Diagnostic) -> tuple[str, int, str, str, str]:
        origin = each.origin or Origin("", 0)
        return (origin.file, origin.line, each.code, each.path, each.summary)

    return sorted(dict.fromkeys(found), key=key)


def did_you_mean(word: str, known: Iterable[str], synonyms: Mapping[str, Sequence[str]] | None = None) -> str:
    """``did you mean 'x'?`` for the nearest known word, or an empty string.

    Args:
        word: what was written.
        known: what there is.
        synonyms: for names of fields, what people call them, and which are meant, the likelier ones first.
    """
    nearest = nearest_word(word, known, synonyms)
    return f"did you mean {nearest!r}?" if nearest else ""


def nearest_word(word: str, known: Iterable[str], synonyms: Mapping[str, Sequence[str]] | None = None) -> str:
    """The word that ``did_you_mean`` names; an empty text where none is near."""
    names = list(known)
    return (meant_word(word, names, synonyms) if synonyms else "") or _nearest(word, names)


def meant_word(word: str, known: Collection[str], synonyms: Mapping[str, Sequence[str]]) -> str:
    """The known name that a word stands for, written in whatever case; an empty text where it stands for none."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", word[:_LONGEST]).replace("-", "_").lower()
    return next((name for name in (plain, *synonyms.get(plain, ())) if name in known), "")


_CLOSE = 0.6
_LONGEST = 300
"""Of anything longer no name is looked for: it is no misspelt one, and would take long."""


def _nearest(word: str, known: Iterable[str]) -> str:
    """What ``difflib.get_close_matches`` gives first, without comparing a word with a thousand names one by one.

    The letters that two words share, in any order, limit how near they can be, and are counted at once.
    """
    if not 0 < len(word) <= _LONGEST:
        return ""
    letters = _letters(word)
    limited = []
    for name in known:
        both = len(word) + len(name)
        if 2 * min(len(word), len(name)) >= _CLOSE * both:
            limit = 2 * (letters & _letters(name)).bit_count() / both
            if limit >= _CLOSE:
                limited.append((limit, name))
    best = (_CLOSE, "")
    matcher = SequenceMatcher(b=word)
    for limit, name in sorted(limited, reverse=True):
        if (limit, name) < best:
            break
        matcher.set_seq1(name)
        best = max(best, (matcher.ratio(), name))
    return best[1]


@lru_cache(maxsize=4096)
def _letters(word: str) -> int:
    """A bit for each letter of a word: its second ``e`` has another one than its first.

    Letters that share a bit make a limit wider, never too narrow.
    """
    bits = 0
    for letter in word:
        bit = 1 << ord(letter) % 128
        while bits & bit:
            bit <<= 128
        bits |= bit
    return bits
