"""A workflow in the Jobs API's words: what the checks read and the renderer writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from databricks_workflows.authoring.frozen import Source
from databricks_workflows.diagnostics import Origin, Place
from databricks_workflows.model import AccessControl, JobSettings
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.connections import Connection
from databricks_workflows.resolve.left_out import NOTHING, LeftOut
from databricks_workflows.resolve.translated import Translated


@dataclass(frozen=True, slots=True)
class Named:
    """An id, and where the author gave it."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One ``databricks_job``, resolved.

    Args:
        place: the path of the group's construct, and where the author wrote it.
        address: its name in Terraform.
        settings: the job in the Jobs API's words.
        connection: the provider it is deployed with; None for a job that was read from a document.
        permissions: who may see, run or manage it.
        variables: Terraform variables that it refers to, with their defaults (None: no default).
        moments: which parameters are the time a run is for, and which part of it.
        translated: what became of each template.
        task_places: where each task was written, by task_key.
        left_out: what is wrong and left out, of tasks by task_key, of the job around them by None.
        from_defaults: whose defaults gave a task its fields, by task_key and field.
        dependency_origins: where each dependency was written, by task_key and the key of what it waits for.
        waits_for_values: the template that a dependency comes of, by the same, where it was written as no edge.
        previous_address: the address it had.
        import_from: the id of the job to take over.
        extra: fields that the schema does not know yet, in Terraform's words.
        task_extra: the same for tasks, by task_key.
        wording: in whose words it was written.
        unread: the fields of the job, such as ``tasks``, of which a document has more than could be read.
        permission_places: where each of its permissions was written, in their order; empty for the job's own place.
        dag: the DAG that it comes of; None for a workflow outside of any, and for a job of a document.
    """

    place: Place
    address: str
    settings: JobSettings
    connection: Connection | None = None
    permissions: tuple[AccessControl, ...] = ()
    variables: Mapping[str, str | None] = field(default_factory=dict)
    moments: Mapping[str, str] = field(default_factory=dict)
    translated: tuple[Translated, ...] = ()
    task_places: Mapping[str, Place] = field(default_factory=dict)
    left_out: Mapping[str | None, LeftOut] = field(default_factory=dict)
    from_defaults: Mapping[str, Mapping[str, Source]] = field(default_factory=dict)
    dependency_origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    waits_for_values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    previous_address: str | None = None
    import_from: str | int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    task_extra: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    wording: Wording = Wording.PYTHON
    unread: frozenset[str] = frozenset()
    permission_places: tuple[Place, ...] = ()
    dag: Named | None = None

    def left_out_of(self, task_key: str | None) -> LeftOut:
        """What is left out of a task; of None, of the job around the tasks."""
        return self.left_out.get(task_key, NOTHING)

    def place_of(self, task_key: str) -> Place:
        """Where a task was written; the job's own place for a task of a document."""
        return self.task_places.get(task_key, Place(f"{self.place.path}/{task_key}", self.place.origin))

    def place_of_permission(self, index: int) -> Place:
        """Where one of its permissions was written; the job's own place for a workflow in Python."""
        return self.permission_places[index] if self.permission_places else self.place
