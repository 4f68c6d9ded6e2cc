# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Who is told what: mails, webhooks, health rules."""

from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._leaves import BlocksOf, Bool, Int, ListOf, Str, blocks_of


class Subscriber(Model):
    """Who gets a dashboard or an alert; exactly one of both is set.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    destination_id: Str | None = None
    """Id of a notification destination."""

    user_name: Str | None = None
    """Mail address of a user of the workspace."""


class EmailNotifications(Model):
    """Mail addresses by event. A list that is taken away later stays on the job: the provider can't send that.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    no_alert_for_skipped_runs: Bool | None = None
    """Older place of the field of that name in notification_settings."""

    on_duration_warning_threshold_exceeded: Annotated[list[Str], ListOf] | None = None
    """When a run lasts longer than the health rule for RUN_DURATION_SECONDS allows; without such a rule never."""

    on_failure: Annotated[list[Str], ListOf] | None = None
    """When a run fails, times out or ends with an internal error."""

    on_start: Annotated[list[Str], ListOf] | None = None
    """When a run starts."""

    on_streaming_backlog_exceeded: Annotated[list[Str], ListOf] | None = None
    """When a stream falls behind further than a health rule for STREAMING_BACKLOG_* allows (mean of 10 minutes; said
    again every 30).
    """

    on_success: Annotated[list[Str], ListOf] | None = None
    """When a run succeeds."""


class TaskNotificationSettings(Model):
    """Which of a task's notifications are held back.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    alert_on_last_attempt: Bool | None = None
    """True: retries are silent, only the last failure is told. Default: false."""

    no_alert_for_canceled_runs: Bool | None = None
    """True: canceled runs send no failure notification. Default: false."""

    no_alert_for_skipped_runs: Bool | None = None
    """True: skipped runs send no failure notification. Default: false."""


class HealthRule(Model):
    """One threshold of a job's or task's health.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    metric: Str
    """RUN_DURATION_SECONDS, STREAMING_BACKLOG_BYTES, STREAMING_BACKLOG_RECORDS, STREAMING_BACKLOG_SECONDS or
    STREAMING_BACKLOG_FILES.
    """

    op: Str
    """GREATER_THAN."""

    value: Int
    """The threshold, in the metric's unit."""


class NotificationSettings(Model):
    """Which of a job's notifications are held back.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    no_alert_for_canceled_runs: Bool | None = None
    """True: canceled runs send no failure notification. Default: false."""

    no_alert_for_skipped_runs: Bool | None = None
    """True: skipped runs send no failure notification. Default: false."""


class Webhook(Model):
    """One notification destination.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    id: Str
    """Id of the destination, as the workspace's settings show it."""


class Health(Model):
    """Thresholds beyond which somebody is told.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    rules: Annotated[list[HealthRule], blocks_of(least=1)]
    """One threshold each."""


class WebhookNotifications(Model):
    """Notification destinations (chat, pager, HTTP) by event, at most 3 an event.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    on_duration_warning_threshold_exceeded: Annotated[list[Webhook], BlocksOf] | None = None
    """When a run lasts longer than the health rule for RUN_DURATION_SECONDS allows; without such a rule never."""

    on_failure: Annotated[list[Webhook], BlocksOf] | None = None
    """When a run fails, times out or ends with an internal error."""

    on_start: Annotated[list[Webhook], BlocksOf] | None = None
    """When a run starts."""

    on_streaming_backlog_exceeded: Annotated[list[Webhook], BlocksOf] | None = None
    """When a stream falls behind further than a health rule for STREAMING_BACKLOG_* allows (mean of 10 minutes; said
    again every 30).
    """

    on_success: Annotated[list[Webhook], BlocksOf] | None = None
    """When a run succeeds."""
