"""Workflows as a whole: what compile() makes of them, and that it never raises."""

from __future__ import annotations

from inspect import signature
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Mail,
    Node,
    TaskGroup,
    freeze,
)
from databricks_workflows.authoring.task import TaskArguments
from databricks_workflows.errors import AuthoringError
from databricks_workflows.model import Cluster, JobSettings, Library, Model, NotebookTask, Task
from databricks_workflows.pipeline import Compiled, Settings, check_together, compile
from databricks_workflows.render import job_arguments
from databricks_workflows.schema import job_json_schema
from tests.support.workflows import compiled, task, text, told, workflow

TASK = {"retry_on_timeout": False}
NOTEBOOK_TASK = {"notebook_task": {"notebook_path": "/a"}}
NOTEBOOK = {"notebook_path": "/etl/work", "source": "WORKSPACE"}


def two_workflows() -> list[Node]:
    with DAG("sales", default_args={"retries": 2}) as dag:
        with DatabricksWorkflowTaskGroup(
            group_id="load", job_clusters=[{"job_cluster_key": "k", "new_cluster": {"policy_id": "ETL"}}]
        ):
            task("write", job_cluster_key="k") << task("read", job_cluster_key="small", retries=0)
        with DatabricksWorkflowTaskGroup(group_id="report"):
            DatabricksNotebookOperator(task_id="daily", notebook_path="/r", notebook_params={"day": "{{ ds }}"})
    return [dag]


def test_two_workflows_become_two_jobs() -> None:
    result = compiled(*two_workflows(), settings=Settings(clusters={"small": {"policy_id": "ETL", "num_workers": 1}}))
    assert [job_arguments(job) for job in result.jobs] == [
        {
            "name": "sales.load",
            "max_concurrent_runs": 1,
            "queue": {"enabled": True},
            "job_cluster": [
                {"job_cluster_key": "k", "new_cluster": {"policy_id": "ETL"}},
                {"job_cluster_key": "small", "new_cluster": {"policy_id": "ETL", "num_workers": 1}},
            ],
            "task": [
                {**TASK, "task_key": "read", "job_cluster_key": "small", "max_retries": 0, "notebook_task": NOTEBOOK},
                {
                    **TASK,
                    "task_key": "write",
                    "depends_on": [{"task_key": "read"}],
                    "job_cluster_key": "k",
                    "max_retries": 2,
                    "notebook_task": NOTEBOOK,
                },
            ],
        },
        {
            "name": "sales.report",
            "max_concurrent_runs": 1,
            "queue": {"enabled": True},
            "parameter": [{"name": "run_date", "default": "{{job.start_time.iso_date}}"}],
            "task": [
                {
                    **TASK,
                    "task_key": "daily",
                    "max_retries": 2,
                    "notebook_task": {
                        "notebook_path": "/r",
                        "base_parameters": {"day": "{{job.parameters.run_date}}"},
                        "source": "WORKSPACE",
                    },
                }
            ],
        },
    ]
    assert [(job.address, job.place.path) for job in result.jobs] == [
        ("sales_load", "sales/load"),
        ("sales_report", "sales/report"),
    ]
    assert result.errors == ()
    assert [(each.code, each.path) for each in result.diagnostics] == [("DW037", "sales/report/daily")]


def test_nothing_is_nothing() -> None:
    assert compile([]) == Compiled((), ())


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    def body() -> None:
        DatabricksTaskOperator(task_id="a", task_config=NOTEBOOK_TASK, max_retires=3, job_cluster_key="nowhere")  # type: ignore[call-arg]
        DatabricksTaskOperator(task_id="b", task_config=NOTEBOOK_TASK, depends_on=["c"])

    result = compiled(workflow(body))
    assert [(each.code, each.path) for each in result.diagnostics] == [
        ("DW001", "etl/a"),
        ("DW021", "etl/a"),
        ("DW006", "etl/b"),
    ]
    assert result.errors == result.diagnostics
    assert len(result.jobs) == 1


def test_what_is_suppressed_is_reported_and_does_not_count() -> None:
    def body() -> None:
        task("a", max_retires=3, suppress=["DW001"])
        task("b", max_retires=3)

    result = compiled(workflow(body))
    remedy = "    did you mean 'max_retries'?"
    assert text(result.diagnostics) == [
        f"error DW001: task 'a': there is no argument max_retires (value 3) [etl/a] (suppressed)\n{remedy}",
        f"error DW001: task 'b': there is no argument max_retires (value 3) [etl/b]\n{remedy}",
    ]
    assert [each.path for each in result.errors] == ["etl/b"]


