"""The forms that texts have: a row each.

An empty text is told by one of the three rows about those, so that the other forms let it pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from databricks_workflows.checks.rows import ANYTHING, FieldRow, Form, fields_of
from databricks_workflows.rules import values

_EVENTS = (
    "on_start",
    "on_success",
    "on_failure",
    "on_duration_warning_threshold_exceeded",
    "on_streaming_backlog_exceeded",
)
_SELECTIONS = (
    "full_refresh_selection",
    "refresh_flow_selection",
    "refresh_selection",
    "reset_checkpoint_selection",
)
_UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_PLACE = r"(?:/|[A-Za-z][A-Za-z0-9+.-]*:/)"
_NAME = r"(?:`[^`]+`|[^`.]+)"


def _form(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A form, or an empty text."""
    return re.compile(f"(?:{pattern})?", flags)


FORMS: Sequence[FieldRow] = (
    Form(
        rule=values.PARAMETER_NAME,
        fields=("Parameter.name",),
        pattern=re.compile(r"[\w.-]+", re.ASCII),
        expected="letters, digits, _, - and .",
        remedy="write a name of these",
    ),
    Form(
        rule=values.JOB_CLUSTER_KEY,
        fields=("JobCluster.job_cluster_key",),
        pattern=re.compile(r"[\w-]{1,100}", re.ASCII),
        expected="1 to 100 letters, digits, _ and -",
        remedy="write a key of these, here and in the tasks that run on it",
    ),
    Form(
        rule=values.EMPTY_VALUE,
        fields=(
            *fields_of("AnyTask", "existing_cluster_id"),
            *fields_of("NotebookTask", "notebook_path"),
            *fields_of("SparkPythonTask", "python_file"),
            *fields_of("PythonWheelTask", "package_name", "entry_point"),
            *fields_of("PipelineTask", "pipeline_id"),
            *fields_of("ForEachTask", "inputs"),
            *fields_of("SqlTask", "warehouse_id"),
            *fields_of("SqlFile", "path"),
            *fields_of("SqlQuery", "query_id"),
            *fields_of("SqlAlert", "alert_id"),
            *fields_of("SqlDashboard", "dashboard_id"),
            *fields_of("SqlCondition", "sql_query_id", "warehouse_id"),
            *fields_of("CleanRoomsNotebookTask", "clean_room_name", "notebook_name"),
            *fields_of("AiRuntimeTask", "experiment"),
            *fields_of("AiRuntimeDeployment", "command_path"),
            *fields_of("GenAiComputeTask", "dl_runtime_image"),
            *fields_of("Environment", "environment_key"),
            *fields_of("JobSource", "import_from_git_branch", "job_config_path"),
            *fields_of("Webhook", "id"),
            *fields_of("Location", "destination"),
            *fields_of("S3Location", "destination"),
            *fields_of("DockerImage", "url"),
            *fields_of("DockerBasicAuth", "username", "password"),
            *fields_of("PypiLibrary", "package"),
            *fields_of("CranLibrary", "package"),
        ),
        pattern=re.compile(r"\s*\S.*", re.DOTALL),
        expected="a text that is not empty",
        remedy="write it",
    ),
    Form(
        rule=values.UNSENT_TEXT,
        fields=(
            *fields_of("JobSettings", "name", "budget_policy_id", "usage_policy_id", "parent_path"),
            *fields_of("Cluster", "spark_version", "node_type_id", "driver_node_type_id", "policy_id"),
            *fields_of("Cluster", "instance_pool_id", "driver_instance_pool_id", "single_user_name"),
            *fields_of("AwsAttributes", "instance_profile_arn", "zone_id"),
            *fields_of("GcpAttributes", "google_service_account", "zone_id"),
            *fields_of("EnvironmentSpec", "environment_version", "base_environment"),
            *fields_of("RunAs", "user_name", "service_principal_name", "group_name"),
            *fields_of("AccessControl", "user_name", "service_principal_name", "group_name"),
            *fields_of("Subscriber", "user_name", "destination_id"),
            *fields_of("NotebookTask", "warehouse_id"),
            *fields_of("DbtTask", "warehouse_id", "project_directory", "profiles_directory", "catalog", "schema"),
            *fields_of("DashboardTask", "dashboard_id", "warehouse_id"),
            *fields_of("AlertTask", "alert_id", "warehouse_id", "workspace_path"),
            *fields_of("PowerBiTask", "connection_resource_name", "warehouse_id"),
            *fields_of("SparkJarTask", "main_class_name"),
            *fields_of("Library", "jar", "whl", "egg", "requirements"),
        ),
        pattern=ANYTHING,
        expected="a text that is not empty",
        remedy="write it, or leave the field out",
    ),
    Form(
        rule=values.EMPTY_ITEM,
        fields=(
            *fields_of("SparkPythonTask", "parameters"),
            *fields_of("PythonWheelTask", "parameters"),
            *fields_of("SparkJarTask", "parameters"),
            *fields_of("SparkSubmitTask", "parameters"),
            *fields_of("DbtTask", "commands"),
            *fields_of("RunJobTask", "dbt_commands", "jar_params", "python_params", "spark_submit_params"),
            *fields_of("PipelineTask", *_SELECTIONS),
            *fields_of("PipelineParams", *_SELECTIONS),
            *fields_of("EmailNotifications", *_EVENTS),
            *fields_of("TableUpdate", "table_names"),
            *fields_of("ModelChange", "aliases"),
            *fields_of("EnvironmentSpec", "dependencies", "java_dependencies"),
            *fields_of("SparseCheckout", "patterns"),
            *fields_of("MavenLibrary", "exclusions"),
            *fields_of("NodeTypeFlexibility", "alternate_node_type_ids"),
            *fields_of("Cluster", "ssh_public_keys"),
        ),
        pattern=ANYTHING,
        expected="a text that is not empty",
        remedy="take it out, or write something that stands for nothing",
    ),
    Form(
        rule=values.MAIL,
        fields=fields_of("EmailNotifications", *_EVENTS),
        pattern=_form(r"[^@\s]+@[^@\s]+"),
        expected="one mail address",
        remedy="write name@example.com, each address as an item of its own; chats and pagers are webhook_notifications",
    ),
    Form(
        rule=values.USER_NAME,
        fields=("RunAs.user_name", "AccessControl.user_name", "Subscriber.user_name"),
        pattern=_form(r"[^@\s]+@[^@\s]+"),
        expected="a mail address",
        remedy="write the mail address that the user signs in with; a group or a service principal has its own field",
    ),
    Form(
        rule=values.SERVICE_PRINCIPAL,
        fields=("RunAs.service_principal_name", "AccessControl.service_principal_name"),
        pattern=_form(_UUID),
        expected="an application id, such as 6b2f1c9e-0d1a-4c57-9a53-0f4a7d2e8b11",
        remedy="write the application id that the service principal's page shows",
    ),
    Form(
        rule=values.GIT_URL,
        fields=("GitSource.git_url",),
        pattern=re.compile(r"https://[^\s/]\S*"),
        expected="https://...",
        remedy="write the address for cloning by https: https://github.com/team/repository",
    ),
    Form(
        rule=values.FILE_ARRIVAL_URL,
        fields=("FileArrival.url",),
        pattern=re.compile(r"(?:(?:dbfs:)?/Volumes/|[A-Za-z][A-Za-z0-9+.-]*://)[^*?\s][^*?]*"),
        expected="the URL of a folder or /Volumes/..., without * and ?",
        remedy="write a folder, such as s3://bucket/in/ or /Volumes/catalog/schema/volume/: all below it is watched",
    ),
    Form(
        rule=values.DBT_COMMAND,
        fields=("DbtTask.commands", "RunJobTask.dbt_commands"),
        pattern=_form(r"dbt(?:\s.*)?", re.DOTALL),
        expected="a command that begins with dbt",
        remedy="write dbt first: dbt run --select tag:daily",
    ),
    Form(
        rule=values.ENVIRONMENT_VERSION,
        fields=("EnvironmentSpec.environment_version",),
        pattern=_form(r"[0-9]+(-[a-z][a-z0-9-]*)?"),
        expected="a whole number, or one with a kind such as '4-scala-preview'",
        remedy='write it as text: "2"',
    ),
    Form(
        rule=values.DOCKER_IMAGE,
        fields=("DockerImage.url", "AiRuntimeTask.docker_image_url"),
        pattern=_form(r"(?![A-Za-z][A-Za-z0-9+.-]*://)\S+"),
        expected="registry/repository:tag",
        remedy="write the name as docker pull takes it: registry.example.com/team/image:1.2",
    ),
    Form(
        rule=values.PATH_FORM,
        fields=(
            "NotebookTask.notebook_path",
            "SparkPythonTask.python_file",
            "SqlFile.path",
            "DbtTask.project_directory",
        ),
        pattern=re.compile(r"\s*|(?!\s)(?!(?:.*/)?\.\.(?:/|$)).*(?<!\s)", re.DOTALL),
        expected="a path without .. and without blanks around it",
        remedy="write the path that it comes to",
    ),
    Form(
        rule=values.NOTEBOOK_ENDING,
        fields=("NotebookTask.notebook_path",),
        pattern=re.compile(r"(?:[^/].*|.*(?<!\.py)(?<!\.sql)(?<!\.scala)(?<!\.r)(?<!\.R))?", re.DOTALL),
        expected="the path of a notebook, without an ending",
        remedy="leave the ending out; a Python file that is no notebook is a spark_python_task",
    ),
    Form(
        rule=values.TABLE_NAME,
        fields=("TableUpdate.table_names",),
        pattern=_form(rf"{_NAME}\.{_NAME}\.{_NAME}"),
        expected="catalog.schema.table",
        remedy="write all three names",
    ),
    Form(
        rule=values.MAVEN,
        fields=("MavenLibrary.coordinates",),
        pattern=re.compile(r"[^:\s]+:[^:\s]+(?::[^:\s]+){1,3}"),
        expected="group:artifact:version",
        remedy="write all three, such as org.jsoup:jsoup:1.7.2",
    ),
    Form(
        rule=values.MAVEN_EXCLUSION,
        fields=("MavenLibrary.exclusions",),
        pattern=_form(r"[^:\s]+:[^:\s]+"),
        expected="group:artifact",
        remedy="write both, such as org.slf4j:slf4j-api; * stands for any",
    ),
    Form(
        rule=values.JAR,
        fields=("Library.jar", "EnvironmentSpec.java_dependencies"),
        pattern=_form(rf"{_PLACE}.*\.jar", re.IGNORECASE),
        expected="the place of a .jar file",
        remedy="write where it lies: /Volumes/catalog/schema/volume/name.jar, /Workspace/... or s3://...",
    ),
    Form(
        rule=values.WHEEL,
        fields=("Library.whl",),
        pattern=_form(rf"{_PLACE}.*\.(?:whl|wheelhouse\.zip)", re.IGNORECASE),
        expected="the place of a .whl file",
        remedy="write where it lies: /Volumes/catalog/schema/volume/name.whl, /Workspace/... or s3://...; "
        "a package of an index is pypi",
    ),
    Form(
        rule=values.REQUIREMENTS,
        fields=("Library.requirements",),
        pattern=_form(r"/.+"),
        expected="the path of a requirements.txt in the workspace or in a volume",
        remedy="write where it lies: /Workspace/... or /Volumes/catalog/schema/volume/requirements.txt",
    ),
    Form(
        rule=values.RESERVED_TAG,
        fields=("JobSettings.tags", "Cluster.custom_tags"),
        pattern=re.compile(r"(?!Name$).+", re.DOTALL),
        expected="another name",
        remedy="call the tag something else",
        of="names",
    ),
    Form(
        rule=values.ENVIRONMENT_VARIABLE,
        fields=("Cluster.spark_env_vars",),
        pattern=re.compile(r"[A-Za-z_][A-Za-z0-9_]*"),
        expected="letters, digits and _ for the name, no digit first",
        remedy="write a name of these",
        of="names",
    ),
    Form(
        rule=values.SPARK_CONF_NAME,
        fields=("Cluster.spark_conf",),
        pattern=re.compile(r"\S+"),
        expected="a name without blanks",
        remedy="write the name of the setting, and its value as the value",
        of="names",
    ),
    Form(
        rule=values.INSTANCE_PROFILE,
        fields=("AwsAttributes.instance_profile_arn",),
        pattern=_form(r"arn:aws[a-z-]*:iam::[0-9]{12}:instance-profile/\S+"),
        expected="arn:aws:iam::ACCOUNT:instance-profile/NAME",
        remedy="write the ARN of the instance profile, not that of its role",
    ),
    Form(
        rule=values.TIMEOUT,
        fields=("Timeouts.create", "Timeouts.update"),
        pattern=re.compile(r"0|(?:[0-9]+(?:\.[0-9]*)?(?:ns|us|µs|ms|s|m|h))+"),
        expected="a duration such as 20m",
        remedy="write numbers with their units, h, m or s: 90s, 20m, 1h30m",
    ),
    Form(
        rule=values.ASCII,
        fields=("RunJobTask.python_params", "RunJobTask.spark_submit_params"),
        pattern=re.compile(r"[\x00-\x7f]*"),
        expected="ASCII only",
        remedy="hand such a text over as a job parameter, or in a file",
    ),
    Form(
        rule=values.WEBHOOK_ID,
        fields=("Webhook.id",),
        pattern=re.compile(r"(?!.*(?:@|://)).*", re.DOTALL),
        expected="the id of a notification destination",
        remedy="write the id that the workspace shows for it; an e-mail address goes into email_notifications",
    ),
    Form(
        rule=values.WAREHOUSE_AS_CLUSTER,
        fields=fields_of("AnyTask", "existing_cluster_id"),
        pattern=re.compile(r"(?![0-9a-f]{16}$).*", re.DOTALL),
        expected="the id of a cluster, such as 0923-164208-meows279",
        remedy="write a cluster's id; what a SQL warehouse runs is a sql_task, which has a warehouse_id",
    ),
    Form(
        rule=values.CLUSTER_AS_WAREHOUSE,
        fields=(
            *fields_of("AlertTask", "warehouse_id"),
            *fields_of("DashboardTask", "warehouse_id"),
            *fields_of("DbtTask", "warehouse_id"),
            *fields_of("NotebookTask", "warehouse_id"),
            *fields_of("PowerBiTask", "warehouse_id"),
            *fields_of("SqlCondition", "warehouse_id"),
            *fields_of("SqlTask", "warehouse_id"),
        ),
        pattern=re.compile(r"(?![0-9]{4}-[0-9]{6}-\w+$).*", re.DOTALL),
        expected="the id of a SQL warehouse, such as 8b1d2c3e4f5a6b7c",
        remedy="write a warehouse's id; a cluster is named by existing_cluster_id or job_cluster_key",
    ),
)
