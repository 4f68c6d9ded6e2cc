"""Small workflows, and problems as text, for tests that compare whole values and whole messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from databricks_workflows.authoring import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, Node, freeze
from databricks_workflows.checks import rules_about
from databricks_workflows.checks.blocks import BlockRule, blocks_of
from databricks_workflows.diagnostics import Diagnostic, Diagnostics, Place
from databricks_workflows.errors import format_plain
from databricks_workflows.model import JobSettings, Model
from databricks_workflows.pipeline import Compiled, Settings, compile
from databricks_workflows.resolve.resolved import Job

NOTEBOOK: Mapping[str, Any] = {"notebook_task": {"notebook_path": "/etl/work"}}


def task(name: str = "load", **arguments: Any) -> DatabricksTaskOperator:
    """A task in the open group; a notebook task unless told otherwise."""
    return DatabricksTaskOperator(task_id=name, **{"task_config": NOTEBOOK, **arguments})


def workflow(body: Callable[[], object] = task, **arguments: Any) -> DatabricksWorkflowTaskGroup:
    """The workflow ``etl``, its tasks made by ``body``."""
    with DatabricksWorkflowTaskGroup(**{"group_id": "etl", **arguments}) as group:
        body()
    return group


def compiled(*roots: Node, settings: Settings | None = None) -> Compiled:
    """What becomes of nodes at the top of a file."""
    return compile(freeze(roots), settings)


def settings_of(*roots: Node, settings: Settings | None = None) -> dict[str, Any]:
    """The one job of a workflow in the Jobs API's words."""
    (job,) = compiled(*roots, settings=settings).jobs
    return job.settings.as_dict()


def tasks_of(*roots: Node, settings: Settings | None = None) -> dict[str, dict[str, Any]]:
    """The tasks of a workflow's job by key, without what every task gets written out."""
    written_out = ("task_key", "retry_on_timeout")
    return {
        each["task_key"]: {name: value for name, value in each.items() if name not in written_out}
        for each in settings_of(*roots, settings=settings)["tasks"]
    }


def text(found: Iterable[Diagnostic]) -> list[str]:
    """Each problem whole: severity, code, summary, path and remedy, without file and line."""
    return [format_plain(replace(each, origin=None)) for each in found]


def told(*roots: Node, settings: Settings | None = None) -> list[str]:
    """The problems of a workflow as text."""
    return text(compiled(*roots, settings=settings).diagnostics)


def job(**settings: Any) -> Job:
    """A resolved job, as the checks and the renderer get it."""
    return Job(place=Place("etl"), address="etl", settings=JobSettings(**{"name": "etl", **settings}))


def checked(rule: Callable[[Job, Diagnostics], None], of: Job) -> list[str]:
    """What one rule says of a job."""
    found = Diagnostics()
    rule(of, found)
    return text(found)


def in_blocks(rule: BlockRule, *models: type[Model]) -> Callable[[Job, Diagnostics], None]:
    """A rule about single blocks as one about a job: called for each block of the models.

    Without models it is called for the blocks that it is registered for.
    """

    def check(of: Job, found: Diagnostics) -> None:
        for block in blocks_of(of):
            if isinstance(block.model, models) or (not models and rule in rules_about(block)):
                rule(block, of, found)

    return check
