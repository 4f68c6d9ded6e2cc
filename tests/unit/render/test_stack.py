"""What a stack holds beside its resources: variables, outputs, moved and import blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from databricks_workflows.model import AccessControl
from databricks_workflows.render import job_url, stack_blocks, stack_blocks_hcl
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import job


def at(address: str, **changes: Any) -> Job:
    return replace(job(), address=address, **changes)


def outputs(address: str) -> dict[str, Any]:
    return {
        f"{address}_job_id": {"value": f"${{databricks_job.{address}.id}}"},
        f"{address}_job_url": {"value": f'${{replace(databricks_job.{address}.url, "#job/", "jobs/")}}'},
    }


def test_the_url_is_in_the_form_that_opens_the_job() -> None:
    assert job_url("etl") == '${replace(databricks_job.etl.url, "#job/", "jobs/")}'


def test_nothing_without_jobs() -> None:
    assert stack_blocks([]) == stack_blocks_hcl([]) == {}


def test_each_job_has_two_outputs() -> None:
    assert stack_blocks([at("b"), at("a")]) == {"output": {**outputs("b"), **outputs("a")}}


def test_variables_are_sorted_and_their_defaults_stand_as_they_are() -> None:
    # Terraform takes the default of a variable literally.
    made = at("etl", variables={"b": None, "a": "${x}%{y}", "c": ""})
    assert stack_blocks([made])["variable"] == {
        "a": {"type": "string", "default": "${x}%{y}"},
        "b": {"type": "string"},
        "c": {"type": "string", "default": ""},
    }
    assert list(stack_blocks([made])["variable"]) == ["a", "b", "c"]


def test_a_default_of_any_job_is_the_variables() -> None:
    made = [at("a", variables={"x": "1"}), at("b", variables={"x": None}), at("c", variables={"x": None})]
    for jobs in (made, made[::-1]):
        assert stack_blocks(jobs)["variable"] == {"x": {"type": "string", "default": "1"}}


def test_a_previous_address_is_a_moved_block() -> None:
    assert stack_blocks([at("etl", previous_address="old"), at("other")])["moved"] == [
        {"from": "databricks_job.old", "to": "databricks_job.etl"}
    ]


def test_the_permissions_move_with_their_job() -> None:
    users = AccessControl(group_name="users", permission_level="CAN_VIEW")
    assert stack_blocks([at("etl", previous_address="old", permissions=(users,))])["moved"] == [
        {"from": "databricks_job.old", "to": "databricks_job.etl"},
        {"from": "databricks_permissions.old", "to": "databricks_permissions.etl"},
    ]


def test_import_from_is_an_import_block() -> None:
    assert stack_blocks([at("etl", import_from="123"), at("other")])["import"] == [
        {"id": "123", "to": "databricks_job.etl"}
    ]


def test_in_hcl_moved_and_import_name_addresses_as_references() -> None:
    def reference(address: str) -> dict[str, str]:
        return {"value": address, "type": "simple", "storageClassType": "reference"}

    blocks = stack_blocks_hcl([at("etl", previous_address="old", import_from="123")])
    assert blocks["moved"] == [{"from": reference("databricks_job.old"), "to": reference("databricks_job.etl")}]
    assert blocks["import"] == [
        {
            "id": {"value": "123", "type": "simple", "storageClassType": "string"},
            "to": reference("databricks_job.etl"),
        }
    ]


def test_in_hcl_several_outputs_stand_in_the_name_of_the_last() -> None:
    assert stack_blocks_hcl([at("etl")]) == {
        "output": {
            'etl_job_id" {\nvalue = "${databricks_job.etl.id}"\n}\n\noutput "etl_job_url': {
                "value": {
                    "value": '${replace(databricks_job.etl.url, "#job/", "jobs/")}',
                    "type": "simple",
                    "storageClassType": "string",
                }
            }
        }
    }


def test_in_hcl_variables_have_a_type_and_a_quoted_default() -> None:
    assert stack_blocks_hcl([at("etl", variables={"a": 'x"y', "b": "z"})])["variable"] == {
        'a" {\ntype = string\ndefault = "x\\"y"\n}\n\nvariable "b': {
            "type": {"value": "string", "type": "simple", "storageClassType": "reference"},
            "default": {"value": "z", "type": "simple", "storageClassType": "string"},
        }
    }
