"""What Airflow's names are while a DAG file is read: runs, made jobs, triggers, mails, times, conversions."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.authoring import Dag
from databricks_workflows.authoring.frozen import FrozenTask, Opaque
from databricks_workflows.errors import LoadError
from databricks_workflows.pipeline import compile

Load = Callable[..., Dag]

IMPORTS = """
from datetime import datetime, timedelta
from airflow import DAG
from airflow.models import BaseOperator, Param, Variable
from airflow.operators.email import EmailOperator
from airflow.operators.empty import EmptyOperator
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.databricks.operators.databricks import (
    DatabricksCreateJobsOperator,
    DatabricksNotebookOperator,
    DatabricksRunNowOperator,
    DatabricksSubmitRunOperator,
    DatabricksTaskOperator,
)
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
"""


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.chdir(tmp_path)

    def write_and_load(body: str, dag: str = "") -> Dag:
        indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
        Path("flow.py").write_text(f"{IMPORTS}\nwith DAG('sales'{dag}) as dag:\n{indented}\n")
        (made,) = load_dag_file("flow.py")
        assert pickle.loads(pickle.dumps(made)) == made
        return made

    return write_and_load


def own_tasks(dag: Dag) -> list[FrozenTask]:
    assert dag.own is not None
    return list(dag.own.tasks)


def config(dag: Dag) -> Any:
    """The task_config of the one task outside."""
    (task,) = own_tasks(dag)
    return task.arguments["task_config"]


CONFIGS: dict[str, Any] = {
    "DatabricksSubmitRunOperator(task_id='x', json={'notebook_task': {'notebook_path': '/a'}, 'run_name': 'r'})": {
        "notebook_task": {"notebook_path": "/a"}
    },
    'DatabricksSubmitRunOperator(task_id=\'x\', json=\'{"notebook_task": {"notebook_path": "/a"}}\')': {
        "notebook_task": {"notebook_path": "/a"}
    },
    "DatabricksSubmitRunOperator(task_id='x', json='no JSON')": {"json": "no JSON"},
    "DatabricksSubmitRunOperator(task_id='x', json=['a'])": {"json": ["a"]},
    "DatabricksSubmitRunOperator(task_id='x', notebook_task={'notebook_path': '/a'}, timeout_seconds=5)": {
        "notebook_task": {"notebook_path": "/a"},
        "timeout_seconds": 5,
    },
    "DatabricksSubmitRunOperator(task_id='x', json={'existing_cluster_id': 'a'}, existing_cluster_id='b')": {
        "existing_cluster_id": "b"
    },
    "DatabricksRunNowOperator(task_id='x', job_id=42, notebook_params={'a': '1'})": {
        "run_job_task": {"job_id": 42, "notebook_params": {"a": "1"}}
    },
    "DatabricksRunNowOperator(task_id='x', job_id='42')": {"run_job_task": {"job_id": 42}},
    "DatabricksRunNowOperator(task_id='x', job_name='nightly')": {"run_job_task": {"job_name": "nightly"}},
    "DatabricksRunNowOperator(task_id='x', json={'job_id': 1, 'job_parameters': {'a': '1'}}, job_parameters={})": {
        "run_job_task": {"job_id": 1, "job_parameters": {}}
    },
    "DatabricksRunNowOperator(task_id='x', json={'job_id': 1, 'idempotency_token': 't'})": {
        "run_job_task": {"job_id": 1}
    },
    "TriggerDagRunOperator(task_id='x', trigger_dag_id='other', conf={'a': 1}, wait_for_completion=True)": {
        "run_job_task": {"dag_id": "other", "wait": True, "job_parameters": {"a": 1}}
    },
    "TriggerDagRunOperator(task_id='x', trigger_dag_id='other')": {"run_job_task": {"dag_id": "other", "wait": False}},
}


@pytest.mark.parametrize("call", CONFIGS)
def test_a_run_is_a_task_of_the_dag(load: Load, call: str) -> None:
    assert config(load(call)) == CONFIGS[call]


def test_a_job_that_is_made_is_declared_and_not_run(load: Load) -> None:
    dag = load(
        "made = DatabricksCreateJobsOperator(task_id='made', name='Made', json={'name': 'loses'}, tasks=[\n"
        "    {'task_key': 'a', 'notebook_task': {'notebook_path': '/a'}},\n"
        "    {'task_key': 'b.c', 'depends_on': [{'task_key': 'a'}], 'notebook_task': {'notebook_path': '/b'}}])\n"
        "made >> DatabricksRunNowOperator(task_id='run', job_id=made.output)",
        dag=", default_args={'retries': 3}",
    )
    (group,) = dag.groups
    assert (group.runs, group.arguments["extra_job_params"]) == (False, {"name": "Made"})
    assert [(task.name, task.arguments["databricks_task_key"], task.defaults) for task in group.tasks] == [
        ("a", "a", ()),
        ("b.c", "b.c", ()),
    ]
    assert config(dag) == {"run_job_task": {"workflow": "sales.made"}}
    made, own = compile([dag]).jobs
    assert (made.settings.name, own.settings.name) == ("Made", "sales")


PARAMS = ", params={'table': Param('orders'), 'limit': 5, 'nothing': None}"
GIVEN = {"table": "{{ params['table'] }}", "limit": "{{ params['limit'] }}"}


def test_parameters_of_the_dag_are_handed_to_runs_that_are_given_none(load: Load) -> None:
    dag = load(
        "DatabricksSubmitRunOperator(task_id='a', notebook_task={'notebook_path': '/a'})\n"
        "own = {'notebook_path': '/b', 'base_parameters': {'x': '1'}}\n"
        "DatabricksSubmitRunOperator(task_id='b', notebook_task=own)\n"
        "DatabricksRunNowOperator(task_id='c', job_id=1)\n"
        "DatabricksRunNowOperator(task_id='d', job_id=1, forward_dag_params=False)\n"
        "DatabricksRunNowOperator(task_id='e', job_id=1, jar_params=['x'])\n"
        "DatabricksCreateJobsOperator(task_id='f', tasks=[])",
        dag=PARAMS,
    )
    given = {task.name: task.arguments["task_config"] for task in own_tasks(dag)}
    assert given["a"]["notebook_task"]["base_parameters"] == GIVEN
    assert given["b"]["notebook_task"]["base_parameters"] == {"x": "1"}
    assert given["c"]["run_job_task"]["job_parameters"] == GIVEN
    assert [given[name]["run_job_task"].get("job_parameters") for name in "de"] == [None, None]
    declared = dag.groups[0].arguments["extra_job_params"]["parameters"]
    assert declared == [{"name": name, "default": value} for name, value in GIVEN.items()]


def test_a_mail_keeps_its_addresses_and_what_it_comes_after(load: Load) -> None:
    dag = load(
        "with DatabricksWorkflowTaskGroup(group_id='etl', databricks_conn_id='c') as etl:\n"
        "    DatabricksNotebookOperator(task_id='a', notebook_path='/a', source='WORKSPACE')\n"
        "etl >> EmailOperator(task_id='tell', to='a@b.c;d@e.f', subject='s', html_content='h', trigger_rule='all_done')"
    )
    (mail,) = dag.mails
    assert (mail.what, mail.to, mail.rule, mail.after) == (
        "EmailOperator 'tell'",
        ("a@b.c", "d@e.f"),
        "all_done",
        ((("etl",), None),),
    )


# Times


SCHEDULES: dict[str, tuple[Any, Any]] = {
    "'@daily'": ("@daily", None),
    "timedelta(hours=2)": (timedelta(hours=2), None),
    "CronTriggerTimetable('0 1 * * *', timezone='Europe/Paris')": ("0 1 * * *", "Europe/Paris"),
    "CronDataIntervalTimetable('0 1 * * *', timezone=ZoneInfo('Asia/Tokyo'))": ("0 1 * * *", "Asia/Tokyo"),
    "DeltaTriggerTimetable(timedelta(days=1))": (timedelta(days=1), None),
    "DeltaDataIntervalTimetable(delta=timedelta(days=1))": (timedelta(days=1), None),
    "Dataset('s3://a')": (Opaque("Asset('s3://a')"), None),
    "[Asset('s3://a'), Asset(name='b', uri='s3://b')]": ([Opaque("Asset('s3://a')"), Opaque("Asset('s3://b')")], None),
    "Asset('s3://a') & Asset('s3://b')": (Opaque("Asset('s3://a') & Asset('s3://b')"), None),
}


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_schedule_is_what_its_object_says(load: Load, schedule: str) -> None:
    dag = load(
        "from airflow.datasets import Dataset\nEmptyOperator(task_id='x')",
        dag=f", schedule=__import__('times').make({schedule!r})",
    )
    found = dag.arguments.get("schedule"), dag.arguments.get("timezone")
    assert found == SCHEDULES[schedule]


@pytest.fixture(autouse=True)
def _times(tmp_path: Path) -> None:
    """A neighbour that makes schedules with the names of Airflow."""
    (tmp_path / "times.py").write_text(
        "from datetime import timedelta\nfrom zoneinfo import ZoneInfo\n"
        "from airflow.sdk import Asset\nfrom airflow.datasets import Dataset\n"
        "from airflow.timetables.interval import CronDataIntervalTimetable, DeltaDataIntervalTimetable\n"
        "from airflow.timetables.trigger import CronTriggerTimetable, DeltaTriggerTimetable\n"
        "def make(text):\n    return eval(text)\n"
    )


DATES: dict[str, Any] = {
    "datetime(2024, 1, 1)": datetime(2024, 1, 1),
    "pendulum.datetime(2024, 1, 1, tz='Europe/Paris')": datetime(2024, 1, 1, tzinfo=ZoneInfo("Europe/Paris")),
    "pendulum.parse('2024-01-01T00:00:00+02:00')": datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=2))),
    "timezone.datetime(2024, 1, 1)": datetime(2024, 1, 1, tzinfo=ZoneInfo("UTC")),
}


@pytest.mark.parametrize("date", DATES)
def test_a_start_date_is_a_plain_moment(load: Load, date: str) -> None:
    dag = load(
        "EmptyOperator(task_id='x')",
        dag=f", start_date=(lambda pendulum, timezone: {date})("
        "__import__('pendulum'), __import__('airflow.utils.timezone', fromlist=['x']))",
    )
    found = dag.arguments["start_date"]
    assert type(found) is datetime
    assert (found, found.utcoffset()) == (DATES[date], DATES[date].utcoffset())


def test_a_start_date_that_moves_is_one_too(load: Load) -> None:
    dag = load(
        "import pendulum\nEmptyOperator(task_id='x')",
        dag=", start_date=__import__('pendulum').today('UTC').add(days=-2)",
    )
    age = datetime.now(UTC) - dag.arguments["start_date"]
    assert timedelta(days=2) <= age < timedelta(days=3, minutes=1)


def test_an_unknown_start_date_is_told_with_what_is_assumed(load: Load) -> None:
    dag = load("EmptyOperator(task_id='x')", dag=", start_date=__import__('company_dates').first()")
    told = [each.summary for each in compile([dag]).diagnostics]
    assert "DAG 'sales': its start_date takes company_dates.first(...); its time zone is taken as UTC" in told


def test_an_unknown_schedule_is_an_error(load: Load) -> None:
    dag = load("EmptyOperator(task_id='x')", dag=", schedule=__import__('company_dates').nightly")
    errors = [each.summary for each in compile([dag]).errors]
    assert errors == ["DAG 'sales': schedule takes company_dates.nightly, which is not installed here"]


# Conversions


OWN = """
class Own({base}):
    def __init__(self, path, **arguments):
        super().__init__({given}**arguments)
        self.path = path

    def {method}(self, relevant_upstreams, task_dict, context=None):
        known, upstream = f"{{sorted(relevant_upstreams)}} {{sorted(task_dict)}}", sorted(self.upstream_task_ids)
        return {{
            "task_key": "dropped",
            "depends_on": [{{"task_key": "dropped"}}],
            "notebook_task": {{"notebook_path": self.path}},
            "description": f"{{self.task_id}} of {{known}} after {{upstream}}",
        }}

