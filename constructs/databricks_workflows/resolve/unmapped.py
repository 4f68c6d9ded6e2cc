"""Why a template has no equivalent, where more can be said than that.

Airflow's names: https://airflow.apache.org/docs/apache-airflow/stable/templates-ref.html
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from databricks_workflows.diagnostics import did_you_mean
from databricks_workflows.resolve.meanings import Meaning, TaskResult, TaskValue

# Those of Airflow 2 and 3, and what jinja2 itself knows.
_NAMES = frozenset(
    "ds ds_nodash ts ts_nodash ts_nodash_with_tz data_interval_start data_interval_end logical_date execution_date "
    "prev_data_interval_start_success prev_data_interval_end_success prev_start_date_success prev_end_date_success "
    "prev_ds prev_ds_nodash next_ds next_ds_nodash yesterday_ds yesterday_ds_nodash tomorrow_ds tomorrow_ds_nodash "
    "prev_execution_date prev_execution_date_success next_execution_date dag dag_run task task_instance ti "
    "task_instance_key_str params var conn conf macros run_id test_mode inlets outlets inlet_events outlet_events "
    "triggering_dataset_events triggering_asset_events map_index_template expanded_ti_count task_reschedule_count "
    "start_date end_date latest_date exception reason "
    "range dict lipsum cycler joiner namespace".split()
)


ANYTHING = (
    "derive the value in the task's own code, use one of Databricks' dynamic values, or keep the text with "
    "on_unmapped='keep' (--on-unmapped keep)"
)
"""What to do about any template."""


def why_unmapped(tree: nodes.Expr, means: Meaning | None, task_ids: Iterable[str]) -> tuple[str, str]:
    """What is wrong with an expression, an empty text where that can't be told, and what to do.

    Args:
        tree: the expression.
        means: its meaning, where it has one that has no equivalent here.
        task_ids: the ids of the workflow's tasks.
    """
    if isinstance(means, TaskValue | TaskResult):
        if means.task_id not in task_ids:
            nearest = did_you_mean(means.task_id, task_ids)
            return f"there is no task {means.task_id!r} in this workflow", nearest or ANYTHING
        if isinstance(means, TaskResult):
            return (
                "only a SQL task hands on a result",
                f"set a value in {means.task_id!r}, dbutils.jobs.taskValues.set('NAME', ...), and read that: "
                f"{{{{ ti.xcom_pull({means.task_id!r}, key='NAME') }}}}",
            )
    unknown = _unknown_name(tree)
    if unknown is None:
        return "", ANYTHING
    nearest = did_you_mean(unknown, _NAMES)
    return f"{unknown!r} is none of Airflow's own names", f"{nearest}\n{ANYTHING}" if nearest else ANYTHING


def _unknown_name(tree: nodes.Expr) -> str | None:
    try:
        names = (each.name for each in (tree, *tree.find_all(nodes.Name)) if isinstance(each, nodes.Name))
        return next((name for name in names if name not in _NAMES), None)
    except RecursionError:  # a chain of thousands
        return None
