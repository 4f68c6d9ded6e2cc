"""What is out of date: deprecated fields, and how a runtime is named today."""

from __future__ import annotations

import re
from collections.abc import Sequence

from databricks_workflows.checks.rows import FieldRow, Form, Obsolete
from databricks_workflows.rules import blocks

OBSOLETE: Sequence[FieldRow] = (
    Obsolete(
        rule=blocks.EGG,
        fields=("Library.egg",),
        remedy="build a wheel and write whl",
    ),
    Obsolete(
        rule=blocks.JAR_URI,
        fields=("SparkJarTask.jar_uri",),
        remedy='write {"jar": ...} in the task\'s libraries',
    ),
    Obsolete(
        rule=blocks.RUN_AS_REPL,
        fields=("SparkJarTask.run_as_repl",),
        remedy="leave it out",
    ),
    Obsolete(
        rule=blocks.SCRIPT_ON_DBFS,
        fields=("InitScript.dbfs",),
        remedy="put the script into a volume and write volumes, or into the workspace and write workspace",
    ),
    Obsolete(
        rule=blocks.DBT_CLOUD,
        fields=("AnyTask.dbt_cloud_task",),
        remedy="write dbt_platform_task, with dbt_platform_job_id",
    ),
    Obsolete(
        rule=blocks.GEN_AI_COMPUTE,
        fields=("AnyTask.gen_ai_compute_task",),
        remedy="write ai_runtime_task",
    ),
    Obsolete(
        rule=blocks.SPARK_SUBMIT,
        fields=("AnyTask.spark_submit_task",),
        remedy="write spark_jar_task or spark_python_task, and what it needs in libraries",
    ),
    Obsolete(
        rule=blocks.LEGACY_SQL,
        fields=("SqlTask.alert",),
        remedy="write alert_task",
    ),
    Obsolete(
        rule=blocks.LEGACY_SQL,
        fields=("SqlTask.dashboard",),
        remedy="write dashboard_task",
    ),
    Obsolete(
        rule=blocks.CLIENT,
        fields=("EnvironmentSpec.client",),
        remedy="write environment_version",
    ),
    Obsolete(
        rule=blocks.SKIPPED_RUNS,
        fields=("EmailNotifications.no_alert_for_skipped_runs",),
        remedy="write it in notification_settings",
        but=(False,),  # is in every answer of Databricks
    ),
    Obsolete(
        rule=blocks.PREEMPTIBLE,
        fields=("GcpAttributes.use_preemptible_executors",),
        remedy="write availability: PREEMPTIBLE_GCP, or PREEMPTIBLE_WITH_FALLBACK_GCP",
        but=(False,),
    ),
    Form(
        rule=blocks.RUNTIME_FORM,
        fields=("Cluster.spark_version",),
        pattern=re.compile(r"[a-z]+:.+|.+-scala2\.\d+.*"),
        expected="a key such as '16.4.x-scala2.12'",
        remedy="write the whole key, as the workspace lists it: version, .x, kind and Scala",
    ),
)