with DatabricksWorkflowTaskGroup(group_id='etl', databricks_conn_id='c'):
    first = DatabricksNotebookOperator(task_id='first', notebook_path='/a', source='WORKSPACE')
    own = Own('/own', task_id='own')
    last = DatabricksNotebookOperator(task_id='last', notebook_path='/b', source='WORKSPACE')
    first >> own >> last
"""


@pytest.mark.parametrize(
    ("base", "given"),
    [
        ("BaseOperator", ""),
        ("DatabricksTaskOperator", "task_config={}, "),
        ("DatabricksNotebookOperator", "notebook_path='/x', source='GIT', "),
    ],
)
@pytest.mark.parametrize("method", ["_convert_to_databricks_workflow_task", "convert_to_databricks_workflow_task"])
def test_what_converts_itself_is_the_task_that_it_says(load: Load, base: str, given: str, method: str) -> None:
    dag = load(OWN.format(base=base, given=given, method=method))
    (job,) = compile([dag]).jobs
    tasks = {each["task_key"]: each for each in job.settings.as_dict()["tasks"]}
    assert tasks["own"]["notebook_task"] == {"notebook_path": "/own", "source": "WORKSPACE"}
    assert tasks["own"]["description"] == (
        "etl.own of ['etl.first', 'etl.last', 'etl.launch', 'etl.own'] ['etl.first', 'etl.last', 'etl.own'] "
        "after ['etl.first']"
    )
    waits = {key: [one["task_key"] for one in each.get("depends_on", ())] for key, each in tasks.items()}
    assert waits == {"first": [], "last": ["own"], "own": ["first"]}


def test_a_conversion_that_gives_no_task_is_told(load: Load) -> None:
    own = OWN.format(base="BaseOperator", given="", method="_convert_to_databricks_workflow_task")
    with pytest.raises(Exception, match="the conversion of 'own' gives 5"):
        load(own.replace("        return {", "        return 5\n        return {"))


# What is no plain data


def test_objects_are_there_by_their_names(load: Load) -> None:
    dag = load(
        "import enum\n"
        "class Colour(str, enum.Enum):\n    RED = 'red'\n"
        "class Text(str):\n    pass\n"
        "class Thing:\n    pass\n"
        "def post(context):\n    pass\n"
        "DatabricksTaskOperator(task_id='x', task_config={'a': Colour.RED, 'b': Text('t'), 'c': Thing(), 'd': post, "
        "'e': {'y', 'x'}, 'f': (1, 2), 'g': Thing, 'h': lambda: 1})"
    )
    assert config(dag) == {
        "a": "red",
        "b": "t",
        "c": Opaque("Thing"),
        "d": Opaque("post"),
        "e": ["x", "y"],
        "f": [1, 2],
        "g": Opaque("Thing"),
        "h": Opaque("<lambda>"),
    }
    assert type(config(dag)["b"]) is str


def test_a_file_without_anything_is_told(tmp_path: Path) -> None:
    (tmp_path / "flow.py").write_text(IMPORTS)
    with pytest.raises(LoadError, match="holds no workflow group"):
        load_dag_file(tmp_path / "flow.py")


ASKS = """
from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.databricks.operators.databricks import DatabricksRunNowOperator

