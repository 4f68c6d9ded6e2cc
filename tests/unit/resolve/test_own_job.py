"""The DAG's own job (M4): when there is one, what it runs in which order, and what it hands down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Joint,
    Node,
    TaskGroup,
    chain,
)
from databricks_workflows.model import tf
from databricks_workflows.render.api import with_paths
from tests.support.workflows import NOTEBOOK, compiled, task, told


def group(name: str, body: Callable[[], object] = task, **arguments: Any) -> DatabricksWorkflowTaskGroup:
    with DatabricksWorkflowTaskGroup(group_id=name, **arguments) as made:
        body()
    return made


def notebook(**params: str) -> Callable[[], object]:
    return lambda: DatabricksNotebookOperator(task_id="n", notebook_path="/n", notebook_params=params)


def dag(body: Callable[[], object], **arguments: Any) -> DAG:
    with DAG("sales", **arguments) as made:
        body()
    return made


def jobs(*roots: Node) -> dict[str, dict[str, Any]]:
    """The jobs by path, the id of another one as its path."""
    return {job.place.path: with_paths(job.settings.as_dict()) for job in compiled(*roots).jobs}


def steps(*roots: Node, of: str = "sales") -> dict[str, Any]:
    """What the tasks of a DAG's own job run and wait for."""
    return {
        each["task_key"]: (
            each.get("run_job_task", {}).get("job_id", {"$job": "itself"})["$job"],
            [one["task_key"] for one in each.get("depends_on", ())],
            *([each["run_if"]] if "run_if" in each else []),
        )
        for each in jobs(*roots)[of]["tasks"]
    }


# When there is one


def alone() -> None:
    group("etl")


def alone_with_a_sensor() -> None:
    group("etl") >> DatabricksSensor(task_id="watch")


def side_by_side() -> None:
    group("a")
    group("b")


def one_after_the_other() -> None:
    group("a") >> group("b")


def through_a_sensor() -> None:
    chain(group("a"), DatabricksSensor(task_id="watch"), group("b"))


def between_tasks() -> None:
    a, b = group("a"), group("b")
    a.members[0] >> b.members[0]


def a_task_outside() -> None:
    group("etl")
    task("clean")


def only_tasks() -> None:
    task("clean") >> task("load")


def one_that_does_not_run() -> None:
    group("etl") >> group("made", runs=False)


WHEN: list[tuple[Callable[[], None], list[str]]] = [
    (alone, ["sales/etl"]),
    (alone_with_a_sensor, ["sales/etl"]),
    (side_by_side, ["sales/a", "sales/b"]),
    (one_after_the_other, ["sales/a", "sales/b", "sales"]),
    (through_a_sensor, ["sales/a", "sales/b", "sales"]),
    (between_tasks, ["sales/a", "sales/b", "sales"]),
    (a_task_outside, ["sales/etl", "sales"]),
    (only_tasks, ["sales"]),
    (one_that_does_not_run, ["sales/etl", "sales/made"]),
]


@pytest.mark.parametrize(("body", "paths"), WHEN, ids=[row[0].__name__ for row in WHEN])
def test_a_dag_has_a_job_of_its_own_where_something_has_to_run_its_workflows(
    body: Callable[[], None], paths: list[str]
) -> None:
    assert list(jobs(dag(body))) == paths


@pytest.mark.parametrize(("body", "paths"), WHEN, ids=[row[0].__name__ for row in WHEN])
def test_the_schedule_is_that_of_the_job_that_stands_for_the_dag(body: Callable[[], None], paths: list[str]) -> None:
    scheduled = [path for path, job in jobs(dag(body, schedule="@daily")).items() if "schedule" in job]
    assert scheduled == (["sales"] if "sales" in paths else [path for path in paths if path != "sales/made"])


# Steps and their order


def test_steps_run_the_workflows_in_the_order_of_the_edges() -> None:
    def body() -> None:
        ingest, transform = group("ingest"), group("transform")
        ingest >> transform >> [group("report"), task("export")]

    assert steps(dag(body)) == {
        "export": ("itself", ["transform"]),
        "ingest": ("sales/ingest", []),
        "report": ("sales/report", ["transform"]),
        "transform": ("sales/transform", ["ingest"]),
    }


