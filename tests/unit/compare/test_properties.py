"""What holds of every document, also of those that nobody thought of."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.views.difference import difference_as_dict, difference_markdown, difference_text
from tests.support.outputs import difference

GOLDEN = Path(__file__).parents[2] / "golden"
EXAMPLES = [json.loads(path.read_bytes()) for path in sorted(GOLDEN.glob("*.tf.json"))]
MARKER = "never-seen-before"
# Their items are known by a key, or sorted by the provider: their order says nothing.
WITHOUT_ORDER = ("task", "depends_on", "job_cluster", "environment", "parameter", "access_control", "on_failure")

Path_ = tuple[str | int, ...]

names = st.sampled_from(["a", "b", "c", "a-b", "d_1"])
leaves = st.one_of(
    st.booleans(), st.integers(-2, 3), st.sampled_from(["", "x", "a, b", "${var.x}", "{{job.id}}", "ä\n"])
)
edges = st.lists(names, unique=True, max_size=3).map(lambda keys: [{"task_key": key} for key in keys])
tasks = st.fixed_dictionaries(
    {"task_key": names, "notebook_task": st.fixed_dictionaries({"notebook_path": leaves})},
    optional={
        "depends_on": edges,
        "max_retries": leaves,
        "new_cluster": st.dictionaries(st.sampled_from(["num_workers", "spark_conf", "unknown"]), leaves, max_size=2),
        "library": st.lists(st.fixed_dictionaries({"jar": leaves}), max_size=3),
        "webhook_notifications": st.lists(names, max_size=3).map(
            lambda ids: {"on_failure": [{"id": id} for id in ids]}
        ),
    },
)
jobs = st.fixed_dictionaries(
    {"name": names, "task": st.lists(tasks, max_size=4)},
    optional={
        "job_cluster": st.lists(st.fixed_dictionaries({"job_cluster_key": names, "num_workers": leaves}), max_size=2),
        "parameter": st.lists(st.fixed_dictionaries({"name": names, "default": leaves}), max_size=3),
        "tags": st.dictionaries(names, leaves, max_size=2),
    },
)
documents = st.one_of(
    st.fixed_dictionaries(
        {"resource": st.fixed_dictionaries({"databricks_job": st.dictionaries(names, jobs, max_size=3)})},
        optional={
            "variable": st.dictionaries(names, st.fixed_dictionaries({"default": leaves}), max_size=2),
            "provider": st.fixed_dictionaries(
                {"databricks": st.lists(st.fixed_dictionaries({"alias": names}), max_size=2)}
            ),
        },
    ),
    st.sampled_from(EXAMPLES),
)


def shuffled(value: Any, random: Random, name: str = "") -> Any:
    """The same in another order, wherever order says nothing, and with comments."""
    if isinstance(value, dict):
        pairs = [(each, shuffled(value[each], random, each)) for each in value]
        random.shuffle(pairs)
        return {**dict(pairs), **({"//": "comment"} if name in ("resource", "task", "") else {})}
    if isinstance(value, list):
        items = [shuffled(each, random, name) for each in value]
        if name in WITHOUT_ORDER:
            random.shuffle(items)
        return items
    return value


def places(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """The place of every leaf."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in pairs:
        if isinstance(each, dict | list):
            yield from places(each, (*at, name))
        else:
            yield (*at, name)


def with_marker(document: dict[str, Any], at: Path_) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    holder: Any = changed
    for part in at[:-1]:
        holder = holder[part]
    holder[at[-1]] = MARKER
    return changed


@given(documents)
def test_a_document_is_no_different_from_itself(document: dict[str, Any]) -> None:
    assert not difference(document, document)


@given(documents, st.randoms(use_true_random=False))
def test_order_and_comments_are_no_difference(document: dict[str, Any], random: Random) -> None:
    assert difference_text(difference(document, shuffled(document, random))) == "no differences in 1 stack\n"


@given(documents, st.data())
def test_every_changed_value_is_told_in_both_directions(document: dict[str, Any], data: st.DataObject) -> None:
    every = list(places(document))
    if every:
        changed = with_marker(document, data.draw(st.sampled_from(every)))
        for told in (difference(document, changed), difference(changed, document)):
            assert MARKER in json.dumps(difference_as_dict(told))


@pytest.mark.parametrize("document", EXAMPLES, ids=[path.name for path in sorted(GOLDEN.glob("*.tf.json"))])
def test_every_value_of_the_examples_is_told_when_it_changes(document: dict[str, Any]) -> None:
    silent = [
        at
        for at in places(document)
        if MARKER not in json.dumps(difference_as_dict(difference(document, with_marker(document, at))))
    ]
    assert silent == []


@given(documents, documents)
def test_any_two_documents_can_be_compared(before: dict[str, Any], after: dict[str, Any]) -> None:
    told = difference(before, after)
    assert bool(told) == bool(difference(after, before))
    assert all(line.isprintable() for line in difference_text(told).splitlines())
    assert difference_markdown(told).endswith("\n")
    json.dumps(difference_as_dict(told))
