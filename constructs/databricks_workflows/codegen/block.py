"""Statements and ``with`` blocks as lines."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """``with a, b as c:`` and what is in it.

    Args:
        opens: what is opened, outermost first.
        body: statements and blocks.
        comments: lines above it.
    """

    opens: list[str]
    body: list[str | Block] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The source; a block in which only a block stands is written as one with it.

        Example:
            >>> Block(["dag"], [Block(["group"], ["load"])]).lines()
            ['with dag, group:', '    load']
        """
        opens, body, comments = list(self.opens), self.body, list(self.comments)
        while len(body) == 1 and isinstance(body[0], Block):
            opens += body[0].opens
            comments += body[0].comments
            body = body[0].body
        inside: list[str] = []
        for before, each in zip([None, *body], body, strict=False):
            if before is not None and (isinstance(before, Block) or isinstance(each, Block)):
                inside.append("")
            inside += [each] if isinstance(each, str) else each.lines()
        return [*comments, f"with {', '.join(opens)}:", *(f"    {line}" for line in inside or ["pass"])]
