"""Every path of the provider's schema is rendered, refused by name or computed; one that is dropped is missed."""

from __future__ import annotations

from typing import Any

import pytest

import databricks_workflows.model._base as base
import databricks_workflows.render.arguments as arguments
from databricks_workflows.model import Cluster, JobSettings, Model, Task
from databricks_workflows.model.refused import refusal
from tools.coverage import Coverage, coverage, main


def test_every_path_is_covered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert capsys.readouterr().out == (
        "databricks_job: 1155/1155 schema paths: 885 rendered, 268 refused by name, 2 computed\n"
        "databricks_permissions: 4/4 schema paths: 4 rendered\n"
    )


@pytest.mark.parametrize(
    ("model", "argument", "missing"),
    [
        (Task, "max_retries", ["task.max_retries"]),
        (JobSettings, "run_as", ["run_as", "run_as.group_name", "run_as.service_principal_name", "run_as.user_name"]),
        (
            Cluster,
            "spark_conf",
            [
                "job_cluster.new_cluster.spark_conf",
                "task.for_each_task.task.new_cluster.spark_conf",
                "task.new_cluster.spark_conf",
            ],
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else getattr(each, "__name__", ""),
)
def test_what_is_not_rendered_is_missing(
    model: type[Model], argument: str, missing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    render = arguments.render

    def without(block: Model) -> dict[str, Any]:
        rendered = render(block)
        if type(block) is model:
            rendered.pop(argument, None)
        return rendered

    monkeypatch.setattr(arguments, "render", without)
    assert sorted(path for each in coverage() for path in each.missing) == missing


def test_what_is_refused_without_its_name_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def but_one(name: str, model: str) -> Any:
        return None if name == "idempotency_token" else refusal(name, model)

    monkeypatch.setattr(base, "refusal", but_one)
    assert sorted(path for each in coverage() for path in each.missing) == [
        "job_cluster.new_cluster.idempotency_token",
        "task.for_each_task.task.new_cluster.idempotency_token",
        "task.new_cluster.idempotency_token",
    ]


def test_what_is_missing_is_listed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = Coverage("databricks_job", {"name": "rendered", "tags": "missing", "id": "computed"})
    monkeypatch.setattr("tools.coverage.coverage", lambda: [found])
    assert main() == 1
    assert capsys.readouterr().out == ("databricks_job: 2/3 schema paths: 1 rendered, 1 computed\n  missing: tags\n")
