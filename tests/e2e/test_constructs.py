"""Groups and tasks as constructs: the tree, aspects, tokens, annotations, providers, addresses and state."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cdktf
import jsii
import pytest
from cdktf import (
    Annotations,
    App,
    Aspects,
    IAspect,
    TerraformOutput,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
)
from constructs import Construct, IConstruct

from databricks_workflows import (
    DAG,
    DatabricksJob,
    DatabricksNotebookOperator,
    DatabricksProvider,
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    TaskGroup,
    WorkflowApp,
    WorkflowError,
    WorkflowStack,
)
from databricks_workflows.diagnostics import Silenced
from databricks_workflows.model import JobSettings, NotebookTask, RunAs, Task

NOTEBOOK = {"notebook_task": {"notebook_path": "/etl/load"}}


@pytest.fixture
def app(tmp_path: Path) -> WorkflowApp:
    return WorkflowApp(tmp_path / "out")


def document(app: WorkflowApp, stack: str) -> Any:
    """Synthesize the app and read one stack's document."""
    app.synth()
    return json.loads((app.output_folder / "stacks" / stack / "cdk.tf.json").read_text())


def job(app: WorkflowApp, stack: str, address: str) -> Any:
    return document(app, stack)["resource"]["databricks_job"][address]


def aspect(visit: Callable[[IConstruct], None]) -> Any:
    @jsii.implements(IAspect)
    class Visitor:
        def visit(self, node: IConstruct) -> None:
            visit(node)

    return Visitor()


# The tree


def test_groups_and_tasks_are_constructs_with_a_node_in_the_tree(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    dag = DAG(stack, "sales")
    group = DatabricksWorkflowTaskGroup(dag, "daily")
    inner = TaskGroup(group, "raw")
    task = DatabricksTaskOperator(inner, "load", task_config=NOTEBOOK)
    assert all(isinstance(each, Construct) for each in (dag, group, inner, task))
    assert task.node.path == task.path == "etl/sales/daily/raw/load"
    assert [child.node.id for child in group.node.children] == ["Default", "raw"]
    assert group.node.default_child is group.job


def test_both_ways_of_writing_give_one_document(tmp_path: Path) -> None:
    as_constructs = WorkflowStack(WorkflowApp(tmp_path / "a"), "etl")
    group = DatabricksWorkflowTaskGroup(as_constructs, "daily", max_concurrent_runs=2)
    extract = DatabricksTaskOperator(group, "extract", task_config=NOTEBOOK)
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK, depends_on=["extract"])

    in_blocks = WorkflowStack(WorkflowApp(tmp_path / "b"), "etl")
    with in_blocks, DatabricksWorkflowTaskGroup(group_id="daily", max_concurrent_runs=2):
        extract = DatabricksTaskOperator(task_id="extract", task_config=NOTEBOOK)
        extract >> DatabricksTaskOperator(task_id="load", task_config=NOTEBOOK)

    assert cdktf.Testing.synth(as_constructs, True) == cdktf.Testing.synth(in_blocks, True)