def test_edges_of_a_plain_group_are_those_of_what_is_in_it() -> None:
    def body() -> None:
        with TaskGroup(group_id="region") as region:
            group("north") >> task("check")
            group("south")
        group("first") >> region >> group("last")

    assert steps(dag(body)) == {
        "first": ("sales/first", []),
        "last": ("sales/last", ["region__check", "region__south"]),
        "region__check": ("itself", ["region__north"]),
        "region__north": ("sales/region/north", ["first"]),
        "region__south": ("sales/region/south", ["first"]),
    }


def test_an_edge_of_a_task_is_that_of_its_workflow_and_told_where_that_waits_for_more() -> None:
    def two() -> None:
        task("one") >> task("two")

    def body() -> None:
        a, b = group("a", two), group("b", two)
        a.members[1] >> b.members[0]

    def wider() -> None:
        a, b = group("a", two), group("b", two)
        a.members[0] >> b.members[1]

    assert steps(dag(body)) == {"a": ("sales/a", []), "b": ("sales/b", ["a"])}
    assert told(dag(body)) == []
    assert steps(dag(wider)) == {"a": ("sales/a", []), "b": ("sales/b", ["a"])}
    assert told(dag(wider)) == [
        "warning DW066: task 'one' >> task 'two' leaves a workflow, whose job is run as a whole: all of workflow 'b' "
        "waits for all of workflow 'a' [sales/b/two]\n"
        "    write the edge between the workflows to say just that, or put both tasks into one workflow"
    ]


def test_what_became_nothing_hands_on_the_order_and_its_rule() -> None:
    def body() -> None:
        joint = Joint(None, "joint", {"trigger_rule": "all_done"})
        group("a") >> joint >> group("b")

    assert steps(dag(body)) == {"a": ("sales/a", []), "b": ("sales/b", ["a"], "ALL_DONE")}


def test_a_workflow_says_when_it_runs() -> None:
    def body() -> None:
        group("a") >> group("b", run_if="AT_LEAST_ONE_FAILED")

    assert steps(dag(body))["b"] == ("sales/b", ["a"], "AT_LEAST_ONE_FAILED")


def test_a_workflow_waits_for_nothing_of_itself() -> None:
    def body() -> None:
        a, between = group("a", lambda: [task("x"), task("y")]), task("between")
        a.members[0] >> between >> a.members[1]

    assert sorted(each.code for each in compiled(dag(body)).diagnostics) == ["DW004", "DW066", "DW066"]


def test_tasks_outside_have_the_defaults_of_the_dag_and_steps_have_not() -> None:
    def body() -> None:
        group("a") >> task("b")

    tasks = jobs(dag(body, default_args={"retries": 3}))["sales"]["tasks"]
    assert [(each["task_key"], each.get("max_retries")) for each in tasks] == [("a", None), ("b", 3)]


# A run of several tasks, and what only a job has


def test_several_tasks_of_one_operator_are_a_group_of_tasks() -> None:
    def body() -> None:
        config = {
            "tasks": [
                {"task_key": "one", **NOTEBOOK},
                {"task_key": "two", "depends_on": [{"task_key": "one"}], **NOTEBOOK},
            ]
        }
        task("before") >> DatabricksTaskOperator(task_id="both", task_config=config, retries=2) >> task("after")

    made = {each["task_key"]: each for each in jobs(dag(body))["sales"]["tasks"]}
    waits = {key: [one["task_key"] for one in each.get("depends_on", ())] for key, each in made.items()}
    assert waits == {"after": ["both__two"], "before": [], "both__one": ["before"], "both__two": ["both__one"]}
    assert [made[key]["max_retries"] for key in ("both__one", "both__two")] == [2, 2]


GIT = {"git_url": "https://github.com/a/b", "git_provider": "gitHub", "git_branch": "main"}


