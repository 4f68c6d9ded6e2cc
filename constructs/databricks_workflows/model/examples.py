"""What to write for a block, a list or a value, as an example."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from databricks_workflows.model.shapes import bare, block, items, values
from databricks_workflows.model.wording import Wording
from databricks_workflows.schema.names import terraform_name

YOURS = "..."
"""Stands for a text that only the author knows."""

_LEAVES = {str: YOURS, bool: True, int: 1, float: 1}
_LAST_YEARS = "16.4.x-scala2.12"

# Blocks of which no field, or too little, is required by itself; the others' required fields are their example.
_BLOCKS: Mapping[str, Mapping[str, Any]] = {
    "AccessControl": {"group_name": YOURS, "permission_level": "CAN_VIEW"},
    "AlertTask": {"alert_id": YOURS, "warehouse_id": YOURS},
    "AnyTask": {"notebook_task": {"notebook_path": YOURS}},
    "Autoscale": {"min_workers": 1, "max_workers": 8},
    "AwsAttributes": {"availability": "SPOT_WITH_FALLBACK"},
    "AzureAttributes": {"availability": "SPOT_WITH_FALLBACK_AZURE"},
    "Cluster": {"spark_version": _LAST_YEARS, "node_type_id": YOURS, "num_workers": 2},
    "ClusterLogConf": {"volumes": {"destination": "/Volumes/main/logs/jobs"}},
    "Compute": {"hardware_accelerator": "GPU_1xA10"},
    "ConditionTask": {"left": "{{job.parameters.mode}}", "op": "EQUAL_TO", "right": "full"},
    "Continuous": {"pause_status": "UNPAUSED"},
    "ContinuousTrigger": {"task_retry_mode": "ON_FAILURE"},
    "CronTrigger": {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"},
    "DashboardSubscription": {"subscribers": [{"user_name": YOURS}]},
    "DashboardTask": {"dashboard_id": YOURS, "warehouse_id": YOURS},
    "DbtCloudTask": {"connection_resource_name": YOURS, "dbt_cloud_job_id": 1},
    "DbtPlatformTask": {"connection_resource_name": YOURS, "dbt_platform_job_id": YOURS},
    "Deployment": {"kind": "BUNDLE"},
    "EmailNotifications": {"on_failure": [YOURS]},
    "Environment": {"environment_key": YOURS, "spec": {"environment_version": "3", "dependencies": [YOURS]}},
    "EnvironmentSpec": {"environment_version": "3", "dependencies": [YOURS]},
    "ForEachTask": {
        "inputs": '["a", "b"]',
        "task": {"task_key": YOURS, "notebook_task": {"notebook_path": YOURS}},
    },
    "GcpAttributes": {"availability": "PREEMPTIBLE_WITH_FALLBACK_GCP"},
    "GitSource": {"git_url": YOURS, "git_provider": "gitHub", "git_branch": "main"},
    "HealthRule": {"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 3600},
    "InitScript": {"workspace": {"destination": "/Shared/init.sh"}},
    "JobCluster": {
        "job_cluster_key": YOURS,
        "new_cluster": {"spark_version": _LAST_YEARS, "node_type_id": YOURS, "num_workers": 2},
    },
    "JobSettings": {"name": YOURS, "tasks": [{"task_key": YOURS, "notebook_task": {"notebook_path": YOURS}}]},
    "JobTrigger": {"file_arrival": {"url": YOURS}},
    "Library": {"pypi": {"package": YOURS}},
    "ModelChange": {"condition": "MODEL_CREATED"},
    "NestedTask": {"task_key": YOURS, "notebook_task": {"notebook_path": YOURS}},
    "NotificationSettings": {"no_alert_for_canceled_runs": True, "no_alert_for_skipped_runs": True},
    "Parameter": {"name": YOURS, "default": YOURS},
    "Periodic": {"interval": 1, "unit": "DAYS"},
    "PowerBiTable": {"catalog": YOURS, "schema": YOURS, "name": YOURS},
    "PythonOperatorParameter": {"name": YOURS, "value": YOURS},
    "RunAs": {"service_principal_name": YOURS},
    "Schedule": {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"},
    "SparkJarTask": {"main_class_name": YOURS},
    "SqlTask": {"warehouse_id": YOURS, "file": {"path": YOURS}},
    "Subscriber": {"user_name": YOURS},
    "Task": {"task_key": YOURS, "notebook_task": {"notebook_path": YOURS}},
    "Trigger": {"file_arrival": {"url": YOURS}},
    "WebhookNotifications": {"on_failure": [{"id": YOURS}]},
}


def example(annotation: Any) -> Any:
    """A short right value of a type: a model, a list, a mapping or a leaf, in the Jobs API's words."""
    model = block(annotation)
    if model is not None:
        return _of_block(model)
    if items(annotation) is not None:
        return [example(items(annotation))]
    if values(annotation) is not None:
        return {"name": example(values(annotation))}
    return _LEAVES[bare(annotation)]


def _of_block(model: type[BaseModel]) -> dict[str, Any]:
    if model.__name__ in _BLOCKS:
        return dict(_BLOCKS[model.__name__])
    fields = model.model_fields
    names = [name for name in fields if fields[name].is_required()] or list(fields)[:1]
    return {name: example(fields[name].annotation) for name in names}


def written(value: Any, annotation: Any, wording: Wording) -> str:
    """A value of a type as its author writes it: in JSON, with Terraform's names, or in Python."""
    if wording is Wording.PYTHON:
        return _in_python(value)
    return json.dumps(_in_terraform(value, annotation) if wording is Wording.TERRAFORM else value)


def _in_python(value: Any) -> str:
    """Python with JSON's quotes, which most people write."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_in_python(name)}: {_in_python(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_in_python, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _in_terraform(value: Any, annotation: Any) -> Any:
    """The value with Terraform's names for the fields of its blocks."""
    if isinstance(value, list):
        return [_in_terraform(each, items(annotation)) for each in value]
    model = block(annotation)
    if model is None or not isinstance(value, Mapping):
        return value
    fields = model.model_fields
    return {
        terraform_name(model.__name__, name): _in_terraform(each, fields[name].annotation if name in fields else None)
        for name, each in value.items()
    }
