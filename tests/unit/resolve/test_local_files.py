"""Files that come with a workflow, and what is looked up: resources and data sources beside the job."""

from __future__ import annotations

import base64
import pickle
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.errors import WorkflowError
from databricks_workflows.model.beside import Beside, everything_beside
from databricks_workflows.model.local_files import LocalFile, Notebook, WorkspaceFile
from databricks_workflows.model.lookups import job_named, warehouse_named
from databricks_workflows.origin import shown_path
from databricks_workflows.pipeline import Settings
from databricks_workflows.render import stack_blocks
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import compiled, task, told, workflow

HERE = Path(__file__).parent
SETTINGS = Settings(stack="etl", connections={"other": {"profile": "other"}})


def jobs_with(**work: Any) -> tuple[Job, ...]:
    return compiled(workflow(lambda: task(task_config=work)), settings=SETTINGS).jobs


def beside(file: LocalFile) -> Beside:
    (job,) = jobs_with(spark_python_task={"python_file": file})
    (made,) = everything_beside(job.settings.as_dict())
    return made


PLACES: list[tuple[LocalFile, str, str, str]] = [
    (Notebook.from_file("test_git.py"), "/Shared/etl/test_git", "databricks_notebook.test_git.path", "test_git.py"),
    (
        Notebook.from_file("../resolve/test_git.py"),
        "/Shared/etl/resolve/test_git",
        "databricks_notebook.resolve_test_git.path",
        "resolve/test_git.py",
    ),
    (
        Notebook.from_file(HERE / "test_git.py", path="/Users/me/x"),
        "/Users/me/x",
        "databricks_notebook.Users_me_x.path",
        "test_git.py",
    ),
    (
        WorkspaceFile.from_file(HERE / "test_git.py"),
        "/Shared/etl/test_git.py",
        "databricks_workspace_file.test_git_py.workspace_path",
        "test_git.py",
    ),
]


@pytest.mark.parametrize(("file", "path", "reference", "asset"), PLACES)
def test_a_file_goes_below_the_stacks_folder(file: LocalFile, path: str, reference: str, asset: str) -> None:
    made = beside(file)
    assert made == f"${{{reference}}}"
    assert made.arguments == {"path": path, "source": f"${{path.module}}/assets/{asset}"}
    assert made.shown == f"/Workspace{path}"
    assert made.source is not None
    assert Path(made.source).samefile(HERE / "test_git.py")


def test_text_is_its_content() -> None:
    made = beside(WorkspaceFile.from_text("sql/a.sql", "SELECT 'é'"))
    assert made.arguments == {
        "path": "/Shared/etl/sql/a.sql",
        "content_base64": base64.b64encode("SELECT 'é'".encode()).decode(),
    }
    assert made.source is None


def test_a_missing_file_is_told_with_the_nearest_name() -> None:
    with pytest.raises(WorkflowError) as raised:
        Notebook.from_file("tset_git.py")
    assert f"there is no file 'tset_git.py' (looked for in {shown_path(str(HERE))})" in str(raised.value)
    assert "did you mean 'test_git.py'?" in str(raised.value)
    assert "test_local_files.py:" in str(raised.value)


@pytest.mark.parametrize("value", [PLACES[0][0], PLACES[3][0], WorkspaceFile.from_text("a", "b"), job_named("x y")])
def test_they_come_through_pickle(value: LocalFile | Beside) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert type(again) is type(value)
    assert (again, vars(again)) == (value, vars(value))


def test_a_notebook_from_here_is_in_the_workspace_even_beside_a_git_source() -> None:
    git = {"git_source": {"git_url": "https://github.com/a/b", "git_branch": "main"}}
    group = workflow(lambda: task(task_config={"notebook_task": {"notebook_path": PLACES[0][0]}}), extra_job_params=git)
    (job,) = compiled(group, settings=SETTINGS).jobs
    assert job.settings.as_dict()["tasks"][0]["notebook_task"]["source"] == "WORKSPACE"
    assert told(group, settings=SETTINGS) == []


def test_what_is_looked_up_is_a_data_source_of_the_jobs_connection() -> None:
    group = workflow(
        lambda: task(
            task_config={"sql_task": {"warehouse_id": warehouse_named("Main (EU)"), "query": {"query_id": "q"}}}
        ),
        databricks_conn_id="other",
    )
    (job,) = compiled(group, settings=SETTINGS).jobs
    assert stack_blocks([job])["data"] == {
        "databricks_sql_warehouse": {"other_Main__EU_": {"name": "Main (EU)", "provider": "databricks.other"}}
    }
    assert job.settings.as_dict()["tasks"][0]["sql_task"]["warehouse_id"] == (
        "${data.databricks_sql_warehouse.other_Main__EU_.id}"
    )


def test_the_authors_text_in_them_is_no_template() -> None:
    (job,) = jobs_with(run_job_task={"job_id": job_named("${x}")})
    assert stack_blocks([job])["data"] == {"databricks_job": {"__x_": {"job_name": "$${x}"}}}


def test_what_many_name_is_there_once() -> None:
    group = workflow(
        lambda: [task(name, task_config={"notebook_task": {"notebook_path": PLACES[0][0]}}) for name in "ab"]
    )
    assert list(stack_blocks(compiled(group, settings=SETTINGS).jobs)["resource"]["databricks_notebook"]) == [
        "test_git"
    ]


CLASHES = [
    (
        Notebook.from_file("test_git.py", path="/a/x"),
        Notebook.from_file("test_job.py", path="/a/x"),
        "databricks_notebook.a_x is /Workspace/a/x of workflow 'etl' and, otherwise, /Workspace/a/x of workflow 'etl' "
        "[etl]\n    give one of them another path=",
    ),
    (
        job_named("a b"),
        job_named("a-b"),
        "databricks_job.a_b is the job 'a b' of workflow 'etl' and, otherwise, the job 'a-b' of workflow 'etl' [etl]\n"
        "    write the id of one of them",
    ),
]


@pytest.mark.parametrize(("one", "other", "message"), CLASHES)
def test_two_things_of_one_name_are_an_error(one: Any, other: Any, message: str) -> None:
    def both() -> None:
        for name, value in {"a": one, "b": other}.items():
            work = {"notebook_task": {"notebook_path": value}}
            task(name, task_config=work if isinstance(value, Notebook) else {"run_job_task": {"job_id": value}})

    assert told(workflow(both), settings=SETTINGS) == [f"error DW070: {message}"]
