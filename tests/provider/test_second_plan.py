"""What a second plan shows though nothing was changed: as the real provider does, setting by setting.

All jobs are made by one ``terraform apply``; each row is one of them.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.provider.jobs import CLUSTER, GIT, NOTEBOOK, POOL, Body, for_each, on, spark, task
from tests.support.root_module import RootModule
from tests.support.terraform_cli import Plan, Terraform
from tests.support.workspace import Workspace

UNSORTED = [task("b", depends_on=[{"task_key": "c"}, {"task_key": "a"}]), task("c"), task("a")]

# What a plan finds nothing in.
EMPTY: dict[str, Body] = {
    "one_task": {"task": [task()]},
    "zeros": {
        **{"description": "", "tags": {}, "timeout_seconds": 0, "edit_mode": None, "parameter": []},
        "task": [task(max_retries=0, timeout_seconds=0, min_retry_interval_millis=0, retry_on_timeout=False)],
    },
    "empty_blocks": {
        **{"email_notifications": {}, "webhook_notifications": {}, "notification_settings": {}},
        "task": [task(email_notifications={"on_failure": []}, library=[], depends_on=[], notification_settings={})],
    },
    "run_if_all_success": {"task": [task(run_if="ALL_SUCCESS")]},
    "run_if_blank": {"task": [task(run_if="")]},
    "queue_on": {"queue": {"enabled": True}, "task": [task()]},
    "queue_off": {"queue": {"enabled": False}, "task": [task()]},
    "source": {"task": [task(notebook_task={**NOTEBOOK, "source": "WORKSPACE"})]},
    "source_in_git": {"git_source": {**GIT, "provider": "gitHub"}, "task": [task()]},
    "python_file": spark(source="WORKSPACE"),
    "python_file_without_source": spark(),
    "cluster": on(**CLUSTER),
    "cluster_with_mode": on(**CLUSTER, data_security_mode="USER_ISOLATION"),
    "autoscale_and_no_workers": on(**CLUSTER | {"num_workers": 0}, autoscale={"min_workers": 1, "max_workers": 2}),
    "autoscale_from_0": on(**CLUSTER | {"num_workers": None}, autoscale={"min_workers": 0, "max_workers": 2}),
    "pool": on(**POOL),
    "pool_with_profile": on(**POOL, aws_attributes={"instance_profile_arn": "arn"}),
    "schedule": {"schedule": {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"}, "task": [task()]},
    "continuous": {"continuous": {}, "task": [task()]},
    "periodic": {"trigger": {"periodic": {"interval": 1, "unit": "DAYS"}}, "task": [task()]},
    "mails": {
        "email_notifications": {"on_failure": ["b@x.io", "a@x.io"], "no_alert_for_skipped_runs": True},
        "task": [task(email_notifications={"on_success": ["z@x.io"]})],
    },
    "webhooks": {"webhook_notifications": {"on_failure": [{"id": "1"}, {"id": "2"}]}, "task": [task()]},
    "nested_in_any_order": for_each(depends_on=[{"task_key": "b"}, {"task_key": "a"}]),
    "nested_source": for_each(notebook_task={**NOTEBOOK, "source": "WORKSPACE"}),
    "texts": {"task": [task(notebook_task={**NOTEBOOK, "base_parameters": {"a": "", "b": " é\r\n\t", "c": 5}})]},
    "condition": {"task": [{"task_key": "a", "condition_task": {"left": "1", "op": "EQUAL_TO", "right": ""}}]},
    "parameters": {"parameter": [{"name": "b", "default": ""}, {"name": "a", "default": "1"}], "task": [task()]},
    "dbt": {"task": [{"task_key": "a", "existing_cluster_id": "1", "dbt_task": {"commands": ["dbt run"]}}]},
    "wheel": {"task": [{"task_key": "a", "python_wheel_task": {}, "existing_cluster_id": "1"}]},
    "lost_settings": {"existing_cluster_id": "1", "library": [{"jar": "dbfs:/a.jar"}], "task": [task()]},
    "libraries": {"task": [task(library=[{"whl": "/b.whl"}, {"pypi": {"package": "a"}}], existing_cluster_id="1")]},
    "no_name": {"name": None, "task": [task()]},
}

# What a plan wants to change for ever: place, state, configuration.
DIFFERENT: dict[str, tuple[Body, dict[str, tuple[Any, Any]]]] = {
    "dependencies_unsorted": (
        {"task": [task("a", depends_on=[{"task_key": "c"}, {"task_key": "b"}]), task("b"), task("c")]},
        {"task.0.depends_on.0.task_key": ("b", "c"), "task.0.depends_on.1.task_key": ("c", "b")},
    ),
    "webhooks_unsorted": (
        {"task": [task(webhook_notifications={"on_failure": [{"id": "2"}, {"id": "1"}]})]},
        {
            "task.0.webhook_notifications.0.on_failure.0.id": ("1", "2"),
            "task.0.webhook_notifications.0.on_failure.1.id": ("2", "1"),
        },
    ),
    "git_provider_guessed": ({"git_source": GIT, "task": [task()]}, {"git_source.0.provider": ("gitHub", None)}),
    "pool_beside_node_types": (
        on(**POOL, node_type_id="i3", driver_node_type_id="i4", enable_elastic_disk=True),
        {
            "task.0.new_cluster.0.node_type_id": (None, "i3"),
            "task.0.new_cluster.0.driver_node_type_id": (None, "i4"),
            "task.0.new_cluster.0.enable_elastic_disk": (None, True),
        },
    ),
    "driver_pool_alone": (
        on(**CLUSTER, driver_instance_pool_id="pool"),
        {"task.0.new_cluster.0.driver_instance_pool_id": (None, "pool")},
    ),
    "cluster_id": (on(**CLUSTER, cluster_id="1"), {"task.0.new_cluster.0.cluster_id": (None, "1")}),
    "policy_defaults": (
        on(**CLUSTER, apply_policy_default_values=True),
        {"task.0.new_cluster.0.apply_policy_default_values": (None, True)},
    ),
    "retries_of_a_job": ({"max_retries": 2, "task": [task()]}, {"max_retries": (None, 2)}),
    "nested_source_filled_in": (for_each(), {"task.0.for_each_task.0.task.0.notebook_task.0.source": ("GIT", None)}),
}


@pytest.fixture(scope="module")
def second_plan(terraform: Terraform, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    with Workspace() as workspace:
        module = RootModule(terraform, workspace, tmp_path_factory.mktemp("second_plan"))
        rows = EMPTY | {name: body for name, (body, _) in DIFFERENT.items()}
        rows |= {"unsorted": {"task": UNSORTED}, "replaced": on(**CLUSTER, idempotency_token="t")}
        module.write_jobs({name: {"name": name, **body} for name, body in rows.items()})
        module.apply()
        kept = module.jobs()["nested_source_filled_in"]
        kept["tasks"][0]["for_each_task"]["task"]["notebook_task"]["source"] = "GIT"
        return module.plan()


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_is_to_be_done(name: str, second_plan: Plan) -> None:
    assert second_plan.differences(f"databricks_job.{name}") == {}


@pytest.mark.parametrize("name", DIFFERENT)
def test_the_same_is_to_be_done_again(name: str, second_plan: Plan) -> None:
    address = f"databricks_job.{name}"
    assert second_plan.differences(address) == DIFFERENT[name][1]
    assert second_plan.actions[address] == ["update"]


def test_tasks_are_compared_by_position(second_plan: Plan) -> None:
    found = second_plan.differences("databricks_job.unsorted")
    assert [found[f"task.{position}.task_key"] for position in range(3)] == [("a", "b"), ("b", "c"), ("c", "a")]


def test_an_idempotency_token_makes_the_job_anew(second_plan: Plan) -> None:
    assert second_plan.actions["databricks_job.replaced"] == ["delete", "create"]
