"""The numbers that fields take, and how many or how long their contents may be: a row each.

A number that Terraform never sends because it is zero is right where zero means the same as nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from databricks_workflows.checks.rows import Between, Count, FieldRow, Length, Size, fields_of
from databricks_workflows.rules import values

_WAITS = ("min_time_between_triggers_seconds", "wait_after_last_change_seconds")
_EVENTS = (
    "on_start",
    "on_success",
    "on_failure",
    "on_duration_warning_threshold_exceeded",
    "on_streaming_backlog_exceeded",
)

NUMBERS: Sequence[FieldRow] = (
    Between(
        rule=values.MAX_RETRIES,
        fields=("AnyTask.max_retries",),
        least=-1,
        remedy="write how many further attempts there are; -1 is without an end",
    ),
    Between(
        rule=values.TIMEOUT_SECONDS,
        fields=("AnyTask.timeout_seconds", "JobSettings.timeout_seconds"),
        least=0,
        unit="seconds",
        remedy="write 0, or leave it out, for no limit",
    ),
    Between(
        rule=values.RETRY_INTERVAL,
        fields=("AnyTask.min_retry_interval_millis",),
        least=0,
        unit="milliseconds",
        remedy="write 0, or leave it out, to retry at once",
    ),
    Between(
        rule=values.NUM_WORKERS,
        fields=("Cluster.num_workers",),
        least=0,
        unit="workers",
        remedy="write how many nodes there are beside the driver",
    ),
    Between(
        rule=values.MIN_WORKERS,
        fields=("Autoscale.min_workers",),
        least=1,
        unit="workers",
        remedy="write 1 or more",
    ),
    Between(
        rule=values.MAX_WORKERS,
        fields=("Autoscale.max_workers",),
        least=1,
        unit="workers",
        remedy="write a number above min_workers",
    ),
    Between(
        rule=values.MAX_CONCURRENT_RUNS,
        fields=("JobSettings.max_concurrent_runs",),
        least=1,
        most=1000,
        unit="runs",
        remedy="write 1 or more; to stop a job from running, pause its schedule or trigger: pause_status PAUSED",
    ),
    Between(
        rule=values.PERIODIC_INTERVAL,
        fields=("Periodic.interval",),
        least=1,
        remedy="write how many units lie between two runs",
    ),
    Between(
        rule=values.CONCURRENCY,
        fields=("ForEachTask.concurrency",),
        least=1,
        most=100,
        remedy="write how many inputs are taken at the same time",
    ),
    Between(
        rule=values.TRIGGER_WAIT,
        fields=(
            *fields_of("FileArrival", *_WAITS),
            *fields_of("TableUpdate", *_WAITS),
            *fields_of("ModelChange", *_WAITS),
        ),
        least=60,
        unit="seconds",
        besides=(0,),
        remedy="write 60, or leave it out",
    ),
    Between(
        rule=values.HEALTH_VALUE,
        fields=("HealthRule.value",),
        least=0,
        remedy="write the threshold in the metric's unit",
    ),
    Between(
        rule=values.SPOT_BID,
        fields=("AwsAttributes.spot_bid_price_percent",),
        least=1,
        most=10000,
        unit="percent",
        remedy="write 100 for the on-demand price",
    ),
    Between(
        rule=values.SPOT_PRICE,
        fields=("AzureAttributes.spot_bid_max_price",),
        least=0,
        unit="dollars",
        besides=(-1,),
        remedy="write -1 for the on-demand price",
    ),
    Between(
        rule=values.EBS_COUNT,
        fields=("AwsAttributes.ebs_volume_count",),
        least=0,
        most=10,
        unit="volumes",
        remedy="take larger volumes where more room is needed",
    ),
    Between(
        rule=values.EBS_SIZE,
        fields=("AwsAttributes.ebs_volume_size",),
        least=100,
        most=4096,
        unit="GiB",
        besides=(0,),
        remedy="write 100 to 4096, for hard disks 500 to 4096",
    ),
    Between(
        rule=values.BELOW_ZERO,
        fields=(
            *fields_of("AwsAttributes", "first_on_demand", "ebs_volume_iops", "ebs_volume_throughput"),
            *fields_of("AzureAttributes", "first_on_demand"),
            *fields_of("GcpAttributes", "first_on_demand", "boot_disk_size", "local_ssd_count"),
            *fields_of("Cluster", "remote_disk_throughput", "total_initial_remote_disk_size"),
        ),
        least=0,
        remedy="leave it out for Databricks' default",
    ),
    Between(
        rule=values.GPU_COUNT,
        fields=("AiRuntimeCompute.accelerator_count", "GenAiCompute.num_gpus"),
        least=1,
        unit="GPUs",
        remedy="write how many GPUs all nodes have together",
    ),
    Count(
        rule=values.TASK_COUNT,
        fields=("JobSettings.tasks",),
        most=1000,
        what="tasks",
        remedy="make two jobs of it, one of which runs the other by a run_job_task",
    ),
    Count(
        rule=values.TAG_COUNT,
        fields=("JobSettings.tags",),
        most=25,
        what="tags",
        remedy="keep 25 of them, or write some as custom_tags of the clusters",
    ),
    Count(
        rule=values.CUSTOM_TAG_COUNT,
        fields=("Cluster.custom_tags",),
        most=45,
        what="tags",
        remedy="keep 45 of them",
    ),
    Count(
        rule=values.WEBHOOK_COUNT,
        fields=fields_of("WebhookNotifications", *_EVENTS),
        most=3,
        what="webhooks",
        remedy="keep 3 of them, or let one destination tell the others",
    ),
    Count(
        rule=values.DBT_COMMAND_COUNT,
        fields=("DbtTask.commands",),
        least=1,
        most=10,
        what="commands",
        remedy="write 1 to 10 commands; make several tasks of more",
    ),
    Count(
        rule=values.SSH_KEY_COUNT,
        fields=("Cluster.ssh_public_keys",),
        most=10,
        what="keys",
        remedy="keep 10 of them",
    ),
    Count(
        rule=values.SUBSCRIBER_COUNT,
        fields=("AlertTask.subscribers",),
        most=100,
        what="subscribers",
        remedy="tell a notification destination, which tells the others",
    ),
    Count(
        rule=values.TABLE_COUNT,
        fields=("TableUpdate.table_names",),
        least=1,
        what="tables",
        remedy="write the tables to watch: catalog.schema.table",
    ),
    Count(
        rule=values.DEPLOYMENT_COUNT,
        fields=("AiRuntimeTask.deployments",),
        most=1,
        what="deployments",
        remedy="make a task of each",
    ),
    Length(
        rule=values.JOB_NAME,
        fields=("JobSettings.name",),
        most=4096,
        unit="bytes",
        remedy="shorten it",
    ),
    Length(
        rule=values.DESCRIPTION,
        fields=("JobSettings.description",),
        most=27700,
        unit="characters",
        remedy="shorten it, or link to a page with the rest",
    ),
    Size(
        rule=values.BASE_PARAMETERS,
        fields=("NotebookTask.base_parameters",),
        most=1_000_000,
        unit="bytes",
        remedy="put large values into a table or a file, and hand over where it is",
    ),
    Size(
        rule=values.RUN_JOB_PARAMETERS,
        fields=fields_of("RunJobTask", "jar_params", "notebook_params", "python_params", "spark_submit_params"),
        most=10_000,
        unit="bytes",
        remedy="put large values into a table or a file, and hand over where it is",
    ),
    Size(
        rule=values.PIPELINE_PARAMETERS,
        fields=("PipelineTask.parameters",),
        most=10_000,
        unit="characters",
        remedy="put large values into a table or a file, and hand over where it is",
    ),
    Length(
        rule=values.TAG_NAME,
        fields=("JobSettings.tags", "Cluster.custom_tags"),
        most=127,
        unit="characters",
        remedy="shorten it",
        of="names",
    ),
    Length(
        rule=values.TAG_VALUE,
        fields=("JobSettings.tags", "Cluster.custom_tags"),
        most=255,
        unit="characters",
        remedy="shorten it",
    ),
)
