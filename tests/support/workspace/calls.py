"""A request as the parts of the workspace see it, the table of routes, and pages of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from tests.support.workspace.errors import ApiError, invalid

Json: TypeAlias = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Request:
    """What a client asked, kept for assertions."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Raw:
    """An answer that is no JSON."""

    content: bytes


@dataclass(frozen=True)
class Call:
    """A request that found its route; arguments come from the path, the query and the body."""

    request: Request
    arguments: Mapping[str, Any]

    @property
    def version(self) -> str:
        """Which Jobs API was asked, for example ``2.2``."""
        return self.request.path.split("/")[2]

    def get(self, name: str, default: Any = None) -> Any:
        value = self.arguments.get(name)
        return default if value is None else value

    def need(self, name: str) -> Any:
        value = self.arguments.get(name)
        if value is None:
            raise invalid(f"Missing required field: {name}")
        return value

    def number(self, name: str, default: int | None = None) -> int:
        value = self.need(name) if default is None else self.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise ApiError(400, "MALFORMED_REQUEST", f"Invalid value for {name}: {value}") from None

    def flag(self, name: str) -> bool:
        return self.get(name, False) in (True, "true")


Handler: TypeAlias = Callable[[Call], "Json | Raw"]
Route: TypeAlias = tuple[str, str, Handler]


class Routes:
    """Finds who answers a request. A route's path is a pattern: ``{name}`` is one part of the path."""

    def __init__(self, routes: Iterator[Route]) -> None:
        self._routes = [(method, _pattern(path), handler) for method, path, handler in routes]

    def answer(self, request: Request) -> Json | Raw:
        for method, pattern, handler in self._routes:
            match = pattern.fullmatch(request.path)
            if match and method == request.method:
                body = request.body if isinstance(request.body, dict) else {}
                return handler(Call(request, {**request.query, **body, **match.groupdict()}))
        raise ApiError(404, "ENDPOINT_NOT_FOUND", f"No API found for '{request.method} {request.path}'")


def _pattern(path: str) -> re.Pattern[str]:
    text = re.escape(path).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", text).replace(r"/api/2\.x/", r"/api/2\.[012]/"))


@dataclass(frozen=True)
class Page(Sequence[T]):
    """A part of a list, with the tokens of its neighbours; a token is where a page begins."""

    items: Sequence[T]
    start: int
    size: int
    total: int

    def __getitem__(self, index: Any) -> Any:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    @property
    def tokens(self) -> Json:
        found = {}
        if self.start + self.size < self.total:
            found["next_page_token"] = str(self.start + self.size)
        if self.start > 0:
            found["prev_page_token"] = str(max(0, self.start - self.size))
        return found


def page(items: Sequence[T], call: Call, size: int) -> Page[T]:
    """The part of a list that a call asks for by ``page_token`` or ``offset``."""
    token = call.get("page_token") or call.get("offset") or "0"
    if not str(token).isdigit():
        raise invalid(f"Invalid page token: {token}")
    start = int(token)
    return Page(items[start : start + size], start, size, len(items))
