"""Names and modules of Airflow that do not exist, and are nearly ones that do.

Any name may be imported from any module, since Airflow's moved between its versions: so only what is a slip of the
keyboard away from a known one is taken for it, and told.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from databricks_workflows.airflow.foreign import REMEDIES
from databricks_workflows.airflow.names import NAMES
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import shown
from databricks_workflows.origin import caller
from databricks_workflows.rules import UNKNOWN_NAME

# What is real, stands for nothing here, and is near to a name that does.
_OTHERS = frozenset(("BashOperator", "BaseOperatorLink", "taskgroup"))

_PROVIDER = "airflow.providers.databricks"
_MODULES = frozenset(
    (
        *(f"{_PROVIDER}.exceptions {_PROVIDER}.plugins.databricks_workflow {_PROVIDER}.triggers.databricks".split()),
        *(
            f"{_PROVIDER}.operators.{each}"
            for each in "databricks databricks_repos databricks_sql databricks_workflow warehouse".split()
        ),
        *(f"{_PROVIDER}.sensors.{each}" for each in "databricks databricks_partition databricks_sql".split()),
        *(f"{_PROVIDER}.hooks.{each}" for each in "databricks databricks_base databricks_sql".split()),
        *(f"{_PROVIDER}.utils.{each}" for each in "databricks mixins openlineage".split()),
        *(f"airflow.models.{each}" for each in "baseoperator baseoperatorlink dag param variable xcom_arg".split()),
        *(f"airflow.operators.{each}" for each in "bash dummy email empty python trigger_dagrun".split()),
        *(f"airflow.sensors.{each}" for each in "base external_task filesystem python".split()),
        *(f"airflow.timetables.{each}" for each in "assets base datasets interval simple trigger".split()),
        *(f"airflow.utils.{each}" for each in "dates edgemodifier helpers task_group timezone trigger_rule".split()),
        *(f"airflow.{each}" for each in "configuration datasets decorators exceptions hooks sdk version".split()),
    )
)
_PACKAGES = frozenset(module.rpartition(".")[0] for module in _MODULES) | {"airflow.providers"}
_KNOWN = _MODULES | _PACKAGES
_ROOTS = ("airflow", "databricks_workflows", "pendulum")


class Misspelt:
    """What a file asks for by a wrong name, told where it asks.

    Args:
        found: gets the problems.

    Attributes:
        meant: the names that were meant.
        roots: the packages that were meant, by the wrong names.
    """

    def __init__(self, found: Diagnostics) -> None:
        self._found = found
        self.meant: set[str] = set()
        self.roots: dict[str, str] = {}

    def name(self, module: str, name: str) -> str:
        """The name that is meant by one that a module has not; any other as it is."""
        meant = name_meant(name)
        if meant is None:
            return name
        self._tell(f"there is no {name} in {module}", name, meant)
        return meant

    def module(self, module: str) -> None:
        """Tell of a module of Airflow that is nearly one."""
        meant = module_meant(module)
        if meant is not None:
            self._tell(f"there is no module {module}", module.rpartition(".")[2], meant)

    def root(self, name: str) -> str | None:
        """The package that is meant by one that is not installed."""
        for meant in _near(name, _ROOTS):
            self._tell(f"there is no module {name}", name, meant)
            self.roots[name] = meant
            return meant
        return None

    def _tell(self, summary: str, word: str, meant: str) -> None:
        self.meant.add(meant)
        self._found.add(UNKNOWN_NAME, Place("", caller()), summary, f"did you mean {shown(meant)}?", near=(word,))


def name_meant(name: str) -> str | None:
    """The name of Airflow that one is misspelt for.

    Example:
        >>> name_meant("DatabricksNotebokOperator"), name_meant("Dag"), name_meant("BashOperator")
        ('DatabricksNotebookOperator', 'DAG', None)
    """
    if name in NAMES or name in REMEDIES or name in _OTHERS:
        return None
    # A name in small letters may be a module, and is no class.
    same_kind = {each.lower(): each for each in (*NAMES, *REMEDIES) if each.islower() == name.islower()}
    if name.lower() in same_kind:
        return same_kind[name.lower()]
    return next((same_kind[each] for each in _near(name.lower(), same_kind)), None)


def module_meant(module: str) -> str | None:
    """The module of Airflow that one in a known package is misspelt for."""
    package, _, name = module.rpartition(".")
    if package not in _PACKAGES or module in _KNOWN:
        return None
    beside = [each.rpartition(".")[2] for each in _KNOWN if each.rpartition(".")[0] == package]
    return next((f"{package}.{each}" for each in _near(name, beside)), None)


_SHORT, _LONG = 5, 8
"""Characters: below the first a slip makes another word, from the second on one changes little."""


def _near(word: str, known: Collection[str]) -> list[str]:
    if len(word) < _SHORT - 1:
        return []
    return get_close_matches(word, sorted(known), n=1, cutoff=0.9 if len(word) >= _LONG else 0.8)
