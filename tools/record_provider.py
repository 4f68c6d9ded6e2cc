"""Record what Airflow's Databricks provider would post for every DAG file in tests/airflow/dags.

It runs in an environment of its own, made once::

    python3.11 -m venv ../airflow-env
    ../airflow-env/bin/pip install apache-airflow==3.1.8 apache-airflow-providers-databricks==7.23.0

    ../airflow-env/bin/python tools/record_provider.py            write tests/airflow/recordings
    ../airflow-env/bin/python tools/record_provider.py --check    write nothing, exit with 1 if a recording differs
    ../airflow-env/bin/python tools/record_provider.py edges      only dags/edges.py

Each file is loaded by Airflow's own DagBag in a fresh process with an empty AIRFLOW_HOME. The launch operator of each
group and each Databricks operator outside of groups is executed; only the HTTP call below the provider's hook is
replaced, so what is recorded are request bodies. Nothing is rendered: templates stand as they were written.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import difflib
import importlib.machinery
import json
import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "tests" / "airflow"
DAGS, RECORDINGS, INSTALLED = HERE / "dags", HERE / "recordings", HERE / "installed"
VERSIONS = {"apache-airflow": "3.1.8", "apache-airflow-providers-databricks": "7.23.0"}
MADE_BY = "Made by tools/record_provider.py from the file of the same name in dags/: don't edit."
NOTES = [
    "The provider's order of depends_on changes with the hash seed: sorted by task_key here.",
    "Templates are not rendered.",
]
MOVES = "moves with the day"
JOB_ID, RUN_ID = 1, 2


# --- the parent: one process a file -------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("stems", nargs="*", metavar="STEM", help="only these files of tests/airflow/dags")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument("--one", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(text(record(Path(options.one))))
        return 0
    for package, wanted in VERSIONS.items():
        if version(package) != wanted:
            print(f"{package} {wanted} is needed, here is {version(package)}", file=sys.stderr)
            return 2

    files = [path for path in dag_files() if not options.stems or path.stem in options.stems]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = dict(zip(files, pool.map(in_a_process, files), strict=True))
    wrong = [path.name for path, recording in made.items() if recording is None]
    for path, recording in made.items():
        target = RECORDINGS / f"{path.stem}.json"
        before = target.read_text() if target.exists() else ""
        if recording is None or recording == before:
            continue
        if options.check:
            wrong.append(path.name)
            sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), recording.splitlines(True), path.stem))
        else:
            target.parent.mkdir(exist_ok=True)
            target.write_text(recording)
    stems = {path.stem for path in dag_files()}
    for stale in sorted(path for path in RECORDINGS.glob("*.json") if path.stem not in stems):
        if options.check:
            wrong.append(stale.name)
        else:
            stale.unlink()
    print(f"{len(made)} files, {len(wrong)} wrong" + "".join(f"\n  {name}" for name in wrong))
    return 1 if wrong else 0


def dag_files() -> list[Path]:
    """The DAG files; folders below hold neighbours that they import."""
    return sorted(DAGS.glob("*.py"))


def in_a_process(path: Path) -> str | None:
    """The recording of one file, or None if the recorder itself failed."""
    with tempfile.TemporaryDirectory() as home:
        variables = json.loads((HERE / "variables.json").read_text())
        environment = {
            "PATH": os.defpath,
            "HOME": home,
            "TZ": "UTC",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(INSTALLED),
            "AIRFLOW_HOME": home,
            "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            **{
                f"AIRFLOW_VAR_{name.upper()}": value if isinstance(value, str) else json.dumps(value)
                for name, value in variables.items()
            },
        }
        ran = subprocess.run(
            [sys.executable, __file__, "--one", str(path)], env=environment, cwd=home, capture_output=True, text=True
        )
    if ran.returncode:
        print(f"{path.name}:\n{ran.stderr[-3000:]}", file=sys.stderr)
        return None
    return ran.stdout


# --- the child: load one file -------------------------------------------------------------------------------------


def record(path: Path) -> dict[str, Any]:
    """Everything worth keeping of one file."""
    with contextlib.redirect_stdout(sys.stderr):
        from airflow.models.dagbag import DagBag  # type: ignore[import-not-found]
        from airflow.sdk import DAG  # type: ignore[import-not-found]
        from airflow.sdk.definitions._internal.contextmanager import DagContext  # type: ignore[import-not-found]

        dags: dict[str, Any] = {}

        class Bag(DagBag):  # type: ignore[misc]
            """It keeps what is refused after the import too, as a cycle is: the jobs are of interest all the same."""

            def _process_modules(self, filepath: str, mods: list[ModuleType], *rest: Any) -> Any:
                seen = [value for module in mods for value in vars(module).values() if isinstance(value, DAG)]
                dags.update({dag.dag_id: dag for dag in [*seen, *(dag for dag, _ in DagContext.autoregistered_dags)]})
                return super()._process_modules(filepath, mods, *rest)

        sys.path.append(str(DAGS))  # as Airflow does for a DAG bundle
        loader = loading(path)
        bag = Bag(include_examples=False, collect_dags=False)
        bag.process_file(str(path), only_if_updated=False)
        return {
            "_made_by": MADE_BY,
            "_notes": NOTES,
            "versions": VERSIONS,
            "file": path.relative_to(ROOT).as_posix(),
            "installed": sorted(installed()),
            "import_error": loader.error and failure(loader.error, path),
            "refused": None if loader.error else next((clean(why) for why in bag.import_errors.values()), None),
            "dags": [of_dag(dag) for _, dag in sorted(dags.items())],
        }


def loading(path: Path) -> Any:
    """Let DagBag's import of the file tell its error as an object, not as text."""

    class Loader(importlib.machinery.SourceFileLoader):
        error: BaseException | None = None

        def exec_module(self, module: ModuleType) -> None:
            try:
                super().exec_module(module)
            except BaseException as error:
                if self.path == str(path):
                    Loader.error = error
                raise

    importlib.machinery.SourceFileLoader = Loader  # type: ignore[misc]
    return Loader