def test_what_only_a_job_has_is_the_own_jobs() -> None:
    def body() -> None:
        in_git = {"notebook_task": {"notebook_path": "load"}}
        DatabricksTaskOperator(
            task_id="git", task_config={**in_git, "git_source": GIT, "performance_target": "STANDARD"}
        )
        for key in "ab":
            environment = {"environment_key": key, "spec": {"environment_version": "2"}}
            work = {"spark_python_task": {"python_file": "/x.py"}, "environment_key": key}
            DatabricksTaskOperator(task_id=key, task_config={**work, "environments": [environment]})
        task("plain")

    job = jobs(dag(body))["sales"]
    assert job["git_source"] == GIT
    assert job["performance_target"] == "STANDARD"
    assert [each["environment_key"] for each in job["environments"]] == ["a", "b"]
    sources = {each["task_key"]: each["notebook_task"]["source"] for each in job["tasks"] if "notebook_task" in each}
    assert sources == {"git": "GIT", "plain": "WORKSPACE"}
    assert told(dag(body)) == []


def test_two_tasks_that_want_two_of_it_are_told() -> None:
    def body() -> None:
        for branch in ("main", "dev"):
            config = {"notebook_task": {"notebook_path": "load"}, "git_source": {**GIT, "git_branch": branch}}
            DatabricksTaskOperator(task_id=branch, task_config=config)

    assert told(dag(body)) == [
        "error DW009: task 'dev': its git_source is not that of another task outside of any workflow, and all of them "
        "are in one job [sales/dev]\n    write it inside a DatabricksWorkflowTaskGroup of its own"
    ]


# Parameters


def test_the_own_job_declares_what_its_workflows_have_and_hands_it_down() -> None:
    def body() -> None:
        own = {"parameters": [{"name": "env", "default": "prod"}]}
        group("a", notebook(day="{{ ds }}", table="{{ params.table }}")) >> group(
            "b", notebook(day="{{ ds }}"), extra_job_params=own
        )

    made = jobs(dag(body, schedule="@daily", params={"table": "orders"}))
    day = {"name": "run_date", "default": "{{job.start_time.iso_date}}"}
    assert made["sales/a"]["parameters"] == [day, {"name": "table", "default": "orders"}]
    assert made["sales/b"]["parameters"] == [{"name": "env", "default": "prod"}, day]
    assert made["sales"]["parameters"] == [
        {"name": "env", "default": "prod"},
        {"name": "run_date", "default": "{{job.trigger.time.iso_date}}"},
        {"name": "table", "default": "orders"},
    ]
    assert {each["task_key"]: each["run_job_task"]["job_parameters"] for each in made["sales"]["tasks"]} == {
        "a": {"run_date": "{{job.parameters.run_date}}", "table": "{{job.parameters.table}}"},
        "b": {"env": "{{job.parameters.env}}", "run_date": "{{job.parameters.run_date}}"},
    }


def test_two_defaults_of_one_parameter_are_told_with_both_places() -> None:
    def body() -> None:
        a, b = (group(name, extra_job_params={"parameters": [{"name": "env", "default": name}]}) for name in ("a", "b"))
        a >> b

    (problem,) = compiled(dag(body)).diagnostics
    assert problem.summary.startswith("workflow 'sales.b': parameter 'env' has the default 'b', and 'a' in workflow")
    assert problem.summary.endswith("the DAG's job hands one value down to both")
    own = {"parameters": [{"name": "env", "default": "c"}]}
    assert told(dag(body, extra_job_params=own)) == []
    assert jobs(dag(body, extra_job_params=own))["sales"]["parameters"] == [{"name": "env", "default": "c"}]


# Its settings