def test_one_code_may_be_suppressed_as_text() -> None:
    assert compiled(workflow(lambda: task("a", max_retires=3, suppress="DW001"))).errors == ()


def test_suppress_on_a_group_covers_its_tasks() -> None:
    assert compiled(workflow(lambda: task("a", max_retires=3), suppress=["DW001"])).errors == ()


def test_jobs_of_several_stacks_are_seen_beside_each_other() -> None:
    first, second = compiled(workflow()), compiled(workflow())
    assert text(check_together([first, second])) == [
        "info DW072: workflow 'etl' makes another job named 'etl' on connection 'databricks_default' "
        f"({first.jobs[0].place.origin}) [etl]\n    give one of them another name"
    ]


def test_edges_between_workflows_are_told() -> None:
    a, b = DatabricksWorkflowTaskGroup(group_id="a"), DatabricksWorkflowTaskGroup(group_id="b")
    for group in (a, b):
        with group:
            task()
    a >> b
    assert told(a, b) == [
        "error DW017: workflow 'a' >> workflow 'b': the two are not in one workflow [b]\n"
        "    write both in one DAG (with DAG('name'): ...), whose own job runs them in this order, or put the tasks "
        "into one group"
    ]


# Anything at all: fields of the API with values of any kind.

FIELDS = sorted({name for model in (Task, JobSettings, NotebookTask, Cluster, Library) for name in model.model_fields})
VALIDATOR = Draft202012Validator(job_json_schema("databricks_job"))
words = st.text(max_size=4) | st.sampled_from(
    ["a", "/a", "${x}", '%{y}"', "", "1", "{{job.run_id}}", "https://github.com/a/b"]
)
leaves = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["{{ ds }}", "${x}", "3", "a"])
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
mappings = st.dictionaries(st.sampled_from(FIELDS), values, max_size=4)
# No shrinking: with examples this large it takes minutes (hypothesis stops after five).
any_job = settings(
    max_examples=500,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


def is_sound(group: Node) -> None:
    result = compile(freeze([group]))
    assert isinstance(result, Compiled)
    if not result.errors:
        for job in result.jobs:
            VALIDATOR.validate(job_arguments(job))


@any_job
@given(config=mappings, right=st.booleans())
def test_any_task_config_is_compiled_or_told(config: dict[str, Any], right: bool) -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as group:
        DatabricksTaskOperator(
            task_id="a", task_config={**config, **({"notebook_task": {"notebook_path": "/a"}} if right else {})}
        )
    is_sound(group)


@any_job
@given(extra=mappings)
def test_any_extra_job_params_are_compiled_or_told(extra: dict[str, Any]) -> None:
    is_sound(workflow(extra_job_params=extra))


# Arguments instead of fields: those that each class knows, and those of Airflow, with values of any kind.

EVERY_TASK = sorted(TaskArguments.__annotations__.keys() - {"task_id", "dag", "task_group", "suppress"})
GROUP = sorted(
    signature(DatabricksWorkflowTaskGroup).parameters.keys()
    - {"scope", "id", "group_id", "dag", "parent_group", "suppress", "kwargs"}
)
OWN = ["task_config", "cluster_spec", "libraries"]
OF_NOTEBOOK = ["notebook_path", "source", "notebook_params", "notebook_packages"]
codes = st.none() | st.text(max_size=5) | st.lists(st.sampled_from(["DW001", "DW002", "DW9"]), max_size=2)


def given_of(*names: str, wrong: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Up to three arguments; what is refused where it is written is left to the tests of that."""
    more = ("suppress", "unknown", "pool") if wrong else ()
    of_name = {"suppress": codes, "timeout": values.filter(lambda value: not isinstance(value, bool))}
    return st.lists(st.sampled_from([*names, *more]), max_size=3, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({name: of_name.get(name, values) for name in chosen})
    )


@any_job
@given(
    group=given_of(*GROUP),
    task_given=given_of(*EVERY_TASK, *OWN),
    notebook=given_of(*EVERY_TASK, *OF_NOTEBOOK),
    sensor=given_of("run_id", "databricks_conn_id", "timeout", "poke_interval", "deferrable"),
    defaults=given_of(*sorted({*EVERY_TASK, *OWN, *OF_NOTEBOOK} - {"depends_on"}), wrong=False),
    inner=given_of("prefix_group_id", "default_args", "tooltip"),
)
def test_any_arguments_are_compiled_or_told(
    group: dict[str, Any],
    task_given: dict[str, Any],
    notebook: dict[str, Any],
    sensor: dict[str, Any],
    defaults: dict[str, Any],
    inner: dict[str, Any],
) -> None:
    try:
        with DAG("sales", default_args=defaults) as dag:
            with DatabricksWorkflowTaskGroup(group_id="etl", **group) as etl:
                DatabricksTaskOperator(task_id="a", **task_given)
                with TaskGroup(group_id="inner", **inner):
                    DatabricksNotebookOperator(task_id="b", **notebook)
            etl >> DatabricksSensor(task_id="watch", **sensor)
    except AuthoringError:
        return
    is_sound(dag)


OF_DAG = sorted(signature(DAG).parameters.keys() - {"scope", "id", "dag_id", "suppress", "default_args", "kwargs"})
RUNS = st.sampled_from(["job_name", "dag_id", "workflow", "job_id", "wait"])


@any_job
@given(
    of_dag=given_of(*OF_DAG),
    group=given_of("runs", "run_if", "databricks_conn_id", "extra_job_params", "address"),
    outside=given_of(*EVERY_TASK, *OWN),
    run=st.dictionaries(RUNS, values | st.sampled_from(["sales", "sales.etl", "sales.b"]), max_size=3),
    tasks=values,
    mail=values,
)
def test_any_dag_is_compiled_or_told(
    of_dag: dict[str, Any],
    group: dict[str, Any],
    outside: dict[str, Any],
    run: dict[str, Any],
    tasks: Any,
    mail: Any,
) -> None:
    try:
        with DAG("sales", **of_dag) as dag:
            with DatabricksWorkflowTaskGroup(group_id="etl", **group) as etl:
                task("a")
            with DatabricksWorkflowTaskGroup(group_id="b") as b:
                DatabricksNotebookOperator(task_id="a", notebook_path="/a", notebook_params={"x": "{{ params.x }}"})
            work = DatabricksTaskOperator(task_id="outside", **outside)
            ran = DatabricksTaskOperator(task_id="run", task_config={"run_job_task": run})
            several = DatabricksTaskOperator(task_id="several", task_config={"tasks": tasks})
            etl >> [work, ran] >> b >> several >> Mail(None, "mail", ("a@b.c",), {"trigger_rule": mail})
    except AuthoringError:
        return
    is_sound(dag)


def right(annotation: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that fit an annotation of the model."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        found: st.SearchStrategy[Any] = fields_of(annotation, depth)
        return found
    if origin is list:
        return st.lists(right(inner[0], depth), min_size=1, max_size=2)
    if origin is dict:
        return st.dictionaries(words, right(inner[1], depth), max_size=2)
    if origin is not None:  # Annotated, and what may be None
        return right(inner[0], depth)
    simple: dict[Any, st.SearchStrategy[Any]] = {bool: st.booleans(), int: st.integers(0, 9), float: st.integers(0, 9)}
    return simple.get(annotation, words)


@st.composite
def fields_of(draw: st.DrawFn, model: type[Model], depth: int = 0) -> dict[str, Any]:
    """What is required, and some of the rest."""
    known = model.model_fields
    optional = sorted(name for name, field in known.items() if not field.is_required())
    names = [name for name, field in known.items() if field.is_required()]
    if optional and depth < 4:
        names += draw(st.lists(st.sampled_from(optional), max_size=3, unique=True))
    return {name: draw(right(known[name].annotation, depth + 1)) for name in names}


# About what the values mean, not about their form.
OF_MEANING = ["DW005", "DW006", "DW020", "DW021", "DW024", "DW025", "DW026", "DW034"]


@any_job
@given(config=fields_of(Task), extra=fields_of(JobSettings))
def test_what_fits_the_model_fits_the_providers_schema(config: dict[str, Any], extra: dict[str, Any]) -> None:
    extra.pop("tasks", None)
    is_sound(workflow(lambda: task("a", task_config=config), extra_job_params=extra, suppress=OF_MEANING))
