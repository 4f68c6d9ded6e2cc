"""Dependencies as statements: ``a >> [b, c] >> d``, as few as it takes."""

from __future__ import annotations

from collections.abc import Sequence


def joins(edges: Sequence[tuple[str, str]]) -> list[str]:
    """The statements that make some edges, each once.

    Args:
        edges: pairs of source; the second waits for the first.

    Example:
        >>> joins([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("check.outcome(True)", "a")])
        ['check.outcome(True) >> a >> [b, c] >> d']
    """
    before: dict[str, list[str]] = {}
    for source, target in dict.fromkeys(edges):
        before.setdefault(target, []).append(source)
    # What waits for the same is joined at once.
    targets: dict[tuple[str, ...], list[str]] = {}
    for target, sources in before.items():
        targets.setdefault(tuple(sorted(sources)), []).append(target)
    order = list(dict.fromkeys(end for edge in edges for end in edge))
    steps = {
        frozenset(sources): (sorted(sources, key=order.index), sorted(waiting, key=order.index))
        for sources, waiting in targets.items()
    }
    many = [f"cross_downstream({_list(a)}, {_list(b)})" for a, b in steps.values() if len(a) > 1 and len(b) > 1]
    chains = {sources: step for sources, step in steps.items() if len(step[0]) == 1 or len(step[1]) == 1}
    follows = {frozenset(waiting) for _, waiting in chains.values()}
    starts = [sources for sources in chains if sources not in follows]
    written = []
    for start in [*starts, *chains]:  # a circle has no start, and is an error that is told elsewhere
        if start in chains:
            written.append(_chain(start, chains))
    return written + many


def _chain(start: frozenset[str], chains: dict[frozenset[str], tuple[list[str], list[str]]]) -> str:
    """A step and all that follow it, taken out of the others."""
    first, last = chains.pop(start)
    ends = [first, last]
    while frozenset(last) in chains:
        last = chains.pop(frozenset(last))[1]
        ends.append(last)
    return " >> ".join(end[0] if len(end) == 1 else _list(end) for end in ends)


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"
