"""Any workflow becomes a job that fits the provider's schema, or is told to be wrong; nothing else happens."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from inspect import signature
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Mail,
    Node,
    TaskGroup,
    chain,
    freeze,
)
from databricks_workflows.authoring.task import TaskArguments
from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.documents.schema_problems import schema_problems
from databricks_workflows.errors import AuthoringError
from databricks_workflows.model import AccessControl, Cluster, Environment, JobCluster, JobSettings, Library, Task
from databricks_workflows.pipeline import Compiled, Settings, compile
from databricks_workflows.render import job_arguments, permissions_arguments, stack_blocks
from databricks_workflows.render.api import job_create_body
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.views.locate import Sources
from databricks_workflows.views.problems import print_on, report
from tests.support.anything import blocks, examples, is_sound, right, texts, values

MODELS = (JobSettings, Task, Cluster, AccessControl)
anything = values(*MODELS)
SOURCES = Sources()


def is_told_or_right(root: Node, settings: Settings | None = None) -> Compiled:
    """Compile, print every problem, and where none is an error look at the document."""
    compiled = compile(freeze([root]), settings)
    can_be_printed(compiled.diagnostics)
    for job in compiled.jobs:
        job_arguments(job)
        job_create_body(job)
    stack_blocks(compiled.jobs)
    if not compiled.errors:
        is_right(compiled.jobs)
    return compiled


def can_be_printed(diagnostics: tuple[Diagnostic, ...]) -> None:
    plain = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    report(diagnostics, plain)
    plain.flush()
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    few = [each for each in diagnostics if len(each.summary) + len(each.remedy) < 5_000][:3]  # it is slow
    print_on(Console(file=terminal, width=80, highlight=False, markup=False, emoji=False), few, SOURCES)
    terminal.flush()
    json.dumps([each.as_dict() for each in diagnostics], ensure_ascii=False, allow_nan=False).encode()


def is_right(jobs: tuple[Job, ...]) -> None:
    for job in jobs:
        arguments = job_arguments(job)
        extra = {*job.extra, *(name for each in job.task_extra.values() for name in each)}
        assert extra or schema_problems("databricks_job", arguments) == []
        permissions = permissions_arguments(job)
        if permissions["access_control"]:
            assert schema_problems("databricks_permissions", permissions) == []
        for made in (arguments, permissions, job_create_body(job)):
            is_plain_json(made)
    is_plain_json(stack_blocks(jobs))


def is_plain_json(data: Any) -> None:
    json.dumps(data, allow_nan=False, ensure_ascii=False).encode()


# Fields: a group with tasks and edges, its fields in the Jobs API's words.

NOTEBOOK = {"notebook_task": {"notebook_path": "/a"}}
OF_FORM = frozenset(("DW001", "DW002", "DW010", "DW011"))
sound = texts.filter(is_sound)
names = sound.filter(bool)  # an empty one is told where it is written (DW009)
GUESSED = {"GitSource.git_url": st.just("https://github.com/acme/etl")}  # its provider, which has to be written


@given(
    group_id=names,
    job=right(JobSettings, sound, GUESSED),
    clusters=st.lists(right(JobCluster, sound), max_size=2),
    tasks=st.lists(st.tuples(names, right(Task, sound)), min_size=1, max_size=3),
    permissions=st.lists(right(AccessControl, sound), max_size=1),
)
@examples(300)
def test_what_is_right_by_type_fits_the_schema(
    group_id: str, job: Any, clusters: list[Any], tasks: list[tuple[str, Any]], permissions: list[Any]
) -> None:
    """Whatever else is wrong with it: what it means is a matter of other rules."""
    job.pop("tasks", None)
    with DatabricksWorkflowTaskGroup(
        group_id=group_id, extra_job_params=job, job_clusters=clusters, access_control_list=permissions
    ) as group:
        made = [DatabricksTaskOperator(task_id=name, task_config={**NOTEBOOK, **config}) for name, config in tasks]
    chain(*made)
    compiled = is_told_or_right(group, Settings(on_unmapped="keep"))
    assert [each.summary for each in compiled.errors if each.code in OF_FORM and "the key" not in each.summary] == []
    is_right(compiled.jobs)


@given(
    group_id=texts,
    job=blocks(JobSettings),
    clusters=st.lists(blocks(JobCluster), max_size=2),
    tasks=st.lists(st.tuples(texts, blocks(Task)), max_size=3),
    inner=texts,
    ends=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4),
    permissions=st.lists(blocks(AccessControl), max_size=1),
)
@examples(300)
def test_any_fields(
    group_id: str,
    job: Any,
    clusters: list[Any],
    tasks: list[tuple[str, Any]],
    inner: str,
    ends: list[tuple[int, int]],
    permissions: list[Any],
) -> None:
    if isinstance(job, Mapping):
        job = {name: value for name, value in job.items() if name != "tasks"}
    try:
        with DatabricksWorkflowTaskGroup(
            group_id=group_id, extra_job_params=job, job_clusters=clusters, access_control_list=permissions
        ) as group:
            nodes: list[Any] = [DatabricksTaskOperator(task_id=name, task_config=config) for name, config in tasks[:2]]
            with TaskGroup(group_id=inner) as below:
                nodes += [DatabricksTaskOperator(task_id=name, task_config=config) for name, config in tasks[2:]]
        nodes.append(below)
        for before, after in ends:
            nodes[before % len(nodes)] >> nodes[after % len(nodes)]
    except AuthoringError as error:
        can_be_printed(error.diagnostics)
        return
    is_told_or_right(group)


# Arguments: those that each class knows, and those of Airflow, with values of any kind.

EVERY_TASK = sorted(TaskArguments.__annotations__.keys() - {"task_id", "dag", "task_group", "suppress"})
GROUP = sorted(
    signature(DatabricksWorkflowTaskGroup).parameters.keys()
    - {"scope", "id", "group_id", "dag", "parent_group", "suppress", "kwargs"}
)
OF_DAG = sorted(signature(DAG).parameters.keys() - {"scope", "id", "dag_id", "suppress", "default_args", "kwargs"})
OWN = ["task_config", "cluster_spec", "libraries"]
OF_NOTEBOOK = ["notebook_path", "source", "notebook_params", "notebook_packages"]
BLOCKS: dict[str, st.SearchStrategy[Any]] = {
    "access_control_list": st.lists(blocks(AccessControl), max_size=2),
    "cluster_spec": blocks(Cluster),
    "environments": st.lists(blocks(Environment), max_size=2),
    "existing_clusters": st.dictionaries(texts, texts | anything, max_size=2),
    "extra": st.dictionaries(texts, anything, max_size=2),
    "extra_job_params": blocks(JobSettings),
    "job_cluster_key": texts,
    "job_clusters": st.lists(blocks(JobCluster), max_size=2),
    "libraries": st.lists(blocks(Library), max_size=2),
    "new_cluster": blocks(Cluster),
    "notebook_params": st.dictionaries(texts, texts | anything, max_size=2),
    "params": st.dictionaries(texts, texts | anything, max_size=2),
    "task_config": blocks(Task),
}
codes = st.none() | texts | st.lists(st.sampled_from(["DW001", "DW002", "DW9"]), max_size=2)


def given_of(*names: str, wrong: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Up to three arguments."""
    more = ("suppress", "unknown", "pool") if wrong else ()
    known = {**BLOCKS, "suppress": codes}
    return st.lists(st.sampled_from([*names, *more]), max_size=3, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries(
            {name: known[name] | texts | anything if name in known else texts | anything for name in chosen}
        )
    )


