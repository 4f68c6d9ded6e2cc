"""Problems as text: the one reporter of every command and of the app.

Off a terminal one line a problem, the remedy below it. On a terminal also the author's own line, with the wrong value
marked. Colours carry nothing alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.errors import format_plain
from databricks_workflows.views.locate import Location, Sources

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many problems there are of each kind; what is suppressed counts as nothing else."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> Tally:
        """Count."""
        found = list(diagnostics)
        kinds = [each.severity for each in found if not each.suppressed]
        return cls(
            errors=kinds.count(Severity.ERROR),
            warnings=kinds.count(Severity.WARNING),
            infos=kinds.count(Severity.INFO),
            suppressed=len(found) - len(kinds),
        )

    def __str__(self) -> str:
        parts = [
            counted(number, word)
            for number, word in ((self.errors, "error"), (self.warnings, "warning"), (self.infos, "info"))
            if number
        ]
        if self.suppressed:
            parts.append(f"{self.suppressed} suppressed")
        return ", ".join(parts) or "no problems"

    def as_dict(self) -> dict[str, int]:
        """The form that ``--json`` prints."""
        return {
            "errors": self.errors,
            "warnings": self.warnings,
            "infos": self.infos,
            "suppressed": self.suppressed,
        }


def counted(number: int, word: str) -> str:
    """``1 stack``, ``2 stacks``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def closing(diagnostics: Sequence[Diagnostic], wrong: int, of: int, unit: str) -> str:
    """The last line: ``2 errors, 1 warning in 2 of 10 stacks``.

    Args:
        diagnostics: all problems.
        wrong: how many of the units have a problem.
        of: how many there are.
        unit: what they are, such as ``stack``.
    """
    where = counted(of, unit) if of == 1 else f"{wrong} of {counted(of, unit)}"
    return f"{Tally.of(diagnostics)} in {where}"


def plain(diagnostics: Iterable[Diagnostic]) -> str:
    """One line a problem, ``FILE:LINE: error DW003: summary [path]``, its remedy indented below."""
    return "".join(f"{format_plain(clean(each))}\n" for each in diagnostics)


def report(diagnostics: Iterable[Diagnostic], stream: IO[str], sources: Sources | None = None) -> None:
    """Write problems in the form that suits the stream.

    Args:
        diagnostics: the problems, in the order to show them.
        stream: a terminal, or anything else.
        sources: the authors' files that were read already.
    """
    if not stream.isatty():
        stream.write(plain(diagnostics))
        return
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    print_on(console, diagnostics, sources)


def print_on(console: Console, diagnostics: Iterable[Diagnostic], sources: Sources | None = None) -> None:
    """Print problems as a terminal shows them, an empty line between two."""
    from rich.text import Text

    sources = sources or Sources()
    for original in diagnostics:
        each = clean(original)
        print_wrapped(console, _head(each))
        location = sources.locate(original)
        if location is not None:
            console.print(_excerpt(location, console.width), no_wrap=True, overflow="crop", crop=True)
        for line in each.remedy.splitlines():
            print_wrapped(console, Text(line), indent=2)
        console.print()


def print_wrapped(console: Console, text: Text, indent: int = 0) -> None:
    """Print a text, wrapped at words, with nothing behind the last word of a line."""
    for line in text.wrap(console, max(console.width - indent, 20)):
        line.rstrip()
        line.pad_left(indent)
        console.print(line, soft_wrap=True)


def _head(each: Diagnostic) -> Text:
    from rich.text import Text

    text = Text()
    if each.origin:
        text.append(f"{each.origin}: ", "bold")
    text.append(f"{each.severity} {each.code}", STYLES[each.severity] if not each.suppressed else "dim")
    text.append(f": {each.summary}")
    if each.path:
        text.append(f" [{each.path}]", "dim")
    if each.suppressed:
        text.append(" (suppressed)", "dim")
    return text


def _excerpt(location: Location, width: int) -> Text:
    """The author's line and, below it, marks under the value; a long line is moved so that the value is seen."""
    from rich.cells import cell_len
    from rich.text import Text

    before = _shown(location.text[: location.column])
    marked = _shown(location.text[location.column : location.end_column])
    after = _shown(location.text[location.end_column :].rstrip())
    gutter = f"{location.line:>5} | "
    room = max(width - len(gutter) - 1, 20)
    if cell_len(before) + cell_len(marked) > room and len(before) > room // 3:
        before = f"...{before[len(before) - room // 3 :].lstrip()}"
    marks = "^" * max(min(cell_len(marked), room - cell_len(before)), 1)
    text = Text()
    text.append(gutter, "dim")
    text.append(f"{before}{marked}{after}\n")
    text.append(f"{'':>5} | ", "dim")
    text.append(" " * cell_len(before))
    text.append(marks, "bold red")
    return text


def _shown(text: str) -> str:
    return printable(text.replace("\t", "    "))


def clean(each: Diagnostic) -> Diagnostic:
    """The same problem, its words such that nothing breaks a line, moves the cursor or colours the rest."""
    return replace(
        each,
        summary=printable(" ".join(each.summary.splitlines())),
        remedy="\n".join(printable(line) for line in each.remedy.splitlines()),
        path=printable(each.where),
        origin=Origin(printable(each.origin.file), each.origin.line) if each.origin else None,
    )


def printable(text: str) -> str:
    """The text such that nothing in it breaks a line, moves the cursor or colours the rest."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