def test_what_the_dag_says_is_on_the_job_that_stands_for_it() -> None:
    said: dict[str, Any] = {"tags": {"b", "a"}, "description": "All of it", "dagrun_timeout": 60, "max_active_runs": 3}
    made = jobs(dag(one_after_the_other, **said))
    own = {"tags": {"a": "", "b": ""}, "description": "All of it", "timeout_seconds": 60, "max_concurrent_runs": 3}
    assert {name: made["sales"][name] for name in own} == own
    assert not own.keys() - {"max_concurrent_runs"} & made["sales/a"].keys()
    alone_made = jobs(dag(alone, **said))["sales/etl"]
    assert {name: alone_made[name] for name in own} == {**own, "max_concurrent_runs": 1}


def test_a_workflows_own_settings_stand() -> None:
    def body() -> None:
        group("etl", extra_job_params={"tags": {"a": "1"}, "description": "mine", "timeout_seconds": 5})

    job = jobs(dag(body, tags=["a", "b"], description="theirs", dagrun_timeout=60))["sales/etl"]
    assert (job["tags"], job["description"], job["timeout_seconds"]) == ({"a": "1", "b": ""}, "mine", 5)


def test_tags_that_only_terraform_knows_stand() -> None:
    def body() -> None:
        group("etl", extra_job_params={"tags": tf("${var.tags}")})

    assert jobs(dag(body, tags=["a"]))["sales/etl"]["tags"] == "${var.tags}"


WRONG: list[tuple[str, Any, str]] = [
    ("tags", 5, "tags is 5, expected a list of words"),
    ("dagrun_timeout", "1h", "dagrun_timeout is '1h', expected seconds or a timedelta"),
    ("params", ["a"], "params is ['a'], expected a mapping of names to defaults"),
    ("max_active_runs", "many", "max_active_runs is 'many', expected a whole number"),
    ("max_active_runs", 2**63, "max_active_runs is 9223372036854775808, expected a whole number"),
]


@pytest.mark.parametrize(("name", "value", "summary"), WRONG)
def test_what_is_no_setting_is_told(name: str, value: Any, summary: str) -> None:
    (problem,) = compiled(dag(one_after_the_other, **{name: value})).diagnostics
    assert (problem.code, problem.summary) == ("DW002", f"DAG 'sales': {summary}")


def test_a_dag_gives_its_own_job_fields_address_and_origin() -> None:
    given = {"address": "all", "previous_address": "databricks_job.old", "import_from": "7"}
    own = compiled(dag(one_after_the_other, extra_job_params={"name": "All"}, **given)).jobs[-1]
    assert own.settings.name == "All"
    assert (own.address, own.previous_address, own.import_from) == ("all", "old", "7")


def test_steps_in_two_workspaces_are_told() -> None:
    def body() -> None:
        first = group("a", databricks_conn_id="here")
        first >> [group("b", databricks_conn_id="there"), task("c", databricks_conn_id="elsewhere")]

    assert sorted(told(dag(body))) == [
        "error DW053: DAG 'sales': step 'c' has the connection 'elsewhere', and 'a' has 'here'; one job can't run in "
        "two workspaces [sales/c]\n    name one databricks_conn_id for all of them, or write a DAG for each workspace",
        "error DW053: task 'b' of workflow 'sales' runs job 'sales.b' of connection 'there', and is itself of 'here'; "
        "a job can't run one in another workspace [sales/b]\n    give both the same connection",
    ]


def test_the_own_job_has_the_connection_of_its_workflows() -> None:
    def body() -> None:
        group("a", databricks_conn_id="here") >> group("b", databricks_conn_id="here")

    connections = [job.connection and job.connection.conn_id for job in compiled(dag(body)).jobs]
    assert connections == ["here", "here", "here"]


def test_the_run_id_of_a_step_is_told_as_its_own() -> None:
    with DAG("sales") as dag:
        for name in "ab":
            with DatabricksWorkflowTaskGroup(group_id=name):
                task(task_config={"notebook_task": {"notebook_path": "/x", "base_parameters": {"id": "{{ run_id }}"}}})
    first, second = dag.members
    assert [each.code for each in compiled(dag).diagnostics] == []
    first >> second
    assert [(each.code, each.path) for each in compiled(dag).diagnostics] == [
        ("DW031", "sales/a/load"),
        ("DW031", "sales/b/load"),
    ]
