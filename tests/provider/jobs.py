"""Bodies of small jobs in Terraform's words, for tables of settings."""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]

NOTEBOOK: Body = {"notebook_path": "/n"}
CLUSTER: Body = {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 1}
POOL: Body = {"spark_version": "15.4.x-scala2.12", "num_workers": 1, "instance_pool_id": "pool"}
GIT: Body = {"url": "https://github.com/a/b", "branch": "main"}


def task(key: str = "a", **fields: Any) -> Body:
    return {"task_key": key, "notebook_task": NOTEBOOK, **fields}


def on(**cluster: Any) -> Body:
    """A job with one task on a cluster of its own."""
    return {"task": [task(new_cluster=cluster)]}


def spark(**fields: Any) -> Body:
    file = {"python_file": "dbfs:/a.py", **fields}
    return {"task": [{"task_key": "a", "existing_cluster_id": "1", "spark_python_task": file}]}


def for_each(**fields: Any) -> Body:
    nested = {"task_key": "in", "notebook_task": NOTEBOOK, **fields}
    return {"task": [{"task_key": "a", "for_each_task": {"inputs": "[1]", "task": nested}}]}


def at(body: Any, place: str) -> Any:
    """What stands at a place such as ``tasks.0.task_key``, or None."""
    for step in place.split("."):
        body = body[int(step)] if isinstance(body, list) else (body or {}).get(step)
    return body
