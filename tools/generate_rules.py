"""Write docs/rules: a page for each rule, and README.md with a table of all of them; and what ``rules CODE`` shows.

``python tools/generate_rules.py`` writes them; with ``--check`` it writes nothing and exits with 1 if a file differs
from what it would write. What a page shows is read from ``rules/``, ``checks/table.py`` and ``tests/rules``, and what
``validate`` and ``diff`` say of these files.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "constructs"))

from databricks_workflows.checks import table as tables  # noqa: E402
from databricks_workflows.checks.rows import Form, Obsolete, OneOf, Together  # noqa: E402
from databricks_workflows.cli._outputs import read_pair  # noqa: E402
from databricks_workflows.cli._sources import read  # noqa: E402
from databricks_workflows.compare import compare  # noqa: E402
from databricks_workflows.diagnostics import Diagnostic, Rule  # noqa: E402
from databricks_workflows.resolve import settings  # noqa: E402
from databricks_workflows.rules import RULES  # noqa: E402
from databricks_workflows.views.difference import difference_text  # noqa: E402
from databricks_workflows.views.problems import plain  # noqa: E402

PAGES = ROOT / "docs" / "rules"
SHIPPED = ROOT / "constructs" / "databricks_workflows" / "rules" / "examples.json"
TESTS = ROOT / "tests"
FOLDERS = TESTS / "rules"

# The first code below each heading.
HEADINGS = {
    "DW001": "Names, arguments and values",
    "DW020": "Compute",
    "DW030": "Templates and parameters",
    "DW040": "Secrets, connections and sensors",
    "DW062": "Files written for Airflow",
    "DW070": "Jobs of a stack",
    "DW090": "Files",
    "DW100": "What an update of a job can't send",
    "DW105": "Rules that are silenced",
    "DW200": "Values: words",
    "DW235": "Values: numbers",
    "DW253": "Values: counts and sizes",
    "DW270": "Values: forms",
    "DW300": "Fields that exclude or need each other",
    "DW330": "Deprecated, or ended",
    "DW400": "What waits for what",
    "DW420": "Compute by task type",
    "DW430": "Documents",
    "DW440": "Clusters",
    "DW460": "By the clock",
    "DW470": "Dynamic values and parameters",
    "DW490": "Retries and time limits",
    "DW500": "Who is told",
    "DW510": "Who may do what",
    "DW520": "Libraries",
}

INTRODUCTION = """\
<!-- Made by tools/generate_rules.py from rules/ and tests/rules: change those, not this page. -->

# Rules

Every problem has a code, and each code a page with an input that breaks the rule and the same one mended. An error
keeps documents from being written; a warning works, and in all likelihood not as meant; an info is worth knowing.
`validate --strict` fails on warnings, too.

## Other severities

A project says in `pyproject.toml` how bad a rule is for it: `error`, `warning`, `info` or `off`.

```toml
[tool.databricks-workflows.rules]
DW072 = "error"
DW041 = "off"
```

The nearest `pyproject.toml` counts, alone, that has a table `tool.databricks-workflows`, at or above the folder of the
file: of a DAG file, a workflow file or a document itself, of an app its program. So it is with ruff. What stands
further up says nothing then, and two files of one call may belong to two projects. A table or a setting that is
misspelt is told, with exit code 2.

In `cdktf.json` the same stands in the context, which wins over `pyproject.toml`; it counts for the app, and for files
that are read from its folder:

```json
{"context": {"databricks_workflows": {"rules": {"DW072": "error", "DW041": "off"}}}}
```

## Silencing a rule in one place

`suppress=["DW041"]` on a DAG, a group, a task or a sensor silences a rule there and in everything below it.

A DAG file that Airflow runs as well can't have that argument; in any Python file a comment does the same:

```python
with DatabricksWorkflowTaskGroup(group_id="sales_daily"):  # databricks-workflows: suppress DW012, DW041
    DatabricksNotebookOperator(
        task_id="load",
        notebook_params={"day": "{{ ds }}"},  # databricks-workflows: suppress DW031 the day of firing is meant
    )
```

