"""The rows of ``table.py`` about blocks, and those about deprecated fields."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from databricks_workflows.checks import check_jobs
from databricks_workflows.checks.values import check_values
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.documents import read_document
from databricks_workflows.model import AccessControl, Model
from databricks_workflows.model.tokens import tf
from databricks_workflows.resolve.left_out import EVERYTHING
from databricks_workflows.rules import RULES
from tests.support.workflows import checked, in_blocks, job, told, workflow
from tests.support.workflows import task as operator

WAREHOUSE = "a1b2"
SCHEDULE = {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"}
FILES = {"file_arrival": {"url": "/Volumes/a/b/c/"}}
DAILY = {"periodic": {"interval": 1, "unit": "DAYS"}}
GIT = {"git_url": "https://github.com/a/b", "git_provider": "gitHub"}
VOLUME = {"destination": "/Volumes/a/b/c"}


def task(**fields: Any) -> dict[str, Any]:
    return {"tasks": [{"task_key": "load", **fields}]}


def notebook(**fields: Any) -> dict[str, Any]:
    return task(notebook_task={"notebook_path": "/a"}, **fields)


def cluster(**fields: Any) -> dict[str, Any]:
    return notebook(new_cluster=fields)


def sql(**fields: Any) -> dict[str, Any]:
    return task(sql_task={"warehouse_id": WAREHOUSE, **fields})


def wheel(**fields: Any) -> dict[str, Any]:
    return task(python_wheel_task={"package_name": "p", "entry_point": "e", **fields})


def dbt(**fields: Any) -> dict[str, Any]:
    return task(dbt_task={"commands": ["dbt run"], **fields})


def environment(**fields: Any) -> dict[str, Any]:
    return {"environments": [{"environment_key": "e", "spec": fields}]}


def entry(**fields: Any) -> dict[str, Any]:
    return {"permissions": [fields]}


def said(code: str, settings: dict[str, Any]) -> list[str]:
    """What a rule says of a job, without severity and code."""
    entries = [AccessControl(**each) for each in settings.get("permissions", ())]
    rest = {name: value for name, value in settings.items() if name != "permissions"}
    whole = replace(job(**rest), permissions=tuple(entries))
    head = f"{RULES[code].severity} {code}: "
    return [each.removeprefix(head) for each in checked(in_blocks(check_values, Model), whole) if each.startswith(head)]


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "DW300",
        {"git_source": {**GIT, "git_branch": "main", "git_tag": ""}},
        ["workflow 'etl': git_source has git_branch and git_tag, expected one of them [etl]\n    keep one of them"],
    ),
    (
        "DW301",
        {"schedule": SCHEDULE, "continuous": {}},
        [
            "workflow 'etl' has schedule and continuous, expected one of them [etl]\n"
            "    keep one of them; triggers holds several of another kind"
        ],
    ),
    (
        "DW301",
        {"schedule": SCHEDULE, "trigger": FILES, "triggers": [{"schedule": SCHEDULE}]},
        [
            "workflow 'etl' has schedule, trigger and triggers, expected one of them [etl]\n"
            "    keep one of them; triggers holds several of another kind"
        ],
    ),
    (
        "DW303",
        {"trigger": {"model": {"condition": "MODEL_CREATED"}}},
        [
            "workflow 'etl': trigger has none of file_arrival, periodic, table_update [etl]\n"
            '    write one of them; a model or a query alone, or several kinds, go into "triggers": [{...}]'
        ],
    ),
    (
        "DW303",
        {"trigger": {**FILES, **DAILY}},
        [
            "workflow 'etl': trigger has file_arrival and periodic, expected one of them [etl]\n"
            '    write one of them; a model or a query alone, or several kinds, go into "triggers": [{...}]'
        ],
    ),
    (
        "DW304",
        {"triggers": [{"pause_status": "PAUSED"}, {**FILES, **DAILY}, {"model": {"condition": "MODEL_CREATED"}}]},
        [
            "workflow 'etl': triggers[0] has none of continuous, file_arrival, model, periodic, schedule, table_update "
            "[etl]\n"
            "    write one kind in each entry of triggers",
            "workflow 'etl': triggers[1] has file_arrival and periodic, expected one of them [etl]\n"
            "    write one kind in each entry of triggers",
        ],
    ),
    (
        "DW305",
        {"run_as": {}},
        [
            "workflow 'etl': run_as has none of user_name, service_principal_name [etl]\n"
            "    write the user's mail address, or the service principal's application id"
        ],
    ),
    (
        "DW305",
        {"run_as": {"user_name": "a@b.c", "service_principal_name": "x"}},
        [
            "workflow 'etl': run_as has user_name and service_principal_name, expected one of them [etl]\n"
            "    write the user's mail address, or the service principal's application id"
        ],
    ),
    (
        "DW306",
        notebook(libraries=[{}, {"whl": "/a.whl", "jar": "/a.jar"}, {"whl": "/a.whl"}]),
        [
            "task 'load': libraries[0] has none of pypi, whl, requirements, maven, jar, cran, egg [etl/load]\n"
            '    write an entry for each: [{"pypi": {"package": ...}}, {"jar": ...}]',
            "task 'load': libraries[1] has whl and jar, expected one of them [etl/load]\n"
            '    write an entry for each: [{"pypi": {"package": ...}}, {"jar": ...}]',
        ],
    ),
    (
        "DW307",
        sql(),
        [
            "task 'load': sql_task has none of query, file, alert, dashboard [etl/load]\n"
            "    write one of them, and a task for each of the others"
        ],
    ),
    (
        "DW307",
        sql(file={"path": "/a"}, dashboard={"dashboard_id": "d"}),
        [
            "task 'load': sql_task has file and dashboard, expected one of them [etl/load]\n"
            "    write one of them, and a task for each of the others"
        ],
    ),
    (
        "DW308",
        cluster(init_scripts=[{}, {"volumes": VOLUME, "workspace": VOLUME}, {"volumes": VOLUME}]),
        [
            "task 'load': new_cluster.init_scripts[0] has none of workspace, volumes, s3, abfss, gcs, file, dbfs "
            "[etl/load]\n"
            '    write an entry for each script: [{"volumes": {"destination": "/Volumes/..."}}]',
            "task 'load': new_cluster.init_scripts[1] has workspace and volumes, expected one of them [etl/load]\n"
            '    write an entry for each script: [{"volumes": {"destination": "/Volumes/..."}}]',
        ],
    ),
    (
        "DW309",
        cluster(cluster_log_conf={}),
        [
            "task 'load': new_cluster.cluster_log_conf has none of volumes, s3, dbfs [etl/load]\n"
            '    write one place: {"volumes": {"destination": "/Volumes/..."}}'
        ],
    ),
    (
        "DW309",
        cluster(cluster_log_conf={"volumes": VOLUME, "dbfs": VOLUME}),
        [
            "task 'load': new_cluster.cluster_log_conf has volumes and dbfs, expected one of them [etl/load]\n"
            '    write one place: {"volumes": {"destination": "/Volumes/..."}}'
        ],
    ),
    (
        "DW310",
        entry(permission_level="CAN_VIEW"),
        [
            "workflow 'etl': access_control_list[0] has none of user_name, group_name, service_principal_name [etl]\n"
            "    name one in each entry"
        ],
    ),
    (
        "DW310",
        entry(permission_level="CAN_VIEW", user_name="a@b.c", group_name="g"),
        [
            "workflow 'etl': access_control_list[0] has user_name and group_name, expected one of them [etl]\n"
            "    name one in each entry"
        ],
    ),
    (
        "DW311",
        entry(group_name="g"),
        [
            "workflow 'etl': access_control_list[0] has no permission_level [etl]\n"
            "    write CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE or IS_OWNER"
        ],
    ),
    (
        "DW312",
        task(
            alert_task={
                "alert_id": "a",
                "subscribers": [{}, {"user_name": "a@b.c"}, {"user_name": "a@b.c", "destination_id": "d"}],
            }
        ),
        [
            "task 'load': alert_task.subscribers[0] has none of user_name, destination_id [etl/load]\n"
            "    name one in each entry",
            "task 'load': alert_task.subscribers[2] has user_name and destination_id, expected one of them [etl/load]\n"
            "    name one in each entry",
        ],
    ),
    (
        "DW313",
        environment(environment_version="2", client="2"),
        [
            "workflow 'etl': environments[0].spec has environment_version and client, expected one of them [etl]\n"
            "    keep environment_version, or base_environment where one is meant"
        ],
    ),
    (
        "DW313",
        environment(environment_version="2", base_environment="/e.yaml"),
        [
            "workflow 'etl': environments[0].spec has environment_version and base_environment, expected one of them "
            "[etl]\n"
            "    keep environment_version, or base_environment where one is meant"
        ],
    ),
    (
        "DW314",
        environment(dependencies=["a"]),
        [
            "workflow 'etl': environments[0].spec has none of environment_version, base_environment [etl]\n"
            '    write environment_version, such as "2"'
        ],
    ),
    (
        "DW315",
        wheel(parameters=["a"], named_parameters={"a": "b"}),
        [
            "task 'load': python_wheel_task has parameters and named_parameters, expected one of them [etl/load]\n"
            "    keep one of them; a list may hold --name=value too"
        ],
    ),
    (
        "DW316",
        task(alert_task={}),
        [
            "task 'load': alert_task has none of alert_id, workspace_path [etl/load]\n"
            "    write the alert's id, or its path that begins with /Workspace"
        ],
    ),
    (
        "DW316",
        task(alert_task={"alert_id": "a", "workspace_path": "/Workspace/a"}),
        [
            "task 'load': alert_task has alert_id and workspace_path, expected one of them [etl/load]\n"
            "    write the alert's id, or its path that begins with /Workspace"
        ],
    ),
    (
        "DW317",
        task(run_job_task={"job_id": 1, "jar_params": ["a"], "notebook_params": {"a": "b"}}),
        [
            "task 'load': run_job_task has jar_params and notebook_params, expected one of them [etl/load]\n"
            "    declare job parameters in the other job, and write job_parameters"
        ],
    ),
    (
        "DW318",
        task(
            run_job_task={"job_id": 1, "job_parameters": {"a": "b"}, "python_params": ["a"], "sql_params": {"a": "b"}}
        ),
        [
            "task 'load': run_job_task has job_parameters and python_params, expected one of them [etl/load]\n"
            "    leave python_params out, and declare its values as parameters of the other job",
            "task 'load': run_job_task has job_parameters and sql_params, expected one of them [etl/load]\n"
            "    leave sql_params out, and declare its values as parameters of the other job",
        ],
    ),
    (
        "DW319",
        dbt(catalog="c"),
        [
            "task 'load': dbt_task has catalog without warehouse_id [etl/load]\n"
            "    give warehouse_id, or name the catalog in profiles.yml"
        ],
    ),
    (
        "DW320",
        dbt(profiles_directory="p", warehouse_id=WAREHOUSE),
        [
            "task 'load': dbt_task has warehouse_id and profiles_directory, expected one of them [etl/load]\n"
            "    keep warehouse_id, with catalog and schema beside it, or profiles_directory"
        ],
    ),
    (
        "DW321",
        cluster(driver_instance_pool_id="d", node_type_id="i3.xlarge"),
        [
            "task 'load': new_cluster has driver_instance_pool_id without instance_pool_id [etl/load]\n"
            "    give instance_pool_id too, or driver_node_type_id in place of the driver's pool"
        ],
    ),
    (
        "DW324",
        task(dashboard_task={"warehouse_id": WAREHOUSE}),
        ["task 'load': dashboard_task has no dashboard_id [etl/load]\n    set dashboard_id"],
    ),
    (
        "DW324",
        task(dbt_cloud_task={}),
        [
            "task 'load': dbt_cloud_task has no connection_resource_name [etl/load]\n    set connection_resource_name",
            "task 'load': dbt_cloud_task has no dbt_cloud_job_id [etl/load]\n    set dbt_cloud_job_id",
        ],
    ),
    (
        "DW324",
        task(dbt_platform_task={"dbt_platform_job_id": "1"}),
        ["task 'load': dbt_platform_task has no connection_resource_name [etl/load]\n    set connection_resource_name"],
    ),
    (
        "DW324",
        task(power_bi_task={"tables": []}),
        [
            "task 'load': power_bi_task has no connection_resource_name [etl/load]\n    set connection_resource_name",
            "task 'load': power_bi_task has no power_bi_model [etl/load]\n    set power_bi_model",
            "task 'load': power_bi_task has no tables [etl/load]\n    set tables",
            "task 'load': power_bi_task has no warehouse_id [etl/load]\n    set warehouse_id",
        ],
    ),
    (
        "DW325",
        cluster(cluster_log_conf={"s3": {"destination": "s3://a"}}),
        [
            "task 'load': new_cluster.cluster_log_conf.s3 has none of region, endpoint [etl/load]\n"
            '    write the bucket\'s region, such as "eu-central-1"'
        ],
    ),
    (
        "DW326",
        {"git_source": GIT},
        [
            "workflow 'etl': git_source has none of git_branch, git_tag, git_commit [etl]\n"
            '    write git_branch, such as "main"'
        ],
    ),
    (
        "DW327",
        {"git_source": {"git_url": "https://github.com/a/b", "git_branch": "main"}},
        [
            "workflow 'etl': git_source has no git_provider [etl]\n"
            "    write gitHub, gitLab, bitbucketCloud, azureDevOpsServices or what else the host is"
        ],
    ),
    (
        "DW330",
        notebook(libraries=[{"egg": "/a.egg"}]),
        ["task 'load': libraries[0].egg is deprecated [etl/load]\n    build a wheel and write whl"],
    ),
    (
        "DW331",
        task(spark_jar_task={"jar_uri": "a.jar"}),
        [
            "task 'load': spark_jar_task.jar_uri is deprecated [etl/load]\n"
            '    write {"jar": ...} in the task\'s libraries'
        ],
    ),
    (
        "DW332",
        task(spark_jar_task={"run_as_repl": False}),
        ["task 'load': spark_jar_task.run_as_repl is deprecated [etl/load]\n    leave it out"],
    ),
    (
        "DW333",
        cluster(init_scripts=[{"dbfs": VOLUME}]),
        [
            "task 'load': new_cluster.init_scripts[0].dbfs is deprecated [etl/load]\n"
            "    put the script into a volume and write volumes, or into the workspace and write workspace"
        ],
    ),
    (
        "DW334",
        task(for_each_task={"inputs": "[1]", "task": {"task_key": "x", "dbt_cloud_task": {"dbt_cloud_job_id": 1}}}),
        [
            "task 'load': for_each_task.task.dbt_cloud_task is deprecated [etl/load]\n"
            "    write dbt_platform_task, with dbt_platform_job_id"
        ],
    ),
    (
        "DW335",
        task(gen_ai_compute_task={"dl_runtime_image": "i"}),
        ["task 'load': gen_ai_compute_task is deprecated [etl/load]\n    write ai_runtime_task"],
    ),
    (
        "DW336",
        task(spark_submit_task={"parameters": ["a"]}),
        [
            "task 'load': spark_submit_task is deprecated [etl/load]\n"
            "    write spark_jar_task or spark_python_task, and what it needs in libraries"
        ],
    ),
    (
        "DW337",
        sql(alert={"alert_id": "a"}),
        ["task 'load': sql_task.alert is deprecated [etl/load]\n    write alert_task"],
    ),
    (
        "DW337",
        sql(dashboard={"dashboard_id": "d"}),
        ["task 'load': sql_task.dashboard is deprecated [etl/load]\n    write dashboard_task"],
    ),
    (
        "DW338",
        environment(client="2"),
        ["workflow 'etl': environments[0].spec.client is deprecated [etl]\n    write environment_version"],
    ),
    (
        "DW339",
        {"email_notifications": {"no_alert_for_skipped_runs": True}},
        [
            "workflow 'etl': email_notifications.no_alert_for_skipped_runs is deprecated [etl]\n"
            "    write it in notification_settings"
        ],
    ),
    (
        "DW340",
        cluster(gcp_attributes={"use_preemptible_executors": True}),
        [
            "task 'load': new_cluster.gcp_attributes.use_preemptible_executors is deprecated [etl/load]\n"
            "    write availability: PREEMPTIBLE_GCP, or PREEMPTIBLE_WITH_FALLBACK_GCP"
        ],
    ),
    (
        "DW342",
        cluster(spark_version="15.4"),
        [
            "task 'load': new_cluster.spark_version is '15.4', expected a key such as '16.4.x-scala2.12' [etl/load]\n"
            "    write the whole key, as the workspace lists it: version, .x, kind and Scala"
        ],
    ),
    (
        "DW342",
        cluster(spark_version="15.4.x"),
        [
            "task 'load': new_cluster.spark_version is '15.4.x', expected a key such as '16.4.x-scala2.12' [etl/load]\n"
            "    write the whole key, as the workspace lists it: version, .x, kind and Scala"
        ],
    ),
    (
        "DW342",
        cluster(spark_version="15.4 LTS"),
        [
            "task 'load': new_cluster.spark_version is '15.4 LTS', expected a key such as '16.4.x-scala2.12' "
            "[etl/load]\n"
            "    write the whole key, as the workspace lists it: version, .x, kind and Scala"
        ],
    ),
    (
        "DW342",
        cluster(spark_version="16.4.x-photon"),
        [
            "task 'load': new_cluster.spark_version is '16.4.x-photon', expected a key such as '16.4.x-scala2.12' "
            "[etl/load]\n"
            "    write the whole key, as the workspace lists it: version, .x, kind and Scala"
        ],
    ),
    (
        "DW342",
        cluster(spark_version=""),
        [
            "task 'load': new_cluster.spark_version is '', expected a key such as '16.4.x-scala2.12' [etl/load]\n"
            "    write the whole key, as the workspace lists it: version, .x, kind and Scala"
        ],
    ),
    (
        "DW447",
        cluster(spark_version="16.4.x-scala2.12"),
        [
            "task 'load': new_cluster has none of node_type_id, instance_pool_id [etl/load]\n"
            "    write node_type_id, such as 'i3.xlarge' on AWS or 'Standard_DS3_v2' on Azure"
        ],
    ),
    (
        "DW447",
        cluster(driver_node_type_id="i3.xlarge"),
        [
            "task 'load': new_cluster has none of node_type_id, instance_pool_id [etl/load]\n"
            "    write node_type_id, such as 'i3.xlarge' on AWS or 'Standard_DS3_v2' on Azure"
        ],
    ),
    (
        "DW448",
        cluster(node_type_id="i3.xlarge"),
        [
            "task 'load': new_cluster has no spark_version [etl/load]\n"
            "    write spark_version, such as '16.4.x-scala2.12'"
        ],
    ),
    (
        "DW449",
        {"job_clusters": [{"job_cluster_key": "k"}]},
        [
            "workflow 'etl': job_clusters[0] has no new_cluster [etl]\n"
            '    write what the cluster is like: "new_cluster": {...}'
        ],
    ),
]


@pytest.mark.parametrize(("code", "settings", "messages"), WRONG)
def test_a_wrong_block_is_told(code: str, settings: dict[str, Any], messages: list[str]) -> None:
    assert said(code, settings) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("DW300", {"git_source": {**GIT, "git_branch": "main"}}),
    ("DW301", {"schedule": SCHEDULE, "triggers": []}),
    ("DW301", {"triggers": [{"schedule": SCHEDULE}]}),
    ("DW303", {"trigger": {**FILES, "pause_status": "PAUSED"}}),
    ("DW305", {"run_as": {"service_principal_name": "x"}}),
    ("DW307", sql(file={"path": "/a"})),
    ("DW309", cluster(cluster_log_conf={"volumes": VOLUME})),
    ("DW310", entry(permission_level="CAN_VIEW", group_name="g")),
    ("DW311", entry(group_name="g", permission_level="CAN_VIEW")),
    ("DW313", environment(environment_version="2")),
    ("DW314", environment(client="2")),
    ("DW314", environment(base_environment="/e.yaml")),
    ("DW315", wheel(parameters=[], named_parameters={"a": "b"})),
    ("DW316", task(alert_task={"alert_id": "a"})),
    ("DW317", task(run_job_task={"job_id": 1, "jar_params": ["a"]})),
    ("DW318", task(run_job_task={"job_id": 1, "job_parameters": {"a": "b"}})),
    ("DW319", dbt(catalog="c", warehouse_id=WAREHOUSE)),
    ("DW320", dbt(profiles_directory="p")),
    ("DW321", cluster(driver_instance_pool_id="d", instance_pool_id="p")),
    ("DW324", task(dashboard_task={"dashboard_id": "d"})),
    ("DW325", cluster(cluster_log_conf={"s3": {"destination": "s3://a", "endpoint": "https://s3.example.com"}})),
    ("DW327", {"git_source": GIT}),
    ("DW326", {"git_source": {**GIT, "git_commit": "abc"}}),
    ("DW339", {"email_notifications": {"no_alert_for_skipped_runs": False}}),
    ("DW339", {"notification_settings": {"no_alert_for_skipped_runs": True}}),
    ("DW340", cluster(gcp_attributes={"use_preemptible_executors": False})),
    (
        "DW342",
        {
            "tasks": [
                {"task_key": f"t{i}", "new_cluster": {"spark_version": v}}
                for i, v in enumerate(
                    (
                        "16.4.x-scala2.12",
                        "18.x-photon-scala2.13",
                        "15.4.x-cpu-ml-scala2.12",
                        "14.3.x-aarch64-photon-scala2.12",
                        "apache-spark-2.4.x-scala2.11",
                        "auto:latest-lts",
                        "custom:custom-local__13.x-scala2.12",
                    )
                )
            ]
        },
    ),
    ("DW447", cluster(instance_pool_id="p")),
    ("DW447", cluster(policy_id="p")),
    ("DW448", cluster(kind="CLASSIC_PREVIEW")),
    ("DW449", {"job_clusters": [{"job_cluster_key": "k", "serverless_compute_id": "s"}]}),
    ("DW342", cluster(spark_version=tf("${var.runtime}"))),
]


@pytest.mark.parametrize(("code", "settings"), RIGHT)
def test_a_right_block_is_not(code: str, settings: dict[str, Any]) -> None:
    assert said(code, settings) == []


def test_what_was_left_out_is_not_missed() -> None:
    settings = {"run_as": {}, **sql()}
    incomplete = replace(job(**settings), left_out=dict.fromkeys((None, "load"), EVERYTHING))
    assert checked(in_blocks(check_values, Model), incomplete) == []


LEFT_OUT: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "of a setting of the job",
        {"run_as": {"user_name": 5}},
        {},
        "error DW002: workflow 'etl': run_as.user_name is 5, expected text [etl]\n    write \"5\" in quotes",
    ),
    (
        "of a library",
        {},
        {"existing_cluster_id": "x", "libraries": [{"whl": 5}]},
        "error DW002: task 'load': libraries[0].whl is 5, expected text [etl/load]\n    write \"5\" in quotes",
    ),
    (
        "of a health rule",
        {},
        {
            "health": {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": "x"}]},
            "email_notifications": {"on_duration_warning_threshold_exceeded": ["a@b.c"]},
        },
        "error DW002: task 'load': health.rules[0].value is 'x', expected a whole number [etl/load]\n"
        "    give a whole number",
    ),
]


@pytest.mark.parametrize(
    ("group", "fields", "message"), [row[1:] for row in LEFT_OUT], ids=[row[0] for row in LEFT_OUT]
)
def test_a_wrong_value_is_told_once(group: dict[str, Any], fields: dict[str, Any], message: str) -> None:
    config = {"notebook_task": {"notebook_path": "/a"}, **fields}
    assert told(workflow(lambda: operator(task_config=config), **group)) == [message]


def test_a_wrong_value_of_a_document_is_told_once() -> None:
    settings = {"name": "etl", "run_as": {"user_name": 5}, **notebook()}
    document = read_document(json.dumps(settings).encode(), "job.json")
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    assert [(each.code, each.summary) for each in found] == [("DW002", "etl: run_as.user_name is 5, expected text")]
