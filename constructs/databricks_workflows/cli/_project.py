"""What cdktf.json says: the program to run, its context, the output folder."""

from __future__ import annotations

import ast
import json
import shlex
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from databricks_workflows.cli._errors import Unusable
from databricks_workflows.diagnostics import did_you_mean

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
        module: its name where it is run as a module of that folder.
        arguments: what cdktf.json gives it behind its name.
        context: the context of cdktf.json.
        output: the output folder that cdktf.json names.
    """

    program: Path
    folder: Path
    module: str | None = None
    arguments: Sequence[str] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    output: str | None = None


def project_in(folder: Path) -> Project:
    """The app of a folder: what its cdktf.json runs, or its main.py.

    Raises:
        Unusable: there is neither, cdktf.json is none, or it runs a program that is not there.
    """
    settings = read_settings(folder)
    if settings is None and not (folder / MAIN).is_file():
        raise Unusable(f"{folder}: there is no cdktf.json and no main.py; give an app's folder, or files")
    found = _program(folder, settings or {})
    if found is None:
        raise Unusable(f'{folder / CDKTF_JSON}: "app" names no Python program, and there is no main.py')
    program, module = found
    arguments = _behind(_words(settings or {}), module or program.name)
    return replace(_project(program, folder, settings or {}), module=module, arguments=arguments)


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


def _program(folder: Path, settings: Mapping[str, Any]) -> tuple[Path, str | None] | None:
    """The file of the program that ``app`` runs, and its name where it is run as a module.

    A program that only starts others, one that makes no app, leads to main.py, and so does an ``app`` that names none.

    Raises:
        Unusable: ``app`` names a program that is not there.
    """
    words = _words(settings)
    modules = _modules(words)
    for name in modules:
        if file := _module_file(folder, name):
            return file, name
    files = [word for word in words if word.endswith(".py")]
    if files and not (folder / files[0]).is_file():
        raise _not_there(folder, settings["app"], files[0], did_you_mean(files[0], _python_files(folder)))
    if modules and not files:
        path = modules[0].replace(".", "/")
        expected = f"expected {path}.py or {path}/__main__.py beside cdktf.json"
        raise _not_there(folder, settings["app"], f"module {modules[0]}", expected)
    main = folder / MAIN
    named = [folder / word for word in files if (folder / word).is_file()]
    apps = [each for each in named if each.name == main.name or makes_app(each)]
    program = next(iter([*apps, *([main] if main.is_file() else []), *named]), None)
    return (program, None) if program else None


def _words(settings: Mapping[str, Any]) -> list[str]:
    """The words of ``app``; none where a quote is never closed."""
    try:
        return shlex.split(settings.get("app", ""))
    except ValueError:
        return []


def _behind(words: Sequence[str], name: str) -> Sequence[str]:
    """The words behind the program's: its arguments. A program that another one starts gets none from here."""
    at = next((number for number, word in enumerate(words) if name in (Path(word).name, word.removeprefix("-m"))), None)
    return () if at is None else tuple(words[at + 1 :])


def _modules(words: Sequence[str]) -> list[str]:
    """What is run by ``-m NAME`` or ``-mNAME``: the program, or one that starts it, as in ``python -m pipenv run ...``.

    After a Python file come that file's own arguments.
    """
    ours = list(takewhile(lambda word: not word.endswith(".py"), words))
    joined = [word[2:] for word in ours if word.startswith("-m") and word != "-m"]
    return joined + [after for word, after in pairwise(ours) if word == "-m"]


def _module_file(folder: Path, name: str) -> Path | None:
    path = folder.joinpath(*name.split("."))
    return next((each for each in (folder / f"{path}.py", path / "__main__.py") if each.is_file()), None)


def _python_files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.glob("*.py"))


def _not_there(folder: Path, app: str, what: str, remedy: str) -> Unusable:
    remedy = remedy or "expected a Python file, named from the folder of cdktf.json"
    return Unusable(f'{folder / CDKTF_JSON}: "app" is {json.dumps(app)}, and there is no {what}: {remedy}')


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
