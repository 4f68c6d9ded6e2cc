"""``diff`` of what apps really write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack
from databricks_workflows.cli import main


def notebook(name: str, path: str, retries: int | None = None) -> DatabricksNotebookOperator:
    return DatabricksNotebookOperator(
        task_id=name, notebook_path=path, existing_cluster_id="1", notebook_params={"day": "{{ ds }}"}, retries=retries
    )


def before() -> None:
    with DatabricksWorkflowTaskGroup("etl"):
        extract, clean = notebook("extract", "/extract"), notebook("clean", "/clean")
        load, report = notebook("load", "/load", retries=1), notebook("report", "/report")
        extract >> clean >> [load, report]


def after() -> None:
    with DatabricksWorkflowTaskGroup("etl"):
        extract, clean = notebook("extract_v2", "/extract"), notebook("clean", "/clean")
        load, report = notebook("load", "/load", retries=3), notebook("report", "/report")
        extract >> clean >> load >> report
        clean >> report


def moved() -> None:
    with DatabricksWorkflowTaskGroup("load", extra_job_params={"name": "etl"}, previous_address="databricks_job.etl"):
        notebook("extract", "/extract")


def made_anew() -> None:
    with DatabricksWorkflowTaskGroup("load", extra_job_params={"name": "etl"}):
        notebook("extract", "/extract")


def alone() -> None:
    with DatabricksWorkflowTaskGroup("etl"):
        notebook("extract", "/extract")


def write(folder: Path, body: Callable[[], None]) -> Path:
    app = WorkflowApp(outdir=str(folder))
    with WorkflowStack(app, "sales"):
        body()
    with WorkflowStack(app, "same"):
        alone()
    app.synth()
    return folder


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (before, before, ["no differences in 2 stacks"]),
        (
            before,
            after,
            [
                "etl  [sales/databricks_job.etl]",
                "  ~ load        max_retries 1 -> 3",
                "  ~ report      waits for: clean -> clean, load",
                "  > extract_v2  renamed from extract (same work)",
                "1 of 2 stacks changed: sales",
            ],
        ),
        (
            alone,
            moved,
            [
                "> etl  [sales/databricks_job.load]  moved from databricks_job.etl",
                "stack sales",
                "  + output load_job_id   value=${databricks_job.load.id}",
                "  + output load_job_url  "
                r'value="${replace(databricks_job.load.url, \"#job/\", \"jobs/\")}"',
                "  - output etl_job_id",
                "  - output etl_job_url",
                "1 of 2 stacks changed: sales",
            ],
        ),
        (
            alone,
            made_anew,
            [
                "- etl  [sales/databricks_job.etl]  1 task; Terraform destroys it, with its runs",
                "+ etl  [sales/databricks_job.load]  1 task; databricks_job.etl made anew",
                "    Terraform destroys databricks_job.etl and makes this job anew, with another id and "
                "without the runs;",
                '    previous_address="databricks_job.etl" keeps them',
                "1 of 2 stacks changed: sales",
            ],
        ),
    ],
    ids=["same", "changed", "moved", "made anew"],
)
def test_two_outputs_of_an_app(
    one: Callable[[], None], other: Callable[[], None], expected: list[str], tmp_path: Path
) -> None:
    paths = write(tmp_path / "a", one), write(tmp_path / "b", other)
    result = CliRunner().invoke(main, ["diff", *map(str, paths)])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == expected
