"""The provider's schemas, from the file that its own ``terraform providers schema -json`` made, for the protocol."""

from __future__ import annotations

import json
from typing import Any

from tf.gen import tfplugin_pb2 as pb

from databricks_workflows.schema import provider_schema
from tests.support.provider.values import Block

_NESTING = {
    "list": pb.Schema.NestedBlock.NestingMode.LIST,
    "set": pb.Schema.NestedBlock.NestingMode.SET,
    "single": pb.Schema.NestedBlock.NestingMode.SINGLE,
}


def resource_block(name: str) -> Block:
    block: Block = provider_schema()["resource_schemas"][name]["block"]
    return block


def data_source_block(name: str) -> Block:
    block: Block = provider_schema()["data_source_schemas"][name]["block"]
    return block


def provider_for_protocol() -> Any:
    return _schema(provider_schema()["provider_schema"])


def resource_for_protocol(name: str) -> Any:
    return _schema(provider_schema()["resource_schemas"][name])


def data_source_for_protocol(name: str) -> Any:
    return _schema(provider_schema()["data_source_schemas"][name])


def _schema(schema: dict[str, Any]) -> Any:
    return pb.Schema(version=schema.get("version", 0), block=_block(schema["block"]))


def _block(block: Block) -> Any:
    return pb.Schema.Block(
        deprecated=block.get("deprecated", False),
        attributes=[
            pb.Schema.Attribute(
                name=name,
                type=json.dumps(attribute["type"]).encode(),
                **{
                    flag: attribute[flag]
                    for flag in ("required", "optional", "computed", "sensitive", "deprecated")
                    if flag in attribute
                },
            )
            for name, attribute in block.get("attributes", {}).items()
        ],
        block_types=[
            pb.Schema.NestedBlock(
                type_name=name,
                block=_block(nested["block"]),
                nesting=_NESTING[nested["nesting_mode"]],
                min_items=nested.get("min_items", 0),
                max_items=nested.get("max_items", 0),
            )
            for name, nested in block.get("block_types", {}).items()
        ],
    )
