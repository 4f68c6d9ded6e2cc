"""Dicts and typed models: what passes, what is wrong and in which words."""

from __future__ import annotations

from collections.abc import Callable
from inspect import currentframe
from typing import Any

import pytest
from pydantic import ValidationError

from databricks_workflows.errors import WorkflowError
from databricks_workflows.model import (
    Autoscale,
    AzureAttributes,
    Cluster,
    DbtTask,
    JobSettings,
    Library,
    Model,
    NotebookTask,
    Parameter,
    PypiLibrary,
    PythonWheelTask,
    RunJobTask,
    SparkJarTask,
    Task,
    parse,
    tf,
)
from databricks_workflows.origin import shown_path

LIST_TOKEN = ["#{TfToken[0]}"]
STRING_TOKEN = "${TfToken[TOKEN.7]}"
NUMBER_TOKEN = -1.8881545897087505e289


class Resolvable:
    """Looks like an object of jsii."""

    __jsii_type__ = "cdktf.IResolvable"


RESOLVABLE = Resolvable()


def problems(model: type[Model], data: dict[str, Any]) -> list[str]:
    return [f"{each.rule.code}: {each.summary} | {each.remedy}" for each in parse(model, data)[1]]


WRONG: list[tuple[str, type[Model], dict[str, Any], str]] = [
    # --- unknown names
    (
        "unknown at the top",
        Task,
        {"retries": 3},
        "DW001: there is no field retries (value 3) | did you mean 'max_retries'?",
    ),
    (
        "unknown in a block",
        Task,
        {"new_cluster": {"num_worker": 3}},
        "DW001: there is no field new_cluster.num_worker (value 3) | did you mean 'num_workers'?",
    ),
    (
        "unknown in a list",
        JobSettings,
        {"tasks": [{"task_key": "a"}, {"task_key": "b", "libraries": [{"wheel": "x"}]}]},
        "DW001: there is no field tasks[1].libraries[0].wheel (value 'x') | did you mean 'whl'?",
    ),
    (
        "unknown in a nested task",
        Task,
        {
            "for_each_task": {
                "inputs": "[1]",
                "task": {"task_key": "x", "notebook_task": {"notebook_path": "/a", "p": 1}},
            }
        },
        "DW001: there is no field for_each_task.task.notebook_task.p (value 1) "
        "| known here: base_parameters, notebook_path, source, warehouse_id",
    ),
    (
        "Terraform's word",
        Task,
        {"library": []},
        "DW001: there is no field library (value []) | did you mean 'libraries'?",
    ),
    (
        "Terraform's word that looks different",
        JobSettings,
        {"git_source": {"git_url": "x", "tag": "v1"}},
        "DW001: there is no field git_source.tag (value 'v1') | did you mean 'git_tag'?",
    ),
    (
        "a long value is cut",
        Task,
        {"taskkey": "x" * 200},
        f"DW001: there is no field taskkey (value '{'x' * 76}...) | did you mean 'task_key'?",
    ),
    # --- wrong types
    (
        "text for a number",
        Task,
        {"max_retries": "3"},
        "DW002: max_retries is '3', expected a whole number | write 3 without quotes",
    ),
    (
        "words for a number",
        Task,
        {"max_retries": "three"},
        "DW002: max_retries is 'three', expected a whole number | give a whole number",
    ),
    (
        "a bool for a number",
        Task,
        {"max_retries": True},
        "DW002: max_retries is True, expected a whole number | give a whole number",
    ),
    (
        "a fraction for a whole number",
        Task,
        {"max_retries": 1.5},
        "DW002: max_retries is 1.5, expected a whole number | give a whole number",
    ),
    (
        "text for a bool",
        Task,
        {"retry_on_timeout": "true"},
        "DW002: retry_on_timeout is 'true', expected true or false | write True without quotes",
    ),
    (
        "a number for a bool",
        Task,
        {"retry_on_timeout": 1},
        "DW002: retry_on_timeout is 1, expected true or false | give true or false",
    ),
    (
        "a number for text",
        Task,
        {"existing_cluster_id": 7},
        'DW002: existing_cluster_id is 7, expected text | write "7" in quotes',
    ),
    (
        "a list for text",
        Task,
        {"description": ["x"]},
        "DW002: description is ['x'], expected text | write \"x\"",
    ),
    (
        "text for a list of text",
        Task,
        {"dbt_task": {"commands": "dbt run"}},
        "DW002: dbt_task.commands is 'dbt run', expected a list | write [\"dbt run\"]",
    ),
    (
        "a block for a list of blocks",
        Task,
        {"libraries": {"whl": "x"}},
        "DW002: libraries is {'whl': 'x'}, expected a list | write [{\"whl\": \"x\"}]",
    ),
    (
        "an expression for a list of blocks",
        Task,
        {"libraries": tf("${var.libraries}")},
        'DW002: libraries is \'${var.libraries}\', expected a list | write for example [{"pypi": {"package": "..."}}]',
    ),
    (
        "a list for a mapping",
        Task,
        {"notebook_task": {"notebook_path": "/a", "base_parameters": ["x"]}},
        "DW002: notebook_task.base_parameters is ['x'], expected a mapping of names to values | "
        'write for example {"name": "..."}',
    ),
    (
        "a number as a name",
        Task,
        {"notebook_task": {"notebook_path": "/a", "base_parameters": {1: "x"}}},
        "DW002: notebook_task.base_parameters is {1: 'x'}, "
        "expected a mapping whose names are text (here one is 1) "
        "| give a mapping whose names are text (here one is 1)",
    ),
    (
        "a list for a block",
        Task,
        {"new_cluster": [{"num_workers": 1}]},
        "DW002: new_cluster is [{'num_workers': 1}], expected a mapping of its fields | write {\"num_workers\": 1}",
    ),
    (
        "a number for a block",
        Task,
        {"new_cluster": {"autoscale": 3}},
        "DW002: new_cluster.autoscale is 3, expected a mapping of its fields "
        '| write for example {"min_workers": 1, "max_workers": 8}',
    ),
    (
        "None in a list",
        Task,
        {"python_wheel_task": {"package_name": "p", "entry_point": "e", "parameters": ["a", None]}},
        "DW002: python_wheel_task.parameters[1] is None, expected text | leave it out where nothing is meant",
    ),
    (
        "a list as a parameter",
        Task,
        {"new_cluster": {"spark_conf": {"spark.x": [1]}}},
        "DW002: new_cluster.spark_conf['spark.x'] is [1], expected text | give text",
    ),
    (
        "wrong deep in lists",
        JobSettings,
        {"job_clusters": [{"job_cluster_key": "a", "new_cluster": {"init_scripts": [{}, {"s3": {"destination": 5}}]}}]},
        'DW002: job_clusters[0].new_cluster.init_scripts[1].s3.destination is 5, expected text | write "5" in quotes',
    ),
    (
        "not a number",
        AzureAttributes,
        {"spot_bid_max_price": float("nan")},
        "DW002: spot_bid_max_price is nan, expected a number | give a number",
    ),
    # --- missing
    (
        "missing",
        JobSettings,
        {"tasks": [{"notebook_task": {}}]},
        "DW002: tasks[0].notebook_task.notebook_path is required and missing "
        "| set tasks[0].notebook_task.notebook_path",
    ),
    (
        "None is missing",
        NotebookTask,
        {"notebook_path": None},
        "DW002: notebook_path is required and missing | set notebook_path",
    ),
    (
        "required beyond the schema",
        Task,
        {"python_wheel_task": {"package_name": "p"}},
        "DW002: python_wheel_task.entry_point is required and missing | set python_wheel_task.entry_point",
    ),
    # --- refused
    (
        "read-only",
        Task,
        {"new_cluster": {"cluster_source": "JOB"}},
        "DW011: new_cluster.cluster_source is read-only: Databricks answers it and never takes it | leave it out",
    ),
    (
        "never sent",
        Task,
        {"new_cluster": {"idempotency_token": "x"}},
        "DW010: new_cluster.idempotency_token is never sent by the Terraform provider, and every plan would replace "
        "the job | leave it out; Terraform's state already keeps a job from being made twice",
    ),
    (
        "without meaning in a job",
        JobSettings,
        {"job_clusters": [{"job_cluster_key": "a", "new_cluster": {"autotermination_minutes": 10}}]},
        "DW010: job_clusters[0].new_cluster.autotermination_minutes has no meaning in a job: its cluster ends with the "
        "last task that uses it | leave it out; to limit a task write timeout_seconds",
    ),
    (
        "the form without tasks",
        JobSettings,
        {"notebook_task": {"notebook_path": "/a"}},
        "DW010: notebook_task belongs to jobs of the form without tasks: beside tasks it is lost | write it in a task",
    ),
    (
        "newer than the provider",
        Task,
        {"environment_variables_key": "x"},
        "DW010: environment_variables_key is unknown to the Terraform provider "
        "| write spark_env_vars on the cluster, or hand values over as parameters",
    ),
    (
        "a loop in a loop",
        Task,
        {"for_each_task": {"inputs": "[]", "task": {"task_key": "a", "for_each_task": {}}}},
        "DW010: for_each_task.task.for_each_task can't stand inside a for_each_task "
        "| let the nested task be a run_job_task on a job that has the inner for_each_task",
    ),
    # --- names that no field can have
    (
        "half a character as a name",
        Task,
        {"libraries": [{"jar": "a"}, {"whl\ud800": "b"}]},
        "DW001: there is no field libraries[1]['whl\\ud800'] (value 'b') | names of fields are text",
    ),
    (
        "a number as a name",
        Task,
        {"new_cluster": {5: 1}},
        "DW001: there is no field new_cluster['5'] (value 1) | names of fields are text",
    ),
    # --- numbers that nobody holds
    (
        "65 bits",
        Task,
        {"max_retries": 2**63},
        "DW002: max_retries is 9223372036854775808, expected a whole number of at most 64 bits | "
        "give a whole number of at most 64 bits",
    ),
    (
        "thousands of digits in a parameter",
        Parameter,
        {"name": "a", "default": 10**5000},
        "DW002: default is a value of type int that can't be shown, expected text | give text",
    ),
    (
        "thousands of digits",
        Task,
        {"timeout_seconds": 10**5000},
        "DW002: timeout_seconds is a value of type int that can't be shown, expected a whole number of "
        "at most 64 bits | give a whole number of at most 64 bits",
    ),
    # --- the token of a number for what is several
    (
        "a number's token for a list",
        JobSettings,
        {"environments": NUMBER_TOKEN},
        f"DW002: environments is {NUMBER_TOKEN!r}, expected a list | write for example "
        '[{"environment_key": "...", "spec": {"environment_version": "3", "dependencies": ["..."]}}]',
    ),
    (
        "a number's token for a mapping",
        JobSettings,
        {"tags": NUMBER_TOKEN},
        f'DW002: tags is {NUMBER_TOKEN!r}, expected a mapping of names to values | write for example {{"name": "..."}}',
    ),
]


