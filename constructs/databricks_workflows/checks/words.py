"""The words that fields take: a row each."""

from __future__ import annotations

from collections.abc import Sequence

from databricks_workflows.checks.rows import ANYTHING, FieldRow, Form, OneOf
from databricks_workflows.rules import values

_ROWS: Sequence[OneOf] = (
    OneOf(
        rule=values.RUN_IF,
        fields=("AnyTask.run_if",),
        values=(
            "ALL_SUCCESS",
            "ALL_DONE",
            "ALL_FAILED",
            "AT_LEAST_ONE_SUCCESS",
            "AT_LEAST_ONE_FAILED",
            "NONE_FAILED",
        ),
        besides=("",),
    ),
    OneOf(
        rule=values.PAUSE_STATUS,
        fields=("Schedule.pause_status", "Continuous.pause_status", "Trigger.pause_status", "JobTrigger.pause_status"),
        values=("PAUSED", "UNPAUSED"),
    ),
    OneOf(
        rule=values.SOURCE,
        fields=(
            "NotebookTask.source",
            "SparkPythonTask.source",
            "SqlFile.source",
            "DbtTask.source",
            "GenAiComputeTask.source",
        ),
        values=("WORKSPACE", "GIT"),
        also={"DBFS": "write WORKSPACE, which stands for cloud storage too"},
        besides=("",),
    ),
    OneOf(
        rule=values.CONDITION_OP,
        fields=("ConditionTask.op",),
        values=(
            "EQUAL_TO",
            "NOT_EQUAL",
            "GREATER_THAN",
            "GREATER_THAN_OR_EQUAL",
            "LESS_THAN",
            "LESS_THAN_OR_EQUAL",
        ),
        also={
            "==": "write EQUAL_TO",
            "=": "write EQUAL_TO",
            "!=": "write NOT_EQUAL",
            "<>": "write NOT_EQUAL",
            ">": "write GREATER_THAN",
            ">=": "write GREATER_THAN_OR_EQUAL",
            "<": "write LESS_THAN",
            "<=": "write LESS_THAN_OR_EQUAL",
        },
    ),
    OneOf(
        rule=values.OUTCOME,
        fields=("TaskDependency.outcome",),
        values=("true", "false"),
        besides=("",),
    ),
    OneOf(
        rule=values.PERIODIC_UNIT,
        fields=("Periodic.unit",),
        values=("HOURS", "DAYS", "WEEKS"),
        also={"MONTHS": "write a schedule: quartz_cron_expression '0 0 6 1 * ?' is the first of each month at 6:00"},
        # Right inside of triggers, which the provider does not check; elsewhere another rule tells of it.
        besides=("MINUTES",),
    ),
    OneOf(
        rule=values.TABLE_CONDITION,
        fields=("TableUpdate.condition",),
        values=("ANY_UPDATED", "ALL_UPDATED"),
    ),
    OneOf(
        rule=values.MODEL_CONDITION,
        fields=("ModelChange.condition",),
        values=("MODEL_CREATED", "MODEL_VERSION_READY", "MODEL_ALIAS_SET"),
    ),
    OneOf(
        rule=values.TRIGGER_MODE,
        fields=("SqlCondition.trigger_mode",),
        values=("QUERY_RETURNS_ROWS", "RESULT_VALUE_CHANGES"),
        besides=("",),
    ),
    OneOf(
        rule=values.TASK_RETRY_MODE,
        fields=("Continuous.task_retry_mode", "ContinuousTrigger.task_retry_mode"),
        values=("NEVER", "ON_FAILURE"),
        besides=("",),
    ),
    OneOf(
        rule=values.RUNTIME_ENGINE,
        fields=("Cluster.runtime_engine",),
        values=("PHOTON", "STANDARD"),
        also={"": "leave it out", "NULL": "leave it out"},
    ),
    OneOf(
        rule=values.DATA_SECURITY_MODE,
        fields=("Cluster.data_security_mode",),
        values=(
            "SINGLE_USER",
            "USER_ISOLATION",
            "NONE",
            "DATA_SECURITY_MODE_AUTO",
            "DATA_SECURITY_MODE_DEDICATED",
            "DATA_SECURITY_MODE_STANDARD",
            "LEGACY_TABLE_ACL",
            "LEGACY_PASSTHROUGH",
            "LEGACY_SINGLE_USER",
            "LEGACY_SINGLE_USER_STANDARD",
        ),
        also={
            "DEDICATED": "write DATA_SECURITY_MODE_DEDICATED",
            "STANDARD": "write DATA_SECURITY_MODE_STANDARD",
            "SHARED": "write USER_ISOLATION",
            "AUTO": "write DATA_SECURITY_MODE_AUTO",
        },
        besides=("",),
    ),
    OneOf(
        rule=values.CLUSTER_KIND,
        fields=("Cluster.kind",),
        values=("CLASSIC_PREVIEW",),
        besides=("",),
    ),
    OneOf(
        rule=values.DEPENDENCY_MODE,
        fields=("Cluster.dependency_mode",),
        values=("DEPENDENCY_MODE_AUTO", "DEPENDENCY_MODE_CLUSTER_LIBRARIES", "DEPENDENCY_MODE_ENVIRONMENTS"),
        besides=("",),
    ),
    OneOf(
        rule=values.AWS_AVAILABILITY,
        fields=("AwsAttributes.availability",),
        values=("SPOT", "ON_DEMAND", "SPOT_WITH_FALLBACK"),
        besides=("",),
    ),
    OneOf(
        rule=values.AZURE_AVAILABILITY,
        fields=("AzureAttributes.availability",),
        values=("SPOT_AZURE", "ON_DEMAND_AZURE", "SPOT_WITH_FALLBACK_AZURE"),
        besides=("",),
    ),
    OneOf(
        rule=values.GCP_AVAILABILITY,
        fields=("GcpAttributes.availability",),
        values=("PREEMPTIBLE_GCP", "ON_DEMAND_GCP", "PREEMPTIBLE_WITH_FALLBACK_GCP"),
        also={
            "SPOT": "write PREEMPTIBLE_GCP",
            "SPOT_WITH_FALLBACK": "write PREEMPTIBLE_WITH_FALLBACK_GCP",
        },
        besides=("",),
    ),
    OneOf(
        rule=values.EBS_VOLUME_TYPE,
        fields=("AwsAttributes.ebs_volume_type",),
        values=("GENERAL_PURPOSE_SSD", "THROUGHPUT_OPTIMIZED_HDD"),
        also={
            "gp2": "write GENERAL_PURPOSE_SSD",
            "gp3": "write GENERAL_PURPOSE_SSD",
            "st1": "write THROUGHPUT_OPTIMIZED_HDD",
        },
        besides=("",),
    ),
    OneOf(
        rule=values.CONFIDENTIAL_COMPUTE,
        fields=("GcpAttributes.confidential_compute_type",),
        values=("SEV_SNP", "CONFIDENTIAL_COMPUTE_TYPE_NONE"),
        besides=("",),
    ),
    OneOf(
        rule=values.ENCRYPTION_TYPE,
        fields=("S3Location.encryption_type",),
        values=("sse-s3", "sse-kms"),
        besides=("",),
    ),
    OneOf(
        rule=values.HEALTH_METRIC,
        fields=("HealthRule.metric",),
        values=(
            "RUN_DURATION_SECONDS",
            "STREAMING_BACKLOG_BYTES",
            "STREAMING_BACKLOG_RECORDS",
            "STREAMING_BACKLOG_SECONDS",
            "STREAMING_BACKLOG_FILES",
        ),
    ),
    OneOf(
        rule=values.HEALTH_OP,
        fields=("HealthRule.op",),
        values=("GREATER_THAN",),
        also={
            ">": "write GREATER_THAN",
            ">=": "write GREATER_THAN, and a threshold of one less",
            "GREATER_THAN_OR_EQUAL": "write GREATER_THAN, and a threshold of one less",
        },
    ),
    OneOf(
        rule=values.EDIT_MODE,
        fields=("JobSettings.edit_mode",),
        values=("EDITABLE", "UI_LOCKED"),
        besides=("",),
    ),
    OneOf(
        rule=values.FORMAT,
        fields=("JobSettings.format",),
        values=("MULTI_TASK",),
        also={"SINGLE_TASK": "leave it out: a job of one task is one of several as well"},
        besides=("",),
    ),
    OneOf(
        rule=values.PERFORMANCE_TARGET,
        fields=("JobSettings.performance_target",),
        values=("PERFORMANCE_OPTIMIZED", "STANDARD"),
        also={"COST_OPTIMIZED": "write STANDARD, the cheaper one of both"},
        besides=("",),
    ),
    OneOf(
        rule=values.GIT_PROVIDER,
        fields=("GitSource.git_provider",),
        values=(
            "gitHub",
            "gitHubEnterprise",
            "gitLab",
            "gitLabEnterpriseEdition",
            "bitbucketCloud",
            "bitbucketServer",
            "azureDevOpsServices",
            "awsCodeCommit",
        ),
        also={"": "write gitHub, or whose server it is", "bitbucket": "write bitbucketCloud or bitbucketServer"},
        any_case=True,
    ),
    OneOf(
        rule=values.DEPLOYMENT_KIND,
        fields=("Deployment.kind",),
        values=("BUNDLE", "SYSTEM_MANAGED"),
    ),
    OneOf(
        rule=values.DIRTY_STATE,
        fields=("JobSource.dirty_state",),
        values=("NOT_SYNCED", "DISCONNECTED"),
        besides=("",),
    ),
    OneOf(
        rule=values.PERMISSION_LEVEL,
        fields=("AccessControl.permission_level",),
        values=("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"),
        also={
            "CAN_RUN": "write CAN_MANAGE_RUN",
            "CAN_USE": "write CAN_MANAGE_RUN to let them run it, or CAN_VIEW",
            "CAN_READ": "write CAN_VIEW",
            "CAN_EDIT": "write CAN_MANAGE",
            "CAN_RESTART": "write CAN_MANAGE_RUN",
            "CAN_ATTACH_TO": "write CAN_VIEW",
        },
    ),
    OneOf(
        rule=values.ACCELERATOR,
        fields=("Compute.hardware_accelerator", "AiRuntimeCompute.accelerator_type"),
        values=("GPU_1xA10", "GPU_1xH100", "GPU_8xH100", "GPU_8xB300"),
    ),
    OneOf(
        rule=values.STORAGE_MODE,
        fields=("PowerBiModel.storage_mode", "PowerBiTable.storage_mode"),
        values=("DIRECT_QUERY", "DUAL", "IMPORT"),
        besides=("",),
    ),
    OneOf(
        rule=values.POWER_BI_SIGN_IN,
        fields=("PowerBiModel.authentication_method",),
        values=("OAUTH", "PAT"),
        besides=("",),
    ),
)

WORDS: Sequence[FieldRow] = (
    *_ROWS,
    Form(
        rule=values.UNSENT_WORD,
        fields=tuple(field for row in _ROWS if "" in row.besides for field in row.fields),
        pattern=ANYTHING,
        expected="a word",
        remedy="write the word, or leave the field out",
    ),
)
