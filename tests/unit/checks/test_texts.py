"""Every text can be written: there is no half of a character in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.texts import check_texts
from databricks_workflows.model import AccessControl
from databricks_workflows.resolve.connections import Connection
from tests.support.workflows import checked, compiled, job, task, text, workflow

HALF = "caf\ud83d"
REMEDY = "\n    take away what stands as \\ud800 to \\udfff in it: such a code is one half of a character"


def of_task(**fields: Any) -> Any:
    return job(tasks=[{"task_key": "load", **fields}])


@pytest.mark.parametrize(
    ("wrong", "summary"),
    [
        (of_task(description=HALF), "task 'load': description is"),
        (
            of_task(notebook_task={"notebook_path": "/a", "base_parameters": {"p": HALF}}),
            "task 'load': notebook_task.base_parameters.p is",
        ),
        (of_task(libraries=[{"jar": "/a"}, {"jar": HALF}]), "task 'load': libraries[1].jar is"),
        (replace(of_task(), task_extra={"load": {"new": [HALF]}}), "task 'load': extra.new[0] is"),
        (job(tags={HALF: "x"}), r"workflow 'etl': tags['caf\ud83d'] is"),
        (replace(job(), extra={"new": HALF}), "workflow 'etl': extra.new is"),
        (
            replace(job(), permissions=(AccessControl(user_name=HALF, permission_level="CAN_VIEW"),)),
            "workflow 'etl': access_control_list[0].user_name is",
        ),
        (replace(job(), variables={"v": HALF}), "workflow 'etl': variable.v is"),
        (replace(job(), connection=Connection("prod", "prod", {"profile": HALF})), "connection 'prod': profile is"),
    ],
)
def test_half_a_character_is_an_error(wrong: Any, summary: str) -> None:
    path = "etl/load" if summary.startswith("task") else "etl"
    assert checked(check_texts, wrong) == [
        rf"error DW002: {summary} 'caf\ud83d', expected text without half characters [{path}]{REMEDY}"
    ]


@pytest.mark.parametrize("whole", ["", "x", "café", "漢字", "🙂", "\0", "\U0010ffff"])
def test_whole_characters_are_right(whole: str) -> None:
    assert checked(check_texts, of_task(description=whole)) == []


def test_a_workflow_of_half_characters_is_told_and_not_raised() -> None:
    etl = workflow(lambda: task(HALF), extra_job_params={"tags": {"a": HALF}}, existing_clusters={"k": HALF})
    assert {line.partition("\n")[0] for line in text(compiled(etl).errors)} == {
        r"error DW002: workflow 'etl': tags.a is 'caf\ud83d', expected text without half characters [etl]",
        r"error DW002: task 'caf\ud83d': task_key is 'caf\ud83d', expected text without half characters "
        f"[etl/{HALF}]",
        r"error DW003: task 'caf\ud83d': the task_key 'caf\ud83d' has '\ud83d'; letters, digits, - and _ are allowed "
        f"[etl/{HALF}]",
    }
