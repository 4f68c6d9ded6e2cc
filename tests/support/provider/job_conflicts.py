"""What ``terraform validate`` refuses in a job beyond the schema: conflicts, values, whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.support.provider.resource import Problem
from tests.support.provider.values import UNKNOWN, Block, Path, Values, attributes_in

# Of each group one may be written, whatever its value.
_ONE_OF: tuple[tuple[Path, tuple[str, ...]], ...] = (
    ((), ("continuous", "schedule")),
    ((), ("continuous", "trigger")),
    ((), ("schedule", "trigger")),
    ((), ("always_running", "control_run_state")),
    ((), ("always_running", "continuous")),
    ((), ("parameter", "dbt_task")),
    ((), ("parameter", "notebook_task")),
    ((), ("parameter", "pipeline_task")),
    ((), ("parameter", "python_wheel_task")),
    ((), ("parameter", "run_job_task")),
    ((), ("parameter", "spark_jar_task")),
    ((), ("parameter", "spark_python_task")),
    ((), ("parameter", "spark_submit_task")),
    (("git_source",), ("branch", "commit")),
    (("git_source",), ("branch", "tag")),
    (("git_source",), ("commit", "tag")),
)
_EXACTLY_ONE: dict[str, tuple[str, ...]] = {
    "run_as": ("service_principal_name", "user_name"),
    "trigger": ("file_arrival", "periodic", "table_update"),
}
_WORDS: dict[Path, tuple[str, ...]] = {
    ("continuous", "pause_status"): ("PAUSED", "UNPAUSED"),
    ("schedule", "pause_status"): ("PAUSED", "UNPAUSED"),
    ("trigger", "pause_status"): ("PAUSED", "UNPAUSED"),
    ("periodic", "unit"): ("DAYS", "HOURS", "WEEKS"),
    ("table_update", "condition"): ("ANY_UPDATED", "ALL_UPDATED"),
    ("new_cluster", "runtime_engine"): ("PHOTON", "STANDARD"),
}
_AT_LEAST = {"interval": 1, "max_concurrent_runs": 0, "num_workers": 0}
_FRACTIONS = frozenset(["spot_bid_max_price"])
_MOST_KEYS = 10


def conflicts(block: Block, config: Values) -> Iterator[Problem]:
    yield from _conflicts(config)
    for name, options in _EXACTLY_ONE.items():
        for index, each in enumerate(_blocks(config, name)):
            count = sum(_written(each.get(option)) for option in options)
            if count != 1:
                said = "only one of" if count else "one of"
                must = "can be specified" if count else "must be specified"
                listed = ",".join(f"{name}.0.{option}" for option in options)
                yield Problem("Invalid combination of arguments", f"{said} `{listed}` {must}", (name, index))
    for at, attribute, value in attributes_in(block, config):
        if value is not None and value is not UNKNOWN:
            yield from _value(at, attribute, value)


def _conflicts(config: Values) -> Iterator[Problem]:
    for path, names in _ONE_OF:
        for body in _blocks(config, path[0]) if path else [config]:
            if all(_written(body.get(name)) for name in names):
                for one, other in (names, names[::-1]):
                    at = (*path, 0, one) if path else (one,)
                    where = ".0.".join((*path, other))
                    detail = f'"{".0.".join((*path, one))}": conflicts with {where}'
                    yield Problem("Conflicting configuration arguments", detail, at)


def _value(at: tuple[Any, ...], attribute: dict[str, Any], value: Any) -> Iterator[Problem]:
    name, dotted = at[-1], ".".join(map(str, at))
    names = tuple(step for step in at if isinstance(step, str))
    if attribute["type"] == "number" and name not in _FRACTIONS and value != int(value):
        yield Problem("Attribute must be a whole number, got", f"{value}", at)
    elif name in _AT_LEAST and "triggers" not in names and value < _AT_LEAST[name]:
        yield Problem(f"expected {dotted} to be at least ({_AT_LEAST[name]}), got {value}", at=at)
    words = _WORDS.get(names[-2:], ()) if "triggers" not in names else ()
    if words and value not in words:
        listed = " ".join(f'"{word}"' for word in words)
        yield Problem(f"expected {dotted} to be one of [{listed}], got {value}", at=at)
    if names == ("git_source", "url"):
        url = urlsplit(value)
        if not url.netloc:
            yield Problem(f'expected "{dotted}" to be a valid url, got {value}', at=at)
        elif url.scheme != "https":
            yield Problem(f'expected "{dotted}" to have a url with schema of: "https", got {value}', at=at)
    if names == ("trigger", "file_arrival", "url") and value == "":
        yield Problem(f'expected "{dotted}" to not be an empty string, got ', at=at)
    if names == ("trigger", "table_update", "table_names") and not value:
        yield Problem("Not enough list items", f"Attribute {dotted} requires 1 item minimum, but config has 0", at)
    if name == "ssh_public_keys" and len(value) > _MOST_KEYS:
        yield Problem("Too many list items", f"Attribute {dotted} supports {_MOST_KEYS} item maximum", at)


def _blocks(config: Values, name: str) -> list[Values]:
    blocks = config.get(name)
    return blocks if isinstance(blocks, list) else []


def _written(value: Any) -> bool:
    return value is not None and value != []
