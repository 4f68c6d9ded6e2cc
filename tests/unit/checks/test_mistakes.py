"""Mistakes that Terraform and its provider take, or refuse only when a job is applied: each has a rule here.

Each row is a whole job as the Jobs API has it, so that all rules run over it, with the codes of what is told.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from databricks_workflows.checks import check_jobs
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.documents import read_document

NOTEBOOK: dict[str, Any] = {"notebook_task": {"notebook_path": "/etl/load"}}
FILE: dict[str, Any] = {"spark_python_task": {"python_file": "/etl/load.py"}}
WHEEL: dict[str, Any] = {
    "python_wheel_task": {"package_name": "etl", "entry_point": "load"},
    "libraries": [{"whl": "/etl.whl"}],
}
CONDITION: dict[str, Any] = {"condition_task": {"left": "{{job.repair_count}}", "op": "EQUAL_TO", "right": "0"}}
CLUSTER: dict[str, Any] = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2}
GIT: dict[str, Any] = {"git_url": "https://github.com/acme/etl", "git_provider": "gitHub", "git_branch": "main"}
QUARTZ: dict[str, Any] = {"quartz_cron_expression": "0 30 6 * * ?", "timezone_id": "UTC"}
HOST = "https://github.com/acme/etl"


def task(key: str = "load", **fields: Any) -> dict[str, Any]:
    return {"task_key": key, **(NOTEBOOK if not any(name.endswith("_task") for name in fields) else {}), **fields}


def on(cluster: Any, **more: Any) -> dict[str, Any]:
    """A job whose one task runs on a cluster of its own."""
    return {"tasks": [task(new_cluster=cluster, **more)]}


def of(*tasks: Any, **fields: Any) -> dict[str, Any]:
    """A job of some tasks, or of one right task."""
    return {"tasks": list(tasks) or [task()], **fields}


def alone(**fields: Any) -> dict[str, Any]:
    """A job with one task."""
    return of(task(**fields))


def loop(inner: Any = None, **fields: Any) -> dict[str, Any]:
    """A job with a for-each."""
    inner = inner or task("one", notebook_task={"notebook_path": "/etl/one", "base_parameters": {"x": "{{input}}"}})
    return alone(for_each_task={"inputs": "[1, 2]", "task": inner, **fields})


def waits(**fields: Any) -> dict[str, Any]:
    """A task that waits for the first one."""
    return task("second", depends_on=[{"task_key": "load"}], **fields)


def told(job: dict[str, Any]) -> set[str]:
    """The codes of every problem but infos."""
    document = read_document(json.dumps({"name": "etl", **job}).encode(), "etl.json")
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    return {each.code for each in found if each.severity != "info"}


RIGHT = {
    "a notebook": of(),
    "a wheel on a cluster": on(CLUSTER, **WHEEL),
    "a git source": of(task(notebook_task={"notebook_path": "load", "source": "GIT"}), git_source=GIT),
    "a condition": of(task(**CONDITION), task("second", depends_on=[{"task_key": "load", "outcome": "true"}])),
    "a for-each": loop(),
    "a schedule": of(schedule=QUARTZ),
}

# What everybody else accepts.
ACCEPTED: dict[str, tuple[str, dict[str, Any]]] = {
    "autoscale and num_workers": ("DW022", on({**CLUSTER, "autoscale": {"min_workers": 1, "max_workers": 2}})),
    "min_workers > max_workers": (
        "DW440",
        on(
            {k: v for k, v in CLUSTER.items() if k != "num_workers"}
            | {"autoscale": {"min_workers": 3, "max_workers": 2}}
        ),
    ),
    "autoscale {}": ("DW441", on({k: v for k, v in CLUSTER.items() if k != "num_workers"} | {"autoscale": {}})),
    "min_workers 0": (
        "DW239",
        on(
            {k: v for k, v in CLUSTER.items() if k != "num_workers"}
            | {"autoscale": {"min_workers": 0, "max_workers": 2}}
        ),
    ),
    "num_workers 0": ("DW442", on({**CLUSTER, "num_workers": 0})),
    "no num_workers": ("DW442", on({k: v for k, v in CLUSTER.items() if k != "num_workers"})),
    "no node_type_id": ("DW447", on({k: v for k, v in CLUSTER.items() if k != "node_type_id"})),
    "no spark_version": ("DW448", on({k: v for k, v in CLUSTER.items() if k != "spark_version"})),
    "three clouds": (
        "DW445",
        on(
            {
                **CLUSTER,
                "aws_attributes": {"zone_id": "auto"},
                "azure_attributes": {"first_on_demand": 1},
                "gcp_attributes": {"local_ssd_count": 1},
            }
        ),
    ),
    "data_security_mode of any word": ("DW212", on({**CLUSTER, "data_security_mode": "SINGLE"})),
    "job_cluster_key and existing_cluster_id": (
        "DW020",
        of(
            task(job_cluster_key="k", existing_cluster_id="0101-a-b"),
            job_clusters=[{"job_cluster_key": "k", "new_cluster": CLUSTER}],
        ),
    ),
    "new_cluster and environment_key": (
        "DW020",
        of(
            task(**FILE, new_cluster=CLUSTER, environment_key="e"),
            environments=[{"environment_key": "e", "spec": {"environment_version": "2"}}],
        ),
    ),
    "a wheel without compute": ("DW024", alone(python_wheel_task=WHEEL["python_wheel_task"])),
    "a JAR without compute": ("DW024", alone(spark_jar_task={"main_class_name": "etl.Main"})),
    "a Python file without compute": ("DW024", alone(**FILE)),
    "duplicate task_key": ("DW005", of(task(), task())),
    "unknown depends_on": ("DW006", of(task(depends_on=[{"task_key": "laod"}]))),
    "own depends_on": ("DW004", of(task(depends_on=[{"task_key": "load"}]))),
    "cyclic depends_on": ("DW004", of(waits(), task(depends_on=[{"task_key": "second"}]))),
    "repeated depends_on": (
        "DW419",
        of(task(), task("second", depends_on=[{"task_key": "load"}, {"task_key": "load"}])),
    ),
    "unknown job_cluster_key": ("DW021", alone(job_cluster_key="k")),
    "job_cluster_key ''": ("DW021", alone(job_cluster_key="")),
    "unknown environment_key": ("DW421", alone(**FILE, environment_key="e")),
    "environment_key ''": ("DW421", alone(**FILE, environment_key="")),
    "duplicate job_cluster_key": (
        "DW429",
        of(task(job_cluster_key="k"), job_clusters=[{"job_cluster_key": "k", "new_cluster": CLUSTER}] * 2),
    ),
    "unused job_cluster_key": ("DW023", of(job_clusters=[{"job_cluster_key": "k", "new_cluster": CLUSTER}])),
    "duplicate environment_key": (
        "DW423",
        of(
            task(**FILE, environment_key="e"),
            environments=[{"environment_key": "e", "spec": {"environment_version": "2"}}] * 2,
        ),
    ),
    "client and environment_version": (
        "DW313 DW338",
        of(
            task(**FILE, environment_key="e"),
            environments=[{"environment_key": "e", "spec": {"environment_version": "2", "client": "2"}}],
        ),
    ),
    "bad run_if": ("DW200", of(task(), waits(run_if="ALL_DOEN"))),
    "bad quartz": ("DW460", of(schedule={**QUARTZ, "quartz_cron_expression": "0 61 6 * * ?"})),
    "quartz of 5 fields": ("DW461", of(schedule={**QUARTZ, "quartz_cron_expression": "30 6 * * *"})),
    "bad time zone": ("DW464", of(schedule={**QUARTZ, "timezone_id": "Europe/Berln"})),
    "bad file_arrival url": ("DW279", of(trigger={"file_arrival": {"url": "in/"}})),
    "several task types": ("DW024 DW025", alone(**NOTEBOOK, **FILE)),
    "no task type": ("DW025", of({"task_key": "load"})),
    "condition op ==": (
        "DW203",
        of(
            task(condition_task={"left": "{{job.repair_count}}", "op": "==", "right": "0"}),
            task("second", depends_on=[{"task_key": "load", "outcome": "true"}]),
        ),
    ),
    "outcome maybe": (
        "DW204",
        of(task(**CONDITION), task("second", depends_on=[{"task_key": "load", "outcome": "maybe"}])),
    ),
    "outcome of a notebook task": (
        "DW400",
        of(task(), task("second", depends_on=[{"task_key": "load", "outcome": "true"}])),
    ),
    "existing_cluster_id on a condition task": (
        "DW420",
        of(
            task(**CONDITION, existing_cluster_id="0101-a-b"),
            task("second", depends_on=[{"task_key": "load", "outcome": "true"}]),
        ),
    ),
    "sql_task with nothing": ("DW307", alone(sql_task={"warehouse_id": "w"})),
    "sql_task with two": (
        "DW307",
        alone(sql_task={"warehouse_id": "w", "query": {"query_id": "q"}, "file": {"path": "/a.sql"}}),
    ),
    "for_each inputs not JSON": (
        "DW409",
        alone(
            for_each_task={
                "inputs": "a, b",
                "task": task("one", notebook_task={"notebook_path": "/a", "base_parameters": {"x": "{{input}}"}}),
            }
        ),
    ),
    "for_each concurrency -1": ("DW243", loop(concurrency=-1)),
    "parameter name twice": ("DW478", of(parameters=[{"name": "p", "default": "1"}, {"name": "p", "default": "1"}])),
    "parameter name with a blank": ("DW270", of(parameters=[{"name": "a b", "default": "1"}])),
    "26 tags": ("DW254", of(tags={f"t{number}": "x" for number in range(26)})),
    "tag key of 200": ("DW267", of(tags={"k" * 200: "x"})),
    "tag value of 300": ("DW268", of(tags={"k": "x" * 300})),
    "task_key ''": ("DW003", of(task(""))),
    "task_key of 101": ("DW003", of(task("k" * 101))),
    "task_key with a dot": ("DW003", of(task("a.b"))),
    "task_key with a blank": ("DW003", of(task("a b"))),
    "1001 tasks": ("DW253", of(*(task(f"t{number}") for number in range(1001)))),
    "name of 5000": ("DW262", of(name="n" * 5000)),
    "description of 28000": ("DW263", of(description="d" * 28000)),
    "max_concurrent_runs 0": ("DW241", of(max_concurrent_runs=0)),
    "max_concurrent_runs 1001": ("DW241", of(max_concurrent_runs=1001)),
    "max_retries -2": ("DW235", alone(max_retries=-2)),
    "timeout -5": ("DW236", alone(timeout_seconds=-5)),
    "continuous and max_concurrent_runs 2": (
        "DW466",
        of(continuous={"pause_status": "UNPAUSED"}, max_concurrent_runs=2),
    ),
    "continuous and max_retries": ("DW467", of(task(max_retries=2), continuous={"pause_status": "UNPAUSED"})),
    "library {}": ("DW306", on(CLUSTER, libraries=[{}])),
    "two kinds in a library": ("DW306", on(CLUSTER, libraries=[{"whl": "/a.whl", "jar": "/a.jar"}])),
    "a library twice": ("DW520", on(CLUSTER, libraries=[{"whl": "/a.whl"}, {"whl": "/a.whl"}])),
    "a library on a serverless notebook": ("DW424", alone(libraries=[{"whl": "/a.whl"}])),
    "no dbt commands": (
        "DW024 DW257",
        alone(dbt_task={"commands": [], "warehouse_id": "w", "project_directory": "/dbt"}),
    ),
    "11 dbt commands": (
        "DW024 DW257",
        alone(dbt_task={"commands": ["dbt run"] * 11, "warehouse_id": "w", "project_directory": "/d"}),
    ),
    "4 webhooks": ("DW256", of(webhook_notifications={"on_failure": [{"id": f"w{number}"} for number in range(4)]})),
    "webhook id ''": ("DW272", of(webhook_notifications={"on_failure": [{"id": ""}]})),
    "bad e-mail": ("DW275", of(email_notifications={"on_failure": ["team"]})),
    "bad health metric": (
        "DW221",
        of(
            health={"rules": [{"metric": "RUN_DURATION", "op": "GREATER_THAN", "value": 5}]},
            email_notifications={"on_duration_warning_threshold_exceeded": ["a@b.example"]},
        ),
    ),
    "bad edit_mode": ("DW223", of(edit_mode="LOCKED")),
    "bad format": ("DW224", of(format="MULTI")),
    "bad performance_target": ("DW225", of(performance_target="FAST")),
    "bad source": ("DW202", alone(notebook_task={"notebook_path": "/a", "source": "WORKSPCE"})),
    "source GIT without git_source": ("DW026", alone(notebook_task={"notebook_path": "a", "source": "GIT"})),
    "absolute path with git": (
        "DW026",
        of(task(notebook_task={"notebook_path": "/a", "source": "GIT"}), git_source=GIT),
    ),
    "relative path without git": ("DW026", alone(notebook_task={"notebook_path": "a"})),
    "two principals in an entry": (
        "DW310",
        of(access_control_list=[{"user_name": "a@b.example", "group_name": "g", "permission_level": "CAN_VIEW"}]),
    ),
    "a group as owner": ("DW511", of(access_control_list=[{"group_name": "g", "permission_level": "IS_OWNER"}])),
}

# What the provider refuses, at the latest when the job is applied, or changes.
REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "unknown argument": ("DW001", alone(retries=2)),
    "missing timezone_id": ("DW002", of(schedule={"quartz_cron_expression": "0 30 6 * * ?"})),
    "text for a number": ("DW002", alone(max_retries="two")),
    "1.5 for a whole number": ("DW002", alone(max_retries=1.5)),
    "a map value that is a list": (
        "DW002",
        alone(notebook_task={"notebook_path": "/a", "base_parameters": {"l": [1]}}),
    ),
    "null in a list of strings": (
        "DW002",
        on(CLUSTER, spark_python_task={"python_file": "/a.py", "parameters": [None]}),
    ),
    "'' in a list of strings": ("DW274", on(CLUSTER, spark_python_task={"python_file": "/a.py", "parameters": [""]})),
    "'' in a mail list": ("DW274", of(email_notifications={"on_failure": [""]})),
    "'' in commands": (
        "DW024 DW274",
        alone(dbt_task={"commands": [""], "warehouse_id": "w", "project_directory": "/d"}),
    ),
    "'' in table_names": ("DW274", of(trigger={"table_update": {"table_names": [""]}})),
    "'' in dependencies": (
        "DW274",
        of(
            task(**FILE, environment_key="e"),
            environments=[{"environment_key": "e", "spec": {"environment_version": "2", "dependencies": [""]}}],
        ),
    ),
    "11 init scripts": ("DW002", on({**CLUSTER, "init_scripts": [{"workspace": {"destination": "/a.sh"}}] * 11})),
    "11 ssh keys": ("DW258", on({**CLUSTER, "ssh_public_keys": ["ssh-rsa a"] * 11})),
    "schedule and continuous": ("DW301", of(schedule=QUARTZ, continuous={"pause_status": "UNPAUSED"})),
    "schedule and trigger": ("DW301", of(schedule=QUARTZ, trigger={"periodic": {"interval": 1, "unit": "DAYS"}})),
    "continuous and trigger": (
        "DW301",
        of(continuous={"pause_status": "UNPAUSED"}, trigger={"periodic": {"interval": 1, "unit": "DAYS"}}),
    ),
    "always_running": ("DW010", of(always_running=True)),
    "control_run_state without continuous": ("DW302", of(control_run_state=True)),
    "git branch and tag": (
        "DW300",
        of(task(notebook_task={"notebook_path": "a", "source": "GIT"}), git_source={**GIT, "git_tag": "v1"}),
    ),
    "git branch and commit": (
        "DW300",
        of(task(notebook_task={"notebook_path": "a", "source": "GIT"}), git_source={**GIT, "git_commit": "c"}),
    ),
    "trigger with nothing": ("DW303", of(trigger={})),
    "trigger with two": (
        "DW303",
        of(trigger={"periodic": {"interval": 1, "unit": "DAYS"}, "table_update": {"table_names": ["a.b.c"]}}),
    ),
    "trigger with model alone": ("DW303", of(trigger={"model": {"condition": "MODEL_CREATED"}})),
    "run_as with nothing": ("DW305", of(run_as={})),
    "run_as with group_name alone": ("DW305", of(run_as={"group_name": "g"})),
    "run_as with both": ("DW277 DW305", of(run_as={"user_name": "a@b.example", "service_principal_name": "0-0"})),
    "pause_status": ("DW201", of(schedule={**QUARTZ, "pause_status": "STOPPED"})),
    "unit MINUTES": ("DW206", of(trigger={"periodic": {"interval": 1, "unit": "MINUTES"}})),
    "table_update.condition": ("DW207", of(trigger={"table_update": {"table_names": ["a.b.c"], "condition": "ANY"}})),
    "runtime_engine": ("DW211", on({**CLUSTER, "runtime_engine": "TURBO"})),
    "runtime_engine ''": ("DW211", on({**CLUSTER, "runtime_engine": ""})),
    "interval 0": ("DW242", of(trigger={"periodic": {"interval": 0, "unit": "DAYS"}})),
    "num_workers -1": ("DW238", on({**CLUSTER, "num_workers": -1})),
    "max_concurrent_runs -1": ("DW241", of(max_concurrent_runs=-1)),
    "file_arrival url ''": ("DW279", of(trigger={"file_arrival": {"url": ""}})),
    "table_names []": ("DW260", of(trigger={"table_update": {"table_names": []}})),
    "health without rules": ("DW002", of(health={"rules": []})),
    "git url http": (
        "DW278",
        of(
            task(notebook_task={"notebook_path": "a", "source": "GIT"}),
            git_source={**GIT, "git_url": "http://github.com/acme/etl"},
        ),
    ),
    "git url git@": (
        "DW278",
        of(
            task(notebook_task={"notebook_path": "a", "source": "GIT"}),
            git_source={**GIT, "git_url": "git@github.com:acme/etl"},
        ),
    ),
    "unknown host without a provider": (
        "DW327",
        of(
            task(notebook_task={"notebook_path": "a", "source": "GIT"}),
            git_source={"git_url": "https://git.acme.example/etl", "git_branch": "main"},
        ),
    ),
    "no reference": (
        "DW326",
        of(
            task(notebook_task={"notebook_path": "a", "source": "GIT"}),
            git_source={"git_url": HOST, "git_provider": "gitHub"},
        ),
    ),
    "wrong provider word": (
        "DW226",
        of(task(notebook_task={"notebook_path": "a", "source": "GIT"}), git_source={**GIT, "git_provider": "githb"}),
    ),
    "permission level": (
        "DW229",
        of(access_control_list=[{"user_name": "a@b.example", "permission_level": "CAN_RUN"}]),
    ),
    "permissions of admins": (
        "DW513",
        of(access_control_list=[{"group_name": "admins", "permission_level": "CAN_VIEW"}]),
    ),
    "two owners": (
        "DW512",
        of(
            access_control_list=[
                {"user_name": "a@b.example", "permission_level": "IS_OWNER"},
                {"user_name": "c@b.example", "permission_level": "IS_OWNER"},
            ]
        ),
    ),
    "one principal twice": (
        "DW510",
        of(
            access_control_list=[
                {"user_name": "a@b.example", "permission_level": "CAN_VIEW"},
                {"user_name": "a@b.example", "permission_level": "CAN_MANAGE"},
            ]
        ),
    ),
    "permissions without a principal": ("DW310", of(access_control_list=[{"permission_level": "CAN_VIEW"}])),
    "a job without tasks": ("DW018", {"tasks": []}),
    "a pool beside a node type": ("DW444", on({**CLUSTER, "instance_pool_id": "p"})),
    "a pool beside elastic disk": (
        "DW444",
        on(
            {k: v for k, v in CLUSTER.items() if k != "node_type_id"}
            | {"instance_pool_id": "p", "enable_elastic_disk": True}
        ),
    ),
    "a pool beside a zone": (
        "DW444",
        on(
            {k: v for k, v in CLUSTER.items() if k != "node_type_id"}
            | {"instance_pool_id": "p", "aws_attributes": {"zone_id": "auto"}}
        ),
    ),
    "a driver pool alone": ("DW321", on({**CLUSTER, "driver_instance_pool_id": "p"})),
    "cluster_id": ("DW010", on({**CLUSTER, "cluster_id": "c"})),
    "libraries of a cluster": ("DW010", on({**CLUSTER, "libraries": [{"whl": "/a.whl"}]})),
    "cluster_mount_infos": ("DW010", on({**CLUSTER, "cluster_mount_infos": []})),
    "idempotency_token": ("DW010", on({**CLUSTER, "idempotency_token": "t"})),
    "autotermination_minutes": ("DW010", on({**CLUSTER, "autotermination_minutes": 20})),
    "retries of the job": ("DW010", of(max_retries=2)),
    "libraries of the job": ("DW010", of(libraries=[{"whl": "/a.whl"}])),
    "a cluster of the job": ("DW010", of(existing_cluster_id="c")),
    "a job cluster without a cluster": (
        "DW449",
        of(task(job_cluster_key="k"), job_clusters=[{"job_cluster_key": "k"}]),
    ),
    "name ''": ("DW273", of(name="")),
    "for_each in for_each": ("DW010", loop(task("one", for_each_task={"inputs": "[1]", "task": task("two")}))),
    "for_each without a task": ("DW002", alone(for_each_task={"inputs": "[1]"})),
    "two schedules": ("DW002", of(schedule=[QUARTZ, QUARTZ])),
}


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_told_of_what_is_right(name: str) -> None:
    assert told(RIGHT[name]) == set()


@pytest.mark.parametrize("name", [*ACCEPTED, *REFUSED])
def test_every_mistake_is_told(name: str) -> None:
    codes, job = {**ACCEPTED, **REFUSED}[name]
    assert told(job) == set(codes.split())
