"""A cluster is in one cloud."""

from __future__ import annotations

import re

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import NODE_OF_OTHER_CLOUD, SEVERAL_CLOUDS

_CLOUDS = {"aws_attributes": "AWS", "azure_attributes": "Azure", "gcp_attributes": "Google Cloud"}

# What node types are called in each cloud; a name of another form says nothing.
_FORMS = {
    "AWS": re.compile(r"[a-z][a-z0-9-]*\.(\d*x?large|metal(-\d+xl)?)"),
    "Azure": re.compile(r"Standard_\w+"),
    "Google Cloud": re.compile(
        r"[a-z]\d[a-z]?-(standard|high(mem|cpu|gpu)|(mega|ultra)mem|(mega|ultra|edge)gpu)-\w+.*"
    ),
}


def check_cluster_clouds(block: Block, job: Job, found: Diagnostics) -> None:
    """Attributes of several clouds, and a node type of another one."""
    cluster = block.model
    assert isinstance(cluster, Cluster)
    given = [name for name in _CLOUDS if getattr(cluster, name) is not None]
    if len(given) > 1:
        what = f"has {' and '.join(given)}, expected one of them"
        block.tell(found, SEVERAL_CLOUDS, (), what, "keep those of the workspace's cloud", near=(given[-1],))
        return
    for name in ("node_type_id", "driver_node_type_id"):
        node_type = getattr(cluster, name)
        cloud = None if node_type is None or is_unknown(node_type) else _cloud_of(node_type)
        if given and cloud is not None and cloud != _CLOUDS[given[0]]:
            what = f"is {node_type!r}, which is of {cloud}, beside {given[0]}"
            remedy = f"write a node type of {_CLOUDS[given[0]]}, or take {given[0]} away"
            block.tell(found, NODE_OF_OTHER_CLOUD, (name,), what, remedy)


def _cloud_of(node_type: str) -> str | None:
    return next((cloud for cloud, form in _FORMS.items() if form.fullmatch(node_type)), None)
