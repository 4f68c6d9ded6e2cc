"""What the server asks of every kind of resource."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from tests.support.provider.client import Client
from tests.support.provider.planning import Rules, planned, refreshed
from tests.support.provider.schemas import resource_block
from tests.support.provider.values import Block, Values


class Problem(Exception):
    """What the provider tells instead of doing what it was asked.

    Args:
        summary: the whole message, or its head.
        detail: the message below the head.
        at: names and positions on the way to the attribute or block that is wrong.
    """

    def __init__(self, summary: str, detail: str = "", at: tuple[Any, ...] = ()) -> None:
        super().__init__(summary)
        self.summary = summary
        self.detail = detail
        self.at = at


class Resource(ABC):
    """A kind of resource: how it is checked, planned, made, read, changed and deleted."""

    name: str
    rules = Rules()
    replaced_by: tuple[str, ...] = ()

    @property
    def block(self) -> Block:
        return resource_block(self.name)

    def validate(self, config: Values) -> Iterator[Problem]:
        """What ``terraform validate`` finds beyond the schema."""
        yield from ()

    def plan(self, config: Values, prior: Values | None) -> Values:
        return planned(self.block, config, prior, self.rules)

    def replaces(self, prior: Values, plan: Values) -> list[tuple[Any, ...]]:
        """Where the plan differs so that the resource has to be made anew."""
        return [(name,) for name in self.replaced_by if prior[name] != plan[name]]

    @abstractmethod
    def create(self, client: Client, plan: Values, config: Values) -> Values: ...

    @abstractmethod
    def read(self, client: Client, state: Values) -> Values | None: ...

    @abstractmethod
    def update(self, client: Client, plan: Values, config: Values) -> Values: ...

    @abstractmethod
    def delete(self, client: Client, state: Values) -> None: ...

    def refreshed(self, prior: Values, read: Values) -> Values:
        return refreshed(self.block, prior, read)
