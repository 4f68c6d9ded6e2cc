"""The DAG files of a folder, as Airflow would look for them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from databricks_workflows.cli._errors import Unusable

IGNORE_FILE = ".airflowignore"
_PACKAGES = (b"airflow", b"databricks_workflows", b"astro_databricks", b"cosmos")
_WORDS = (b"dag", b"workflowtaskgroup")
_NO_SOURCES = ("__pycache__", "node_modules", "site-packages")
_ENVIRONMENTS = ("pyvenv.cfg", "conda-meta")
"""What lies in a virtual environment, whatever its name is."""
_BUILT = "build"
"""A copy of the sources, where setuptools makes it: beside one of these."""
_PROJECTS = ("setup.py", "setup.cfg", "pyproject.toml")


def dag_files(folder: Path) -> list[Path]:
    """Every Python file below a folder that looks like a DAG file, sorted.

    Left out are hidden folders, what is installed or built there (virtual environments, ``site-packages``,
    ``node_modules``, ``__pycache__``, ``build`` beside a pyproject.toml or setup.py), and what an ``.airflowignore``
    excludes: regular expressions, the default of Airflow 2, each searched in the paths below the folder that the file
    is in.

    Raises:
        Unusable: there is none, or an ``.airflowignore`` is wrong.
    """
    found = find_dag_files(folder)
    if not found:
        raise Unusable(
            f"{folder}: there is no cdktf.json, no main.py, and below it no .py file that speaks of airflow or "
            "databricks_workflows and of a dag or WorkflowTaskGroup"
        )
    return found


def find_dag_files(folder: Path) -> list[Path]:
    """What :func:`dag_files` gives, where there may be none.

    Raises:
        Unusable: an ``.airflowignore`` is wrong.
    """
    return [file for file in files_below(folder, ".py") if looks_like_dags(file)]


def files_below(folder: Path, suffix: str) -> list[Path]:
    """Every file below a folder whose name ends so, sorted; without what :func:`dag_files` leaves out."""
    return sorted(_files(folder, suffix, (), set()))


def looks_into(folder: Path, inside: Path) -> bool:
    """Whether DAG files of a folder are looked for in another one, which need not be there yet."""
    at, end = folder.resolve(), inside.resolve()
    if not end.is_relative_to(at):
        return False
    ignored = _ignored(at, ())
    for name in end.relative_to(at).parts:
        at /= name
        if _is_left_out(at, ignored) or not _is_source(at):
            return False
        ignored = _ignored(at, ignored)
    return True


def looks_like_dags(file: Path) -> bool:
    """Airflow's own test, its "safe mode"; a file that can't be opened is told when it is read."""
    try:
        content = file.read_bytes().lower()
    except OSError:
        return True
    return any(each in content for each in _PACKAGES) and any(each in content for each in _WORDS)


_Ignored = tuple[tuple[Path, re.Pattern[str]], ...]


def _files(folder: Path, suffix: str, ignored: _Ignored, seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:  # a link back
        return
    seen.add(real)
    ignored = _ignored(folder, ignored)
    for path in _members(folder):
        if _is_left_out(path, ignored):
            continue
        if path.is_dir():
            if _is_source(path):
                yield from _files(path, suffix, ignored, seen)
        elif path.suffix == suffix and path.is_file():
            yield path


def _ignored(folder: Path, above: _Ignored) -> _Ignored:
    return (*above, *((folder, pattern) for pattern in _patterns(folder / IGNORE_FILE)))


def _is_left_out(path: Path, ignored: _Ignored) -> bool:
    return any(pattern.search(path.relative_to(base).as_posix()) for base, pattern in ignored)


def _is_source(folder: Path) -> bool:
    """Whether people write what is in a folder."""
    if folder.name.startswith(".") or folder.name in _NO_SOURCES:
        return False
    if any((folder / mark).exists() for mark in _ENVIRONMENTS):
        return False
    return folder.name != _BUILT or not any((folder.parent / file).is_file() for file in _PROJECTS)


def _members(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise Unusable(f"{folder}: can't open it: {error.strerror}") from None


def _patterns(file: Path) -> Iterator[re.Pattern[str]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise Unusable(f"{file}: can't read it: {error}") from None
    for number, line in enumerate(lines, 1):
        text = re.sub(r"\s*#.*", "", line).strip()
        if not text:
            continue
        try:
            yield re.compile(text)
        except re.error as error:
            raise Unusable(
                f"{file}:{number}: {text!r} is no regular expression ({error}); Airflow 3's glob patterns are not "
                "read here: name the files, or write what Airflow 2 reads"
            ) from None
