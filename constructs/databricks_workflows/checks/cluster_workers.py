"""A cluster has workers, as many as can be, or is a whole single node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import AUTOSCALE_AND_NUM_WORKERS
from databricks_workflows.rules.blocks import AUTOSCALE_EMPTY, AUTOSCALE_LIMITS, HALF_SINGLE_NODE, NO_WORKERS

_PROFILE = "spark.databricks.cluster.profile"
_DECIDES = ("num_workers", "autoscale", "spark_conf", "policy_id", "kind", "is_single_node")
_REMEDY = (
    'write num_workers, or for a single node "spark_conf": {'
    f'"{_PROFILE}": "singleNode", "spark.master": "local[*]"}} and "custom_tags": {{"ResourceClass": "SingleNode"}}'
)


def check_cluster_workers(block: Block, job: Job, found: Diagnostics) -> None:
    """Two sizes, limits the wrong way round, no workers at all, and single nodes of which something is missing."""
    cluster = block.model
    assert isinstance(cluster, Cluster)
    _check_autoscale(block, cluster, found)
    workers = cluster.num_workers
    no_workers = cluster.autoscale is None and workers in (None, 0)
    profile = _value(cluster.spark_conf, _PROFILE)
    size = "autoscale" if cluster.autoscale is not None else f"num_workers {workers}"
    if profile == "singleNode":
        if not no_workers:
            summary = f"makes the cluster a single node, which has {size}"
            remedy = f"take {size.split()[0]} away, or {_PROFILE} where workers are meant"
            block.tell(found, HALF_SINGLE_NODE, ("spark_conf", _PROFILE), summary, remedy)
        elif missing := _missing(cluster):
            summary = f"makes the cluster a single node, without {' and '.join(missing)}"
            block.tell(found, HALF_SINGLE_NODE, ("spark_conf", _PROFILE), summary, "write that as well")
    elif cluster.is_single_node is True and not no_workers:
        remedy = f"take {size.split()[0]} away, or is_single_node where workers are meant"
        block.tell(found, HALF_SINGLE_NODE, ("is_single_node",), f"is True, and the cluster has {size}", remedy)
    elif no_workers and not is_unknown(profile) and _decides_itself(cluster) and not block.left_out.may_have(*_DECIDES):
        if workers is None:
            block.tell(found, NO_WORKERS, (), "has neither num_workers nor autoscale", _REMEDY)
        else:
            block.tell(found, NO_WORKERS, ("num_workers",), "is 0, expected 1 or more", _REMEDY)


def _check_autoscale(block: Block, cluster: Cluster, found: Diagnostics) -> None:
    scale = cluster.autoscale
    if scale is None or is_unknown(scale):
        return
    low, high = scale.min_workers, scale.max_workers
    if high is None and cluster.policy_id is None and not _may_have_most(block):
        remedy = 'write "autoscale": {"min_workers": 1, "max_workers": 8}, or num_workers'
        block.tell(found, AUTOSCALE_EMPTY, ("autoscale",), "has no max_workers", remedy)
    if cluster.num_workers and not is_unknown(cluster.num_workers):
        what = f"is {cluster.num_workers} beside autoscale, and both are sent"
        block.tell(found, AUTOSCALE_AND_NUM_WORKERS, ("num_workers",), what, "take num_workers away")
    if low is not None and high is not None and not is_unknown(low) and not is_unknown(high) and low > high:
        what = f"is {low}, expected less than max_workers, which is {high}"
        block.tell(found, AUTOSCALE_LIMITS, ("autoscale", "min_workers"), what, "exchange the two numbers")


def _may_have_most(block: Block) -> bool:
    return block.left_out.may_have("policy_id") or block.left_out.below(("autoscale",)).may_have("max_workers")


def _missing(cluster: Cluster) -> list[str]:
    """What of a single node the cluster lacks."""
    master = _value(cluster.spark_conf, "spark.master")
    tag = _value(cluster.custom_tags, "ResourceClass")
    missing = []
    if master is None or not (is_unknown(master) or str(master).startswith("local")):
        missing.append("spark.master 'local[*]' in spark_conf")
    if tag is None or not (is_unknown(tag) or tag == "SingleNode"):
        missing.append("ResourceClass 'SingleNode' in custom_tags")
    return missing


def _decides_itself(cluster: Cluster) -> bool:
    """False where a policy, or the newer form of a cluster, may say how many workers there are."""
    return cluster.policy_id is None and cluster.kind is None and cluster.is_single_node in (None, False)


def _value(mapping: Mapping[str, Any] | None, name: str) -> Any:
    """A value of a mapping, of which all is unknown where it is unknown itself."""
    return mapping if mapping is None or is_unknown(mapping) else mapping.get(name)
