"""What became of converted DAG files: as lines, as tables on a terminal, as JSON, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from databricks_workflows.codegen.report import Entry, Grade, Item, Report
from databricks_workflows.views.problems import counted, print_wrapped, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_STYLES = {
    Grade.NO_MEANING: "dim",
    Grade.TRANSLATED: "green",
    Grade.APPROXIMATED: "yellow",
    Grade.LEFT_OUT: "magenta",
    Grade.REFUSED: "red",
}
_DAG_GRADES = tuple(grade for grade in Grade if grade is not Grade.NO_MEANING)
_NARROW = 100
"""Below this many columns a table would break what is in its cells."""
_KINDS = {
    "": "templates kept as text",
    "DW022": "cluster sizes",
    "DW031": "dates and templates",
    "DW050": "connections",
    "DW060": "time limits",
    "DW065": "operators",
    "DW066": "edges",
    "DW067": "trigger rules",
}
"""What the places of a rule are called where they are counted; others by the rule's code."""


def as_dict(report: Report) -> dict[str, Any]:
    """The form that ``--json`` prints."""
    return {
        "dags": [
            {
                "dag": entry.name,
                "file": entry.origin.file,
                "line": entry.origin.line,
                "grade": entry.grade.value,
                "module": entry.module,
                "jobs": entry.jobs,
                "tasks": entry.tasks,
                "items": [_item(item) for item in entry.items],
            }
            for entry in report.entries
        ],
        "summary": {
            "files": report.files,
            "dags": sum(entry.name is not None for entry in report.entries),
            "jobs": sum(entry.jobs for entry in report.entries),
            "tasks": sum(entry.tasks for entry in report.entries),
            **{grade.value.replace(" ", "_"): len(report.graded(grade)) for grade in _DAG_GRADES},
        },
        "notes": list(report.notes),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "what": item.what,
        "code": item.code or None,
        "file": item.origin.file if item.origin else None,
        "line": item.origin.line if item.origin else None,
        "grade": item.grade.value,
        "becomes": item.becomes or None,
        "remedy": item.remedy,
    }


def print_report(report: Report, stream: IO[str]) -> None:
    """What is not just translated, in the form that suits the stream, and the totals."""
    if stream.isatty():
        _print_on_terminal(report, stream)
    else:
        stream.write("".join(f"{line}\n" for line in _lines(report)))
    stream.write("".join(f"{line}\n" for line in totals(report)))


def _lines(report: Report) -> Iterator[str]:
    for entry in report.entries:
        for item in _loud(entry):
            place = item.origin or entry.origin
            kind = " ".join(filter(None, [item.grade, item.code]))
            yield printable(f"{place}: {kind}: {item.what} [{_name(entry)}]")
            yield from (f"    {printable(line)}" for line in item.remedy.splitlines())


