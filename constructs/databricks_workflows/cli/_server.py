"""The process that the workers are forked from: it has this package loaded, and nothing else happens in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext

_LOADED = ["databricks_workflows.cli._child", "databricks_workflows.model"]


def server() -> ForkServerContext:
    """Start it, unless it is there. It loads what it needs by itself: call this before anything heavy is imported."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    # The server keeps the environment of its start. It is to find this very package, and no module of the working
    # folder in place of Python's own.
    path = os.pathsep.join(each for each in sys.path if each)
    with _environment(PYTHONPATH=path, PYTHONSAFEPATH="1"):
        forkserver.ensure_running()
    return context


@contextmanager
def _environment(**changes: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
