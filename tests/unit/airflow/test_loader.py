"""Workflow files: run afresh, with stand-ins for what they import, and nothing left behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from databricks_workflows import authoring
from databricks_workflows.airflow import load_dag_file, load_file
from databricks_workflows.airflow.stand_ins import MODULES
from databricks_workflows.authoring import DAG, DatabricksSensor, DatabricksWorkflowTaskGroup, Node
from databricks_workflows.errors import LoadError, WorkflowError, format_plain
from tests.support.workflows import told

GROUP = "from databricks_workflows import DatabricksWorkflowTaskGroup\nDatabricksWorkflowTaskGroup(group_id={!r})\n"

Load = Callable[[str], tuple[Node, ...]]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "flow.py"


@pytest.fixture
def load(file: Path) -> Load:
    def write_and_load(source: str) -> tuple[Node, ...]:
        file.write_text(source)
        return load_file(file)

    return write_and_load


def group_of(nodes: tuple[Node, ...]) -> Node:
    (group,) = nodes
    assert isinstance(group, DatabricksWorkflowTaskGroup)
    assert not hasattr(group, "__jsii_ref__")
    return group


IMPORTS = [
    "from databricks_workflows import DatabricksWorkflowTaskGroup as G, DatabricksTaskOperator as T",
    "import databricks_workflows as d; G, T = d.DatabricksWorkflowTaskGroup, d.DatabricksTaskOperator",
    "import databricks_workflows; G = databricks_workflows.DatabricksWorkflowTaskGroup; "
    "T = databricks_workflows.DatabricksTaskOperator",
    "from databricks_workflows.authoring import DatabricksWorkflowTaskGroup as G, DatabricksTaskOperator as T",
    "from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup as G\n"
    "from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator as T",
    "from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup as G, "
    "DatabricksTaskOperator as T",
    "from airflow.providers.databricks.operators import databricks, databricks_workflow\n"
    "G, T = databricks_workflow.DatabricksWorkflowTaskGroup, databricks.DatabricksTaskOperator",
    "import airflow.providers.databricks.operators.databricks_workflow as w\n"
    "G, T = w.DatabricksWorkflowTaskGroup, w.DatabricksTaskOperator",
]


@pytest.mark.parametrize("imports", IMPORTS)
def test_whatever_is_imported_is_a_plain_object(load: Load, imports: str) -> None:
    group = group_of(load(f"{imports}\nwith G(group_id='etl'):\n    T(task_id='load')\n"))
    (task,) = group.members  # type: ignore[attr-defined]
    assert isinstance(task, authoring.DatabricksTaskOperator)
    assert not hasattr(task, "__jsii_ref__")
    assert [each.name for each in group.members] == ["load"]  # type: ignore[attr-defined]


def test_models_and_expressions_are_the_real_ones(load: Load) -> None:
    group = group_of(
        load(
            "from databricks_workflows import DatabricksWorkflowTaskGroup, WorkflowError, chain, tf\n"
            "from databricks_workflows.model import Cluster\n"
            "DatabricksWorkflowTaskGroup(group_id='etl', extra_job_params={'name': tf('${var.x}')}, "
            "run_as={'c': Cluster(num_workers=1)})\n"
        )
    )
    from databricks_workflows.model import Cluster, tf

    assert group.arguments["extra_job_params"] == {"name": tf("${var.x}")}
    assert group.arguments["run_as"] == {"c": Cluster(num_workers=1)}


def test_what_stands_at_the_top_is_returned_in_the_order_of_writing(load: Load) -> None:
    nodes = load(
        "from airflow import DAG\n"
        "from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup as G\n"
        "from airflow.providers.databricks.sensors.databricks import DatabricksSensor\n"
        "b = G(group_id='b')\n"
        "with DAG('sales'):\n    G(group_id='inner')\n"
        "b >> DatabricksSensor(task_id='watch')\n"
    )
    assert [each.name for each in nodes] == ["b", "sales", "watch"]
    group, dag, sensor = nodes
    assert isinstance(group, DatabricksWorkflowTaskGroup)
    assert isinstance(dag, DAG)
    assert isinstance(sensor, DatabricksSensor)


def test_a_file_runs_afresh_each_time(load: Load, file: Path) -> None:
    first = group_of(load(GROUP.format("first")))
    assert group_of(load_file(file)) is not first
    assert group_of(load(GROUP.format("second"))).name == "second"
    assert group_of(load_file(str(file))).name == "second"


def test_nodes_know_their_line(load: Load) -> None:
    assert str(group_of(load("\n" + GROUP.format("etl"))).origin) == "flow.py:3"


def test_a_file_knows_its_own_name_and_path(load: Load, file: Path) -> None:
    group = group_of(load(GROUP.format("etl").replace("'etl'", "__name__, prefix=__file__")))
    assert (group.name, group.arguments["prefix"]) == ("workflow_file_flow", str(file))


def test_an_open_group_of_the_caller_takes_nothing_from_a_file(load: Load) -> None:
    with DatabricksWorkflowTaskGroup(group_id="outer") as outer:
        assert group_of(load(GROUP.format("etl"))).path == "etl"
    assert outer.members == []


def test_a_file_may_define_dataclasses(load: Load) -> None:
    assert "workflow_file_flow" not in sys.modules
    group = load(
        "from __future__ import annotations\nfrom dataclasses import dataclass, fields\n"
        "@dataclass\nclass Table:\n    name: str\n" + GROUP.format("etl")
    )
    assert group_of(group).name == "etl"
    assert "workflow_file_flow" not in sys.modules


DOTTED = [
    "import airflow.models\nDAG = airflow.models.DAG",
    "from airflow import models\nDAG = models.DAG",
    "import airflow\nimport airflow.models\nDAG = airflow.DAG",
    "from databricks_workflows import authoring\nDAG = authoring.DAG",
    "import databricks_workflows.authoring\nDAG = databricks_workflows.authoring.DAG",
    "import databricks_workflows, databricks_workflows.model\nDAG = databricks_workflows.DAG",
    "import airflow.providers.databricks.operators.databricks\nfrom airflow import DAG\n"
    "assert airflow.providers.databricks.operators.databricks.DatabricksTaskOperator",
]


@pytest.mark.parametrize("imports", DOTTED)
def test_modules_are_found_by_their_dotted_names(load: Load, imports: str) -> None:
    (dag,) = load(f"{imports}\nDAG('sales')\n")
    assert isinstance(dag, DAG)


@pytest.mark.parametrize("end", ["", "1 / 0\n"])
def test_a_block_that_a_file_leaves_open_is_closed(load: Load, end: str) -> None:
    try:
        load(GROUP.format("etl") + "DatabricksWorkflowTaskGroup(group_id='open').__enter__()\n" + end)
    except LoadError:
        assert end
    assert DatabricksWorkflowTaskGroup(group_id="free").scope is None


def test_what_a_file_adds_to_the_path_is_taken_back(load: Load) -> None:
    path = list(sys.path)
    load("import sys\nsys.path.insert(0, '/somewhere')\n" + GROUP.format("etl"))
    assert sys.path == path


NAMES = sorted(name for name in MODULES)
GOOD = GROUP.format("etl")


@pytest.mark.parametrize(
    "source", [GOOD, GOOD + "1 / 0\n", "import airflow\nimport nowhere\n", "import sys\nsys.exit(3)\n", ""]
)
def test_modules_and_path_are_as_before(load: Load, source: str) -> None:
    before = {name: sys.modules.get(name) for name in NAMES}
    path = list(sys.path)
    try:
        load(source)
    except LoadError:
        assert source != GOOD
    assert {name: sys.modules.get(name) for name in NAMES} == before
    assert sys.path == path
    assert DatabricksWorkflowTaskGroup(group_id="free").scope is None


MEND = "mend the line, or move what fails out of the module's top level"
WRONG: list[tuple[str, str, str]] = [
    (
        "a syntax error",
        "x = 1\nx = (\n",
        "flow.py:2: error DW090: flow.py: it is no Python: '(' was never closed\n    run it with python to see more",
    ),
    (
        "a module that is not there",
        "x = 1\n\nimport nowhere\n",
        "flow.py:1: error DW091: flow.py holds no workflow group (nowhere is not installed here)\n"
        "    write a DatabricksWorkflowTaskGroup at its top level",
    ),
    (
        "an error",
        "def f():\n    return 1 / 0\n\nf()\n",
        f"flow.py:2: error DW090: flow.py: it fails when it is read: ZeroDivisionError: division by zero\n    {MEND}",
    ),
    (
        "an error below another module",
        "import json\njson.loads('{')\n",
        "flow.py:2: error DW090: flow.py: it fails when it is read: JSONDecodeError: Expecting property name "
        "enclosed in "
        f"double quotes: line 1 column 2 (char 1)\n    {MEND}",
    ),
    (
        "sys.exit",
        "import sys\nsys.exit(3)\n",
        f"flow.py:2: error DW090: flow.py: it fails when it is read: SystemExit: 3\n    {MEND}",
    ),
    (
        "nothing in it",
        "",
        "flow.py:1: error DW091: flow.py holds no workflow group\n"
        "    write a DatabricksWorkflowTaskGroup at its top level",
    ),
]


@pytest.mark.parametrize(("source", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_says_what_is_wrong_with(load: Load, file: Path, source: str, message: str) -> None:
    with pytest.raises(LoadError) as error:
        load(source)
    assert str(error.value).replace(f"({file}, ", "(flow.py, ") == message


def test_a_missing_file_is_said(file: Path) -> None:
    with pytest.raises(LoadError) as error:
        load_file(file)
    assert str(error.value) == (
        "flow.py:1: error DW090: flow.py: can't open it: No such file or directory\n    check the path"
    )


def test_a_mistake_in_the_workflow_itself_stays_what_it_is(load: Load) -> None:
    with pytest.raises(WorkflowError) as error:
        load("from databricks_workflows.model import Cluster\n\nCluster(num_workers='two')\n")
    assert not isinstance(error.value, LoadError)
    assert str(error.value) == (
        "flow.py:3: error DW002: num_workers is 'two', expected a whole number [Cluster]\n    give a whole number"
    )


def test_a_task_in_no_group_is_returned_to_be_told_with_the_rest(load: Load) -> None:
    (task,) = load("from databricks_workflows import DatabricksTaskOperator\nDatabricksTaskOperator(task_id='a')\n")
    assert told(task) == [
        "error DW009: task 'a' stands in no workflow group [a]\n"
        "    write it inside a DatabricksWorkflowTaskGroup, or in a DAG, whose own job runs it"
    ]


def test_what_an_installed_package_reads_from_the_environment_is_its_own(
    file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    packages = tmp_path_factory.mktemp("installed")
    (packages / "asks_its_machine.py").write_text("import os\nos.environ.get('AGENT'), os.path.expanduser('~')\n")
    (file.parent / "beside.py").write_text("import os\nSTAGE = os.getenv('STAGE')\n")
    imports = f"import sys\nsys.path.insert(0, {str(packages)!r})\nimport asks_its_machine, beside\n"
    file.write_text(imports + GROUP.format("etl"))
    (dag,) = load_dag_file(file)
    assert [each.summary for each in dag.problems] == [
        "the file read STAGE from the environment: what it makes depends on that"
    ]


def test_what_a_file_reads_from_the_environment_is_told_and_what_it_changes_undone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAGE", "prod")
    file.write_text(
        "import os\nfrom os import environ\n"
        "os.environ['MADE'] = 'here'\nassert environ['MADE'] == 'here'\n"
        "os.getenv('NOT_THERE'), environ.get('STAGE')\n" + GROUP.format("etl")
    )
    (dag,) = load_dag_file(file)
    assert list(map(format_plain, dag.problems)) == [
        "flow.py:5: info DW051: the file read NOT_THERE, STAGE from the environment: what it makes depends on that\n"
        "    write the value into the file to make the same everywhere"
    ]
    assert "MADE" not in os.environ


@pytest.mark.parametrize(
    "source",
    ["raise BaseException('odd')\n", "raise ValueError('a\\nb')\n", "import sys\nsys.exit(0)\n", "x = " + 200000 * "-"],
)
def test_whatever_a_file_does_is_told_in_one_line(load: Load, source: str) -> None:
    with pytest.raises(LoadError) as raised:
        load(source)
    (told,) = raised.value.diagnostics
    assert told.code == "DW090"
    assert "\n" not in told.summary


@pytest.mark.parametrize("line", ["from databricks_workflows import {}", "import databricks_workflows as d; d.{}"])
@pytest.mark.parametrize("name", ["WorkflowApp", "WorkflowStack", "DatabricksJob"])
def test_a_part_of_an_app_is_told_as_such(name: str, line: str, load: Load) -> None:
    with pytest.raises(LoadError) as raised:
        load(f"\n{line.format(name)}\n")
    assert str(raised.value).endswith(
        f"flow.py:2: error DW090: it takes {name} from databricks_workflows, so it is part of an app, no workflow "
        "or DAG file\n    name the app itself: the folder of its cdktf.json, or its main.py"
    )