@pytest.mark.parametrize(("model", "data", "message"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_wrong_is_said(model: type[Model], data: dict[str, Any], message: str) -> None:
    assert problems(model, data) == [message]


def test_all_problems_are_told_once_and_what_is_right_stays() -> None:
    data = {
        "task_key": "a",
        "retries": 1,
        "max_retries": "3",
        "libraries": [5, {"whl": "x"}, {"pypi": {"package": "y"}, "nope": 1}],
        "new_cluster": {"num_workers": 1, "cluster_source": "JOB", "state": "RUNNING", "node_type_id": 4},
    }

    model, found = parse(Task, data)

    assert [(each.rule.code, each.at) for each in found] == [
        ("DW002", ("libraries", 0)),
        ("DW001", ("libraries", 2, "nope")),
        ("DW002", ("max_retries",)),
        ("DW002", ("new_cluster", "node_type_id")),
        ("DW011", ("new_cluster", "cluster_source")),
        ("DW011", ("new_cluster", "state")),
        ("DW001", ("retries",)),
    ]
    assert model is not None
    assert model.as_dict() == {
        "task_key": "a",
        "libraries": [{"whl": "x"}, {"pypi": {"package": "y"}}],
        "new_cluster": {"num_workers": 1},
    }
    assert data["libraries"][0] == 5, "the author's dict is left as it is"  # type: ignore[index]


def test_a_name_that_is_no_text_hides_nothing() -> None:
    model, found = parse(Task, {"\ud800": 1, "retries": 2, "max_retries": 3, "notebook_task": {None: 4}})

    assert [(each.rule.code, each.at) for each in found] == [
        ("DW001", ("\ud800",)),
        ("DW001", ("notebook_task", "None")),
        ("DW002", ("notebook_task", "notebook_path")),
        ("DW001", ("retries",)),
    ]
    assert model is None


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63)])
def test_64_bits_are_a_number(number: int) -> None:
    assert problems(Task, {"max_retries": number}) == []


