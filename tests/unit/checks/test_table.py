"""The rows about single values: what each takes, and what it says of anything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from databricks_workflows import model
from databricks_workflows.authoring import DatabricksTaskOperator
from databricks_workflows.checks.blocks import Block
from databricks_workflows.checks.forms import FORMS
from databricks_workflows.checks.numbers import NUMBERS
from databricks_workflows.checks.rows import FieldRow
from databricks_workflows.checks.table import BLOCKS, FIELDS
from databricks_workflows.checks.values import check_values
from databricks_workflows.checks.words import WORDS
from databricks_workflows.diagnostics import Diagnostics, Place, Rule
from databricks_workflows.model import Model, tf
from databricks_workflows.resolve.left_out import EVERYTHING
from databricks_workflows.rules import RULES, values
from tests.support.workflows import job, text, told, workflow

MODELS: Mapping[str, type[Model]] = {
    name: each for name, each in vars(model).items() if isinstance(each, type) and issubclass(each, Model)
}
VALUES = (*WORDS, *NUMBERS, *FORMS)
ROWS: Mapping[str, FieldRow] = {row.rule.code: row for row in VALUES}


@dataclass(frozen=True)
class Case:
    """What a row takes and what it does not.

    Args:
        rule: the row's rule.
        right: values that pass.
        wrong: a value that does not, and what is said of it after the field's name.
        remedy: what is said to do about the first of them.
        more: further values with what is said of them, for those that can't be a key.
    """

    rule: Rule
    right: tuple[Any, ...]
    wrong: Mapping[Any, str] = field(default_factory=dict)
    remedy: str = ""
    more: tuple[tuple[Any, str], ...] = ()

    @property
    def all_wrong(self) -> list[tuple[Any, str]]:
        return [*self.wrong.items(), *self.more]


def told_of(place: str, value: Any) -> list[str]:
    """Everything that the rows about values say of a block with one field set."""
    name, _, of = place.partition(".")
    kind = MODELS[name]
    block = kind.model_construct(**{**dict.fromkeys(kind.model_fields), of: value})
    found = Diagnostics()
    check_values(Block(block, (), "task 'load'", Place("etl/load"), EVERYTHING), job(), found)
    return text(each for each in found if each.code in ROWS)


OPS = "expected EQUAL_TO, NOT_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN or LESS_THAN_OR_EQUAL"
MODES = (
    "expected SINGLE_USER, USER_ISOLATION, NONE, DATA_SECURITY_MODE_AUTO, DATA_SECURITY_MODE_DEDICATED, "
    "DATA_SECURITY_MODE_STANDARD, LEGACY_TABLE_ACL, LEGACY_PASSTHROUGH, LEGACY_SINGLE_USER or "
    "LEGACY_SINGLE_USER_STANDARD"
)
GPUS = "expected GPU_1xA10, GPU_1xH100, GPU_8xH100 or GPU_8xB300"
NOT_EMPTY = "expected a text that is not empty"
APPLICATION = "6b2f1c9e-0d1a-4c57-9a53-0f4a7d2e8b11"
VERSION = "expected a whole number, or one with a kind such as '4-scala-preview'"
TABLE, VOLUME = "main.sales.orders", "/Volumes/main/sales/lib"

CASES: tuple[Case, ...] = (
    Case(
        values.RUN_IF,
        ("ALL_SUCCESS", "ALL_DONE", "ALL_FAILED", "AT_LEAST_ONE_SUCCESS", "AT_LEAST_ONE_FAILED", "NONE_FAILED"),
        {
            "ALL_DOEN": " is 'ALL_DOEN', expected ALL_SUCCESS, ALL_DONE, ALL_FAILED, AT_LEAST_ONE_SUCCESS, "
            "AT_LEAST_ONE_FAILED or NONE_FAILED"
        },
        "did you mean 'ALL_DONE'?",
    ),
    Case(
        values.PAUSE_STATUS,
        ("PAUSED", "UNPAUSED"),
        {"paused": " is 'paused', expected PAUSED or UNPAUSED", "": " is '', expected PAUSED or UNPAUSED"},
        "did you mean 'PAUSED'?",
    ),
    Case(
        values.SOURCE,
        ("WORKSPACE", "GIT"),
        {"DBFS": " is 'DBFS', expected WORKSPACE or GIT", "git": " is 'git', expected WORKSPACE or GIT"},
        "write WORKSPACE, which stands for cloud storage too",
    ),
    Case(
        values.CONDITION_OP,
        ("EQUAL_TO", "NOT_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN", "LESS_THAN_OR_EQUAL"),
        {">=": f" is '>=', {OPS}", "EQUALS": f" is 'EQUALS', {OPS}", "": f" is '', {OPS}"},
        "write GREATER_THAN_OR_EQUAL",
    ),
    Case(
        values.OUTCOME,
        ("true", "false"),
        {"True": " is 'True', expected true or false", "success": " is 'success', expected true or false"},
        "did you mean 'true'?",
    ),
    Case(
        values.PERIODIC_UNIT,
        ("HOURS", "DAYS", "WEEKS", "MINUTES"),
        {"MONTHS": " is 'MONTHS', expected HOURS, DAYS or WEEKS", "": " is '', expected HOURS, DAYS or WEEKS"},
        "write a schedule: quartz_cron_expression '0 0 6 1 * ?' is the first of each month at 6:00",
    ),
    Case(
        values.TABLE_CONDITION,
        ("ANY_UPDATED", "ALL_UPDATED"),
        {"ANY": " is 'ANY', expected ANY_UPDATED or ALL_UPDATED", "": " is '', expected ANY_UPDATED or ALL_UPDATED"},
        "write one of: ANY_UPDATED, ALL_UPDATED",
    ),
    Case(
        values.MODEL_CONDITION,
        ("MODEL_CREATED", "MODEL_VERSION_READY", "MODEL_ALIAS_SET"),
        {"MODEL_READY": " is 'MODEL_READY', expected MODEL_CREATED, MODEL_VERSION_READY or MODEL_ALIAS_SET"},
        "did you mean 'MODEL_CREATED'?",
    ),
    Case(
        values.TRIGGER_MODE,
        ("QUERY_RETURNS_ROWS", "RESULT_VALUE_CHANGES"),
        {"ROWS": " is 'ROWS', expected QUERY_RETURNS_ROWS or RESULT_VALUE_CHANGES"},
        "write one of: QUERY_RETURNS_ROWS, RESULT_VALUE_CHANGES",
    ),
    Case(
        values.TASK_RETRY_MODE,
        ("NEVER", "ON_FAILURE"),
        {"ALWAYS": " is 'ALWAYS', expected NEVER or ON_FAILURE"},
        "write one of: NEVER, ON_FAILURE",
    ),
    Case(
        values.RUNTIME_ENGINE,
        ("PHOTON", "STANDARD"),
        {"": " is '', expected PHOTON or STANDARD", "photon": " is 'photon', expected PHOTON or STANDARD"},
        "leave it out",
    ),
    Case(
        values.DATA_SECURITY_MODE,
        (
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
        {"SHARED": f" is 'SHARED', {MODES}", "SINGLEUSER": f" is 'SINGLEUSER', {MODES}"},
        "write USER_ISOLATION",
    ),
    Case(
        values.CLUSTER_KIND,
        ("CLASSIC_PREVIEW",),
        {"CLASSIC": " is 'CLASSIC', expected CLASSIC_PREVIEW"},
        "did you mean 'CLASSIC_PREVIEW'?",
    ),
    Case(
        values.DEPENDENCY_MODE,
        ("DEPENDENCY_MODE_AUTO", "DEPENDENCY_MODE_CLUSTER_LIBRARIES", "DEPENDENCY_MODE_ENVIRONMENTS"),
        {
            "AUTO": " is 'AUTO', expected DEPENDENCY_MODE_AUTO, DEPENDENCY_MODE_CLUSTER_LIBRARIES or "
            "DEPENDENCY_MODE_ENVIRONMENTS"
        },
        "write one of: DEPENDENCY_MODE_AUTO, DEPENDENCY_MODE_CLUSTER_LIBRARIES, DEPENDENCY_MODE_ENVIRONMENTS",
    ),
    Case(
        values.AWS_AVAILABILITY,
        ("SPOT", "ON_DEMAND", "SPOT_WITH_FALLBACK"),
        {"SPOT_AZURE": " is 'SPOT_AZURE', expected SPOT, ON_DEMAND or SPOT_WITH_FALLBACK"},
        "write one of: SPOT, ON_DEMAND, SPOT_WITH_FALLBACK",
    ),
    Case(
        values.AZURE_AVAILABILITY,
        ("SPOT_AZURE", "ON_DEMAND_AZURE", "SPOT_WITH_FALLBACK_AZURE"),
        {"ON_DEMAND": " is 'ON_DEMAND', expected SPOT_AZURE, ON_DEMAND_AZURE or SPOT_WITH_FALLBACK_AZURE"},
        "did you mean 'ON_DEMAND_AZURE'?",
    ),
    Case(
        values.GCP_AVAILABILITY,
        ("PREEMPTIBLE_GCP", "ON_DEMAND_GCP", "PREEMPTIBLE_WITH_FALLBACK_GCP"),
        {"SPOT": " is 'SPOT', expected PREEMPTIBLE_GCP, ON_DEMAND_GCP or PREEMPTIBLE_WITH_FALLBACK_GCP"},
        "write PREEMPTIBLE_GCP",
    ),
    Case(
        values.EBS_VOLUME_TYPE,
        ("GENERAL_PURPOSE_SSD", "THROUGHPUT_OPTIMIZED_HDD"),
        {"gp3": " is 'gp3', expected GENERAL_PURPOSE_SSD or THROUGHPUT_OPTIMIZED_HDD"},
        "write GENERAL_PURPOSE_SSD",
    ),
    Case(
        values.CONFIDENTIAL_COMPUTE,
        ("SEV_SNP", "CONFIDENTIAL_COMPUTE_TYPE_NONE"),
        {"SEV": " is 'SEV', expected SEV_SNP or CONFIDENTIAL_COMPUTE_TYPE_NONE"},
        "did you mean 'SEV_SNP'?",
    ),
    Case(
        values.ENCRYPTION_TYPE,
        ("sse-s3", "sse-kms"),
        {"SSE-KMS": " is 'SSE-KMS', expected sse-s3 or sse-kms"},
        "did you mean 'sse-kms'?",
    ),
    Case(
        values.HEALTH_METRIC,
        (
            "RUN_DURATION_SECONDS",
            "STREAMING_BACKLOG_BYTES",
            "STREAMING_BACKLOG_RECORDS",
            "STREAMING_BACKLOG_SECONDS",
            "STREAMING_BACKLOG_FILES",
        ),
        {
            "RUN_DURATION": " is 'RUN_DURATION', expected RUN_DURATION_SECONDS, STREAMING_BACKLOG_BYTES, "
            "STREAMING_BACKLOG_RECORDS, STREAMING_BACKLOG_SECONDS or STREAMING_BACKLOG_FILES"
        },
        "did you mean 'RUN_DURATION_SECONDS'?",
    ),
    Case(
        values.HEALTH_OP,
        ("GREATER_THAN",),
        {">=": " is '>=', expected GREATER_THAN", "LESS_THAN": " is 'LESS_THAN', expected GREATER_THAN"},
        "write GREATER_THAN, and a threshold of one less",
    ),
    Case(
        values.EDIT_MODE,
        ("EDITABLE", "UI_LOCKED"),
        {"LOCKED": " is 'LOCKED', expected EDITABLE or UI_LOCKED"},
        "did you mean 'UI_LOCKED'?",
    ),
    Case(
        values.FORMAT,
        ("MULTI_TASK",),
        {"SINGLE_TASK": " is 'SINGLE_TASK', expected MULTI_TASK"},
        "leave it out: a job of one task is one of several as well",
    ),
    Case(
        values.PERFORMANCE_TARGET,
        ("PERFORMANCE_OPTIMIZED", "STANDARD"),
        {"COST_OPTIMIZED": " is 'COST_OPTIMIZED', expected PERFORMANCE_OPTIMIZED or STANDARD"},
        "write STANDARD, the cheaper one of both",
    ),
    Case(
        values.GIT_PROVIDER,
        (
            "gitHub",
            "gitHubEnterprise",
            "gitLab",
            "gitLabEnterpriseEdition",
            "bitbucketCloud",
            "bitbucketServer",
            "azureDevOpsServices",
            "awsCodeCommit",
            "github",
            "BITBUCKETCLOUD",
        ),
        {
            "bitbucket": " is 'bitbucket', expected gitHub, gitHubEnterprise, gitLab, gitLabEnterpriseEdition, "
            "bitbucketCloud, bitbucketServer, azureDevOpsServices or awsCodeCommit"
        },
        "write bitbucketCloud or bitbucketServer",
    ),
    Case(
        values.DEPLOYMENT_KIND,
        ("BUNDLE", "SYSTEM_MANAGED"),
        {"TERRAFORM": " is 'TERRAFORM', expected BUNDLE or SYSTEM_MANAGED"},
        "write one of: BUNDLE, SYSTEM_MANAGED",
    ),
    Case(
        values.DIRTY_STATE,
        ("NOT_SYNCED", "DISCONNECTED"),
        {"SYNCED": " is 'SYNCED', expected NOT_SYNCED or DISCONNECTED"},
        "did you mean 'NOT_SYNCED'?",
    ),
    Case(
        values.PERMISSION_LEVEL,
        ("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"),
        {
            "CAN_RUN": " is 'CAN_RUN', expected CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE or IS_OWNER",
            "OWNER": " is 'OWNER', expected CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE or IS_OWNER",
        },
        "write CAN_MANAGE_RUN",
    ),
    Case(
        values.ACCELERATOR,
        ("GPU_1xA10", "GPU_1xH100", "GPU_8xH100", "GPU_8xB300"),
        {"GPU_1xa10": f" is 'GPU_1xa10', {GPUS}", "": f" is '', {GPUS}"},
        "did you mean 'GPU_1xA10'?",
    ),
    Case(
        values.STORAGE_MODE,
        ("DIRECT_QUERY", "DUAL", "IMPORT"),
        {"IMPORTED": " is 'IMPORTED', expected DIRECT_QUERY, DUAL or IMPORT"},
        "did you mean 'IMPORT'?",
    ),
    Case(
        values.POWER_BI_SIGN_IN,
        ("OAUTH", "PAT"),
        {"TOKEN": " is 'TOKEN', expected OAUTH or PAT"},
        "write one of: OAUTH, PAT",
    ),
    Case(values.UNSENT_WORD, (), {"": " is '', expected a word"}, "write the word, or leave the field out"),
    Case(
        values.MAX_RETRIES,
        (-1, 0, 5),
        {-2: " is -2, expected -1 or more"},
        "write how many further attempts there are; -1 is without an end",
    ),
    Case(
        values.TIMEOUT_SECONDS,
        (0, 3600),
        {-1: " is -1, expected 0 or more seconds"},
        "write 0, or leave it out, for no limit",
    ),
    Case(
        values.RETRY_INTERVAL,
        (0, 60000),
        {-1: " is -1, expected 0 or more milliseconds"},
        "write 0, or leave it out, to retry at once",
    ),
    Case(
        values.NUM_WORKERS,
        (0, 300),
        {-1: " is -1, expected 0 or more workers"},
        "write how many nodes there are beside the driver",
    ),
    Case(values.MIN_WORKERS, (1, 8), {0: " is 0, expected 1 or more workers"}, "write 1 or more"),
    Case(values.MAX_WORKERS, (1, 8), {0: " is 0, expected 1 or more workers"}, "write a number above min_workers"),
    Case(
        values.MAX_CONCURRENT_RUNS,
        (1, 1000),
        {0: " is 0, expected 1 to 1000 runs", 1001: " is 1001, expected 1 to 1000 runs"},
        "write 1 or more; to stop a job from running, pause its schedule or trigger: pause_status PAUSED",
    ),
    Case(
        values.PERIODIC_INTERVAL,
        (1, 24),
        {0: " is 0, expected 1 or more"},
        "write how many units lie between two runs",
    ),
    Case(
        values.CONCURRENCY,
        (1, 20, 100),
        {0: " is 0, expected 1 to 100", -1: " is -1, expected 1 to 100", 101: " is 101, expected 1 to 100"},
        "write how many inputs are taken at the same time",
    ),
    Case(
        values.TRIGGER_WAIT,
        (0, 60, 3600),
        {59: " is 59, expected 60 or more seconds, or 0", -60: " is -60, expected 60 or more seconds, or 0"},
        "write 60, or leave it out",
    ),
    Case(
        values.HEALTH_VALUE, (0, 3600), {-1: " is -1, expected 0 or more"}, "write the threshold in the metric's unit"
    ),
    Case(
        values.SPOT_BID,
        (1, 100, 10000),
        {0: " is 0, expected 1 to 10000 percent", 10001: " is 10001, expected 1 to 10000 percent"},
        "write 100 for the on-demand price",
    ),
    Case(
        values.SPOT_PRICE,
        (-1, -1.0, 0.05, 2),
        {-0.5: " is -0.5, expected 0 or more dollars, or -1"},
        "write -1 for the on-demand price",
    ),
    Case(
        values.EBS_COUNT,
        (0, 10),
        {11: " is 11, expected 0 to 10 volumes", -1: " is -1, expected 0 to 10 volumes"},
        "take larger volumes where more room is needed",
    ),
    Case(
        values.EBS_SIZE,
        (0, 100, 4096),
        {99: " is 99, expected 100 to 4096 GiB, or 0", 4097: " is 4097, expected 100 to 4096 GiB, or 0"},
        "write 100 to 4096, for hard disks 500 to 4096",
    ),
    Case(values.BELOW_ZERO, (0, 7), {-1: " is -1, expected 0 or more"}, "leave it out for Databricks' default"),
    Case(
        values.GPU_COUNT,
        (1, 8),
        {0: " is 0, expected 1 or more GPUs"},
        "write how many GPUs all nodes have together",
    ),
    Case(
        values.TASK_COUNT,
        ([model.Task()] * 1000,),
        more=(([model.Task()] * 1001, " has 1001 tasks, expected at most 1000"),),
        remedy="make two jobs of it, one of which runs the other by a run_job_task",
    ),
    Case(
        values.TAG_COUNT,
        ({}, {str(number): "x" for number in range(25)}),
        more=(({str(number): "x" for number in range(26)}, " has 26 tags, expected at most 25"),),
        remedy="keep 25 of them, or write some as custom_tags of the clusters",
    ),
    Case(
        values.CUSTOM_TAG_COUNT,
        ({str(number): "x" for number in range(45)},),
        more=(({str(number): "x" for number in range(46)}, " has 46 tags, expected at most 45"),),
        remedy="keep 45 of them",
    ),
    Case(
        values.WEBHOOK_COUNT,
        ([], [model.Webhook(id="a")] * 3),
        more=(([model.Webhook(id="a")] * 4, " has 4 webhooks, expected at most 3"),),
        remedy="keep 3 of them, or let one destination tell the others",
    ),
    Case(
        values.DBT_COMMAND_COUNT,
        (["dbt run"], ["dbt run"] * 10),
        more=(
            ([], " has 0 commands, expected at least 1"),
            (["dbt run"] * 11, " has 11 commands, expected at most 10"),
        ),
        remedy="write 1 to 10 commands; make several tasks of more",
    ),
    Case(
        values.SSH_KEY_COUNT,
        ([], ["ssh-ed25519 A"] * 10),
        more=((["ssh-ed25519 A"] * 11, " has 11 keys, expected at most 10"),),
        remedy="keep 10 of them",
    ),
    Case(
        values.SUBSCRIBER_COUNT,
        ([model.Subscriber(user_name="a@b")] * 100,),
        more=(([model.Subscriber(user_name="a@b")] * 101, " has 101 subscribers, expected at most 100"),),
        remedy="tell a notification destination, which tells the others",
    ),
    Case(
        values.TABLE_COUNT,
        ([TABLE], [TABLE] * 50),
        more=(([], " has 0 tables, expected at least 1"),),
        remedy="write the tables to watch: catalog.schema.table",
    ),
    Case(
        values.DEPLOYMENT_COUNT,
        (["one"],),
        more=((["one", "two"], " has 2 deployments, expected at most 1"),),
        remedy="make a task of each",
    ),
    Case(
        values.JOB_NAME,
        ("etl", "x" * 4096),
        {"ä" * 2049: " is 4098 bytes long, expected at most 4096"},
        "shorten it",
    ),
    Case(
        values.DESCRIPTION,
        ("", "ä" * 27700),
        {"x" * 27701: " is 27701 characters long, expected at most 27700"},
        "shorten it, or link to a page with the rest",
    ),
    Case(
        values.BASE_PARAMETERS,
        ({}, {"day": "{{job.start_time.iso_date}}"}, {"a": "x" * 999_000}),
        more=(({"a": "x" * 1_000_000}, " is 1000009 bytes of JSON, expected at most 1000000"),),
        remedy="put large values into a table or a file, and hand over where it is",
    ),
    Case(
        values.RUN_JOB_PARAMETERS,
        (["x" * 9_000], {"a": "x" * 9_000}),
        more=((["x" * 10_000], " is 10004 bytes of JSON, expected at most 10000"),),
        remedy="put large values into a table or a file, and hand over where it is",
    ),
    Case(
        values.PIPELINE_PARAMETERS,
        ({"a": "ä" * 9_000},),
        more=(({"a": "ä" * 10_000}, " is 10009 characters of JSON, expected at most 10000"),),
        remedy="put large values into a table or a file, and hand over where it is",
    ),
    Case(
        values.TAG_NAME,
        ({"x" * 127: "x"},),
        more=(({"x" * 128: "x"}, f".{'x' * 128} has a name of 128 characters, expected at most 127"),),
        remedy="shorten it",
    ),
    Case(
        values.TAG_VALUE,
        ({"team": ""}, {"team": "x" * 255}),
        more=(({"team": "x" * 256}, ".team is 256 characters long, expected at most 255"),),
        remedy="shorten it",
    ),
    Case(
        values.PARAMETER_NAME,
        ("run_date", "a.b-C_9"),
        {
            "run date": " is 'run date', expected letters, digits, _, - and .",
            "": " is '', expected letters, digits, _, - and .",
            "größe": " is 'größe', expected letters, digits, _, - and .",
        },
        "write a name of these",
    ),
    Case(
        values.JOB_CLUSTER_KEY,
        ("small", "Small_cluster-2", "x" * 100),
        {
            "small cluster": " is 'small cluster', expected 1 to 100 letters, digits, _ and -",
            "": " is '', expected 1 to 100 letters, digits, _ and -",
        },
        "write a key of these, here and in the tasks that run on it",
    ),
    Case(values.EMPTY_VALUE, ("a",), {"": f" is '', {NOT_EMPTY}"}, "write it"),
    Case(values.UNSENT_TEXT, (), {"": f" is '', {NOT_EMPTY}"}, "write it, or leave the field out"),
    Case(
        values.EMPTY_ITEM,
        (),
        more=(([""], f"[0] is '', {NOT_EMPTY}"), (["", tf("${var.a}")], f"[0] is '', {NOT_EMPTY}")),
        remedy="take it out, or write something that stands for nothing",
    ),
    Case(
        values.MAIL,
        ([], ["a@b"], ["data-team@example.com", "Jane.Doe+etl@mail.example.com"], [tf("${var.mail}")]),
        more=(
            (["data-team"], "[0] is 'data-team', expected one mail address"),
            (["a@b", "a@b, c@d"], "[1] is 'a@b, c@d', expected one mail address"),
        ),
        remedy="write name@example.com, each address as an item of its own; chats and pagers are webhook_notifications",
    ),
    Case(
        values.USER_NAME,
        ("jane.doe@example.com",),
        {"jane.doe": " is 'jane.doe', expected a mail address"},
        "write the mail address that the user signs in with; a group or a service principal has its own field",
    ),
    Case(
        values.SERVICE_PRINCIPAL,
        (APPLICATION, APPLICATION.upper()),
        {"sales-etl": f" is 'sales-etl', expected an application id, such as {APPLICATION}"},
        "write the application id that the service principal's page shows",
    ),
    Case(
        values.GIT_URL,
        ("https://github.com/acme/sales", "https://jane@dev.azure.com/acme/sales/_git/etl"),
        {
            "git@github.com:acme/sales": " is 'git@github.com:acme/sales', expected https://...",
            "http://github.com/acme/sales": " is 'http://github.com/acme/sales', expected https://...",
            "https://github.com/acme/sales ": " is 'https://github.com/acme/sales ', expected https://...",
            "": " is '', expected https://...",
        },
        "write the address for cloning by https: https://github.com/team/repository",
    ),
    Case(
        values.FILE_ARRIVAL_URL,
        ("s3://data/in/", "abfss://in@data.dfs.core.windows.net/", "gs://data/in", "/Volumes/main/sales/in/"),
        {
            "s3://data/in/*.csv": " is 's3://data/in/*.csv', expected the URL of a folder or /Volumes/..., "
            "without * and ?",
            "/mnt/in/": " is '/mnt/in/', expected the URL of a folder or /Volumes/..., without * and ?",
            "": " is '', expected the URL of a folder or /Volumes/..., without * and ?",
        },
        "write a folder, such as s3://bucket/in/ or /Volumes/catalog/schema/volume/: all below it is watched",
    ),
    Case(
        values.DBT_COMMAND,
        (["dbt deps", "dbt run --select 'tag:a'\n --full-refresh", "dbt"],),
        more=(
            (["dbt deps", "run"], "[1] is 'run', expected a command that begins with dbt"),
            (["dbtrun"], "[0] is 'dbtrun', expected a command that begins with dbt"),
        ),
        remedy="write dbt first: dbt run --select tag:daily",
    ),
    Case(
        values.ENVIRONMENT_VERSION,
        ("1", "12", "4-scala-preview"),
        {each: f" is {each!r}, {VERSION}" for each in ("latest", "2.0", "4-")},
        'write it as text: "2"',
    ),
    Case(
        values.DOCKER_IMAGE,
        ("databricksruntime/standard:latest", "registry.example.com:5000/team/etl@sha256:0123"),
        {"https://example.com/etl": " is 'https://example.com/etl', expected registry/repository:tag"},
        "write the name as docker pull takes it: registry.example.com/team/image:1.2",
    ),
    Case(
        values.PATH_FORM,
        ("/Shared/etl/load", "notebooks/load", "/a/..b/c.. /d", "s3://data/etl/load", "${var.not_one}"),
        {
            "/sales/../shared": " is '/sales/../shared', expected a path without .. and without blanks around it",
            "..": " is '..', expected a path without .. and without blanks around it",
            "/sales/load ": " is '/sales/load ', expected a path without .. and without blanks around it",
        },
        "write the path that it comes to",
    ),
    Case(
        values.NOTEBOOK_ENDING,
        ("/sales/load", "/sales/load.v2", "/py", "notebooks/load.py", "/sales/load.ipynb", ""),
        {
            "/sales/load.py": " is '/sales/load.py', expected the path of a notebook, without an ending",
            "/sales/load.R": " is '/sales/load.R', expected the path of a notebook, without an ending",
        },
        "leave the ending out; a Python file that is no notebook is a spark_python_task",
    ),
    Case(
        values.TABLE_NAME,
        ([TABLE, "`main`.sales.`orders.2026`"],),
        more=(
            ([TABLE, "sales.orders"], "[1] is 'sales.orders', expected catalog.schema.table"),
            (["a.b.c.d"], "[0] is 'a.b.c.d', expected catalog.schema.table"),
        ),
        remedy="write all three names",
    ),
    Case(
        values.MAVEN,
        ("org.jsoup:jsoup:1.7.2", "com.acme:etl:jar:tests:1.0"),
        {
            "org.jsoup:jsoup": " is 'org.jsoup:jsoup', expected group:artifact:version",
            "": " is '', expected group:artifact:version",
        },
        "write all three, such as org.jsoup:jsoup:1.7.2",
    ),
    Case(
        values.MAVEN_EXCLUSION,
        (["slf4j:slf4j", "*:hadoop-client"],),
        more=((["hadoop-client"], "[0] is 'hadoop-client', expected group:artifact"),),
        remedy="write both, such as org.slf4j:slf4j-api; * stands for any",
    ),
    Case(
        values.WHEEL,
        (f"{VOLUME}/a-1.0-py3-none-any.whl", "dbfs:/a.whl", "s3://lib/a.whl", "/Workspace/lib/a.wheelhouse.zip"),
        {"dist/a.whl": " is 'dist/a.whl', expected the place of a .whl file"},
        "write where it lies: /Volumes/catalog/schema/volume/name.whl, /Workspace/... or s3://...; a package of an "
        "index is pypi",
    ),
    Case(
        values.REQUIREMENTS,
        (f"{VOLUME}/requirements.txt", "/Workspace/Shared/etl/requirements-dev.txt"),
        {
            "s3://lib/requirements.txt": " is 's3://lib/requirements.txt', expected the path of a requirements.txt in "
            "the workspace or in a volume"
        },
        "write where it lies: /Workspace/... or /Volumes/catalog/schema/volume/requirements.txt",
    ),
    Case(
        values.RESERVED_TAG,
        ({"team": "Name", "Names": "x", "name": "x"},),
        more=(({"Name": "x"}, ".Name is named 'Name', expected another name"),),
        remedy="call the tag something else",
    ),
    Case(
        values.ENVIRONMENT_VARIABLE,
        ({"SALES_REGION": "e-u", "_a9": ""},),
        more=(
            (
                {"SALES-REGION": "eu"},
                "['SALES-REGION'] is named 'SALES-REGION', expected letters, digits and _ for the name, no digit first",
            ),
        ),
        remedy="write a name of these",
    ),
    Case(
        values.SPARK_CONF_NAME,
        ({"spark.speculation": "a b", "spark.hadoop.fs.s3a.endpoint": ""},),
        more=(({"a b": ""}, "['a b'] is named 'a b', expected a name without blanks"),),
        remedy="write the name of the setting, and its value as the value",
    ),
    Case(
        values.INSTANCE_PROFILE,
        ("arn:aws:iam::123456789012:instance-profile/etl", "arn:aws-us-gov:iam::123456789012:instance-profile/a/etl"),
        {
            "arn:aws:iam::123456789012:role/etl": " is 'arn:aws:iam::123456789012:role/etl', expected "
            "arn:aws:iam::ACCOUNT:instance-profile/NAME"
        },
        "write the ARN of the instance profile, not that of its role",
    ),
    Case(
        values.TIMEOUT,
        ("20m", "1h30m", "1.5h", "0"),
        {
            "20 minutes": " is '20 minutes', expected a duration such as 20m",
            "20": " is '20', expected a duration such as 20m",
            "": " is '', expected a duration such as 20m",
        },
        "write numbers with their units, h, m or s: 90s, 20m, 1h30m",
    ),
    Case(
        values.ASCII,
        (["--region", "Austria", "~"],),
        more=((["--region", "Österreich"], "[1] is 'Österreich', expected ASCII only"),),
        remedy="hand such a text over as a job parameter, or in a file",
    ),
    Case(
        values.WEBHOOK_ID,
        ("0f5e1c52-3a7b-4a80-9f10-6c0d6f2b7a11", "${databricks_notification_destination.chat.id}"),
        {
            "etl@example.com": " is 'etl@example.com', expected the id of a notification destination",
            "https://example.com/hook": " is 'https://example.com/hook', expected the id of a notification destination",
        },
        "write the id that the workspace shows for it; an e-mail address goes into email_notifications",
    ),
    Case(
        values.WAREHOUSE_AS_CLUSTER,
        ("0923-164208-meows279", "${databricks_cluster.etl.id}", "8b1d2c3e4f5a6b7c8"),
        {
            "8b1d2c3e4f5a6b7c": " is '8b1d2c3e4f5a6b7c', expected the id of a cluster, such as 0923-164208-meows279",
        },
        "write a cluster's id; what a SQL warehouse runs is a sql_task, which has a warehouse_id",
    ),
    Case(
        values.CLUSTER_AS_WAREHOUSE,
        ("8b1d2c3e4f5a6b7c", "${databricks_sql_endpoint.reports.id}"),
        {
            "0923-164208-meows279": " is '0923-164208-meows279', expected the id of a SQL warehouse, such as "
            "8b1d2c3e4f5a6b7c",
        },
        "write a warehouse's id; a cluster is named by existing_cluster_id or job_cluster_key",
    ),
    Case(
        values.NAME_AS_ID,
        ("8b1d2c3e4f5a6b7d", "01ef1fa2-1c2f-1d4d-8f3a-0123456789ab", "${databricks_sql_endpoint.reports.id}"),
        {
            "Shared Warehouse": " is 'Shared Warehouse', expected an id",
            "/sql/1.0/warehouses/8b1d2c3e4f5a6b7c": " is '/sql/1.0/warehouses/8b1d2c3e4f5a6b7c', expected an id",
        },
        "write the id that the workspace shows, the last part of its address, not the name",
    ),
)

# The fields of one row hold a text in one model and a list of them in another.
JARS = f"{VOLUME}/orders.jar"
NO_JAR = "is 'orders.jar', expected the place of a .jar file"
JAR_REMEDY = "write where it lies: /Volumes/catalog/schema/volume/name.jar, /Workspace/... or s3://..."


def wrong_values() -> Iterator[tuple[Case, str, Any, str]]:
    for case in CASES:
        for place in ROWS[case.rule.code].fields:
            for value, said in case.all_wrong:
                yield case, place, value, said


def right_values() -> Iterator[tuple[Case, str, Any]]:
    for case in CASES:
        for place in ROWS[case.rule.code].fields:
            for value in case.right:
                yield case, place, value


@pytest.mark.parametrize(
    ("case", "place", "value", "said"),
    [pytest.param(*each, id=f"{each[0].rule.code}-{each[1]}-{number}") for number, each in enumerate(wrong_values())],
)
def test_a_wrong_value_is_told_once(case: Case, place: str, value: Any, said: str) -> None:
    (message,) = told_of(place, value)
    name = place.partition(".")[2]
    head = f"{case.rule.severity} {case.rule.code}: task 'load': {name}{said} [etl/load]"
    if value == case.all_wrong[0][0]:
        assert message == f"{head}\n    {case.remedy}"
    else:
        assert message.splitlines()[0] == head


@pytest.mark.parametrize(
    ("case", "place", "value"),
    [pytest.param(*each, id=f"{each[0].rule.code}-{each[1]}-{number}") for number, each in enumerate(right_values())],
)
def test_a_right_value_passes(case: Case, place: str, value: Any) -> None:
    assert [each for each in told_of(place, value) if case.rule.code in each] == []


def test_a_jar_is_a_place_in_a_text_and_in_a_list() -> None:
    assert told_of("Library.jar", JARS) == []
    assert told_of("EnvironmentSpec.java_dependencies", [JARS, "dbfs:/lib/a.JAR"]) == []
    assert told_of("Library.jar", "orders.jar") == [
        f"warning DW288: task 'load': jar {NO_JAR} [etl/load]\n    {JAR_REMEDY}"
    ]
    assert told_of("EnvironmentSpec.java_dependencies", ["orders.jar"]) == [
        f"warning DW288: task 'load': java_dependencies[0] {NO_JAR} [etl/load]\n    {JAR_REMEDY}"
    ]


RIGHT_PACKAGES = (
    *(
        "pandas",
        "pandas==2.2.3",
        "pandas===2.2.3",
        "pandas>=2,<3",
        "pandas ~= 2.2",
        "pandas[all]==2",
        "a @ https://h/?x=1",
    ),
    *("/Volumes/main/etl/a-1.whl", "-r /Workspace/x.txt", "--find-links=/Volumes/main/etl", "${var.package}", ""),
)


def test_a_package_with_half_an_equals_sign() -> None:
    remedy = "write two equals signs before the version"
    told = "expected a package as pip takes it, such as pandas==2.2.3"
    for wrong in ("pandas=2.0", "pandas = 2.0", "pandas[all] 2"):
        assert told_of("PypiLibrary.package", wrong) == [
            f"warning DW344: task 'load': package is {wrong!r}, {told} [etl/load]\n    {remedy}"
        ]
    assert told_of("EnvironmentSpec.dependencies", ["pandas=2.0"]) == [
        f"warning DW344: task 'load': dependencies[0] is 'pandas=2.0', {told} [etl/load]\n    {remedy}"
    ]
    for right in RIGHT_PACKAGES:
        assert [each for each in told_of("PypiLibrary.package", right) if "DW344" in each] == []


@pytest.mark.parametrize("place", sorted({place for row in FIELDS for place in row.fields}))
def test_what_only_terraform_knows_passes(place: str) -> None:
    assert told_of(place, tf("${var.anything}")) == []
    assert told_of(place, "${TfToken[TOKEN.1]}") == []


def test_every_row_is_tried() -> None:
    tried = [case.rule.code for case in CASES] + [values.JAR.code, values.REQUIREMENT.code]
    assert sorted(tried) == sorted(ROWS)


def test_every_row_is_of_a_listed_rule_and_of_one_of_its_own() -> None:
    codes = Counter(row.rule.code for row in VALUES)
    assert [code for code, count in codes.items() if count > 1] == []
    assert all(RULES[row.rule.code] is row.rule for row in (*FIELDS, *BLOCKS))


def test_every_field_of_a_row_is_there() -> None:
    named = [place.partition(".") for row in FIELDS for place in row.fields]
    assert [each for each in named if each[2] not in MODELS[each[0]].model_fields] == []
    assert [name for row in BLOCKS for name in row.models if set(row.fields) - set(MODELS[name].model_fields)] == []


def test_no_row_names_a_field_twice() -> None:
    assert [row for row in FIELDS if len(set(row.fields)) < len(row.fields)] == []


def plain(annotation: Any) -> Any:
    """A type without None and without what validates it: ``int``, ``list[str]``."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is list:
        return list[plain(get_args(annotation)[0])]  # type: ignore[misc]
    return annotation


