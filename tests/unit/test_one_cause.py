"""One mistake, one message: each slip in a right workflow is told with its cause alone, and hides no other slip."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.errors import WorkflowError
from databricks_workflows.pipeline import compile
from databricks_workflows.views.locate import refine
from databricks_workflows.views.same_place import told_once

RIGHT = """\
from databricks_workflows import DAG, DatabricksNotebookOperator, DatabricksTaskOperator, DatabricksWorkflowTaskGroup
SIZE = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2}
with DAG("sales", schedule="0 6 * * *", default_args={"retries": 2}):
    with DatabricksWorkflowTaskGroup(
        group_id="etl",
        job_clusters=[
            {"job_cluster_key": "main", "new_cluster": SIZE},
            {"job_cluster_key": "large", "new_cluster": {**SIZE, "num_workers": 8}},
        ],
        environments=[{"environment_key": "wheels", "spec": {"environment_version": "2", "dependencies": ["/a.whl"]}}],
        extra_job_params={
            "parameters": [{"name": "region", "default": "eu"}],
            "email_notifications": {"on_failure": ["a@b.co"]},
            "health": {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 600}]},
            "notification_settings": {"no_alert_for_canceled_runs": True},
            "webhook_notifications": {"on_duration_warning_threshold_exceeded": [{"id": "x"}]},
        },
    ):
        extract = DatabricksNotebookOperator(
            task_id="extract", notebook_path="/etl/extract", source="WORKSPACE", job_cluster_key="main"
        )
        transform = DatabricksTaskOperator(
            task_id="transform",
            job_cluster_key="large",
            task_config={
                "spark_python_task": {"python_file": "/etl/t.py", "parameters": ["{{tasks.extract.values.day}}"]},
                "libraries": [{"pypi": {"package": "requests"}}],
            },
        )
        check = DatabricksTaskOperator(
            task_id="check",
            task_config={
                "condition_task": {"left": "{{tasks.transform.values.n}}", "op": "GREATER_THAN", "right": "0"},
            },
        )
        wheel = DatabricksTaskOperator(
            task_id="wheel",
            task_config={
                "python_wheel_task": {
                    "package_name": "etl",
                    "entry_point": "main",
                    "parameters": ["{{job.parameters.region}}"],
                },
                "environment_key": "wheels",
            },
        )
        loop = DatabricksTaskOperator(
            task_id="loop",
            task_config={
                "for_each_task": {
                    "inputs": "[1, 2]",
                    "task": {
                        "task_key": "one",
                        "notebook_task": {"notebook_path": "/etl/one", "base_parameters": {"n": "{{input}}"}},
                    },
                }
            },
        )
        query = DatabricksTaskOperator(
            task_id="query",
            depends_on=["wheel"],
            task_config={"sql_task": {"warehouse_id": "abc", "file": {"path": "/q.sql", "source": "WORKSPACE"}}},
        )
        notify = DatabricksTaskOperator(
            task_id="notify",
            task_config={
                "notebook_task": {
                    "notebook_path": "/etl/notify",
                    "base_parameters": {"n": "{{tasks.query.output.first_row.n}}"},
                },
            },
        )
        extract >> transform >> check
        check.outcome(True) >> wheel >> loop
        query >> notify