It counts for what is told of its own line, and of the first line of the statement that it stands in. In the first line
of a statement it counts for all of the statement; of a `with` block, that is all that is in the block. `convert` takes
no heed of comments: the modules that it writes do not have them.

Documents are JSON, which has no comments: there only the project's table says what does not count.

What is off or silenced is reported as suppressed, and counts as nothing. What silences nothing is told:
[DW105](DW105.md) and [DW106](DW106.md).
"""

ELSEWHERE = """\
## The same mistakes elsewhere

What ten mistakes lead to before anything is deployed, here and with other ways to write Databricks jobs in Python.
Tried: databricks-bundles 1.22.1, laktory 0.13.1, brickflows 2.0.0, pulumi 3.272.0 with pulumi-databricks 1.118.0, cdktf
0.21.0 with its bindings 15.16.1 and cdktn 0.24.0 with 18.11.0, databricks-bundle-decorators 0.12.15. What the
Databricks CLI adds to databricks-bundles is read from its source of August 2026. "here" is what `validate` says.
"""

OTHERS = (
    "databricks-bundles",
    "with the Databricks CLI",
    "laktory",
    "brickflow",
    "pulumi",
    "cdktf, cdktn",
    "bundle-decorators",
)


@dataclass(frozen=True)
class Mistake:
    """A mistake, an input that has it, and what the other tools do with it."""

    what: str
    example: str
    others: tuple[str, ...]


TAKEN, NEVER = "taken", "can't be written"

MISTAKES = (
    Mistake(
        "a `job_cluster_key` that nothing declares",
        "rules/DW021/wrong.py",
        (TAKEN, "warning", TAKEN, NEVER, TAKEN, TAKEN, "TypeError"),
    ),
    Mistake(
        "tasks that wait for each other", "rules/DW004/wrong.py", (TAKEN, TAKEN, TAKEN, TAKEN, TAKEN, TAKEN, NEVER)
    ),
    Mistake(
        "a dependency on no task",
        "rules/DW006/wrong.py",
        (TAKEN, TAKEN, TAKEN, "error", TAKEN, TAKEN, "TypeError"),
    ),
    Mistake(
        "two tasks with one `task_key`",
        "rules/DW005/wrong.py",
        (TAKEN, "made one task", TAKEN, "error", TAKEN, TAKEN, "error"),
    ),
    Mistake(
        "a misspelt keyword argument",
        "rules/DW001/wrong.py",
        ("TypeError", "", "error", "TypeError", "TypeError", "TypeError", "TypeError"),
    ),
    Mistake(
        "a misspelt key in a dict",
        "rules_elsewhere/misspelt_key.py",
        ("error", "warning in YAML", "error", "error", TAKEN, "dropped", NEVER),
    ),
    Mistake(
        "text for a number", "rules/DW002/wrong.py", (TAKEN, "warning", "error", "error", TAKEN, "TypeError", TAKEN)
    ),
    Mistake(
        '`run_if: "SOMETIMES"`',
        "rules_elsewhere/run_if.py",
        (TAKEN, "warning", TAKEN, "an enum", TAKEN, TAKEN, TAKEN),
    ),
    Mistake(
        "a task without a task type",
        "rules_elsewhere/no_task_type.py",
        (TAKEN, TAKEN, TAKEN, NEVER, TAKEN, TAKEN, NEVER),
    ),
    Mistake(
        "Python work without compute",
        "rules/DW024/wrong.py",
        (TAKEN, "error", TAKEN, TAKEN, TAKEN, TAKEN, TAKEN),
    ),
)


class Incomplete(Exception):
    """What a page is made of is not there."""


@dataclass(frozen=True)
class Example:
    """An input, and what is said of it.

    Args:
        files: the files by name.
        command: what was called.
        said: what it printed.
        told: the problem with the rule's code; None where there is none.
        line: the author's line that it points at.
    """

    files: dict[str, str]
    command: str
    said: str
    told: Diagnostic | None
    line: str


# What is told of runtimes depends on the day; the pages do not.
settings.today = lambda: date(2026, 1, 1)


def main() -> int:
    try:
        pages = made()
    except Incomplete as problem:
        print(f"tools/generate_rules.py: {problem}")
        return 1
    old = {*PAGES.glob("*.md"), *([SHIPPED] if SHIPPED.exists() else [])}
    if "--check" in sys.argv[1:]:
        stale = sorted(
            path for path in {*old, *pages} if not path.exists() or path.read_text(encoding="utf-8") != pages.get(path)
        )
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what tools/generate_rules.py makes: run it")
        return 1 if stale else 0
    PAGES.mkdir(exist_ok=True)
    for path in old - set(pages):
        path.unlink()
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8", newline="")
    return 0


def made() -> dict[Path, str]:
    """Every page and what is shipped, by path."""
    wrong = {code: example(code, "wrong") for code in RULES}
    right = {code: example(code, "right") for code in RULES}
    pages = {PAGES / f"{code}.md": page(rule, wrong[code], right[code]) for code, rule in RULES.items()}
    return {PAGES / "README.md": "\n".join(overview(wrong)), **pages, SHIPPED: shipped(wrong, right)}


def shipped(wrong: dict[str, Example], right: dict[str, Example]) -> str:
    """The examples as data, a line for each rule, so that a change of one rule is a change of one line."""
    lines = []
    for code, rule in RULES.items():
        body = {
            "takes": list(rows_of(rule)),
            "wrong": wrong[code].files,
            "command": wrong[code].command,
            "says": wrong[code].said,
            "right": changed(wrong[code], right[code]),
        }
        lines.append(f"{json.dumps(code)}: {json.dumps(body, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def changed(wrong: Example, right: Example) -> dict[str, str]:
    """The files of the right example that the wrong one does not have too."""
    return {name: text for name, text in right.files.items() if text not in wrong.files.values()}


# What is said of the examples


def example(code: str, name: str) -> Example:
    folder = FOLDERS / code
    paths = sorted(folder.glob(f"{name}.*"), reverse=True)  # what is before stands before what is after
    if not paths:
        raise Incomplete(f"rule {code} has no example: write tests/rules/{code}/{name}.py or {name}.json")
    files = {path.name: path.read_text(encoding="utf-8") for path in paths}
    with working_in(folder):
        if len(paths) == 2:
            before, after = (Path(path.name) for path in paths)
            difference = compare(*read_pair(before, after))
            notes = [note for stack in difference.stacks for job in stack.jobs for note in job.notes]
            gone = [line for line in files[before.name].splitlines() if line not in files[after.name].splitlines()]
            told = next((note for note in notes if note.code == code), None)
            return Example(files, f"diff {before} {after}", difference_text(difference), told, gone[0] if gone else "")
        said, found = validated(Path(paths[0].name))
    told = next((each for each in found if each.code == code), None)
    return Example(files, f"validate {paths[0].name}", said, told, line_of(told, files))


def validated(path: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    """What ``validate`` prints of a file, and the problems."""
    reading = read((path,))
    return f"{plain(reading.diagnostics)}{reading.closing()}\n", reading.diagnostics


def line_of(told: Diagnostic | None, files: dict[str, str]) -> str:
    if told is None or told.origin is None or told.origin.file not in files:
        return ""
    return files[told.origin.file].splitlines()[told.origin.line - 1].strip()


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


# A rule's page


def page(rule: Rule, wrong: Example, right: Example) -> str:
    if wrong.told is None:
        raise Incomplete(f"tests/rules/{rule.code}/wrong breaks no rule {rule.code}: it says\n{wrong.said}")
    if right.told is not None:
        raise Incomplete(f"tests/rules/{rule.code}/right breaks rule {rule.code}: it says\n{right.said}")
    head = f"Made by tools/generate_rules.py from rules/ and tests/rules/{rule.code}: change those, not this page."
    right_files = changed(wrong, right)
    parts = [
        f"<!-- {head} -->",
        f"# {rule.code}: {rule.title}",
        f"{rule.severity.value.capitalize()}, unless a project [says otherwise](README.md#other-severities).",
        rule.why,
        "\n".join(f"- {each}" for each in rows_of(rule)),
        "## Wrong",
        *map(fenced, wrong.files, wrong.files.values()),
        f"`databricks-workflows {wrong.command}` says:",
        f"```text\n{wrong.said}```",
        "## Right",
        *map(fenced, right_files, right_files.values()),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def fenced(name: str, text: str) -> str:
    return f"`{name}`:\n\n```{'json' if name.endswith('.json') else 'python'}\n{text}```"


def rows_of(rule: Rule) -> Iterator[str]:
    """What the table says is right."""
    for field_row in tables.FIELDS:
        if field_row.rule.code == rule.code:
            yield f"{words(each.replace('AnyTask.', 'Task.') for each in field_row.fields)}: {right_of(field_row)}"
    for block_row in tables.BLOCKS:
        if block_row.rule.code == rule.code:
            yield f"{words(block_row.models)}: {together(block_row)}"


def right_of(row: Any) -> str:
    if isinstance(row, OneOf):
        return words(row.values) + "".join(f"; not {code(word)}: {instead}" for word, instead in row.also.items())
    if isinstance(row, Form):
        return row.expected
    if isinstance(row, Obsolete):
        return f"deprecated: {row.remedy}"
    # All others have limits: of a number, a length, how many there are.
    unit = getattr(row, "what", "") or row.unit
    besides = "".join(f", or {each}" for each in getattr(row, "besides", ()))
    return f"{limits(getattr(row, 'least', 0), row.most)} {unit}".rstrip() + besides


def together(row: Together) -> str:
    many = "any" if not row.least and row.most is None else limits(row.least, row.most)
    text = f"{many} of {words(row.fields)}"
    if row.unless:
        text += f", unless one of {words(row.unless)} is set"
    return text + (f", only with {words(row.only_with)}" if row.only_with else "")


def limits(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} or more"
    if least == most:
        return str(most)
    return f"{least} to {most}" if least else f"at most {most}"


# The overview


def overview(wrong: dict[str, Example]) -> Iterator[str]:
    yield INTRODUCTION
    yield "## All rules"
    under = ""
    for rule in RULES.values():
        heading = HEADINGS[max(first for first in HEADINGS if first <= rule.code)]
        if heading != under:
            under = heading
            yield f"\n### {heading}\n"
            yield from table_row("code", "severity", "what is wrong", "for example", "message")
            yield from table_row(*5 * ["---"])
        told = wrong[rule.code].told
        assert told is not None
        yield from table_row(
            link(rule.code), rule.severity.value, rule.title, code(wrong[rule.code].line), message(told)
        )
    yield ""
    yield ELSEWHERE
    yield from table_row("mistake", "here", *OTHERS)
    yield from table_row(*(2 + len(OTHERS)) * ["---"])
    for mistake in MISTAKES:
        yield from table_row(mistake.what, here(mistake), *mistake.others)
    yield ""
    yield f'"{TAKEN}": nothing is said, and the job is made of it as it is.\n'


def here(mistake: Mistake) -> str:
    path = TESTS / mistake.example
    with working_in(path.parent):
        _, found = validated(Path(path.name))
    if not found:
        raise Incomplete(f"tests/{mistake.example} breaks no rule")
    return f"{found[0].severity.value} {link(found[0].code)}"


def link(rule: str) -> str:
    return f"[{rule}]({rule}.md)"


def message(told: Diagnostic) -> str:
    first, *_ = told.remedy.splitlines() or [""]
    return code(told.summary) + (f"<br>{code(first)}" if first else "")


def code(text: str) -> str:
    """As code, in which Markdown means nothing."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}" if text else ""


def words(names: Iterable[str]) -> str:
    return ", ".join(map(code, names))


def table_row(*cells: str) -> Iterator[str]:
    yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
