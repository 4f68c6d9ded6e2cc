"""Which fields Databricks fills in at run time; every other one is fixed at deploy time (M9)."""

from __future__ import annotations

import pytest

from databricks_workflows.resolve.places import is_run_time

RUN_TIME = (
    "notebook_task.base_parameters.x spark_python_task.parameters.0 spark_jar_task.parameters.0 "
    "spark_submit_task.parameters.0 python_wheel_task.parameters.0 python_wheel_task.named_parameters.x "
    "python_operator_task.parameters.0.value sql_task.parameters.x dbt_task.commands.0 condition_task.left "
    "condition_task.right for_each_task.inputs run_job_task.job_parameters.x run_job_task.sql_params.x "
    "pipeline_task.parameters.x for_each_task.task.notebook_task.base_parameters.x "
    "for_each_task.task.spark_python_task.parameters.0 parameters.0.default"
).split()
DEPLOY_TIME = (
    "name description tags.x git_source.git_branch git_source.git_url notebook_task.notebook_path "
    "notebook_task.source spark_python_task.python_file new_cluster.spark_conf.x new_cluster.num_workers "
    "job_clusters.0.new_cluster.node_type_id existing_cluster_id libraries.0.whl condition_task.op "
    "dbt_task.project_directory sql_task.warehouse_id sql_task.query.query_id parameters.0.name "
    "for_each_task.task.notebook_task.notebook_path email_notifications.on_failure.0 run_job_task.job_id "
    "schedule.quartz_cron_expression"
).split()


def path(text: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in text.split("."))


@pytest.mark.parametrize("field", RUN_TIME)
def test_is_filled_in_at_run_time(field: str) -> None:
    assert is_run_time(path(field))


@pytest.mark.parametrize("field", DEPLOY_TIME)
def test_is_fixed_at_deploy_time(field: str) -> None:
    assert not is_run_time(path(field))
