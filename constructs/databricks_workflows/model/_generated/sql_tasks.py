# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Tasks around SQL: queries, dashboards, alerts, Power BI, clean rooms."""

import warnings
from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._generated.notifications import Subscriber
from databricks_workflows.model._leaves import BlocksOf, Bool, MapOf, Str, Text


class CleanRoomsNotebookTask(Model):
    """Runs a notebook of a clean room.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    clean_room_name: Str
    """Name of the clean room."""

    notebook_name: Str
    """Name of the notebook."""

    etag: Str | None = None
    """Checksum of the notebook; a run fails where the notebook has changed since."""

    notebook_base_parameters: Annotated[dict[str, Text], MapOf] | None = None
    """Values of the notebook's widgets."""


class PowerBiModel(Model):
    """A semantic model in Power BI.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    authentication_method: Str | None = None
    """OAUTH or PAT: how Power BI signs in to Databricks."""

    model_name: Str | None = None
    """Name of the model."""

    overwrite_existing: Bool | None = None
    """True: a model of that name is replaced. Default: false."""

    storage_mode: Str | None = None
    """DIRECT_QUERY, DUAL or IMPORT."""

    workspace_name: Str | None = None
    """Name of its workspace in Power BI."""


with warnings.catch_warnings():  # a field hides a deprecated method of pydantic's BaseModel
    warnings.simplefilter("ignore", UserWarning)

    class PowerBiTable(Model):
        """A table that goes to a Power BI model.

        See https://docs.databricks.com/api/workspace/jobs/create
        """

        catalog: Str | None = None
        """Catalog of Unity Catalog."""

        name: Str | None = None
        """Name of the table."""

        schema: Str | None = None  # type: ignore[assignment]
        """Schema within the catalog."""

        storage_mode: Str | None = None
        """DIRECT_QUERY, DUAL or IMPORT."""


class SqlFile(Model):
    """Runs a file of SQL statements.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    path: Str
    """Path: absolute in the workspace, relative in a Git repository."""

    source: Str | None = None
    """WORKSPACE or GIT: where the file lies. Written for you: GIT if the job has a git_source."""


class SqlQuery(Model):
    """Runs a saved query.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    query_id: Str
    """Id of the query."""


class AlertTask(Model):
    """Evaluates an alert and tells its subscribers. One of alert_id and workspace_path names it.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    alert_id: Str | None = None
    """Id of the alert."""

    subscribers: Annotated[list[Subscriber], BlocksOf] | None = None
    """Who is told, at most 100."""

    warehouse_id: Str | None = None
    """Id of the SQL warehouse that runs the alert's query."""

    workspace_path: Str | None = None
    """Path of the alert in the workspace, beginning with ``/Workspace``."""


class DashboardSubscription(Model):
    """Sends a picture of a dashboard after its refresh.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    custom_subject: Str | None = None
    """Subject of the mail to the subscribers."""

    paused: Bool | None = None
    """True: nothing is sent. Default: false."""

    subscribers: Annotated[list[Subscriber], BlocksOf] | None = None
    """Who gets it."""


class SqlAlert(Model):
    """Evaluates an alert of the older kind; AlertTask does the newer one.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    alert_id: Str
    """Id of the alert."""

    pause_subscriptions: Bool | None = None
    """True: nobody is told. Default: false."""

    subscriptions: Annotated[list[Subscriber], BlocksOf] | None = None
    """Who gets it."""


class SqlDashboard(Model):
    """Refreshes a dashboard of the older kind; DashboardTask does the newer one.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    dashboard_id: Str
    """Id of the dashboard."""

    custom_subject: Str | None = None
    """Subject of the mail to the subscribers."""

    pause_subscriptions: Bool | None = None
    """True: no picture is taken and nothing is sent. Default: false."""

    subscriptions: Annotated[list[Subscriber], BlocksOf] | None = None
    """Who gets it."""


class PowerBiTask(Model):
    """Publishes tables as a semantic model to Power BI.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    connection_resource_name: Str | None = None
    """Name of the Unity Catalog connection to sign in with."""

    power_bi_model: PowerBiModel | None = None
    """The model."""

    refresh_after_update: Bool | None = None
    """True: the model is refreshed afterwards. Default: false."""

    tables: Annotated[list[PowerBiTable], BlocksOf] | None = None
    """The tables."""

    warehouse_id: Str | None = None
    """Id of the SQL warehouse that Power BI reads from."""


class DashboardTask(Model):
    """Refreshes an AI/BI dashboard.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    dashboard_id: Str | None = None
    """Id of the dashboard."""

    filters: Annotated[dict[str, Text], MapOf] | None = None
    """Values of filters by their id in the URL. Dates in ISO 8601, several values as a JSON list, a range as JSON
    with ``start`` and ``end``.
    """

    subscription: DashboardSubscription | None = None
    """Who gets a picture of it."""

    warehouse_id: Str | None = None
    """Id of the SQL warehouse. Default: the dashboard's own."""


class SqlTask(Model):
    """Runs SQL on a warehouse; exactly one of alert, dashboard, file and query is set.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    warehouse_id: Str
    """Id of the SQL warehouse, serverless or pro; classic ones only in jobs of a single scheduled task."""

    alert: SqlAlert | None = None
    """An alert of the older kind."""

    dashboard: SqlDashboard | None = None
    """A dashboard of the older kind."""

    file: SqlFile | None = None
    """A file of statements."""

    parameters: Annotated[dict[str, Text], MapOf] | None = None
    """Values of the parameters; an alert takes none."""

    query: SqlQuery | None = None
    """A saved query."""