with DAG("load"):
    {}
"""
NEARLY = {
    "DatabricksRunNowOperator(task_id='run', job_id=5, wait_for_termination=False)": (
        "task 'run' starts a job and does not wait for it; a run_job_task waits, and fails with it"
    ),
    "TriggerDagRunOperator(task_id='run', trigger_dag_id='load', logical_date='{{ ds }}')": (
        "task 'run': the run that it starts has its own date, not logical_date '{{ ds }}'"
    ),
    "TriggerDagRunOperator(task_id='run', trigger_dag_id='load', execution_date='2024-01-01')": (
        "task 'run': the run that it starts has its own date, not execution_date '2024-01-01'"
    ),
}


@pytest.mark.parametrize("operator", NEARLY)
def test_what_a_run_job_task_does_otherwise_is_told(operator: str, tmp_path: Path) -> None:
    (tmp_path / "dag.py").write_text(ASKS.format(operator))
    (dag,) = load_dag_file(tmp_path / "dag.py")
    assert [(each.rule.code, each.summary) for each in dag.found] == [("DW065", NEARLY[operator])]


def test_a_dag_knows_its_tasks(load: Load) -> None:
    dag = load(
        "from airflow.decorators import task, task_group\n"
        "@task_group\n"
        "def raw():\n"
        "    DatabricksNotebookOperator(task_id='a', notebook_path='/a', source='WORKSPACE')\n"
        "raw()\n"
        "@task(task_id='b')\n"
        "def watch(): pass\n"
        "assert dag.task_ids == ['raw.a']\n"
        "list(dag.tasks) >> watch.partial(x=1).expand_kwargs([{}])\n"
        "assert dag.task_ids == ['raw.a', 'b']"
    )
    assert [task.full_id for task in own_tasks(dag)] == ["raw.a"]
    assert [lost.what for lost in dag.lost] == ["PythonOperator 'b'"]


def test_numbers_may_be_text_as_the_provider_posts_them(load: Load) -> None:
    dag = load(
        "cluster = {'spark_version': '15.4.x-scala2.12', 'num_workers': '2', 'autoscale': {'min_workers': ' 1'}}\n"
        "with DatabricksWorkflowTaskGroup(\n"
        "    group_id='etl', max_concurrent_runs='3',\n"
        "    job_clusters=[{'job_cluster_key': '7', 'new_cluster': cluster}],\n"
        "    extra_job_params={'timeout_seconds': '60', 'name': '60'},\n"
        "):\n"
        "    DatabricksTaskOperator(task_id='a', task_config={'new_cluster': cluster, 'timeout_seconds': '1.5'})\n"
        "DatabricksSubmitRunOperator(task_id='b', new_cluster=cluster)\n"
        "DatabricksCreateJobsOperator(task_id='c', json={'max_concurrent_runs': '4', 'tasks': [{'task_key': 'd',\n"
        "    'for_each_task': {'inputs': '5', 'concurrency': '6', 'task': {'new_cluster': cluster}}}]})"
    )
    cluster = {"spark_version": "15.4.x-scala2.12", "num_workers": 2, "autoscale": {"min_workers": " 1"}}
    etl, made = dag.groups
    assert etl.arguments["max_concurrent_runs"] == 3
    assert etl.arguments["job_clusters"] == [{"job_cluster_key": "7", "new_cluster": cluster}]
    assert etl.arguments["extra_job_params"] == {"timeout_seconds": 60, "name": "60"}
    assert etl.tasks[0].arguments["task_config"] == {"new_cluster": cluster, "timeout_seconds": "1.5"}
    assert [task.arguments.get("task_config") for task in own_tasks(dag)] == [None, {"new_cluster": cluster}]
    assert made.arguments["extra_job_params"] == {"max_concurrent_runs": 4}
    loop = made.tasks[0].arguments["task_config"]["for_each_task"]
    assert loop == {"inputs": "5", "concurrency": 6, "task": {"new_cluster": cluster}}
