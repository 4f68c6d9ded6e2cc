"""Problems as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

See https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from databricks_workflows.diagnostics import Diagnostic, Severity
from databricks_workflows.views.locate import Sources
from databricks_workflows.views.problems import clean

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def workflow_commands(diagnostics: Iterable[Diagnostic], root: Path) -> str:
    """A line for each problem that nobody suppressed.

    Args:
        diagnostics: the problems; their files count from the working folder.
        root: the folder that the annotations' files count from.
    """
    sources = Sources()
    return "".join(f"{_annotation(each, sources, root)}\n" for each in diagnostics if not each.suppressed)


def _annotation(each: Diagnostic, sources: Sources, root: Path) -> str:
    properties: dict[str, str | int] = {}
    if each.origin:
        properties = {"file": _seen_from(root, each.origin.file), "line": each.origin.line}
        found = sources.locate(each)
        if found is not None:
            properties |= {"line": found.line, "col": found.column + 1}
    properties["title"] = each.code
    told = clean(each)
    where = f" [{told.path}]" if told.path else ""
    message = "\n".join(filter(None, (f"{told.summary}{where}", told.remedy)))
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[each.severity]} {named}::{_data(message)}"


def _seen_from(root: Path, file: str) -> str:
    path = Path(file).absolute()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
