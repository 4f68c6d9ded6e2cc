"""What a Python error means that ends the reading of a file: a misspelt name, a missing module, an unknown zone."""

from __future__ import annotations

import builtins
import pkgutil
import re
import sys
from collections.abc import Collection
from dataclasses import dataclass
from types import ModuleType, TracebackType
from typing import Any

import databricks_workflows
from databricks_workflows.airflow.names import NAMES
from databricks_workflows.authoring import Node
from databricks_workflows.diagnostics import Rule, did_you_mean
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.time_zones import EXPECTED, meant
from databricks_workflows.rules import CANNOT_READ
from databricks_workflows.rules.jobs import UNKNOWN_TIME_ZONE

_OURS = "databricks_workflows"
_ZONE_ERRORS = ("ZoneInfoNotFoundError", "InvalidTimezone", "UnknownTimeZoneError")
_NO_NAME = re.compile(r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'")


@dataclass(frozen=True, slots=True)
class Failure:
    """An error in people's words.

    Args:
        why: what is wrong.
        remedy: what to do.
        near: the word in the file that is wrong, where it is one.
        rule: what is broken.
        name: the name that there is not, where it is that.
    """

    why: str
    remedy: str
    near: tuple[str, ...] = ()
    rule: Rule = CANNOT_READ
    name: str = ""


def failure(error: BaseException) -> Failure:
    """What an error says that a file ended with.

    Args:
        error: the error, with its traceback.
    """
    if type(error).__name__ in _ZONE_ERRORS:
        zone = str(error).strip("'\"").split()[-1].strip("'\"") if str(error).strip("'\"") else ""
        return Failure(f"the time zone is {shown(zone)}, {EXPECTED}", meant(zone), (zone,), UNKNOWN_TIME_ZONE)
    if isinstance(error, NameError) and error.name:
        return _no_name(error.name, error.__traceback__)
    if isinstance(error, AttributeError) and error.name and isinstance(error.obj, ModuleType | type | Node):
        owner = error.obj
        what = f"{owner.kind} {owner.name!r}" if isinstance(owner, Node) else owner.__name__
        return _missing(f"{what} has no {error.name!r}", error.name, _public(owner))
    if isinstance(error, ModuleNotFoundError) and error.name:
        return _no_module(error.name)
    if isinstance(error, ImportError) and (match := _NO_NAME.match(str(error))) is not None:
        known = _public(sys.modules.get(match["module"]))
        return _missing(f"{match['module']} has no {match['name']!r}", match["name"], known)
    why = f"it fails when it is read: {type(error).__name__}: {' '.join(str(error).split())}"
    if isinstance(error, EOFError):
        return Failure(why, "a file gets no input when it is read: use a variable, or an environment variable")
    return Failure(why, MEND)


MEND = "mend the line, or move what fails out of the module's top level"
"""What to do where nothing nearer is known."""


def _missing(why: str, name: str, known: Collection[str]) -> Failure:
    same = next((each for each in known if each.lower() == name.lower()), None)
    remedy = f"did you mean {same!r}?" if same else did_you_mean(name, known) or MEND
    return Failure(why, remedy, (name,), name=name)


def _no_name(name: str, trace: TracebackType | None) -> Failure:
    """A name that nobody gave a value, of which one may be known."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    here = {} if trace is None else {**trace.tb_frame.f_globals, **trace.tb_frame.f_locals}
    if name in NAMES or name in databricks_workflows.__all__:
        return Failure(f"nothing imports {name}", "import it", (name,), name=name)
    return _missing(f"there is no name {name!r}", name, [*here, *NAMES, *databricks_workflows.__all__, *dir(builtins)])


def _no_module(module: str) -> Failure:
    """A module of nobody's; one of this package is misspelt."""
    if module.partition(".")[0] != _OURS:
        why = f"there is no module {module}"
        return Failure(why, f"install {module}, or keep what needs it out of the workflow file", (module,))
    package, _, name = module.rpartition(".")
    there = [each.name for each in pkgutil.iter_modules(getattr(sys.modules.get(package), "__path__", []))]
    return _missing(f"there is no module {module}", name, there)


def _public(owner: Any) -> list[str]:
    """What people may ask an object for; of this package what it gives in any program."""
    if isinstance(owner, ModuleType) and owner.__name__ == _OURS:
        return list(databricks_workflows.__all__)
    return [name for name in dir(owner) if not name.startswith("_")]