def fields_that_are(kind: Any) -> set[str]:
    """``Model.field`` of a type, each at the model that has it first."""
    return {
        f"{name}.{of}"
        for name, each in MODELS.items()
        for of in each.__annotations__
        if plain(each.model_fields[of].annotation) == kind
    }


def test_no_list_of_texts_may_hold_an_empty_one() -> None:
    assert fields_that_are(list[str]) == set(ROWS[values.EMPTY_ITEM.code].fields)


def test_values_are_looked_at_wherever_a_block_stands() -> None:
    inner = {"task_key": "one", "max_retries": -2, "notebook_task": {"notebook_path": "/a", "source": "git"}}
    etl = workflow(
        extra_job_params={"tags": {"Name": "etl"}, "access_control_list": [{"permission_level": "OWNER"}]},
        job_clusters=[
            {
                "job_cluster_key": "k",
                "new_cluster": {"num_workers": -1, "spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge"},
            }
        ],
        body=lambda: loop(inner),
    )
    assert {line.partition(",")[0] for line in told(etl) if "DW2" in line} == {
        "warning DW292: workflow 'etl': tags.Name is named 'Name'",
        "error DW229: workflow 'etl': access_control_list[0].permission_level is 'OWNER'",
        "error DW238: workflow 'etl': job_clusters[0].new_cluster.num_workers is -1",
        "error DW235: task 'load': for_each_task.task.max_retries is -2",
        "error DW202: task 'load': for_each_task.task.notebook_task.source is 'git'",
    }


def loop(inner: Mapping[str, Any]) -> None:
    DatabricksTaskOperator(task_id="load", task_config={"for_each_task": {"inputs": "[1]", "task": inner}})
