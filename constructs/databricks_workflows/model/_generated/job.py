# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""The job itself: everything beside its tasks."""

from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._generated.cluster import JobCluster
from databricks_workflows.model._generated.notifications import (
    EmailNotifications,
    Health,
    NotificationSettings,
    WebhookNotifications,
)
from databricks_workflows.model._generated.provider import ProviderConfig, Timeouts
from databricks_workflows.model._generated.task import Task
from databricks_workflows.model._generated.triggers import Continuous, JobTrigger, Schedule, Trigger
from databricks_workflows.model._leaves import BlocksOf, Bool, Int, ListOf, MapOf, Str, Text


class Deployment(Model):
    """Which tool made the job, for the workspace's pages.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    kind: Str
    """BUNDLE, or SYSTEM_MANAGED for jobs that are Databricks' own."""

    deployment_id: Str | None = None
    """Id of the deployment; for BUNDLE."""

    metadata_file_path: Str | None = None
    """File that describes the deployment."""

    version_id: Str | None = None
    """Id of the deployment's version; for BUNDLE."""


class EnvironmentSpec(Model):
    """Python and Java packages of an environment. One of environment_version and base_environment is set.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    base_environment: Str | None = None
    """An env.yaml file in the workspace to build on, or the id of a base environment."""

    client: Str | None = None
    """Older name of environment_version."""

    dependencies: Annotated[list[Str], ListOf] | None = None
    """Lines of a requirements file: packages, URLs, paths of wheels in the workspace or in a volume."""

    environment_version: Str | None = None
    """Version of the serverless environment, a whole number as text: ``2``."""

    java_dependencies: Annotated[list[Str], ListOf] | None = None
    """Paths of JARs in volumes."""


class JobSource(Model):
    """Where in the Git repository the job itself is written.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    import_from_git_branch: Str
    """Branch that the job came from."""

    job_config_path: Str
    """Path of the file."""

    dirty_state: Str | None = None
    """NOT_SYNCED or DISCONNECTED: how the job differs from the file."""


class SparseCheckout(Model):
    """Which part of a Git repository is fetched.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    patterns: Annotated[list[Str], ListOf] | None = None
    """Folders to fetch."""


class Parameter(Model):
    """A parameter of a job.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    default: Text
    """Value where a run sets none; may hold dynamic values such as ``{{job.start_time.iso_date}}``."""

    name: Str
    """Name: letters, digits, ``_``, ``-`` and ``.``."""


class Queue(Model):
    """What becomes of runs that can't start at once.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    enabled: Bool
    """True: they wait; false: they are skipped."""


class RunAs(Model):
    """Who a job acts as; the provider wants exactly one of user_name and service_principal_name.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    group_name: Str | None = None
    """Name of a group. The provider does not take it alone."""

    service_principal_name: Str | None = None
    """Application id of a service principal."""

    user_name: Str | None = None
    """Mail address of a user; only administrators may name others."""


class Environment(Model):
    """Packages for tasks on serverless compute.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    environment_key: Str
    """Name by which tasks refer to it; once in a job."""

    spec: EnvironmentSpec | None = None
    """The packages."""


class GitSource(Model):
    """A Git repository that tasks with the source GIT take their files from. At most one of branch, commit and tag is
    set.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    git_url: Str
    """URL of the repository, https only."""

    git_branch: Str | None = None
    """Branch; its newest commit when a run starts."""

    git_commit: Str | None = None
    """Commit."""

    git_provider: Str | None = None
    """gitHub, gitHubEnterprise, gitLab, gitLabEnterpriseEdition, bitbucketCloud, bitbucketServer, azureDevOpsServices
    or awsCodeCommit. Always set it: guessed by the provider, every plan shows a change.
    """

    git_tag: Str | None = None
    """Tag."""

    job_source: JobSource | None = None
    """Where in the repository the job itself is written."""

    sparse_checkout: SparseCheckout | None = None
    """Folders to fetch, instead of everything."""


class JobSettings(Model):
    """A job: its tasks, what they share, when they run and who is told.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    budget_policy_id: Str | None = None
    """Id of the budget policy for serverless compute. Default: the workspace may set one."""

    continuous: Continuous | None = None
    """Keeps one run going. Not together with schedule or trigger."""

    control_run_state: Bool | None = None
    """True: a deployment stops the active run of a continuous job and starts another. Only with continuous;
    max_concurrent_runs is 1 then. Terraform only.
    """

    deployment: Deployment | None = None
    """Which tool made the job."""

    description: Str | None = None
    """What the job is for; at most 27,700 characters."""

    edit_mode: Str | None = None
    """EDITABLE, or UI_LOCKED for a job whose page can't be edited."""

    email_notifications: EmailNotifications | None = None
    """Mail addresses by event."""

    environments: Annotated[list[Environment], BlocksOf] | None = None
    """Environments that tasks on serverless compute share."""

    format: Str | None = None
    """MULTI_TASK. Ignored by the API."""

    git_source: GitSource | None = None
    """Git repository of the tasks' files."""

    health: Health | None = None
    """Thresholds beyond which somebody is told."""

    job_clusters: Annotated[list[JobCluster], BlocksOf] | None = None
    """Clusters that tasks share."""

    max_concurrent_runs: Int | None = None
    """Runs at the same time, at most 1000; more are queued or skipped. Default: 1. The provider can't send 0."""

    name: Str | None = None
    """Name, at most 4096 bytes. Need not be unique."""

    notification_settings: NotificationSettings | None = None
    """Which notifications are held back."""

    parameters: Annotated[list[Parameter], BlocksOf] | None = None
    """Parameters of the job, which a run may set and tasks read as ``{{job.parameters.name}}``."""

    parent_path: Str | None = None
    """Folder of the workspace that the job is shown in."""

    performance_target: Str | None = None
    """PERFORMANCE_OPTIMIZED (starts at once) or STANDARD (cheaper), on serverless compute."""

    provider_config: ProviderConfig | None = None
    """Which workspace the provider works on. Terraform only."""

    queue: Queue | None = None
    """Whether runs wait where they can't start. Written enabled unless set."""

    run_as: RunAs | None = None
    """Who the job acts as. Default: who made it. Taken away later, it stays."""

    schedule: Schedule | None = None
    """Starts runs by the clock. Not together with continuous or trigger."""

    tags: Annotated[dict[str, Text], MapOf] | None = None
    """Tags of the job and of its clusters, at most 25."""

    tasks: Annotated[list[Task], BlocksOf] | None = None
    """The tasks, at most 1000."""

    timeout_seconds: Int | None = None
    """Longest duration in seconds; 0 or unset: no limit."""

    timeouts: Timeouts | None = None
    """How long Terraform waits. Terraform only."""

    trigger: Trigger | None = None
    """Starts runs by an event. Not together with schedule or continuous."""

    triggers: Annotated[list[JobTrigger], BlocksOf] | None = None
    """Several triggers, instead of schedule, trigger and continuous; a preview."""

    usage_policy_id: Str | None = None
    """Id of the usage policy for serverless compute. Default: the workspace may set one."""

    webhook_notifications: WebhookNotifications | None = None
    """Notification destinations by event, at most 3 an event."""
