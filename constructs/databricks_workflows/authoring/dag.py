"""A DAG: a scope that gives its groups' jobs a common first name and default arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from databricks_workflows.authoring._node import Node, scope_and_name
from databricks_workflows.authoring._scope import Scope, default_arguments


class DAG(Scope, Node):
    """Groups that belong together: their jobs are named ``dag_id.group_id``.

    Args:
        scope: the stack it stands in; left out, the innermost open ``with`` block.
        id: its id in the tree; the same as ``dag_id``.
        dag_id: its id.
        default_args: arguments for every task in it that neither a group nor the task itself sets.
        suppress: codes of rules not to report for this DAG and all in it.
        **kwargs: Airflow's other DAG arguments; without meaning here, named once in an info.

    Example:
        >>> from databricks_workflows.authoring import DAG, DatabricksWorkflowTaskGroup
        >>> with DAG("sales", default_args={"retries": 2}) as dag:
        ...     etl = DatabricksWorkflowTaskGroup(group_id="etl")
        >>> etl.scope is dag
        True
    """

    kind: ClassVar[str] = "DAG"

    def __init__(
        self,
        scope: Any = None,
        id: str | None = None,
        *,
        dag_id: str | None = None,
        default_args: Mapping[str, Any] | None = None,
        suppress: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        scope, name = scope_and_name(self.kind, "dag_id", scope, id, dag_id)
        Scope.__init__(self)
        self.default_args = default_arguments(self.kind, name, default_args)
        Node.__init__(self, scope, name, kwargs, suppress)

    def given(self) -> dict[str, Any]:
        return {**super().given(), "default_args": self.default_args}
