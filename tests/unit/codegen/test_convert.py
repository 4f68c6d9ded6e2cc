"""Which files become one stack, which are refused, and what the report says of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from databricks_workflows.authoring import (
    DAG,
    Dag,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    TaskGroup,
    freeze,
)
from databricks_workflows.codegen import convert
from databricks_workflows.codegen.report import Grade
from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.pipeline import Settings
from databricks_workflows.resolve.components import components

UNREAD = Diagnostic(code="DW090", severity=Severity.ERROR, summary="no Python", origin=Origin("dags/bad.py", 3))


def dag(name: str, *, runs: Sequence[str] = (), **arguments: Any) -> Sequence[Dag]:
    """A DAG of one workflow that runs other DAGs after it."""
    with DAG(name, **arguments) as made:
        with DatabricksWorkflowTaskGroup(group_id="work"):
            DatabricksNotebookOperator(task_id="load", notebook_path="/load")
        for other in runs:
            DatabricksTaskOperator(task_id=f"run_{other}", task_config={"run_job_task": {"dag_id": other}})
    return freeze([made])


def source_of(dags: Sequence[Dag], **settings: Any) -> str:
    conversion = convert({"dags/it.py": dags}, Settings(**settings), source="dags")
    return conversion.files["stacks/it.py"].partition("        super().__init__(scope, id)\n\n")[2]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": [], "b": []}, [["a"], ["b"]]),
        ({"a": ["b"], "b": []}, [["a", "b"]]),
        ({"a": [], "b": ["a"], "c": []}, [["a", "b"], ["c"]]),
        ({"a": ["c"], "b": [], "c": [], "d": ["c"]}, [["a", "c", "d"], ["b"]]),
        ({"a": ["a"], "b": ["elsewhere"]}, [["a"], ["b"]]),
    ],
)
def test_files_whose_dags_run_each_other_are_one_stack(files: dict[str, list[str]], expected: list[list[str]]) -> None:
    assert [list(each) for each in components({name: dag(name, runs=runs) for name, runs in files.items()})] == expected


def test_what_is_right_is_converted_and_the_rest_refused() -> None:
    conversion = convert(
        {
            "dags/good.py": dag("good"),
            "dags/wrong.py": dag("wrong", no_such_argument=1),
            "dags/caller.py": dag("caller", runs=["wrong"]),
        },
        Settings(),
        source="dags",
        unread={"dags/bad.py": [UNREAD]},
    )
    assert [*conversion.files] == ["cdktf.json", "main.py", "stacks/__init__.py", "stacks/good.py"]
    report = [
        (
            entry.name,
            entry.grade.value,
            entry.module,
            [item.what for item in entry.items if item.grade is Grade.REFUSED],
        )
        for entry in conversion.report.entries
    ]
    unknown = "DAG 'wrong': there is no argument no_such_argument (value 1)"
    assert report == [
        (None, "refused", None, ["no Python"]),
        ("caller", "refused", None, [f"it is in one stack with what has errors: {unknown}"]),
        ("good", "translated", "stacks/good.py", []),
        ("wrong", "refused", None, [unknown]),
    ]


def test_nothing_is_made_where_nothing_is_right() -> None:
    conversion = convert({}, Settings(), source="dags", unread={"dags/bad.py": [UNREAD]})
    assert (conversion.modules, dict(conversion.files)) == ((), {})


def test_an_existing_project_gets_the_stacks_alone() -> None:
    assert [*convert({"dags/a.py": dag("a")}, Settings(), source="dags", new=False).files] == ["stacks/a.py"]


def test_the_same_input_gives_the_same_project() -> None:
    first, second = (convert({"dags/a.py": dag("a")}, Settings(), source="dags").files for _ in range(2))
    assert first == second


def test_options_that_change_the_jobs_are_those_of_the_stack() -> None:
    settings = Settings(task_keys="airflow", on_unmapped="keep", ds="fire_time")
    source = convert({"dags/a.py": dag("a")}, settings, source="dags").files["stacks/a.py"]
    assert 'scope, id, task_keys="airflow", on_unmapped="keep", ds="fire_time"\n' in source


def test_a_template_has_its_own_item() -> None:
    with DAG("d") as made, DatabricksWorkflowTaskGroup(group_id="work"):
        DatabricksNotebookOperator(
            task_id="load", notebook_path="/load", notebook_params={"a": "{{ run_id }}", "b": "{{ x.y }}"}
        )
    (entry,) = convert({"d.py": freeze([made])}, Settings(on_unmapped="keep"), source="d.py").report.entries
    assert [(item.what, item.grade.value, item.becomes) for item in entry.items] == [
        ("task 'load': {{ x.y }} in notebook_task.base_parameters.b", "approximated", "{{ x.y }}"),
        ("task 'load': {{ run_id }} in notebook_task.base_parameters.a", "translated", "{{job.run_id}}"),
    ]


def test_a_lone_group_needs_no_dag() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        DatabricksNotebookOperator(task_id="load", notebook_path="/load")
    assert source_of(freeze([etl])) == (
        '        with self, DatabricksWorkflowTaskGroup(group_id="etl"):\n'
        '            DatabricksNotebookOperator(task_id="load", notebook_path="/load")\n'
    )


def test_what_was_set_afterwards_is_written() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl", suppress=["DW041"]) as etl:
        load = DatabricksNotebookOperator(task_id="load", notebook_path="/load")
    etl.tags["team"] = "data"
    load.set("max_retries", 3)
    assert source_of(freeze([etl])) == (
        "        with (\n"
        "            self,\n"
        "            DatabricksWorkflowTaskGroup(\n"
        '                group_id="etl",\n'
        '                extra_job_params=JobSettings(tags={"team": "data"}),\n'
        '                suppress=["DW041"],\n'
        "            ),\n"
        "        ):\n"
        '            load = DatabricksNotebookOperator(task_id="load", notebook_path="/load")\n'
        '            load.set("max_retries", 3)\n'
    )


def test_a_sensor_with_a_time_limit_stays() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        DatabricksNotebookOperator(task_id="load", notebook_path="/load")
    watch = DatabricksSensor(task_id="watch", timeout=7200, poke_interval=30)
    etl >> watch
    assert source_of(freeze([etl, watch])) == (
        "        with self:\n"
        '            with DatabricksWorkflowTaskGroup(group_id="etl") as etl:\n'
        '                DatabricksNotebookOperator(task_id="load", notebook_path="/load")\n'
        "\n"
        '            etl >> DatabricksSensor(task_id="watch", timeout=7200)\n'
    )


def test_a_workflow_that_is_not_run_stands_where_it_was_written() -> None:
    with DAG("d") as made:
        with TaskGroup(group_id="outer"), DatabricksWorkflowTaskGroup(group_id="first", runs=False):
            DatabricksNotebookOperator(task_id="load", notebook_path="/load")
        with DatabricksWorkflowTaskGroup(group_id="second"):
            DatabricksNotebookOperator(task_id="load", notebook_path="/load")
    assert source_of(freeze([made])) == (
        '        with self, DAG("d"):\n'
        "            with (\n"
        '                TaskGroup(group_id="outer"),\n'
        '                DatabricksWorkflowTaskGroup(group_id="first", runs=False),\n'
        "            ):\n"
        '                DatabricksNotebookOperator(task_id="load", notebook_path="/load")\n'
        "\n"
        '            with DatabricksWorkflowTaskGroup(group_id="second"):\n'
        '                DatabricksNotebookOperator(task_id="load", notebook_path="/load")\n'
    )
