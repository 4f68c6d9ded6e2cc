"""What cdktf.json says: the program to run, its context, the output folder."""

from __future__ import annotations

import ast
import json
import shlex
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from databricks_workflows.cli._errors import Unusable

if TYPE_CHECKING:
    from databricks_workflows.diagnostics import Severity

CDKTF_JSON = "cdktf.json"
MAIN = "main.py"
_APPS = frozenset(("App", "WorkflowApp"))
_KINDS: Mapping[str, type] = {"app": str, "context": dict, "output": str, "terraformModules": list}
_WHAT: Mapping[type, str] = {dict: "an object", list: "a list", str: "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A program that synthesizes an app.

    Args:
        program: the Python file.
        folder: the working folder to run it in.
        context: the context of cdktf.json.
        output: the output folder that cdktf.json names.
    """

    program: Path
    folder: Path
    context: Mapping[str, Any] = field(default_factory=dict)
    output: str | None = None


def project_in(folder: Path) -> Project:
    """The app of a folder: what its cdktf.json runs, or its main.py.

    Raises:
        Unusable: there is neither, or cdktf.json is none.
    """
    settings = read_settings(folder)
    if settings is None and not (folder / MAIN).is_file():
        raise Unusable(f"{folder}: there is no cdktf.json and no main.py; give an app's folder, or files")
    program = _program(folder, settings or {})
    if program is None:
        raise Unusable(f'{folder / CDKTF_JSON}: "app" names no Python file that is there, and there is no main.py')
    return _project(program, folder, settings or {})


def project_of(program: Path) -> Project:
    """The app that a Python file makes; it runs in its folder where that has a cdktf.json, else where we are."""
    settings = read_settings(program.parent)
    if settings is not None:
        return _project(program, program.parent, settings)
    return _project(program, Path(), read_settings(Path()) or {})


def read_settings(folder: Path) -> Mapping[str, Any] | None:
    """What a folder's cdktf.json says; None where there is none.

    Raises:
        Unusable: it is no JSON, or not of the form that CDKTF has.
    """
    path = folder / CDKTF_JSON
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable(f"{path}: can't open it: {error.strerror}") from None
    try:
        settings = json.loads(content)
    except json.JSONDecodeError as error:
        raise Unusable(f"{path}:{error.lineno}: it is no JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise Unusable(f"{path}: it is no JSON: {error}") from None
    if not isinstance(settings, Mapping):
        raise Unusable(f"{path}: it is no JSON object")
    for name, kind in _KINDS.items():
        if not isinstance(settings.get(name, kind()), kind):
            raise Unusable(f'{path}: "{name}" is {json.dumps(settings[name])}, expected {_WHAT[kind]}')
    return settings


def project_severities(folder: Path, app: Path | None = None) -> Mapping[str, Severity | None]:
    """How bad the nearest pyproject.toml and an app's cdktf.json say that rules are.

    Args:
        folder: the folder of a file or an app, at or above which the pyproject.toml lies.
        app: the folder of the cdktf.json, where it is another one.

    Raises:
        Unusable: they say something else.
    """
    from databricks_workflows.resolve.severities import WrongSeverities, severities_of

    settings = read_settings(app or folder) or {}
    try:
        return severities_of(folder, settings.get("context", {}).get("databricks_workflows", {}))
    except WrongSeverities as error:
        raise Unusable(str(error)) from None


def makes_app(path: Path) -> bool:
    """Whether a Python file calls ``App(...)`` or ``WorkflowApp(...)``, or a class made of one of them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False  # whoever runs the file says what is wrong with it
    names = {_name(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    bases = {_name(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases}
    return bool(_APPS & (names | bases))


def _project(program: Path, folder: Path, settings: Mapping[str, Any]) -> Project:
    modules = settings.get("terraformModules", [])
    sources = [str(each.get("source")) if isinstance(each, dict) else str(each) for each in modules]
    context = {
        **settings.get("context", {}),
        # What the npm CLI adds for assets and local modules.
        "cdktfJsonPath": str((folder / CDKTF_JSON).absolute()),
        "cdktfRelativeModules": [each for each in sources if each.startswith(("./", "../"))],
    }
    return Project(program=program, folder=folder, context=context, output=settings.get("output"))


def _program(folder: Path, settings: Mapping[str, Any]) -> Path | None:
    """The word of ``app`` that is a program which makes an app; a program that only starts others leads to main.py."""
    try:
        words = shlex.split(settings.get("app", ""))
    except ValueError:
        words = []
    named = [folder / word for word in words if word.endswith(".py") and (folder / word).is_file()]
    main = folder / MAIN
    apps = [each for each in named if each.name == main.name or makes_app(each)]
    return next(iter([*apps, *([main] if main.is_file() else []), *named]), None)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
