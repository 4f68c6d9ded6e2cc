"""The provider's own schema as data, and JSON Schemas made from it.

The file is what ``terraform providers schema -json`` prints for the Databricks provider, cut down to the resources and
data sources used here.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

from databricks_workflows.schema.json_schema import Block, arguments_schema

PROVIDER_VERSION = "1.128.0"
"""The version of the provider whose schema this is."""

_FILE = Path(__file__).with_name(f"databricks-{PROVIDER_VERSION}.json")

__all__ = ["PROVIDER_VERSION", "Block", "job_json_schema", "provider_schema", "resource"]


@cache
def provider_schema() -> dict[str, Any]:
    """The whole file. Shared: don't change it."""
    return cast(dict[str, Any], json.loads(_FILE.read_text(encoding="utf-8")))


def resource(name: str) -> Block:
    """The block of a resource: its ``attributes`` and ``block_types``."""
    return cast(Block, provider_schema()["resource_schemas"][name]["block"])


@cache
def job_json_schema(resource_name: str = "databricks_job") -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of a resource's arguments, as a ``cdk.tf.json`` writes them."""
    return arguments_schema(resource_name, resource(resource_name))