def test_a_group_works_in_a_plain_stack_of_a_plain_app(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"))
    stack = TerraformStack(app, "plain")
    around = Construct(stack, "around")
    with DatabricksWorkflowTaskGroup(around, "daily"):
        DatabricksNotebookOperator(task_id="load", notebook_path="/etl/load", source="WORKSPACE")
    app.synth()
    made = json.loads((tmp_path / "out/stacks/plain/cdk.tf.json").read_text())
    assert made["resource"]["databricks_job"]["daily"]["task"][0]["task_key"] == "load"
    assert made["provider"] == {"databricks": [{}]}


def test_a_plain_app_gets_the_problems_as_validations(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"))
    group = DatabricksWorkflowTaskGroup(TerraformStack(app, "plain"), "daily")
    DatabricksTaskOperator(group, "load", task_config={}, suppress=["DW004"])
    with pytest.raises(Exception, match=r"error DW025: task 'load' has no task type \[plain/daily/load\]"):
        app.synth()


def test_a_task_outside_any_group_is_refused_where_it_stands(app: WorkflowApp) -> None:
    with pytest.raises(WorkflowError, match=r"test_constructs.py:\d+: error DW009: task 'load' stands in no group"):
        DatabricksTaskOperator(task_id="load", task_config=NOTEBOOK)


def test_an_id_given_twice_is_told_with_everything_else(app: WorkflowApp) -> None:
    group = DatabricksWorkflowTaskGroup(WorkflowStack(app, "etl"), "daily")
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    DatabricksTaskOperator(group, "load", task_config={})
    with pytest.raises(WorkflowError) as raised:
        app.synth()
    assert [each.code for each in raised.value.diagnostics if each.is_error] == ["DW005", "DW025"]


# Aspects


def test_an_aspect_tags_every_job(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    for name in ("daily", "weekly"):
        group = DatabricksWorkflowTaskGroup(stack, name, extra_job_params={"tags": {"team": "sales", "tier": "1"}})
        DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)

    def tag(node: IConstruct) -> None:
        if isinstance(node, DatabricksWorkflowTaskGroup):
            node.tags["team"] = "platform"

    Aspects.of(stack).add(aspect(tag))
    jobs = document(app, "etl")["resource"]["databricks_job"]
    assert {name: made["tags"] for name, made in jobs.items()} == {
        "daily": {"team": "platform", "tier": "1"},
        "weekly": {"team": "platform", "tier": "1"},
    }


def test_an_aspect_changes_tasks_and_is_checked(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    group = DatabricksWorkflowTaskGroup(stack, "daily")
    DatabricksTaskOperator(group, "load", task_config={**NOTEBOOK, "new_cluster": {"policy_id": "ETL"}})

    def change(node: IConstruct) -> None:
        if isinstance(node, DatabricksTaskOperator):
            node.libraries.append({"pypi": {"package": "pandas"}})
            node.set("new_cluster.num_workers", 8)
            node.set("description", None)

    Aspects.of(stack).add(aspect(change))
    assert job(app, "etl", "daily")["task"] == [
        {
            "library": [{"pypi": {"package": "pandas"}}],
            "new_cluster": {"num_workers": 8, "policy_id": "ETL"},
            "notebook_task": {"notebook_path": "/etl/load", "source": "WORKSPACE"},
            "retry_on_timeout": False,
            "task_key": "load",
        }
    ]


def test_an_aspect_adds_a_task_whose_template_makes_a_parameter_and_a_variable(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    group = DatabricksWorkflowTaskGroup(stack, "daily")
    load = DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)

    def add(node: IConstruct) -> None:
        if node is group:
            audit = DatabricksTaskOperator(
                group,
                "audit",
                task_config={
                    "notebook_task": {"notebook_path": "/audit", "base_parameters": {"day": "{{ ds }}"}},
                    "existing_cluster_id": "{{ params.audit_cluster | default('1234-567890-abcdef') }}",
                },
            )
            load >> audit

    Aspects.of(stack).add(aspect(add))
    made = document(app, "etl")
    daily = made["resource"]["databricks_job"]["daily"]
    assert daily["parameter"] == [{"default": "{{job.start_time.iso_date}}", "name": "run_date"}]
    assert daily["task"][0]["notebook_task"]["base_parameters"] == {"day": "{{job.parameters.run_date}}"}
    assert daily["task"][0]["depends_on"] == [{"task_key": "load"}]
    assert daily["task"][0]["existing_cluster_id"] == "${var.audit_cluster}"
    assert made["variable"] == {"audit_cluster": {"default": "1234-567890-abcdef", "type": "string"}}


def test_a_mistake_in_an_aspect_is_told_like_any_other(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    DatabricksTaskOperator(DatabricksWorkflowTaskGroup(stack, "daily"), "load", task_config=NOTEBOOK)

    def stray(node: IConstruct) -> None:
        if isinstance(node, DatabricksTaskOperator):
            DatabricksTaskOperator(task_id="stray", task_config=NOTEBOOK)

    Aspects.of(stack).add(aspect(stray))
    with pytest.raises(WorkflowError) as raised:
        app.synth()
    (told,) = raised.value.diagnostics
    assert told.code == "DW009"
    assert told.summary == "task 'stray' stands in no group"
    assert told.remedy.startswith("write it inside")
    assert not app.output_folder.exists()


def test_an_override_is_the_unchecked_way_out(app: WorkflowApp) -> None:
    group = DatabricksWorkflowTaskGroup(WorkflowStack(app, "etl"), "daily", extra={"brand_new": "$ {x} ${y}"})
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK, extra={"newer": 1})
    group.job.add_override("edit_mode", "EDITABLE")
    made = job(app, "etl", "daily")
    assert made["edit_mode"] == "EDITABLE"
    assert made["brand_new"] == "$ {x} $${y}"
    assert made["task"][0]["newer"] == 1


def test_nothing_is_added_after_the_workflows_were_compiled(app: WorkflowApp) -> None:
    group = DatabricksWorkflowTaskGroup(WorkflowStack(app, "etl"), "daily")
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    app.synth()
    with pytest.raises(WorkflowError, match="etl/daily/late was added after the stack's workflows were compiled"):
        DatabricksTaskOperator(group, "late", task_config=NOTEBOOK)


# Annotations


def test_annotations_of_a_task_and_our_own_warnings_reach_the_manifest(
    app: WorkflowApp, capsys: pytest.CaptureFixture[str]
) -> None:
    stack = WorkflowStack(app, "etl")
    group = DatabricksWorkflowTaskGroup(stack, "daily")
    task = DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    group >> DatabricksSensor(stack, "watch", timeout=60)
    Annotations.of(task).add_warning("to be split")
    app.synth()
    manifest = json.loads((app.output_folder / "manifest.json").read_text())
    told = {
        (each["constructPath"], each["message"].partition(": DW")[2][:3])
        for each in manifest["stacks"]["etl"]["annotations"]
    }
    assert told == {("etl/daily/load", ""), ("etl/watch", "060")}
    assert "warning DW060" in capsys.readouterr().err


def test_a_suppressed_warning_is_kept_apart(app: WorkflowApp, capsys: pytest.CaptureFixture[str]) -> None:
    stack = WorkflowStack(app, "etl")
    group = DatabricksWorkflowTaskGroup(stack, "daily")
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    group >> DatabricksSensor(stack, "watch", timeout=60, suppress=["DW060"])
    app.synth()
    assert [(each.code, each.suppressed) for each in app.diagnostics] == [("DW060", Silenced.IN_SOURCE)]
    assert capsys.readouterr().err == ""


# Tokens and references


def other_resource(stack: TerraformStack) -> TerraformResource:
    return TerraformResource(stack, "notebook", terraform_resource_type="databricks_notebook")


def test_a_token_of_another_resource_is_welcome_at_any_leaf(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    notebook = other_resource(stack)
    group = DatabricksWorkflowTaskGroup(
        stack,
        "daily",
        max_concurrent_runs=notebook.get_number_attribute("runs"),
        extra_job_params={"tags": {"path": f"at {notebook.get_string_attribute('path')} for ${{HOME}}"}},
    )
    DatabricksTaskOperator(
        group,
        "load",
        task_config={
            "notebook_task": {"notebook_path": notebook.get_string_attribute("path")},
            "email_notifications": {"on_failure": notebook.get_list_attribute("mails")},
            "disabled": notebook.get_boolean_attribute("off"),
        },
    )
    made = job(app, "etl", "daily")
    assert made["max_concurrent_runs"] == "${databricks_notebook.notebook.runs}"
    assert made["tags"] == {"path": "at ${databricks_notebook.notebook.path} for $${HOME}"}
    task = made["task"][0]
    assert task["notebook_task"]["notebook_path"] == "${databricks_notebook.notebook.path}"
    assert task["email_notifications"] == {"on_failure": "${databricks_notebook.notebook.mails}"}
    assert task["disabled"] == "${databricks_notebook.notebook.off}"


def test_a_job_of_another_stack_is_referred_to_through_its_state(app: WorkflowApp) -> None:
    first = WorkflowStack(app, "first")
    loads = DatabricksWorkflowTaskGroup(first, "loads")
    DatabricksTaskOperator(loads, "load", task_config=NOTEBOOK)
    second = WorkflowStack(app, "second")
    calls = DatabricksWorkflowTaskGroup(second, "calls")
    DatabricksTaskOperator(calls, "call", task_config={"run_job_task": {"job_id": loads.job_id}})
    called = job(app, "second", "calls")["task"][0]["run_job_task"]["job_id"]
    assert called.startswith("${data.terraform_remote_state.")
    outputs = json.loads((app.output_folder / "stacks/first/cdk.tf.json").read_text())["output"]
    assert any(
        output["value"] == "${databricks_job.loads.id}" and output.get("sensitive") for output in outputs.values()
    )


def test_a_dependency_of_the_group_becomes_depends_on(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    group = DatabricksWorkflowTaskGroup(stack, "daily")
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    group.node.add_dependency(other_resource(stack))
    assert job(app, "etl", "daily")["depends_on"] == ["databricks_notebook.notebook"]


def test_outputs_give_the_job_and_its_page(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    group = DatabricksWorkflowTaskGroup(stack, "daily")
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    TerraformOutput(stack, "mine", value=group.job_url)
    assert document(app, "etl")["output"] == {
        "daily_job_id": {"value": "${databricks_job.daily.id}"},
        "daily_job_url": {"value": '${replace(databricks_job.daily.url, "#job/", "jobs/")}'},
        "mine": {"value": '${replace(databricks_job.daily.url, "#job/", "jobs/")}'},
    }


# cdktf.Testing.synth


def test_testing_synth_gives_the_document_with_and_without_validations(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    DatabricksTaskOperator(DatabricksWorkflowTaskGroup(stack, "daily"), "load", task_config=NOTEBOOK)
    made = cdktf.Testing.synth(stack)
    assert cdktf.Testing.synth(stack, True) == made
    assert json.loads(made)["resource"]["databricks_job"]["daily"]["task"][0]["task_key"] == "load"
    del (whole := document(app, "etl"))["//"]
    del whole["resource"]["databricks_job"]["daily"]["//"]
    assert whole == json.loads(made)


def test_testing_synth_raises_all_problems_even_where_nothing_validates(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    group = DatabricksWorkflowTaskGroup(stack, "daily")
    DatabricksTaskOperator(group, "one", task_config={})
    DatabricksTaskOperator(group, "two", task_config={})
    with pytest.raises(Exception, match=r"(?s)DW025: task 'one'.*DW025: task 'two'"):
        cdktf.Testing.synth(stack)


# Providers and permissions


def test_two_connections_are_two_providers_with_aliases(app: WorkflowApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_FROM_ENV", "databricks://token:dapi@adb-1.azuredatabricks.net/")
    stack = WorkflowStack(app, "etl", connections={"prod": {"host": "https://prod.example.com"}})
    for conn in ("databricks_default", "prod", "from_env", "eu.west"):
        group = DatabricksWorkflowTaskGroup(stack, f"on_{conn}", databricks_conn_id=conn)
        DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    made = document(app, "etl")
    assert made["provider"]["databricks"] == [
        {},
        {"alias": "eu_west", "profile": "eu.west"},
        {"alias": "from_env", "host": "https://adb-1.azuredatabricks.net"},
        {"alias": "prod", "host": "https://prod.example.com"},
    ]
    assert {name: each["provider"] for name, each in made["resource"]["databricks_job"].items()} == {
        "on_databricks_default": "databricks",
        "on_prod": "databricks.prod",
        "on_from_env": "databricks.from_env",
        "on_eu_west": "databricks.eu_west",
    }
    assert "dapi" not in json.dumps(made)


def test_a_provider_of_ones_own_takes_the_connections_place(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl", provider_version="~> 1.130")
    own: TerraformProvider = DatabricksProvider(
        stack, "own", alias="own", arguments={"host": "https://own.example.com"}
    )
    group = DatabricksWorkflowTaskGroup(stack, "daily", provider=own, lifecycle={"prevent_destroy": True})
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    made = document(app, "etl")
    assert made["provider"]["databricks"] == [{"alias": "own", "host": "https://own.example.com"}]
    assert made["resource"]["databricks_job"]["daily"]["provider"] == "databricks.own"
    assert made["resource"]["databricks_job"]["daily"]["lifecycle"] == {"prevent_destroy": True}


def test_access_control_becomes_permissions_beside_the_job(app: WorkflowApp) -> None:
    group = DatabricksWorkflowTaskGroup(
        WorkflowStack(app, "etl"),
        "daily",
        access_control_list=[{"group_name": "analysts", "permission_level": "CAN_VIEW"}],
        run_as=RunAs(service_principal_name="etl-runner"),
    )
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    resources = document(app, "etl")["resource"]
    permissions = resources["databricks_permissions"]["daily"]
    assert permissions["job_id"] == "${databricks_job.daily.id}"
    assert permissions["access_control"] == [{"group_name": "analysts", "permission_level": "CAN_VIEW"}]
    assert resources["databricks_job"]["daily"]["run_as"] == {"service_principal_name": "etl-runner"}


def test_the_l1_stands_alone(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    DatabricksProvider(stack, "provider")
    settings = JobSettings(
        name="alone", tasks=[Task(task_key="b"), Task(task_key="a", notebook_task=NotebookTask(notebook_path="/a"))]
    )
    DatabricksJob(stack, "alone", settings=settings)
    made = job(app, "etl", "alone")
    assert [task["task_key"] for task in made["task"]] == ["a", "b"]


# Addresses and state


def test_a_group_moved_into_a_dag_keeps_its_job(app: WorkflowApp) -> None:
    dag = DAG(WorkflowStack(app, "etl"), "sales")
    group = DatabricksWorkflowTaskGroup(dag, "daily", previous_address="databricks_job.daily")
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    made = document(app, "etl")
    assert list(made["resource"]["databricks_job"]) == ["sales_daily"]
    assert made["resource"]["databricks_job"]["sales_daily"]["name"] == "sales.daily"
    assert made["moved"] == [{"from": "databricks_job.daily", "to": "databricks_job.sales_daily"}]


def test_an_existing_job_is_taken_over(app: WorkflowApp) -> None:
    group = DatabricksWorkflowTaskGroup(WorkflowStack(app, "etl"), "daily", import_from="1234", address="sales_etl")
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    made = document(app, "etl")
    assert made["import"] == [{"id": "1234", "to": "databricks_job.sales_etl"}]
    assert list(made["resource"]["databricks_job"]) == ["sales_etl"]


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "sales_daily_load"),
        ({"address": "sales-etl"}, "sales-etl"),
        ({"address": "databricks_job.etl"}, "etl"),
    ],
)
def test_resource_permissions_and_outputs_have_one_address(app: WorkflowApp, given: Any, address: str) -> None:
    dag = DAG(WorkflowStack(app, "etl"), "sales")
    who = [{"group_name": "analysts", "permission_level": "CAN_VIEW"}]
    group = DatabricksWorkflowTaskGroup(dag, "daily-load", access_control_list=who, **given)
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    made = document(app, "etl")
    assert {kind: list(named) for kind, named in made["resource"].items()} == {
        "databricks_job": [address],
        "databricks_permissions": [address],
    }
    assert made["output"][f"{address}_job_id"] == {"value": f"${{databricks_job.{address}.id}}"}


def test_empty_permissions_of_extra_job_params_win(app: WorkflowApp) -> None:
    group = DatabricksWorkflowTaskGroup(
        WorkflowStack(app, "etl"),
        "daily",
        access_control_list=[{"group_name": "analysts", "permission_level": "CAN_VIEW"}],
        extra_job_params={"access_control_list": []},
    )
    DatabricksTaskOperator(group, "load", task_config=NOTEBOOK)
    assert list(document(app, "etl")["resource"]) == ["databricks_job"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"local": {"path": "../../../terraform.new.tfstate"}}),
        ({"state_name": "old"}, {"local": {"path": "../../../terraform.old.tfstate"}}),
        (
            {"backend": {"s3": {"bucket": "state", "key": "etl", "region": "eu-west-1"}}},
            {"s3": {"bucket": "state", "key": "etl", "region": "eu-west-1"}},
        ),
    ],
)
def test_the_state_lies_where_the_stack_says(app: WorkflowApp, given: Any, expected: Any) -> None:
    WorkflowStack(app, "new", **given)
    assert document(app, "new")["terraform"]["backend"] == expected


def test_an_unknown_backend_is_named(app: WorkflowApp) -> None:
    with pytest.raises(WorkflowError, match=r"(?s)there is no backend 'gsc'.*did you mean 'gcs'\?"):
        WorkflowStack(app, "etl", backend={"gsc": {}})


# The output folder


def test_a_failed_synth_leaves_the_former_output_as_it_was(tmp_path: Path) -> None:
    def synth(config: dict[str, Any]) -> None:
        app = WorkflowApp(tmp_path / "out")
        for name in ("a", "b", "c"):
            group = DatabricksWorkflowTaskGroup(WorkflowStack(app, name), name)
            DatabricksTaskOperator(group, "load", task_config=config if name == "b" else NOTEBOOK)
        app.synth()

    synth(NOTEBOOK)
    (tmp_path / "out/stacks/a/.terraform").mkdir()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(WorkflowError, match="DW025"):
        synth({})
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    synth(NOTEBOOK)
    synth(NOTEBOOK)
    assert (tmp_path / "out/stacks/a/.terraform").is_dir()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("context", [[], {"clusters": []}, "text"])
def test_a_wrong_context_is_told(context: Any, tmp_path: Path) -> None:
    app = WorkflowApp(tmp_path / "out", context={"databricks_workflows": context})
    with pytest.raises(WorkflowError, match=r"cdktf.json: databricks_workflows in the context(: .clusters.)? is"):
        WorkflowStack(app, "etl")


def test_a_key_of_the_context_that_nobody_reads_is_told(tmp_path: Path) -> None:
    app = WorkflowApp(tmp_path / "out", context={"databricks_workflows": {"cluster": {}}})
    with pytest.raises(WorkflowError, match=r"DW001: cdktf.json: .* has no key 'cluster'\n.*did you mean 'clusters'"):
        WorkflowStack(app, "etl")


# The own job of a DAG


def ordered(stack: Any) -> DAG:
    """A DAG whose second workflow waits for the first."""
    dag = DAG(stack, "sales", schedule="@daily")
    load, report = (DatabricksWorkflowTaskGroup(dag, name) for name in ("load", "report"))
    for group in (load, report):
        DatabricksNotebookOperator(group, "work", notebook_path="/work", notebook_params={"day": "{{ ds }}"})
    load >> report
    return dag


def test_a_dags_own_job_runs_its_workflows(app: WorkflowApp) -> None:
    ordered(WorkflowStack(app, "etl"))
    made = document(app, "etl")
    own = made["resource"]["databricks_job"]["sales"]
    assert {each["task_key"]: each["run_job_task"]["job_id"] for each in own["task"]} == {
        "load": "${databricks_job.sales_load.id}",
        "report": "${databricks_job.sales_report.id}",
    }
    assert [each.get("depends_on") for each in own["task"]] == [None, [{"task_key": "load"}]]
    assert own["parameter"] == [{"name": "run_date", "default": "{{job.trigger.time.iso_date}}"}]
    assert sorted(made["output"]) == [
        f"{address}_job_{what}" for address in ("sales", "sales_load", "sales_report") for what in ("id", "url")
    ]


def test_a_dags_own_job_can_be_named_and_changed(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    dag = ordered(stack)
    dag.job.add_override("edit_mode", "UI_LOCKED")
    TerraformOutput(stack, "page", value=dag.job_url)
    TerraformOutput(stack, "id", value=dag.job_id)
    made = document(app, "etl")
    assert made["resource"]["databricks_job"]["sales"]["edit_mode"] == "UI_LOCKED"
    assert made["output"]["id"] == {"value": "${databricks_job.sales.id}"}
    assert made["output"]["page"] == {"value": '${replace(databricks_job.sales.url, "#job/", "jobs/")}'}


def test_a_dag_whose_workflows_run_by_themselves_has_no_job(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    one, two = DAG(stack, "one"), DAG(stack, "two")
    for dag, name in ((one, "a"), (two, "a"), (two, "b")):
        DatabricksTaskOperator(DatabricksWorkflowTaskGroup(dag, name), "work", task_config=NOTEBOOK)
    with pytest.raises(WorkflowError, match="DAG 'one' has no job of its own"):
        _ = one.job
    assert sorted(document(app, "etl")["resource"]["databricks_job"]) == ["one_a", "two_a", "two_b"]


def test_who_asks_for_the_job_of_a_dag_gets_one(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    dag = DAG(stack, "all")
    for name in "ab":
        DatabricksTaskOperator(DatabricksWorkflowTaskGroup(dag, name), "work", task_config=NOTEBOOK)
    TerraformOutput(stack, "id", value=dag.job_id)
    assert sorted(document(app, "etl")["resource"]["databricks_job"]) == ["all", "all_a", "all_b"]


def test_a_task_in_a_dag_is_one_of_its_own_job(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    with stack, DAG("sales", address="all", default_args={"databricks_conn_id": "europe"}) as dag:
        DatabricksTaskOperator(task_id="clean", task_config=NOTEBOOK) >> DatabricksNotebookOperator(
            task_id="load", notebook_path="/load", source="WORKSPACE"
        )
    made = document(app, "etl")
    job = made["resource"]["databricks_job"]["all"]
    assert [each["task_key"] for each in job["task"]] == ["clean", "load"]
    assert job["provider"] == "databricks.europe"
    assert dag.job.node.path == "etl/sales/Default"


def test_permissions_of_a_dags_own_job_are_a_resource_too(app: WorkflowApp) -> None:
    who = [{"group_name": "analysts", "permission_level": "CAN_VIEW"}]
    with WorkflowStack(app, "etl"), DAG("sales", extra_job_params={"access_control_list": who}):
        DatabricksTaskOperator(task_id="clean", task_config=NOTEBOOK)
    made = document(app, "etl")["resource"]["databricks_permissions"]["sales"]
    assert (made["job_id"], made["access_control"]) == ("${databricks_job.sales.id}", who)


def test_aspects_visit_the_own_job_of_a_dag(app: WorkflowApp) -> None:
    stack = WorkflowStack(app, "etl")
    ordered(stack)
    seen: list[str] = []
    Aspects.of(stack).add(aspect(lambda node: seen.append(str(node.node.path))))
    document(app, "etl")
    assert "etl/sales/Default" in seen


def test_files_whose_dags_run_each_other_are_one_stack(app: WorkflowApp, tmp_path: Path) -> None:
    imports = (
        "from airflow import DAG\n"
        "from airflow.operators.trigger_dagrun import TriggerDagRunOperator\n"
        "from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator\n"
    )
    work = "DatabricksNotebookOperator(task_id='work', notebook_path='/work', source='WORKSPACE')"
    trigger = "TriggerDagRunOperator(task_id='go_on', trigger_dag_id='report', wait_for_completion=True)"
    first, then = tmp_path / "load_all.py", tmp_path / "report.py"
    first.write_text(f"{imports}with DAG('load'):\n    {work} >> {trigger}\n")
    then.write_text(f"{imports}with DAG('report'):\n    {work}\n")
    stack = WorkflowStack.from_file(app, [first, then])
    assert stack.node.id == "load-all"
    made = document(app, "load-all")["resource"]["databricks_job"]
    assert sorted(made) == ["load", "report"]
    assert made["load"]["task"][0]["run_job_task"]["job_id"] == "${databricks_job.report.id}"
