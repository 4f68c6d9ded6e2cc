"""What single fields take, and which fields of a block go together: a row each, with a code of its own.

Figures are of the Jobs and Clusters API and of the Terraform provider; the pages that they come from are in the
docstrings of the models.
"""

from __future__ import annotations

from collections.abc import Sequence

from databricks_workflows.checks.forms import FORMS
from databricks_workflows.checks.numbers import NUMBERS
from databricks_workflows.checks.obsolete import OBSOLETE
from databricks_workflows.checks.rows import FieldRow, Together
from databricks_workflows.checks.words import WORDS
from databricks_workflows.rules import blocks

FIELDS: Sequence[FieldRow] = (*WORDS, *NUMBERS, *FORMS, *OBSOLETE)

BLOCKS: Sequence[Together] = (
    Together(
        rule=blocks.GIT_REFERENCES,
        models=("GitSource",),
        fields=("git_branch", "git_tag", "git_commit"),
        most=1,
        remedy="keep one of them",
    ),
    Together(
        rule=blocks.STARTS,
        models=("JobSettings",),
        fields=("schedule", "continuous", "trigger", "triggers"),
        most=1,
        remedy="keep one of them; triggers holds several of another kind",
    ),
    Together(
        rule=blocks.TRIGGER_KIND,
        models=("Trigger",),
        fields=("file_arrival", "periodic", "table_update"),
        least=1,
        most=1,
        remedy='write one of them; a model or a query alone, or several kinds, go into "triggers": [{...}]',
    ),
    Together(
        rule=blocks.TRIGGERS_KIND,
        models=("JobTrigger",),
        fields=("continuous", "file_arrival", "model", "periodic", "schedule", "table_update"),
        least=1,
        most=1,
        remedy="write one kind in each entry of triggers",
    ),
    Together(
        rule=blocks.RUN_AS,
        models=("RunAs",),
        fields=("user_name", "service_principal_name"),
        least=1,
        most=1,
        remedy="write the user's mail address, or the service principal's application id",
    ),
    Together(
        rule=blocks.LIBRARY_KIND,
        models=("Library",),
        fields=("pypi", "whl", "requirements", "maven", "jar", "cran", "egg"),
        least=1,
        most=1,
        remedy='write an entry for each: [{"pypi": {"package": ...}}, {"jar": ...}]',
    ),
    Together(
        rule=blocks.SQL_KIND,
        models=("SqlTask",),
        fields=("query", "file", "alert", "dashboard"),
        least=1,
        most=1,
        remedy="write one of them, and a task for each of the others",
    ),
    Together(
        rule=blocks.INIT_SCRIPT_PLACE,
        models=("InitScript",),
        fields=("workspace", "volumes", "s3", "abfss", "gcs", "file", "dbfs"),
        least=1,
        most=1,
        remedy='write an entry for each script: [{"volumes": {"destination": "/Volumes/..."}}]',
    ),
    Together(
        rule=blocks.LOG_PLACE,
        models=("ClusterLogConf",),
        fields=("volumes", "s3", "dbfs"),
        least=1,
        most=1,
        remedy='write one place: {"volumes": {"destination": "/Volumes/..."}}',
    ),
    Together(
        rule=blocks.PRINCIPAL,
        models=("AccessControl",),
        fields=("user_name", "group_name", "service_principal_name"),
        least=1,
        most=1,
        remedy="name one in each entry",
    ),
    Together(
        rule=blocks.NO_LEVEL,
        models=("AccessControl",),
        fields=("permission_level",),
        least=1,
        remedy="write CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE or IS_OWNER",
    ),
    Together(
        rule=blocks.SUBSCRIBER,
        models=("Subscriber",),
        fields=("user_name", "destination_id"),
        least=1,
        most=1,
        remedy="name one in each entry",
    ),
    Together(
        rule=blocks.ENVIRONMENT_VERSIONS,
        models=("EnvironmentSpec",),
        fields=("environment_version", "client", "base_environment"),
        most=1,
        remedy="keep environment_version, or base_environment where one is meant",
    ),
    Together(
        rule=blocks.NO_ENVIRONMENT_VERSION,
        models=("EnvironmentSpec",),
        fields=("environment_version", "base_environment"),
        least=1,
        unless=("client",),
        remedy='write environment_version, such as "2"',
    ),
    Together(
        rule=blocks.WHEEL_PARAMETERS,
        models=("PythonWheelTask",),
        fields=("parameters", "named_parameters"),
        most=1,
        remedy="keep one of them; a list may hold --name=value too",
    ),
    Together(
        rule=blocks.ALERT,
        models=("AlertTask",),
        fields=("alert_id", "workspace_path"),
        least=1,
        most=1,
        remedy="write the alert's id, or its path that begins with /Workspace",
    ),
    Together(
        rule=blocks.RUN_JOB_PARAMETERS,
        models=("RunJobTask",),
        fields=("jar_params", "notebook_params"),
        most=1,
        remedy="declare job parameters in the other job, and write job_parameters",
    ),
    *(
        Together(
            rule=blocks.OLD_JOB_PARAMETERS,
            models=("RunJobTask",),
            fields=("job_parameters", old),
            most=1,
            remedy=f"leave {old} out, and declare its values as parameters of the other job",
        )
        for old in (
            "dbt_commands",
            "jar_params",
            "notebook_params",
            "pipeline_params",
            "python_named_params",
            "python_params",
            "spark_submit_params",
            "sql_params",
        )
    ),
    Together(
        rule=blocks.DBT_CATALOG,
        models=("DbtTask",),
        fields=("catalog",),
        only_with=("warehouse_id",),
        remedy="give warehouse_id, or name the catalog in profiles.yml",
    ),
    Together(
        rule=blocks.DBT_PROFILES,
        models=("DbtTask",),
        fields=("warehouse_id", "profiles_directory"),
        most=1,
        remedy="keep warehouse_id, with catalog and schema beside it, or profiles_directory",
    ),
    Together(
        rule=blocks.DRIVER_POOL,
        models=("Cluster",),
        fields=("driver_instance_pool_id",),
        only_with=("instance_pool_id",),
        remedy="give instance_pool_id too, or driver_node_type_id in place of the driver's pool",
    ),
    *(
        Together(
            rule=blocks.REQUIRED_TOGETHER,
            models=(model,),
            fields=(name,),
            least=1,
            remedy=f"set {name}",
        )
        for model, names in (
            ("DashboardTask", ("dashboard_id",)),
            ("DbtCloudTask", ("connection_resource_name", "dbt_cloud_job_id")),
            ("DbtPlatformTask", ("connection_resource_name", "dbt_platform_job_id")),
            ("PowerBiTask", ("connection_resource_name", "power_bi_model", "tables", "warehouse_id")),
        )
        for name in names
    ),
    Together(
        rule=blocks.S3_REGION,
        models=("S3Location",),
        fields=("region", "endpoint"),
        least=1,
        remedy='write the bucket\'s region, such as "eu-central-1"',
    ),
    Together(
        rule=blocks.NO_GIT_REFERENCE,
        models=("GitSource",),
        fields=("git_branch", "git_tag", "git_commit"),
        least=1,
        remedy='write git_branch, such as "main"',
    ),
    Together(
        rule=blocks.NO_GIT_PROVIDER,
        models=("GitSource",),
        fields=("git_provider",),
        least=1,
        remedy="write gitHub, gitLab, bitbucketCloud, azureDevOpsServices or what else the host is",
    ),
    Together(
        rule=blocks.NO_NODE_TYPE,
        models=("Cluster",),
        fields=("node_type_id", "instance_pool_id"),
        least=1,
        unless=("policy_id", "kind"),  # a policy may fix it, and the newer form may choose it
        remedy="write node_type_id, such as 'i3.xlarge' on AWS or 'Standard_DS3_v2' on Azure",
    ),
    Together(
        rule=blocks.NO_RUNTIME,
        models=("Cluster",),
        fields=("spark_version",),
        least=1,
        unless=("policy_id", "kind"),
        remedy="write spark_version, such as '16.4.x-scala2.12'",
    ),
    Together(
        rule=blocks.EMPTY_JOB_CLUSTER,
        models=("JobCluster",),
        fields=("new_cluster",),
        least=1,
        unless=("serverless_compute_id",),
        remedy='write what the cluster is like: "new_cluster": {...}',
    ),
)
