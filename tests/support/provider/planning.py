"""What Terraform's plugin SDK makes of a configuration and a state: the plan, and the state after a read.

Lists are compared position by position, a zero can't be told from nothing, and what the configuration omits may be
taken from the state at the same position.

See ``schemaMap.Diff`` in https://github.com/hashicorp/terraform-plugin-sdk
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.support.provider.values import (
    UNKNOWN,
    Block,
    Path,
    Values,
    is_empty,
    is_list,
    no_blocks,
    nothing,
    same,
)


class Rules:
    """What a resource says about its own fields; by itself nothing."""

    def default(self, path: Path) -> Any:
        """The value of an attribute that the configuration omits."""
        return None

    def keeps(self, path: Path) -> bool:
        """Whether an attribute or a block that the configuration omits stays as the state has it."""
        return False

    def empties(self, path: Path) -> bool:
        """Whether a block that the configuration omits stays, and what it holds goes."""
        return False

    def leaves_a_blank(self, path: Path) -> bool:
        """Whether a list that the configuration omits becomes a list of one empty text."""
        return False

    def suppresses(self, path: Path, old: Any, new: Any) -> bool:
        """Whether a change of an attribute is none."""
        return False


def planned(block: Block, config: Values, prior: Values | None, rules: Rules) -> Values:
    """The planned state of a resource that is to be made (there is no prior state) or changed."""
    return _Planner(rules, creates=prior is None).block(block, config, prior or {}, ())


def refreshed(block: Block, prior: Values, read: Values) -> Values:
    """The state after a read: what was read, but zeros and nothing stay as they were written."""
    state: Values = {}
    for name in block.get("attributes", {}):
        state[name] = prior.get(name) if same(read.get(name), prior.get(name)) else read.get(name)
    for name, nested in block.get("block_types", {}).items():
        before, after = prior.get(name) or [], read.get(name) or []
        if nested["nesting_mode"] == "single" or (not after and is_empty(before)):
            state[name] = prior.get(name, no_blocks(nested))
        else:
            state[name] = [refreshed(nested["block"], _at(before, index), each) for index, each in enumerate(after)]
    return state


class _Planner:
    def __init__(self, rules: Rules, creates: bool) -> None:
        self.rules = rules
        self.creates = creates

    def block(self, block: Block, config: Values, prior: Values, path: Path) -> Values:
        plan: Values = {}
        for name, attribute in block.get("attributes", {}).items():
            plan[name] = self.attribute(attribute, config.get(name), prior.get(name), (*path, name))
        for name, nested in block.get("block_types", {}).items():
            if nested["nesting_mode"] == "single":
                plan[name] = config.get(name)
            else:
                plan[name] = self.blocks(nested["block"], config.get(name), prior.get(name), (*path, name))
        return plan

    def attribute(self, attribute: Mapping[str, Any], new: Any, old: Any, path: Path) -> Any:
        if new is UNKNOWN:
            return new
        if new is None:
            new = self.rules.default(path)
        if new is None or (is_list(attribute) and not new):
            if attribute.get("computed"):
                return UNKNOWN if self.creates else old
            if self.rules.keeps(path):
                return old
            if old and self.rules.leaves_a_blank(path):
                return [""]
        if self.rules.suppresses(path, old, new):
            return old
        return old if not self.creates and same(new, old) else new

    def blocks(self, block: Block, new: Any, old: Any, path: Path) -> Any:
        if new is UNKNOWN:
            return new
        new, old = new or [], old or []
        if not new and old:
            if self.rules.keeps(path):
                return old
            if self.rules.empties(path):
                return [self.block(block, nothing(block), each, path) for each in old]
        return [self.block(block, each, _at(old, index), path) for index, each in enumerate(new)]


def _at(blocks: list[Values], index: int) -> Values:
    return blocks[index] if index < len(blocks) else {}
