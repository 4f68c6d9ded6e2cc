"""Names in the source: identifiers of tasks and groups, constants, classes, modules."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")

_TAKEN = frozenset((*dir(builtins), *keyword.kwlist, *keyword.softkwlist, "id", "scope", "self"))


def identifier(name: str) -> str:
    """A variable's name from any id.

    Example:
        >>> [identifier(each) for each in ("load-Orders", "2nd", "class", "é")]
        ['load_orders', '_2nd', 'class_', 'é']
    """
    plain = re.sub(r"\W+", "_", name).strip("_").lower() or "step"
    if plain[0].isdigit():
        plain = f"_{plain}"
    if not plain.isidentifier():  # such as a letter that stands for a number
        plain = re.sub(r"[^a-z0-9_]", "_", plain)
        plain = plain if plain.isidentifier() else f"_{plain}"
    return f"{plain}_" if plain in _TAKEN else plain


def constant(name: str) -> str:
    """A constant's name from that of an argument, field or class.

    Example:
        >>> [constant(each) for each in ("new_cluster", "cluster_spec", "JobCluster", "etl_cluster_cluster")]
        ['CLUSTER', 'CLUSTER', 'JOB_CLUSTER', 'ETL_CLUSTER']
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    plain = re.sub(r"[^A-Z0-9]+", "_", words.upper()).strip("_")
    plain = {"NEW_CLUSTER": "CLUSTER", "CLUSTER_SPEC": "CLUSTER", "TASK_CONFIG": "TASK"}.get(plain, plain)
    plain = re.sub(r"(_CLUSTER)+$", "_CLUSTER", plain) or "VALUE"
    return f"_{plain}" if plain[0].isdigit() else plain


def class_name(stem: str) -> str:
    """The class of a file's stack.

    Example:
        >>> [class_name(each) for each in ("sales_daily", "2024-load", "workflow")]
        ['SalesDailyStack', 'Dag2024LoadStack', 'WorkflowDagStack']
    """
    words = "".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", stem))
    name = words if words[:1].isalpha() else f"Dag{words}"
    return f"{name}DagStack" if name == "Workflow" else f"{name}Stack"


def stack_id(stem: str) -> str:
    """The id of a file's stack: the file's name, ``_`` written ``-``."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", stem).strip("-") or "dag"


def distinct(wanted: Mapping[K, Sequence[str]], taken: Collection[str] = ()) -> dict[K, str]:
    """One name for each: its own where nothing else has it, else with the nearest name around it that tells it apart.

    Args:
        wanted: what each is called, its own name first, then those of the groups around it from inner to outer.
        taken: names that none may have.

    Example:
        >>> distinct({1: ["load", "daily", "eu"], 2: ["load", "daily", "us"], 3: ["check", "daily", "us"]})
        {1: 'eu_load', 2: 'us_load', 3: 'check'}
    """
    alike: dict[str, list[K]] = {}
    for each, words in wanted.items():
        alike.setdefault(identifier(words[0]), []).append(each)
    told = {each: name for same in alike.values() for each, name in _told_apart(same, wanted).items()}
    names: dict[K, str] = {}
    used = set(taken)
    for each in wanted:
        names[each] = free(told[each], used)
        used.add(names[each])
    return names


def _told_apart(same: Sequence[K], wanted: Mapping[K, Sequence[str]]) -> dict[K, str]:
    """Names for those that have one; the outermost keeps it, where only one is."""
    outermost = min(len(wanted[each]) for each in same)
    inner = [each for each in same if len(wanted[each]) > outermost]
    keeps = [each for each in same if each not in inner]
    if len(keeps) > 1:
        inner, keeps = list(same), []
    found = {each: identifier(wanted[each][0]) for each in keeps}
    for distance in range(1, min((len(wanted[each]) for each in inner), default=0)):
        names = {each: identifier(f"{wanted[each][distance]}_{wanted[each][0]}") for each in inner}
        if len(set(names.values())) == len(inner):
            return found | names
    return found | {each: identifier("_".join(reversed(wanted[each]))) for each in inner}


def free(name: str, used: Collection[str]) -> str:
    """The name, with a number where it is used."""
    number, found = 2, name
    while found in used:
        found, number = f"{name}_{number}", number + 1
    return found
