"""A module of the project: the stack of one DAG file, or of several whose DAGs run each other's jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.codegen.names import class_name, distinct, stack_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What a stack module is made from.

    Args:
        name: the module's name, its file without ``.py``.
        stem: the DAG file's name, of which stack and class have theirs.
        files: the DAG files, as they are shown.
        dags: their DAGs, frozen.
    """

    name: str
    stem: str
    files: tuple[str, ...]
    dags: tuple[Dag, ...]

    @property
    def class_name(self) -> str:
        """The class of the stack."""
        return class_name(self.stem)

    @property
    def stack_id(self) -> str:
        """The id of the stack."""
        return stack_id(self.stem)

    @property
    def path(self) -> str:
        """Its file in the project."""
        return f"stacks/{self.name}.py"


def modules(components: Sequence[Mapping[str, Sequence[Dag]]]) -> list[Module]:
    """A module for each component: DAG files, as they are shown, with their DAGs.

    Each is named after its first file; where two files have one name, the folder goes before it.

    Example:
        >>> [module.name for module in modules([{"dags/eu/sales.py": []}, {"dags/us/sales.py": []}])]
        ['eu_sales', 'us_sales']
    """
    parts = {number: _parts(next(iter(files))) for number, files in enumerate(components)}
    names = distinct(parts)
    stems = [each[0] for each in parts.values()]
    return [
        Module(
            name=f"dag{names[number]}" if names[number].startswith("_") else names[number],
            stem=parts[number][0] if stems.count(parts[number][0]) == 1 else names[number],
            files=tuple(files),
            dags=tuple(dag for dags in files.values() for dag in dags),
        )
        for number, files in enumerate(components)
    ]


def _parts(file: str) -> list[str]:
    """The file's name without its ending, and the folders around it, from inner to outer."""
    return file.removesuffix(".py").replace("\\", "/").strip("/").split("/")[::-1]