def test_many_wrong_items_of_a_list_are_all_left_out() -> None:
    model, found = parse(Task, {"libraries": [{"whl": "a"}, *range(11), {"whl": "b"}]})

    assert len(found) == 11
    assert model is not None
    assert model.as_dict() == {"libraries": [{"whl": "a"}, {"whl": "b"}]}


@pytest.mark.parametrize("data", [{}, {"notebook_path": 5}, {"notebook_path": None, "source": "GIT"}])
def test_without_something_required_there_is_no_model_and_one_problem(data: dict[str, Any]) -> None:
    model, found = parse(NotebookTask, data)

    assert model is None
    assert len(found) == 1


def test_a_cluster_pasted_from_the_workspace() -> None:
    pasted = {
        "cluster_name": "",
        "spark_version": "15.4.x-scala2.12",
        "spark_conf": {},
        "aws_attributes": {"first_on_demand": 0, "availability": "SPOT", "ebs_volume_count": 0},
        "node_type_id": "i3.xlarge",
        "custom_tags": {},
        "ssh_public_keys": [],
        "init_scripts": [],
        "enable_elastic_disk": False,
        "cluster_source": "JOB",
        "kind": "CLASSIC_PREVIEW",
        "data_security_mode": "DATA_SECURITY_MODE_AUTO",
        "driver_node_type_id": None,
        "num_workers": 0,
    }

    model, found = parse(Cluster, pasted)

    assert [each.rule.code for each in found] == ["DW011"]
    assert model is not None
    assert model.as_dict() == {
        name: value for name, value in pasted.items() if name not in ("cluster_source", "driver_node_type_id")
    }