@given(
    group=given_of(*GROUP),
    task=given_of(*EVERY_TASK, *OWN),
    notebook=given_of(*EVERY_TASK, *OF_NOTEBOOK),
    sensor=given_of("run_id", "databricks_conn_id", "timeout", "poke_interval", "deferrable"),
    defaults=given_of(*sorted({*EVERY_TASK, *OWN, *OF_NOTEBOOK} - {"depends_on"}), wrong=False),
    inner=given_of("prefix_group_id", "default_args", "tooltip"),
    catalog=st.dictionaries(texts, blocks(Cluster), max_size=1),
)
@examples(250)
def test_any_arguments(
    group: dict[str, Any],
    task: dict[str, Any],
    notebook: dict[str, Any],
    sensor: dict[str, Any],
    defaults: dict[str, Any],
    inner: dict[str, Any],
    catalog: dict[str, Any],
) -> None:
    try:
        with DAG("sales", default_args=defaults) as dag:
            with DatabricksWorkflowTaskGroup(group_id="etl", **group) as etl:
                DatabricksTaskOperator(task_id="a", **{"task_config": NOTEBOOK, **task})
                with TaskGroup(group_id="inner", **inner):
                    DatabricksNotebookOperator(task_id="b", **{"notebook_path": "/a", **notebook})
            etl >> DatabricksSensor(task_id="watch", **sensor)
    except AuthoringError as error:
        can_be_printed(error.diagnostics)
        return
    is_told_or_right(dag, Settings(clusters=catalog))


RUNS = st.sampled_from(["job_name", "dag_id", "workflow", "job_id", "wait"])


@given(
    of_dag=given_of(*OF_DAG),
    group=given_of("runs", "run_if", "databricks_conn_id", "extra_job_params", "address"),
    outside=given_of(*EVERY_TASK, *OWN),
    run=st.none() | st.dictionaries(RUNS, anything | st.sampled_from(["sales", "sales.etl", "sales.b"]), max_size=3),
    several=st.none() | anything | st.lists(blocks(Task), max_size=2),
    mail=st.none() | anything,
    names=st.tuples(st.just("sales") | texts, texts),
)
@examples(250)
def test_any_dag(
    of_dag: dict[str, Any],
    group: dict[str, Any],
    outside: dict[str, Any],
    run: dict[str, Any] | None,
    several: Any,
    mail: Any,
    names: tuple[str, str],
) -> None:
    try:
        with DAG(names[0], **{"params": {"x": 1}, **of_dag}) as dag:
            with DatabricksWorkflowTaskGroup(group_id=names[1], **group) as etl:
                DatabricksTaskOperator(task_id="a", task_config=NOTEBOOK)
            with DatabricksWorkflowTaskGroup(group_id="b") as b:
                DatabricksNotebookOperator(task_id="a", notebook_path="/a", notebook_params={"x": "{{ params.x }}"})
            steps: list[Any] = [
                etl,
                DatabricksTaskOperator(task_id="outside", **{"task_config": NOTEBOOK, **outside}),
                b,
            ]
            if run is not None:
                steps.append(DatabricksTaskOperator(task_id="run", task_config={"run_job_task": run}))
            if several is not None:
                steps.append(DatabricksTaskOperator(task_id="several", task_config={"tasks": several}))
            if mail is not None:
                steps.append(Mail(None, "mail", ("a@b.c",), {"trigger_rule": mail}))
            chain(*steps)
    except AuthoringError as error:
        can_be_printed(error.diagnostics)
        return
    is_told_or_right(dag)