def installed() -> Iterator[str]:
    """The modules of tests/airflow/installed that the file imported: a company's own packages."""
    for name, module in list(sys.modules.items()):
        origin = getattr(module, "__file__", None) or ""
        if "." not in name and Path(origin).is_relative_to(INSTALLED):
            yield name


def failure(error: BaseException, path: Path | None = None) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if path and frame.filename == str(path)]
    found = {"class": type(error).__name__, "message": clean(str(error))}
    return {**found, "line": lines[-1] if lines else getattr(error, "lineno", None)} if path else found


def clean(message: str) -> str:
    """Without what differs from machine to machine and run to run."""
    message = message.replace(f"{ROOT}/", "").replace(str(ROOT), "")
    return re.sub(r" at 0x[0-9a-f]+", "", re.sub(r"unusual_prefix_[0-9a-f]+_", "", message))


# --- what a DAG holds ---------------------------------------------------------------------------------------------


def of_dag(dag: Any) -> dict[str, Any]:
    from airflow.providers.databricks.operators.databricks_workflow import _CreateDatabricksWorkflowOperator  # type: ignore[import-not-found]

    outside = [task for task in dag.tasks if from_provider(task) and not in_workflow(task) and not is_sensor(task)]
    return {
        "dag_id": dag.dag_id,
        "schedule": schedule(dag.schedule),
        "start_date": moment(dag.start_date),
        "timezone": str(dag.timezone),
        "catchup": dag.catchup,
        "is_paused_upon_creation": dag.is_paused_upon_creation,
        "max_active_runs": dag.max_active_runs,
        "tags": sorted(dag.tags),
        "params": dag.params.dump(),
        "tasks": [
            {
                "task_id": task.task_id,
                "operator": task.operator_name if task.is_mapped else type(task).__name__,
                "mapped": task.is_mapped,
                "trigger_rule": getattr(task.trigger_rule, "value", task.trigger_rule),
                "upstream": sorted(task.upstream_task_ids),
            }
            for task in dag.tasks
        ],
        "workflows": [of_launch(task) for task in dag.tasks if isinstance(task, _CreateDatabricksWorkflowOperator)],
        "outside": [of_operator(task) for task in outside],
    }


def schedule(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime.timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, list | tuple | set):
        return [schedule(each) for each in value]
    if hasattr(value, "uri"):
        return {type(value).__name__: value.uri}
    if hasattr(value, "objects"):  # assets joined by & or |
        return {type(value).__name__: schedule(value.objects)}
    if hasattr(value, "timetable"):  # assets or a time
        return {type(value).__name__: [schedule(value.asset_condition), schedule(value.timetable)]}
    return {type(value).__name__: f"{value._expression} {value._timezone}"}


def moment(value: datetime.datetime | None) -> str | None:
    if value is None:
        return None
    age = datetime.datetime.now(datetime.UTC) - value
    return MOVES if abs(age) < datetime.timedelta(days=60) else value.isoformat()


def from_provider(task: Any) -> bool:
    if task.is_mapped:
        return str(task.operator_class.__module__).startswith("airflow.providers.databricks")
    return any(base.__module__.startswith("airflow.providers.databricks") for base in type(task).__mro__)


def in_workflow(task: Any) -> bool:
    group = task.task_group
    while group is not None:
        if getattr(group, "is_databricks", False):
            return True
        group = group.parent_group
    return False


def is_sensor(task: Any) -> bool:
    return not task.is_mapped and hasattr(task, "poke")


