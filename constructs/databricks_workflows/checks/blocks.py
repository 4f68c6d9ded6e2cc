"""The blocks of a job, each visited once: what the rules about values and about single blocks read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from databricks_workflows.diagnostics import Diagnostics, Place, Rule
from databricks_workflows.model import Model
from databricks_workflows.model._base import dotted, shown
from databricks_workflows.resolve.left_out import NOTHING, LeftOut
from databricks_workflows.resolve.resolved import Job


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a job.

    Args:
        model: what is set in it.
        at: the fields and numbers that lead to it from its task, of a block outside of tasks from the job.
        owner: who has it, for messages: ``task 'load'``, ``workflow 'etl'``.
        place: where that was written.
        left_out: what of it was wrong and is left out, so that what is missing may be that.
    """

    model: Model
    at: tuple[str | int, ...]
    owner: str
    place: Place
    left_out: LeftOut = NOTHING

    def tell(
        self,
        found: Diagnostics,
        rule: Rule,
        below: tuple[str | int, ...],
        what: str,
        remedy: str,
        near: tuple[str | int, ...] = (),
    ) -> None:
        """Add a problem of a field: ``task 'load': new_cluster.num_workers is -1, expected 0 or more``.

        Args:
            found: what to add it to.
            rule: what is broken.
            below: the field, and what leads to the value inside of it; empty for the block as a whole.
            what: a predicate that stands after the field's name.
            remedy: what to do.
            near: what leads on from there to the words to point at.
        """
        at = (*self.at, *below)
        subject = f"{self.owner}: {dotted(at)}" if at else self.owner
        found.add(rule, self.place, f"{subject} {what}", remedy, near=(*at, *near))


BlockRule = Callable[[Block, Job, Diagnostics], None]
"""A rule about one block, whose ``model`` is of the kind that the rule is registered for."""


def blocks_of(job: Job) -> Iterator[Block]:
    """Every block: the job, its tasks and what is in them, who may manage it."""
    owner, around = f"workflow {shown(job.settings.name)}", job.left_out_of(None)
    for model, at in _below(job.settings, (), skip="tasks"):
        yield Block(model, at, owner, job.place, around.below(at))
    for index, entry in enumerate(job.permissions):
        at = ("access_control_list", index)
        yield Block(entry, at, owner, job.place_of_permission(index), around.below(at))
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        place, left_out = job.place_of(key), job.left_out_of(key)
        for model, at in _below(task, ()):
            yield Block(model, at, f"task {key!r}", place, left_out.below(at))


def _below(model: Model, at: tuple[str | int, ...], skip: str = "") -> Iterator[tuple[Model, tuple[str | int, ...]]]:
    ahead: list[tuple[Model, tuple[str | int, ...]]] = [(model, at)]
    for each, where in ahead:
        yield each, where
        for name, value in each.__dict__.items():
            if value is None or isinstance(value, str | int | float) or name == skip:
                continue
            if isinstance(value, Model):
                ahead.append((value, (*where, name)))
            elif isinstance(value, list) and value and isinstance(value[0], Model):
                ahead += [(item, (*where, name, index)) for index, item in enumerate(value)]