# --- Tokens and expressions -----------------------------------------------------------------------------------------

UNKNOWN_LEAVES: list[tuple[type[Model], str, dict[str, Any]]] = [
    (NotebookTask, "notebook_path", {}),
    (NotebookTask, "base_parameters", {"notebook_path": "/a"}),
    (Task, "max_retries", {}),
    (Task, "retry_on_timeout", {}),
    (AzureAttributes, "spot_bid_max_price", {}),
    (RunJobTask, "job_id", {}),
    (DbtTask, "commands", {}),
    (SparkJarTask, "parameters", {}),
    (Parameter, "default", {"name": "a"}),
]


@pytest.mark.parametrize(("model", "field", "others"), UNKNOWN_LEAVES, ids=[case[1] for case in UNKNOWN_LEAVES])
@pytest.mark.parametrize("value", [tf("${var.x}"), STRING_TOKEN, RESOLVABLE], ids=["tf", "string token", "resolvable"])
def test_tokens_and_expressions_pass_at_any_leaf(
    model: type[Model], field: str, others: dict[str, Any], value: object
) -> None:
    found, wrong = parse(model, {**others, field: value})

    assert wrong == []
    assert getattr(found, field) is value


def test_tokens_inside_lists_and_mappings_pass() -> None:
    task = Task(
        notebook_task=NotebookTask(notebook_path="/a", base_parameters={"a": tf("${var.a}"), "b": STRING_TOKEN}),
        libraries=[Library(pypi=PypiLibrary(package=tf("${var.package}")))],
    )

    assert task.as_dict() == {
        "notebook_task": {"notebook_path": "/a", "base_parameters": {"a": "${var.a}", "b": STRING_TOKEN}},
        "libraries": [{"pypi": {"package": "${var.package}"}}],
    }


def test_list_and_number_tokens_pass() -> None:
    task, wrong = parse(
        Task,
        {
            "libraries": LIST_TOKEN,
            "dbt_task": {"commands": LIST_TOKEN},
            "max_retries": NUMBER_TOKEN,
            "new_cluster": {"spark_conf": {"n": NUMBER_TOKEN}},
        },
    )

    assert wrong == []
    assert task is not None
    assert task.as_dict() == {
        "libraries": LIST_TOKEN,
        "dbt_task": {"commands": LIST_TOKEN},
        "max_retries": NUMBER_TOKEN,
        "new_cluster": {"spark_conf": {"n": NUMBER_TOKEN}},
    }


# --- Parameters are text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (2**64, "18446744073709551616"),
        (1.5, "1.5"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        ("", ""),
        ("5", "5"),
    ],
)
def test_numbers_and_bools_in_parameters_become_json_text(value: object, text: str) -> None:
    data: dict[str, tuple[type[Model], dict[str, Any], object]] = {
        "base_parameters": (NotebookTask, {"notebook_path": "/a", "base_parameters": {"x": value}}, {"x": text}),
        "parameters": (SparkJarTask, {"parameters": [value]}, [text]),
        "named_parameters": (
            PythonWheelTask,
            {"package_name": "p", "entry_point": "e", "named_parameters": {"x": value}},
            {"x": text},
        ),
        "job_parameters": (RunJobTask, {"job_id": 1, "job_parameters": {"x": value}}, {"x": text}),
        "spark_conf": (Cluster, {"spark_conf": {"x": value}}, {"x": text}),
        "tags": (JobSettings, {"tags": {"x": value}}, {"x": text}),
        "default": (Parameter, {"name": "x", "default": value}, text),
    }
    for field, (model, given, expected) in data.items():
        found, wrong = parse(model, given)
        assert wrong == []
        assert getattr(found, field) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_has_no_number_for_is_no_parameter(value: float) -> None:
    assert problems(Parameter, {"name": "x", "default": value}) == [
        f"DW002: default is {value}, expected text | give text"
    ]