"""

# What is right, what it is mistaken for, and the one code of what is told.
SLIPS: list[tuple[str, str, str]] = [
    ('source="WORKSPACE", job_cluster_key="main"', 'source="WORKSPACE", job_cluster_ky="main"', "DW001"),
    ('job_cluster_key="main"\n', 'job_cluster_key="mian"\n', "DW021"),
    ('job_cluster_key="main"\n', "job_cluster_key=5\n", "DW002"),
    ('{"job_cluster_key": "main"', '{"job_cluster_key": "mian"', "DW021"),
    ('{"job_cluster_key": "main"', '{"job_clustr_key": "main"', "DW001"),
    ('{"job_cluster_key": "main", "new_cluster": SIZE}', '{"job_cluster_key": "main", "new_clustr": SIZE}', "DW001"),
    ('{"job_cluster_key": "main", "new_cluster": SIZE}', '{"job_cluster_key": "main"}', "DW449"),
    ('"num_workers": 2}', '"num_wrokers": 2}', "DW001"),
    ('"num_workers": 2}', '"num_workers": "two"}', "DW002"),
    ('"spark_version"', '"spark_versoin"', "DW001"),
    ('"node_type_id"', '"node_typ_id"', "DW001"),
    ("job_clusters=[", "job_clustrs=[", "DW001"),
    ("environments=[", "enviroments=[", "DW001"),
    ('"environment_key": "wheels", "spec"', '"environment_key": "wheel", "spec"', "DW421"),
    ('"environment_key": "wheels", "spec"', '"enviroment_key": "wheels", "spec"', "DW001"),
    ('"environment_key": "wheels",\n', '"environment_key": "whels",\n', "DW421"),
    ('"environment_key": "wheels",\n', '"enviroment_key": "wheels",\n', "DW001"),
    ('"dependencies": ["/a.whl"]', '"dependancies": ["/a.whl"]', "DW001"),
    ('"dependencies": ["/a.whl"]', '"dependencies": "/a.whl"', "DW002"),
    ('"environment_version": "2"', '"environment_version": 2', "DW002"),
    ('"name": "region"', '"nmae": "region"', "DW001"),
    ('"name": "region"', '"name": "regoin"', "DW034"),
    ('"parameters": [{"name"', '"paramters": [{"name"', "DW001"),
    ('"parameters": [{"name": "region", "default": "eu"}]', '"parameters": {"region": "eu"}', "DW002"),
    ('"default": "eu"', '"defualt": "eu"', "DW001"),
    ('"on_failure"', '"on_failur"', "DW001"),
    ('"email_notifications"', '"email_notification"', "DW001"),
    ('["a@b.co"]', '"a@b.co"', "DW002"),
    ('"health": {', '"helth": {', "DW001"),
    ('"rules": [', '"rule": [', "DW001"),
    ('"RUN_DURATION_SECONDS"', '"RUN_DURATION_SECOND"', "DW221"),
    ('"metric"', '"metrc"', "DW001"),
    ('"value": 600', '"value": "600"', "DW002"),
    ('"value": 600', '"vlaue": 600', "DW001"),
    ('"op": "GREATER_THAN", "value"', '"op": "GREATER", "value"', "DW222"),
    ('[{"id": "x"}]', '[{"ids": "x"}]', "DW001"),
    ('[{"id": "x"}]', '["x"]', "DW002"),
    ('"no_alert_for_canceled_runs": True', '"no_alert_for_cancelled_runs": True', "DW001"),
    ('notebook_path="/etl/extract"', 'notebook_pth="/etl/extract"', "DW001"),
    ('notebook_path="/etl/extract"', 'notebook_path="etl/extract"', "DW026"),
    ('notebook_path="/etl/extract"', "notebook_path=5", "DW002"),
    ('task_id="extract"', 'task_id="extrakt"', "DW033"),
    ('"spark_python_task"', '"spark_pyhton_task"', "DW001"),
    ('"python_file"', '"python_fiel"', "DW001"),
    ('"/etl/t.py"', '["/etl/t.py"]', "DW002"),
    ('["{{tasks.extract.values.day}}"]', '"{{tasks.extract.values.day}}"', "DW002"),
    ("tasks.extract.values", "tasks.extrakt.values", "DW033"),
    ("tasks.extract.values", "task.extract.values", "DW030"),
    ("tasks.extract.values", "tasks.extract.value", "DW470"),
    ('"libraries": [{"pypi"', '"librarys": [{"pypi"', "DW001"),
    ('{"pypi": {"package": "requests"}}', '{"pipy": {"package": "requests"}}', "DW001"),
    ('{"pypi": {"package": "requests"}}', '"requests"', "DW002"),
    ('"package": "requests"', '"pakage": "requests"', "DW001"),
    ('"condition_task"', '"conditon_task"', "DW001"),
    ('"op": "GREATER_THAN", "right"', '"op": "GREATER", "right"', "DW203"),
    ('"op": "GREATER_THAN", "right"', '"opp": "GREATER_THAN", "right"', "DW001"),
    ('"left": ', '"lft": ', "DW001"),
    ('"python_wheel_task"', '"python_whel_task"', "DW001"),
    ('"package_name"', '"packge_name"', "DW001"),
    ("job.parameters.region", "job.parameters.regoin", "DW034"),
    ("job.parameters.region", "job.params.region", "DW470"),
    ('"for_each_task"', '"foreach_task"', "DW001"),
    ('"inputs": "[1, 2]"', '"input": "[1, 2]"', "DW001"),
    ('"inputs": "[1, 2]"', '"inputs": "1, 2"', "DW409"),
    ('"inputs": "[1, 2]"', '"inputs": [1, 2]', "DW002"),
    ('"task_key": "one"', '"task_ky": "one"', "DW001"),
    ('"task_key": "one"', '"task_key": "loop"', "DW408"),
    ('"task": {\n', '"tsk": {\n', "DW001"),
    ('{"notebook_path": "/etl/one"', '{"notebook_pth": "/etl/one"', "DW001"),
    ('"notebook_task": {"notebook_path": "/etl/one"', '"notebok_task": {"notebook_path": "/etl/one"', "DW001"),
    ('"base_parameters": {"n": "{{input}}"}', '"base_paramters": {"n": "{{input}}"}', "DW001"),
    ('"base_parameters": {"n": "{{input}}"}', '"base_parameters": ["{{input}}"]', "DW002"),
    ('depends_on=["wheel"]', 'depends_on=["whel"]', "DW006"),
    ('depends_on=["wheel"]', 'depends_on=["notify"]', "DW004"),
    ('depends_on=["wheel"]', 'depends_on="wheel"', "DW002"),
    ('depends_on=["wheel"]', 'depend_on=["wheel"]', "DW001"),
    ('"sql_task"', '"slq_task"', "DW001"),
    ('"warehouse_id"', '"warehouseid"', "DW001"),
    ('"file": {"path"', '"fiel": {"path"', "DW001"),
    ('"path": "/q.sql"', '"pth": "/q.sql"', "DW001"),
    ("tasks.query.output", "tasks.qurey.output", "DW033"),
    ('task_id="query"', 'task_id="qurey"', "DW033"),
    ("query >> notify", "wheel >> notify", "DW033"),
    ("extract >> transform >> check", "extract >> transform", "DW033"),
    ('schedule="0 6 * * *"', 'schedule="0 6 * *"', "DW019"),
    ('schedule="0 6 * * *"', 'schedul="0 6 * * *"', "DW001"),
    ('{"retries": 2}', '{"retrys": 2}', "DW001"),
    ('{"retries": 2}', '{"retries": "two"}', "DW002"),
    ('{"retries": 2}', '{"retry_delay": "soon"}', "DW002"),
    ('{"retries": 2}', '{"trigger_rule": "all_sucess"}', "DW016"),
    ('group_id="etl",', 'group_id="etl", default_task_timeout_seconds="x",', "DW002"),
    ('group_id="etl",', 'group_id="etl", default_task_retries="x",', "DW002"),
    ('group_id="etl",', 'group_id="etl", notebook_params=["x"],', "DW002"),
    ('group_id="etl",', 'group_id="etl", notebook_packages=[{"pipy": {"package": "a"}}],', "DW001"),
    ('"parameters": [{"name"', '"libraries": [{"pipy": {"package": "a"}}], "parameters": [{"name"', "DW001"),
    ('group_id="etl",', 'group_id="etl", existing_clusters={"running": 5},', "DW002"),
    ('"{{job.parameters.region}}"', '"{ds}"', "DW481"),
    ('"notebook_path": "/etl/notify"', '"notebook_pat": "/etl/notify"', "DW001"),
    ('"notebook_task": {\n', '"notebook_tsk": {\n', "DW001"),
    (
        'depends_on=["wheel"],\n            task_config={"sql_task": {',
        'depends_on=["whel"],\n            task_config={"sql_task": {"parameters": {"a": "{{tasks.wheel.values.x}}"}, ',
        "DW006",
    ),
    (
        'depends_on=["wheel"],\n            task_config={"sql_task": {',
        'depends_on=["whel"],\n            task_config={"sql_task": {"parameters": {"a": "{{tasks.whel.values.x}}"}, ',
        "DW006",
    ),
    ('"spark_python_task": {', '"depends_on": [{"task_key": "extrakt"}], "spark_python_task": {', "DW006"),
    ('"email_notifications"', '"run_as": {"user_nme": "a@b.co"}, "email_notifications"', "DW001"),
    ('"email_notifications"', '"run_as": "a@b.co", "email_notifications"', "DW002"),
    (
        '"email_notifications"',
        '"access_control_list": [{"group_name": "x", "permision_level": "CAN_VIEW"}], "email_notifications"',
        "DW001",
    ),
    (
        '"email_notifications"',
        '"access_control_list": [{"group_nme": "x", "permission_level": "CAN_VIEW"}], "email_notifications"',
        "DW001",
    ),
    (
        '"email_notifications"',
        '"access_control_list": [{"group_name": "x", "permission_level": "CAN_VEW"}], "email_notifications"',
        "DW229",
    ),
    (
        '"email_notifications"',
        '"access_control_list": {"group_name": "x", "permission_level": "CAN_VIEW"}, "email_notifications"',
        "DW002",
    ),
    ('"email_notifications"', '"tags": ["a"], "email_notifications"', "DW002"),
    ('"email_notifications"', '"queue": True, "email_notifications"', "DW002"),
    ('"email_notifications"', '"max_concurent_runs": 5, "email_notifications"', "DW001"),
    (
        '"email_notifications"',
        '"environments": [{"environment_key": "other", "spec": {"environment_version": "2"}}], "email_notifications"',
        "DW422",
    ),
    ('"email_notifications"', '"performance_target": "FAST", "email_notifications"', "DW225"),
    ("extra_job_params={", "extra_job_parms={", "DW001"),
    ('"sql_task": {"warehouse_id": "abc"', '"sql_task": {"warehouse_id": 5', "DW002"),
    ('"source": "WORKSPACE"}}', '"source": "WORKSPCE"}}', "DW202"),
    ('"environment_key": "wheels",\n', '"environment_key": "wheels", "existing_cluster_id": "x",\n', "DW020"),
    ('task_id="wheel",\n', 'task_id="wheel", trigger_rule="all_don",\n', "DW016"),
    ('task_id="wheel",\n', 'task_id="wheel", run_if="ALL_DON",\n', "DW200"),
    ('task_id="wheel",\n', 'task_id="wheel", retries="x",\n', "DW002"),
    ('task_id="wheel",\n', 'task_id="wheel", execution_timeout="x",\n', "DW002"),
    ('task_id="wheel",\n', 'task_id="wheel", task_confg={"x": 1},\n', "DW001"),
    ('task_id="wheel",\n            task_config={', 'task_id="wheel",\n            task_confg={', "DW001"),
    ('task_id="wheel",\n            task_config={', 'task_id="wheel",\n            config={', "DW001"),
    ("check.outcome(True) >>", "check >>", "DW401"),
    ("check.outcome(True) >>", "transform.outcome(True) >>", "DW400"),
    ('"condition_task": {', '"notebook_task": {"notebook_path": "/a"}, "condition_task": {', "DW025"),
    ('"python_wheel_task"', '"wheel_task"', "DW001"),
    ('"for_each_task": {', '"for_each": {', "DW001"),
    ('"libraries": [{"pypi"', '"library": [{"pypi"', "DW001"),
    ('job_cluster_key="large",\n', 'job_cluster="large",\n', "DW001"),
    ('job_cluster_key="large",\n', 'job_cluster_key="large", existing_cluster_id="x",\n', "DW020"),
    ('job_cluster_key="large",\n', 'cluster="large",\n', "DW001"),
    (
        '"base_parameters": {"n": "{{tasks.query',
        '"base_parameters": {"m": "{{tasks.nobody.values.x}}", "n": "{{tasks.query',
        "DW033",
    ),
    ('"/etl/notify"', '"etl/notify"', "DW026"),
    ('warehouse_id": "abc"', 'warehouse_id": ""', "DW272"),
    ('group_id="etl",', 'group_id="etl", databricks_conn_id="",', "DW002"),
    ('group_id="etl",', 'group_id="etl", max_concurrent_runs="x",', "DW002"),
    ('with DAG("sales",', 'with DAG("sales", start_dat=1,', "DW001"),
    ('with DAG("sales",', 'with DAG("sales", tags="x",', "DW002"),
]


def told(source: str, folder: Path) -> list[str]:
    file = folder / "flow.py"
    file.write_text(source)
    try:
        found = compile(load_dag_file(file)).diagnostics
    except WorkflowError as error:
        found = error.diagnostics
    return [each.code for each in told_once(refine(found))]


def test_the_right_workflow_is_right(tmp_path: Path) -> None:
    assert told(RIGHT, tmp_path) == []


@pytest.mark.parametrize("slip", SLIPS, ids=[after.strip() for _, after, _ in SLIPS])
def test_a_slip_is_told_once(slip: tuple[str, str, str], tmp_path: Path) -> None:
    before, after, code = slip
    assert before in RIGHT
    assert told(RIGHT.replace(before, after, 1), tmp_path) == [code]


def pairs() -> list[tuple[tuple[str, str, str], tuple[str, str, str]]]:
    """Each slip with another one that is in another line."""
    chosen = []
    for number, slip in enumerate(SLIPS):
        other = SLIPS[(number * 7 + 3) % len(SLIPS)]
        if line_of(slip[0]) != line_of(other[0]):
            chosen.append((slip, other))
    return chosen


def line_of(text: str) -> int:
    return RIGHT[: RIGHT.index(text)].count("\n")


@pytest.mark.parametrize("pair", pairs(), ids=[f"{one[1]} {two[1]}" for one, two in pairs()])
def test_a_slip_hides_no_other(pair: tuple[tuple[str, str, str], tuple[str, str, str]], tmp_path: Path) -> None:
    source = RIGHT
    for before, after, _ in pair:
        assert before in source
        source = source.replace(before, after, 1)
    assert Counter(told(source, tmp_path)) == Counter(code for _, _, code in pair)
