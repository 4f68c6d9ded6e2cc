"""Data sources: a job and a SQL warehouse, by id or by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.support.provider.client import Client
from tests.support.provider.job_answer import get_job, run_as, sorted_settings, state_of
from tests.support.provider.resource import Problem
from tests.support.provider.schemas import data_source_block
from tests.support.provider.values import Values, nothing


def read_job(client: Client, config: Values) -> Values:
    name = config["job_name"] or config["name"]
    job_id = config["job_id"] or config["id"]
    if not job_id:
        found = client.get("/api/2.2/jobs/list", name=name).get("jobs", ())
        job_id = str(_the_one([each for each in found if each["settings"]["name"] == name], "job", name)["job_id"])
    job = get_job(client, job_id)
    block = data_source_block("databricks_job")["block_types"]["job_settings"]["block"]
    own = nothing(block) | {each: job.get(each) for each in block["attributes"]}
    settings = state_of(block["block_types"]["settings"]["block"], sorted_settings(job))
    if "run_as" in block["block_types"]:
        own["run_as"] = run_as(job)
    return config | {
        "id": job_id,
        "job_id": job_id,
        "job_name": job["settings"]["name"],
        "job_settings": [own | {"settings": [settings]}],
        "name": job["settings"]["name"],
    }


def read_sql_warehouse(client: Client, config: Values) -> Values:
    warehouse_id = config["id"]
    if not warehouse_id:
        found = client.get("/api/2.0/sql/warehouses").get("warehouses", ())
        same = [each for each in found if each["name"] == config["name"]]
        warehouse_id = _the_one(same, "SQL warehouse", config["name"])["id"]
    answer = client.get(f"/api/2.0/sql/warehouses/{warehouse_id}")
    state = state_of(data_source_block("databricks_sql_warehouse"), answer)
    return state | {"id": warehouse_id, "provider_config": config["provider_config"]}


def _the_one(found: list[Mapping[str, Any]], kind: str, name: str | None) -> Mapping[str, Any]:
    if len(found) != 1:
        raise Problem(f"there are {len(found)} of the {kind} {name!r}" if found else f"no {kind} found: {name!r}")
    return found[0]


DATA_SOURCES: dict[str, Callable[[Client, Values], Values]] = {
    "databricks_job": read_job,
    "databricks_sql_warehouse": read_sql_warehouse,
}
