"""The module of a stack: ``class SalesStack(WorkflowStack)`` with its DAGs, workflows, tasks and edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup, FrozenInner, FrozenTask
from databricks_workflows.codegen.arguments import (
    dag_arguments,
    group_arguments,
    inner_arguments,
    task_arguments,
)
from databricks_workflows.codegen.block import Block
from databricks_workflows.codegen.edges import joins
from databricks_workflows.codegen.module import Module
from databricks_workflows.codegen.names import constant, distinct, free
from databricks_workflows.codegen.nodes import Node
from databricks_workflows.codegen.plan import Plan, plan
from databricks_workflows.codegen.project import MADE_FROM
from databricks_workflows.codegen.texts import comment, docstring, text
from databricks_workflows.codegen.values import MODELS, Values
from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.resolve.run_jobs import known_jobs
from databricks_workflows.resolve.settings import Settings
from databricks_workflows.rules import UNSUPPORTED

_IMPORTED = frozenset("cross_downstream date datetime tf timedelta timezone".split())
"""What a module may import under a name that a variable could have."""
_CLASSES = {"task": "DatabricksTaskOperator", "notebook": "DatabricksNotebookOperator"}


def stack_source(module: Module, settings: Settings, diagnostics: Sequence[Diagnostic] = ()) -> str:
    """The source of a stack's module, not laid out yet.

    Args:
        module: the DAGs, and what the module is called.
        settings: how the stack is to compile them.
        diagnostics: what was found when they were compiled; what a job can't run becomes a comment.
    """
    known = known_jobs(module.dags)
    plans = [plan(dag, known, settings) for dag in module.dags]
    constants: Mapping[str, str] | None = None
    while True:
        values = Values(constants or {})
        body = _Writer(module, settings, plans, diagnostics, values).module()
        often = {key: seen.name for key, seen in values.seen.items() if seen.times > 1}
        # A value that only comes inside of another one that is written once does not come again.
        kept = often.keys() if constants is None else often.keys() & constants.keys()
        if constants is not None and kept == constants.keys():
            return body
        constants = _named({key: often[key] for key in often if key in kept})


def _named(often: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for key, name in often.items():
        names[key] = free(constant(name), set(names.values()))
    return names


class _Writer:
    """Writes one module; ``values`` keeps what it imports."""

    def __init__(
        self,
        module: Module,
        settings: Settings,
        plans: Sequence[Plan],
        diagnostics: Sequence[Diagnostic],
        values: Values,
    ) -> None:
        self._module, self._settings, self._plans, self._values = module, settings, plans, values
        self._lost = [each for each in diagnostics if each.code == UNSUPPORTED.code]
        self._suppressed = {one.place.path: one.codes for each in plans for one in each.dag.suppressions}
        nodes = [node for each in plans for node in (*filter(None, [each.root]), *each.nodes())]
        named = {node: node.called() for node in nodes if node in self._spoken_of(nodes)}
        self._names = distinct(named, _IMPORTED)

    def _spoken_of(self, nodes: Sequence[Node]) -> set[Node]:
        """What edges, sensors or settings name."""
        found = {end for node in nodes for upstream, _, downstream in node.edges for end in (upstream, downstream)}
        for node in nodes:
            if isinstance(node.of, FrozenGroup) and any(map(_limit, node.of.sensors)):
                found.add(node)
            if isinstance(node.of, FrozenTask) and node.of.settings:
                found.add(node)
        return found

    def module(self) -> str:
        """The whole source."""
        stack = Block(["self"], [each for one in self._plans for each in self._dag(one)])
        said = [("task_keys", self._settings.task_keys), ("on_unmapped", self._settings.on_unmapped)]
        options = [(name, text(value)) for name, value in said if value not in ("path", "error")]
        if self._settings.ds:
            options.append(("ds", text(self._settings.ds)))
        init = self._values.call("super().__init__", [("", "scope"), ("", "id"), *options])
        stack_class = [
            f"class {self._module.class_name}({self._values.use('WorkflowStack')}):",
            f"    def __init__(self, scope: {self._values.use('Construct', 'constructs')}, "
            f"id: str = {text(self._module.stack_id)}) -> None:",
            f"        {init}",
            "",
            *(f"        {line}" for line in stack.lines()),
        ]
        constants = [f"{name} = {source}" for name, source in self._values.definitions.items()]
        imports = [f"from {module} import {name}" for module, name in sorted(self._values.imports)]
        made = MADE_FROM.format(", ".join(self._module.files))
        return "\n".join([docstring(made), *imports, *constants, "", *stack_class, ""])

    def _dag(self, planned: Plan) -> Iterator[str | Block]:
        body = [each for top in planned.tops for each in self._node(top, planned)]
        comments = self._left_out(planned)
        if planned.root is None:
            yield from comments
            yield from body
            yield from self._sensors(planned)
            return
        arguments = dag_arguments(planned.dag, planned.own, planned.notices)
        opened = self._call("DAG", {"": planned.dag.dag_id, **arguments}, planned.dag.place.path)
        body += [*self._sensors(planned), *self._edges(planned.root)]
        yield Block([opened], body, comments)

    def _left_out(self, planned: Plan) -> list[str]:
        """What a job can't run, above the DAG that had it."""
        whose = f"{planned.dag.place.path}/"
        told = {each.place: (each.what, each.remedy) for each in planned.dag.lost}
        lines = []
        for each in self._lost:
            if not f"{each.path}/".startswith(whose):
                continue
            what, remedy = next(
                (told[place] for place in told if (place.path, place.origin) == (each.path, each.origin)),
                (each.summary, each.remedy),
            )
            where = f" ({each.origin})" if each.origin else ""
            lines += comment(f"left out: {what}{where}: {' '.join(remedy.split())}")
        return lines

    def _node(self, node: Node, planned: Plan) -> Iterator[str | Block]:
        name = self._names.get(node)
        if isinstance(node.of, FrozenTask):
            call = self._call(_CLASSES[node.of.kind], task_arguments(node.of, node.changes), node.path)
            yield f"{name} = {call}" if name else call
            yield from (
                f"{name}.set({text(path)}, {self._values.write(value)})" for path, value in node.of.settings.items()
            )
            return
        if isinstance(node.of, FrozenInner):
            call = self._call("TaskGroup", inner_arguments(node.of), node.path)
        else:
            arguments = group_arguments(node.of, node.changes, planned.notices)
            call = self._call("DatabricksWorkflowTaskGroup", arguments, node.path)
        body = [each for member in node.members for each in self._node(member, planned)]
        yield Block([f"{call} as {name}" if name else call], [*body, *self._edges(node)])

    def _call(self, function: str, arguments: Mapping[str, Any], path: str) -> str:
        written = [(name, self._values.write(value, MODELS.get(name), name)) for name, value in arguments.items()]
        if path in self._suppressed:
            written.append(("suppress", self._values.write(sorted(self._suppressed[path]))))
        return self._values.call(self._values.use(function), written)

    def _edges(self, node: Node) -> list[str]:
        edges = []
        for upstream, outcome, downstream in node.edges:
            side = f".outcome({outcome.capitalize()})" if outcome else ""
            edges.append((f"{self._names[upstream]}{side}", self._names[downstream]))
        statements = joins(edges)
        if any(each.startswith("cross_downstream(") for each in statements):
            self._values.use("cross_downstream")
        return statements

    def _sensors(self, planned: Plan) -> Iterator[str]:
        """A sensor's time limit is a rule of its workflow's job; the waiting is said by the edges."""
        groups: dict[str, list[str]] = {}
        limits: dict[str, Mapping[str, Any]] = {}
        for node in planned.nodes():
            for sensor in node.of.sensors if isinstance(node.of, FrozenGroup) else ():
                if _limit(sensor):
                    groups.setdefault(sensor.place.path, []).append(self._names[node])
                    limits[sensor.place.path] = {"task_id": sensor.name, "timeout": _limit(sensor)}
        for path, names in groups.items():
            before = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
            yield f"{before} >> {self._call('DatabricksSensor', limits[path], path)}"
        for place in planned.dag.waiting_for_nothing:
            yield self._call("DatabricksSensor", {"task_id": place.path.rpartition("/")[2]}, place.path)


def _limit(sensor: Any) -> Any:
    return sensor.arguments.get("timeout")
