"""The import hooks that are there while a DAG file is read, and only then."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from databricks_workflows.airflow import names
from databricks_workflows.airflow.asked import Asked
from databricks_workflows.airflow.missing import Missing
from databricks_workflows.airflow.misspelt import Misspelt
from databricks_workflows.airflow.names import AIRFLOW_VERSION, stand_in
from databricks_workflows.airflow.values import Variables

AIRFLOW = ("airflow", "astro_databricks", "cosmos")
"""Airflow itself, and the packages that its Databricks operators lived in before."""

COMES_WITH_AIRFLOW = ("pendulum",)
"""What is there wherever Airflow is, and may be missing here."""


class StandIn(ModuleType):
    """A module whose every name is there."""

    def __init__(self, name: str, lookup: Callable[[str], Any]) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        self.__dict__["_lookup"] = lookup

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._lookup(name)


class _Finder(MetaPathFinder, Loader):
    def __init__(self, make: Callable[[str], ModuleType], wanted: Callable[[str], bool]) -> None:
        self._make = make
        self._wanted = wanted

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, is_package=True) if self._wanted(fullname) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._make(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


@contextmanager
def import_hooks(folders: Sequence[Path], variables: Variables, missing: Asked, misspelt: Misspelt) -> Iterator[None]:
    """Answer imports of Airflow and of what isn't installed; afterwards ``sys`` is as it was.

    Args:
        folders: where the file's neighbours lie; only imports written there are answered for missing modules, since
            libraries try modules on purpose that may not be there.
        variables: Airflow's variables.
        missing: gets the names of the modules that were not there.
        misspelt: gets the names of Airflow that are nearly there, for which those are taken that are meant.
    """
    shown = [str(folder) for folder in folders]

    def named(module: str, name: str) -> Any:
        return stand_in(module, misspelt.name(module, name) if _asked_from(shown) else name, variables, named)

    def airflow(name: str) -> ModuleType:
        if _asked_from(shown):
            misspelt.module(name)
        module = StandIn(name, lambda attribute: named(name, attribute))
        module.__dict__["__version__"] = AIRFLOW_VERSION
        return module

    def nobody_has(name: str) -> ModuleType:
        root, dot, below = name.partition(".")
        meant = misspelt.root(root) if not dot else misspelt.roots.get(root)
        if meant is not None:
            return airflow(f"{meant}{dot}{below}") if meant in ours else import_module(f"{meant}{dot}{below}")
        missing.add(root)
        return StandIn(name, lambda attribute: Missing(f"{name}.{attribute}"))

    ours = {*AIRFLOW, *(name for name in COMES_WITH_AIRFLOW if find_spec(name) is None)}
    first = _Finder(airflow, lambda name: name.partition(".")[0] in ours)
    last = _Finder(
        nobody_has, lambda name: not _is_ours(name) and (isinstance(_parent(name), StandIn) or _asked_from(shown))
    )
    modules, path, hooks = dict(sys.modules), list(sys.path), list(sys.meta_path)
    for name in [name for name in sys.modules if name.partition(".")[0] in AIRFLOW]:
        del sys.modules[name]
    sys.meta_path[:] = [first, *sys.meta_path, last]
    sys.path[:] = [*shown, *sys.path]
    try:
        yield
    finally:
        sys.meta_path[:] = hooks
        sys.path[:] = path
        for name, module in list(sys.modules.items()):
            if name not in modules and (isinstance(module, StandIn) or _lies_in(module, shown)):
                del sys.modules[name]
        sys.modules.update({name: module for name, module in modules.items() if name not in sys.modules})


def _parent(name: str) -> ModuleType | None:
    return sys.modules.get(name.rpartition(".")[0])


def _is_ours(name: str) -> bool:
    """This package is installed: what is not in it does not exist."""
    return name.partition(".")[0] == "databricks_workflows"


_THESE = (__file__, names.__file__)


def _asked_from(folders: list[str]) -> bool:
    """True where the import that is going on was written in one of the folders."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and (frame.f_code.co_filename in _THESE or "importlib" in frame.f_code.co_filename):
        frame = frame.f_back
    return frame is not None and any(Path(frame.f_code.co_filename).is_relative_to(folder) for folder in folders)


def _lies_in(module: ModuleType, folders: list[str]) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and any(Path(file).is_relative_to(folder) for folder in folders)