def of_launch(launch: Any) -> dict[str, Any]:
    """The job of a group and the run-now that follows, both from the launch operator's own execute()."""
    from airflow.providers.databricks.operators.databricks_workflow import _CreateDatabricksWorkflowOperator

    found = {
        "group_id": launch.task_group.group_id,
        "databricks_conn_id": launch.databricks_conn_id,
        "upstream": sorted(launch.upstream_task_ids),
    }
    made: list[Any] = []
    create = _CreateDatabricksWorkflowOperator.create_workflow_json

    def keep(self: Any, context: Any = None) -> Any:
        body = create(self, context)
        made.append(plain(body))
        return body

    _CreateDatabricksWorkflowOperator.create_workflow_json = keep
    try:
        calls, error = execute(launch, run_state={"life_cycle_state": "RUNNING", "state_message": ""})
    finally:
        _CreateDatabricksWorkflowOperator.create_workflow_json = create
    if made:
        found["job"] = made[0]
    if error:
        found["error"] = error
    posted = [call for call in calls if call["endpoint"] == "2.2/jobs/create"]
    if made and not error and posted[0]["body"] != made[0]:
        found["posted"] = posted[0]["body"]
    found["run_now"] = next((call["body"] for call in calls if call["endpoint"] == "2.2/jobs/run-now"), None)
    return found


def of_operator(task: Any) -> dict[str, Any]:
    """The calls that an operator outside of any group makes; a job that it asks for by name is there, as job 1."""
    if task.is_mapped:
        return {"task_id": task.task_id, "operator": task.operator_class.__name__, "mapped": True}
    calls, error = execute(task, run_state={"life_cycle_state": "TERMINATED", "result_state": "SUCCESS"})
    found = {
        "task_id": task.task_id,
        "operator": type(task).__name__,
        "databricks_conn_id": task.databricks_conn_id,
        "calls": calls,
    }
    return {**found, "error": error} if error else found


# --- execute an operator without a network ------------------------------------------------------------------------


class Enough(BaseException):
    """What was wanted is known: leave execute()."""


class TaskInstance:
    """As much of a task instance as the operators touch."""

    run_id, try_number, map_index = "recorded", 1, -1

    def __init__(self, task: Any) -> None:
        self.dag_id, self.task_id, self.task = task.dag_id, task.task_id, task

    def xcom_push(self, *_: Any, **__: Any) -> None: ...

    def xcom_pull(self, *_: Any, **__: Any) -> None: ...


def execute(task: Any, run_state: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    from airflow.providers.databricks.hooks.databricks_base import BaseDatabricksHook  # type: ignore[import-not-found]
    from airflow.providers.databricks.hooks.databricks_sql import DatabricksSqlHook  # type: ignore[import-not-found]

    calls: list[dict[str, Any]] = []
    by_name = "RunNow" in "".join(base.__name__ for base in type(task).__mro__)

    def call(self: Any, endpoint: tuple[str, str], body: Any = None, **_: Any) -> dict[str, Any]:
        method, path = endpoint
        if not path.startswith("2.2/jobs/runs/get"):
            calls.append({"method": method, "endpoint": path, "body": plain(body)})
        if path == "2.2/jobs/list" and by_name:
            return {"jobs": [{"job_id": JOB_ID, "settings": {"name": body["name"]}}]}
        if path == "2.0/pipelines":
            return {"statuses": [{"pipeline_id": "pipeline-1", "name": "named"}]}
        if path == "2.0/workspace/get-status":
            return {"object_type": "REPO", "object_id": 1}
        if path.startswith("2.0/sql/warehouses"):
            return {"state": "STOPPED" if "Start" in type(task).__name__ else "RUNNING"}
        return {
            "job_id": JOB_ID,
            "run_id": RUN_ID,
            "run_page_url": "",
            "state": run_state,
            "statement_id": "statement-1",
            "status": {"state": "SUCCEEDED"},
            "id": 1,
            "head_commit_id": "",
        }

    def run(self: Any, sql: Any, *_: Any, parameters: Any = None, **__: Any) -> None:
        calls.append({"sql": plain(sql), "parameters": plain(parameters)})
        raise Enough

    BaseDatabricksHook._do_api_call = call
    DatabricksSqlHook.run = run
    task.wait_for_termination = False
    task.deferrable = False
    try:
        task.execute({"ti": TaskInstance(task), "dag": task.dag, "params": task.params})
    except Enough:
        pass
    except Exception as error:
        return calls, failure(error)
    return calls, None


# --- the text -----------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A copy as JSON has it; what the provider could not send stands as {"$not_json": class}."""
    if isinstance(value, dict):
        pairs = {str(key): plain(each) for key, each in value.items()}
        if isinstance(pairs.get("depends_on"), list):
            pairs["depends_on"] = sorted(pairs["depends_on"], key=lambda edge: json.dumps(edge, sort_keys=True))
        return pairs
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, str | int):  # enums and the like, which json writes by their value
        return json.loads(json.dumps(value))
    return {"$not_json": type(value).__name__, "str": clean(str(value))}


def text(recording: dict[str, Any]) -> str:
    return json.dumps(plain(recording), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
