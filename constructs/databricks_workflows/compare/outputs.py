"""Two outputs: everything that differs, stack by stack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from databricks_workflows.compare.difference import Difference, Kind, StackDifference
from databricks_workflows.compare.fields import canonical
from databricks_workflows.compare.normal_form import StackForm, stack_form
from databricks_workflows.compare.stack import compare_stacks, whole_stack

Documents = Mapping[str, Mapping[str, Any]]
"""Terraform documents in JSON as data, by the name of their stack.

What is in files beside a document may stand in it as a block of its own, ``{"file": {name: {"content": digest}}}``.
"""


def compare(before: Documents, after: Documents) -> Difference:
    """What differs between two outputs, by stack, job and task key.

    Order, metadata and formatting are no difference where Terraform or Databricks does not look at them.

    Args:
        before: the former documents.
        after: the documents.

    Example:
        >>> def document(retries):
        ...     job = {"task": [{"task_key": "load", "max_retries": retries}]}
        ...     return {"resource": {"databricks_job": {"etl": job}}}
        >>> difference = compare({"sales": document(1)}, {"sales": document(3)})
        >>> [(item.name, item.changes[0].before, item.changes[0].after) for item in difference.stacks[0].jobs[0].items]
        [('load', 1, 3)]
        >>> bool(compare({"sales": document(1)}, {"sales": document(1)}))
        False
    """
    forms = [{name: stack_form(document) for name, document in each.items()} for each in (before, after)]
    old, new = forms
    former = _renamed(old, new)
    found: list[StackDifference | None] = []
    for name, form in new.items():
        if name in old or name in former:
            found.append(compare_stacks(name, old[former.get(name, name)], form, former.get(name)))
        else:
            found.append(whole_stack(Kind.ADDED, name, form))
    gone = [name for name in old if name not in new and name not in former.values()]
    found += [whole_stack(Kind.REMOVED, name, old[name]) for name in gone]
    stacks = sorted((each for each in found if each is not None), key=lambda stack: stack.name)
    return Difference(stacks=tuple(stacks), total=len(new) + len(gone))


def _renamed(before: Mapping[str, StackForm], after: Mapping[str, StackForm]) -> dict[str, str]:
    """The former names of stacks that keep their state under another one."""
    states = {name: _state(form) for name, form in before.items() if name not in after}
    once = Counter(states.values())
    olds = {state: name for name, state in states.items() if state and once[state] == 1}
    news = {name: _state(form) for name, form in after.items() if name not in before}
    return {
        name: olds[state] for name, state in news.items() if state in olds and list(news.values()).count(state) == 1
    }


def _state(form: StackForm) -> str | None:
    backend = form.parts.get(("terraform", "backend"))
    return canonical(backend) if backend else None
