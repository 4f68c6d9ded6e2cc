"""Names that other systems have for the input of a for-each."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup
from databricks_workflows.checks.loop_inputs import check_loop_inputs
from databricks_workflows.pipeline import Settings
from tests.support.workflows import checked, job, task, told, workflow


def loop(value: str) -> dict[str, Any]:
    inner = {"task_key": "one", "notebook_task": {"notebook_path": "/a", "base_parameters": {"x": value}}}
    return {"for_each_task": {"inputs": '[{"id": 1}]', "task": inner}}


def looping(value: str) -> DatabricksWorkflowTaskGroup:
    return workflow(lambda: task(task_config=loop(value)))


MEANT = {
    "{{item}}": "{{input}}",
    "{{ items }}": "{{input}}",
    "{{item.id}}": "{{input.id}}",
    "{{inputs}}": "{{input}}",
    "{{ inputs[0] }}": "{{input}}",
    "{{for_each.input}}": "{{input}}",
    "{{foreach.item.id}}": "{{input.id}}",
    "{{each.value}}": "{{input}}",
}


@pytest.mark.parametrize("written", MEANT)
def test_another_name_of_the_input_is_told_once(written: str) -> None:
    message = (
        f"error DW470: the task inside for-each task 'load' uses {written}, and its input is called {{{{input}}}} "
        f"[etl/load]\n    write {MEANT[written]}"
    )
    assert told(looping(written)) == [message]
    assert told(looping(written), settings=Settings(on_unmapped="keep")) == [message]
    assert checked(check_loop_inputs, job(tasks=[{"task_key": "load", **loop(written)}])) == [message]


@pytest.mark.parametrize(("written", "code"), [("{{input.id}", "DW030"), ("{input}", "DW481"), ("{ds}", "DW412 DW481")])
def test_an_input_in_wrong_braces_is_no_missing_one(written: str, code: str) -> None:
    assert sorted(each.split()[1].strip(":") for each in told(looping(written))) == code.split()


def test_outside_of_a_for_each_it_is_a_template_like_any_other() -> None:
    work = {"notebook_task": {"notebook_path": "/a", "base_parameters": {"x": "{{item}}"}}}
    (message,) = told(workflow(lambda: task(task_config=work)))
    assert message.startswith("error DW030: task 'load': the template {{item}} in ")


def test_a_loop_of_jinja_has_items_of_its_own() -> None:
    messages = told(looping("{{input}} {% for item in [1] %}{{item}}{% endfor %}"))
    assert [each.split()[1] for each in messages] == ["DW030:"]