def _print_on_terminal(report: Report, stream: IO[str]) -> None:
    """Tables where there is room, else as problems are printed: a place has to stay in one piece."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for entry in report.entries:
        if not _loud(entry):
            continue
        longest = max(len(str(item.origin or entry.origin)) for item in _loud(entry))
        if console.width >= _NARROW and longest <= console.width // 3:
            console.print(_table(entry))
            console.print()
        else:
            _print_lines(console, entry)


def _print_lines(console: Console, entry: Entry) -> None:
    from rich.text import Text

    for item in _loud(entry):
        place = (f"{printable(str(item.origin or entry.origin))}: ", "bold")
        kind = (" ".join(filter(None, [item.grade, item.code])), _STYLES[item.grade])
        whose = (f" [{printable(_name(entry))}]", "dim")
        print_wrapped(console, Text.assemble(place, kind, f": {_one_line(item.what)}", whose))
        for line in item.remedy.splitlines():
            print_wrapped(console, Text(printable(line)), indent=2)
        console.print()


def _table(entry: Entry) -> Table:
    from rich.table import Table
    from rich.text import Text

    title = Text.assemble((printable(_name(entry)), "bold"), "  ", (entry.grade.value, _STYLES[entry.grade]))
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), expand=True)
    for name, ratio in (("place", None), ("grade", None), ("what", 4), ("what to do", 3)):
        table.add_column(name, header_style="dim", ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for item in _loud(entry):
        place = printable(str(item.origin or entry.origin))
        grade = Text(item.grade.value, _STYLES[item.grade])
        table.add_row(Text(place), grade, Text(printable(item.what)), Text(_one_line(item.remedy)))
    return table


def totals(report: Report) -> list[str]:
    """The last lines: how many of each grade, and what of them."""
    summary = as_dict(report)["summary"]
    counts = [counted(summary[name], name.removesuffix("s")) for name in ("files", "jobs", "tasks")]
    counts.insert(1, counted(summary["dags"], "DAG"))
    lines = [f"{printable(report.source)}   {'   '.join(counts)}"]
    graded = {grade: entries for grade in _DAG_GRADES if (entries := report.graded(grade))}
    widest = max((len(str(len(entries))) for entries in graded.values()), default=1)
    for grade, entries in graded.items():
        dags = sum(entry.name is not None for entry in entries)
        kinds = [counted(dags, "DAG")] if dags else []
        if dags < len(entries):
            kinds.append(counted(len(entries) - dags, "unread file"))
        first, _, unit = ", ".join(kinds).partition(" ")
        lines.append(f"  {grade.value:<12}   {first:>{widest}} {unit:<4}{_of_what(grade, entries)}".rstrip())
    return [*lines, *(f"  note: {printable(note)}" for note in report.notes)]


def _of_what(grade: Grade, entries: list[Entry]) -> str:
    if grade is Grade.APPROXIMATED:
        items = [item for entry in entries for item in entry.items if item.grade is grade]
        kinds = Counter(_KINDS.get(item.code, item.code) for item in items)
        listed = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items(), key=lambda each: -each[1]))
        return f"   {counted(len(items), 'place')}: {listed}"
    if grade in (Grade.LEFT_OUT, Grade.REFUSED):
        worst = [(item.origin or entry.origin, item.code) for entry in entries for item in entry.items[:1]]
        places = list(dict.fromkeys(printable(f"{origin} {code}".rstrip()) for origin, code in worst))
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        return f"   {', '.join(places[:3])}{more}"
    return ""


def markdown(report: Report, call: str) -> str:
    """The whole report of a call, for people who look the project over."""
    of = f"Of `{_one_line(call)}`; each call writes the report anew."
    lines = ["# What became of each DAG", "", of, "", "```", *totals(report), "```", ""]
    for entry in report.entries:
        made = f"{counted(entry.jobs, 'job')}, {counted(entry.tasks, 'task')}" if entry.module else "not converted"
        target = f"`{entry.module}`, " if entry.module else ""
        lines += [f"## {_cell(_name(entry))}: {entry.grade}", "", f"`{entry.origin}`: {target}{made}", ""]
        if entry.items:
            lines += ["| place | grade | what | becomes | what to do |", "| --- | --- | --- | --- | --- |"]
            lines += [_row(item, entry) for item in entry.items] + [""]
    return "\n".join(lines)


def _row(item: Item, entry: Entry) -> str:
    becomes = f"`{_cell(item.becomes)}`" if item.becomes else ""
    cells = (str(item.origin or entry.origin), item.grade.value, _cell(item.what), becomes, _cell(item.remedy))
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """A text that stays in its cell and is no markup."""
    plain = _one_line(text).replace("\\", "\\\\").replace("|", "\\|")
    return plain.replace("<", "&lt;").replace("*", "\\*")


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _loud(entry: Entry) -> list[Item]:
    return [item for item in entry.items if item.grade not in (Grade.NO_MEANING, Grade.TRANSLATED)]


def _name(entry: Entry) -> str:
    return entry.name or entry.origin.file
