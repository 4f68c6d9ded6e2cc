"""Layout and import order of Python source, by ruff."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_OPTIONS = ("--isolated", "--no-cache", "--quiet", "--line-length=88", "--target-version=py311")


def laid_out(files: Mapping[str, str]) -> dict[str, str]:
    """The files of a project, the Python ones laid out and with their imports in order.

    Args:
        files: contents by path in the project.

    Example:
        >>> laid_out({"main.py": "import sys,os\\nprint( sys,os )"})
        {'main.py': 'import os\\nimport sys\\n\\nprint(sys, os)\\n'}
    """
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
        _ruff(["check", "--select=I", "--fix", *_OPTIONS, "--config=src=['.']"], folder)
        _ruff(["format", *_OPTIONS], folder)
        return {name: Path(folder, name).read_text(encoding="utf-8") for name in files}


def _ruff(arguments: Sequence[str], folder: str) -> None:
    subprocess.run([sys.executable, "-m", "ruff", *arguments, "."], cwd=folder, check=True, capture_output=True)
