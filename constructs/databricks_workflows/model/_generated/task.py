# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""A task and the task inside a loop."""

from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._generated.cluster import Cluster
from databricks_workflows.model._generated.gpu_tasks import AiRuntimeTask, GenAiComputeTask
from databricks_workflows.model._generated.libraries import Library
from databricks_workflows.model._generated.notifications import (
    EmailNotifications,
    Health,
    TaskNotificationSettings,
    WebhookNotifications,
)
from databricks_workflows.model._generated.sql_tasks import (
    AlertTask,
    CleanRoomsNotebookTask,
    DashboardTask,
    PowerBiTask,
    SqlTask,
)
from databricks_workflows.model._generated.task_types import (
    ConditionTask,
    DbtCloudTask,
    DbtPlatformTask,
    DbtTask,
    NotebookTask,
    PipelineTask,
    PythonOperatorTask,
    PythonWheelTask,
    RunJobTask,
    SparkJarTask,
    SparkPythonTask,
    SparkSubmitTask,
)
from databricks_workflows.model._leaves import BlocksOf, Bool, Int, Str, Text


class Compute(Model):
    """Accelerator of a task on serverless compute.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    hardware_accelerator: Str | None = None
    """GPU_1xA10, GPU_1xH100, GPU_8xH100 or GPU_8xB300."""


class TaskDependency(Model):
    """A task that must end first.

    See https://docs.databricks.com/jobs/run-if.html
    """

    task_key: Str
    """Name of that task."""

    outcome: Text | None = None
    """``true`` or ``false``: which outcome of a condition task to wait for; of other tasks it can't be set."""


class AnyTask(Model):
    """What a task and the task inside a loop have in common. A task has exactly one field that ends with ``_task``,
    and the compute that its type needs: one of job_cluster_key, existing_cluster_id, new_cluster and
    environment_key.

    See https://docs.databricks.com/jobs/run-if.html
    """

    ai_runtime_task: AiRuntimeTask | None = None
    """A program on several GPU nodes."""

    alert_task: AlertTask | None = None
    """An alert."""

    clean_rooms_notebook_task: CleanRoomsNotebookTask | None = None
    """A notebook of a clean room."""

    compute: Compute | None = None
    """Accelerator of a task on serverless compute."""

    condition_task: ConditionTask | None = None
    """A comparison that decides what runs next."""

    dashboard_task: DashboardTask | None = None
    """An AI/BI dashboard."""

    dbt_cloud_task: DbtCloudTask | None = None
    """A job in dbt Cloud."""

    dbt_platform_task: DbtPlatformTask | None = None
    """A job on the dbt platform."""

    dbt_task: DbtTask | None = None
    """dbt commands."""

    depends_on: Annotated[list[TaskDependency], BlocksOf] | None = None
    """Tasks that must have ended before, as run_if says."""

    description: Str | None = None
    """What the task is for."""

    disable_auto_optimization: Bool | None = None
    """True: serverless compute does not retry by itself. Default: false."""

    disabled: Bool | None = None
    """True: the task is never run. Default: false."""

    email_notifications: EmailNotifications | None = None
    """Mail addresses by event."""

    environment_key: Str | None = None
    """Environment for serverless compute; Python files, wheels and dbt need one there."""

    existing_cluster_id: Str | None = None
    """Id of a cluster that runs on after the job."""

    gen_ai_compute_task: GenAiComputeTask | None = None
    """A training script on GPUs."""

    health: Health | None = None
    """Thresholds beyond which somebody is told."""

    job_cluster_key: Str | None = None
    """Job cluster to share."""

    libraries: Annotated[list[Library], BlocksOf] | None = None
    """Libraries to install on the task's cluster, in this order."""

    max_retries: Int | None = None
    """Further attempts after a failure; -1: without end. Default: 0."""

    min_retry_interval_millis: Int | None = None
    """Time from the start of a failed attempt to the next one, in milliseconds. Default: 0."""

    new_cluster: Cluster | None = None
    """A cluster for this task alone."""

    notebook_task: NotebookTask | None = None
    """A notebook."""

    notification_settings: TaskNotificationSettings | None = None
    """Which notifications are held back."""

    pipeline_task: PipelineTask | None = None
    """An update of a pipeline."""

    power_bi_task: PowerBiTask | None = None
    """Tables for Power BI."""

    python_operator_task: PythonOperatorTask | None = None
    """A Python function or operator."""

    python_wheel_task: PythonWheelTask | None = None
    """An entry point of a Python wheel."""

    retry_on_timeout: Bool | None = None
    """True: an attempt that took too long is retried too. Default: false."""

    run_if: Str | None = None
    """ALL_SUCCESS (default), ALL_DONE, ALL_FAILED, AT_LEAST_ONE_SUCCESS, AT_LEAST_ONE_FAILED or NONE_FAILED (and at
    least one ran), of the tasks in depends_on.
    """

    run_job_task: RunJobTask | None = None
    """Another job."""

    spark_jar_task: SparkJarTask | None = None
    """A class of a JAR."""

    spark_python_task: SparkPythonTask | None = None
    """A Python file."""

    spark_submit_task: SparkSubmitTask | None = None
    """spark-submit."""

    sql_task: SqlTask | None = None
    """SQL on a warehouse."""

    timeout_seconds: Int | None = None
    """Longest duration in seconds; 0 or unset: no limit."""

    webhook_notifications: WebhookNotifications | None = None
    """Notification destinations by event, at most 3 an event."""


class NestedTask(AnyTask):
    """The task inside a for_each_task: everything a task has but a further loop.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    task_key: Str
    """Name of the task; once in a job. ASCII letters, digits, ``_`` and ``-``, at most 100."""


class ForEachTask(Model):
    """Runs a task once for each input.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    inputs: Str
    """The inputs: a JSON list as text, or a dynamic value that is one, such as ``{{tasks.list.values.files}}``."""

    task: NestedTask
    """The task; ``{{input}}`` in it is the input."""

    concurrency: Int | None = None
    """How many at the same time. Default: 1."""


class Task(AnyTask):
    """A step of a job.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    for_each_task: ForEachTask | None = None
    """A task run once for each input."""

    task_key: Str | None = None
    """Name of the task; once in a job. ASCII letters, digits, ``_`` and ``-``, at most 100. Comes from the task's id
    where it is not given.
    """