# --- Typed models ---------------------------------------------------------------------------------------------------


def test_a_typed_model_raises_at_once_with_code_text_and_place() -> None:
    here = current_line() + 2
    with pytest.raises(WorkflowError) as raised:
        Cluster(num_workers="8", node_typ_id="x")  # type: ignore[arg-type, call-arg]

    place = f"{shown_path(__file__)}:{here}"
    assert str(raised.value) == (
        f"{place}: error DW001: there is no field node_typ_id (value 'x') [Cluster]\n"
        "    did you mean 'node_type_id'?\n"
        f"{place}: error DW002: num_workers is '8', expected a whole number [Cluster]\n"
        "    write 8 without quotes"
    )


WRONG_CALLS: list[tuple[Callable[[], Model], str]] = [
    (
        lambda: Task(new_cluster=Autoscale(min_workers=1)),  # type: ignore[arg-type]
        "DW002: new_cluster is Autoscale(min_workers=1), expected a mapping of its fields [Task]\n"
        '    write for example {"spark_version": "16.4.x-scala2.12", "node_type_id": "...", "num_workers": 2}',
    ),
    (
        lambda: NotebookTask(),  # type: ignore[call-arg]
        "DW002: notebook_path is required and missing [NotebookTask]\n    set notebook_path",
    ),
    (
        lambda: NotebookTask(notebook_path=None),  # type: ignore[arg-type]
        "DW002: notebook_path is None, expected text [NotebookTask]\n    leave it out where nothing is meant",
    ),
    (
        lambda: Cluster(cluster_source="JOB"),  # type: ignore[call-arg]
        "DW011: cluster_source is read-only: Databricks answers it and never takes it [Cluster]\n    leave it out",
    ),
    (
        lambda: Cluster(num_workers=1).with_(autoscale=2),
        "DW002: autoscale is 2, expected a mapping of its fields [Cluster]\n"
        '    write for example {"min_workers": 1, "max_workers": 8}',
    ),
]


@pytest.mark.parametrize(("call", "message"), WRONG_CALLS)
def test_a_wrong_typed_model(call: Callable[[], Model], message: str) -> None:
    with pytest.raises(WorkflowError) as raised:
        call()

    assert str(raised.value).partition(": error ")[2] == message


def test_dicts_and_models_mix() -> None:
    typed = JobSettings(tasks=[Task(task_key="a", new_cluster=Cluster(num_workers=1))])
    mixed, _ = parse(JobSettings, {"tasks": [{"task_key": "a", "new_cluster": Cluster(num_workers=1)}]})
    plain, _ = parse(JobSettings, {"tasks": [{"task_key": "a", "new_cluster": {"num_workers": 1}}]})

    assert typed == mixed == plain


def test_none_is_unset_and_0_false_and_empty_are_kept() -> None:
    task = Task(task_key=None, max_retries=0, retry_on_timeout=False, description="", libraries=[], new_cluster=None)

    assert task.as_dict() == {"max_retries": 0, "retry_on_timeout": False, "description": "", "libraries": []}
    assert repr(task) == "Task(description='', libraries=[], max_retries=0, retry_on_timeout=False)"


def test_none_in_a_mapping_is_dropped_however_it_is_written() -> None:
    assert NotebookTask(notebook_path="/a", base_parameters={"a": None}).as_dict() == {  # type: ignore[dict-item]
        "notebook_path": "/a",
        "base_parameters": {},
    }


def test_with_changes_a_copy() -> None:
    small = Cluster(spark_version="15.4.x-scala2.12", num_workers=2, policy_id="p")

    large = small.with_(num_workers=8, policy_id=None)

    assert large.as_dict() == {"spark_version": "15.4.x-scala2.12", "num_workers": 8}
    assert small.num_workers == 2


def test_models_are_frozen() -> None:
    cluster = Cluster(num_workers=2)

    with pytest.raises(ValidationError, match="Instance is frozen"):
        cluster.num_workers = 3


def current_line() -> int:
    frame = currentframe()
    assert frame is not None
    assert frame.f_back is not None
    return frame.f_back.f_lineno
