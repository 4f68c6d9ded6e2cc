# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""What starts a job: a schedule, arriving files, changed tables, or always."""

from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._leaves import Int, ListOf, Str


class Continuous(Model):
    """Keeps one run going at all times. Not together with schedule or trigger.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    pause_status: Str | None = None
    """UNPAUSED (default) or PAUSED."""

    task_retry_mode: Str | None = None
    """NEVER (default: the whole run starts again) or ON_FAILURE (single tasks are retried)."""


class ContinuousTrigger(Model):
    """Keeps one run going at all times, as one of several triggers.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    task_retry_mode: Str | None = None
    """NEVER (default: the whole run starts again) or ON_FAILURE (single tasks are retried)."""


class CronTrigger(Model):
    """A schedule, as one of several triggers.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    quartz_cron_expression: Str
    """Quartz cron with six or seven fields, seconds first: ``0 30 6 * * ?`` is 6:30 every day."""

    timezone_id: Str
    """Time zone, such as ``Europe/Berlin`` or ``UTC``."""


class FileArrival(Model):
    """Starts a run when files arrive in an external location or a volume.

    See https://docs.databricks.com/aws/en/jobs/file-arrival-triggers
    """

    url: Str
    """Root or folder to watch, with everything below it: ``s3://bucket/in/`` or ``/Volumes/catalog/schema/volume/``."""

    min_time_between_triggers_seconds: Int | None = None
    """Least time between two starts, in seconds; at least 60."""

    wait_after_last_change_seconds: Int | None = None
    """Start only after this many seconds without a further change; at least 60."""


class ModelChange(Model):
    """Starts a run when a registered model changes.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    condition: Str
    """MODEL_CREATED, MODEL_VERSION_READY or MODEL_ALIAS_SET."""

    aliases: Annotated[list[Str], ListOf] | None = None
    """Aliases to watch, with MODEL_ALIAS_SET only."""

    min_time_between_triggers_seconds: Int | None = None
    """Least time between two starts, in seconds; at least 60."""

    securable_name: Str | None = None
    """``catalog.schema.model``, ``catalog.schema`` for all models in it, or empty for the whole metastore."""

    wait_after_last_change_seconds: Int | None = None
    """Start only after this many seconds without a further change; at least 60."""


class Periodic(Model):
    """Starts a run at a fixed distance in time.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    interval: Int
    """How many units; at least 1."""

    unit: Str
    """HOURS, DAYS or WEEKS. The API also has MINUTES, which the provider refuses."""


class SqlCondition(Model):
    """A query that decides whether a run starts.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    sql_query_id: Str
    """Id of the saved query."""

    warehouse_id: Str
    """Id of the SQL warehouse."""

    trigger_mode: Str | None = None
    """QUERY_RETURNS_ROWS (taken when unset) or RESULT_VALUE_CHANGES."""


class TableUpdate(Model):
    """Starts a run when tables change.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    table_names: Annotated[list[Str], ListOf]
    """Tables to watch, as ``catalog.schema.table``; at least one."""

    condition: Str | None = None
    """ANY_UPDATED or ALL_UPDATED."""

    min_time_between_triggers_seconds: Int | None = None
    """Least time between two starts, in seconds; at least 60."""

    wait_after_last_change_seconds: Int | None = None
    """Start only after this many seconds without a further change; at least 60."""


class Schedule(Model):
    """Starts runs by the clock. Not together with continuous or trigger.

    See https://docs.databricks.com/workflows/jobs/schedule-jobs.html
    """

    quartz_cron_expression: Str
    """Quartz cron with six or seven fields, seconds first: ``0 30 6 * * ?`` is 6:30 every day."""

    timezone_id: Str
    """Time zone, such as ``Europe/Berlin`` or ``UTC``."""

    pause_status: Str | None = None
    """UNPAUSED (default) or PAUSED."""

    sql_condition: SqlCondition | None = None
    """A query that must say yes when the time has come."""


class JobTrigger(Model):
    """One of several triggers of a job; exactly one kind is set. A preview that a workspace must have switched on.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    continuous: ContinuousTrigger | None = None
    """One run at all times."""

    file_arrival: FileArrival | None = None
    """When files arrive."""

    model: ModelChange | None = None
    """When a registered model changes."""

    pause_status: Str | None = None
    """UNPAUSED (default) or PAUSED."""

    periodic: Periodic | None = None
    """At a fixed distance in time."""

    schedule: CronTrigger | None = None
    """By the clock."""

    sql_condition: SqlCondition | None = None
    """A query that must say yes as well."""

    table_update: TableUpdate | None = None
    """When tables change."""


class Trigger(Model):
    """Starts runs by an event. The provider wants exactly one of file_arrival, periodic and table_update. Not
    together with schedule or continuous.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    file_arrival: FileArrival | None = None
    """When files arrive."""

    model: ModelChange | None = None
    """When a registered model changes. Alone it is refused by the provider: use triggers."""

    pause_status: Str | None = None
    """UNPAUSED (default) or PAUSED."""

    periodic: Periodic | None = None
    """At a fixed distance in time."""

    sql_condition: SqlCondition | None = None
    """A query that must say yes as well, asked after the other condition."""

    table_update: TableUpdate | None = None
    """When tables change."""
