"""The calls that the provider makes, in their order, and what it sends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.provider.jobs import CLUSTER, GIT, POOL, Body, task
from tests.support.root_module import RootModule
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Workspace

CREATE, GET, RESET, DELETE = (f"/api/2.2/jobs/{each}" for each in ("create", "get", "reset", "delete"))
ME = "/api/2.0/preview/scim/v2/Me"


@pytest.fixture
def module(terraform: Terraform, tmp_path: Path) -> Iterator[RootModule]:
    with Workspace() as workspace:
        yield RootModule(terraform, workspace, tmp_path / "root")


def calls_since(module: RootModule, start: int) -> list[str]:
    made = module.workspace.requests[start:]
    return [f"{each.method} {each.path}" for each in made if not each.path.startswith("/.well-known")]


def test_a_job_from_creation_to_its_end(module: RootModule) -> None:
    module.write_jobs({"etl": {"task": [task()]}})
    seen = len(module.workspace.requests)
    module.apply()
    assert calls_since(module, seen) == [f"POST {CREATE}", f"GET {GET}", f"GET {ME}"]

    seen = len(module.workspace.requests)
    assert not module.has_changes()
    assert calls_since(module, seen) == [f"GET {GET}"]

    module.write_jobs({"etl": {"task": [task(max_retries=1)]}})
    seen = len(module.workspace.requests)
    module.apply()
    assert calls_since(module, seen) == [f"GET {GET}", f"POST {RESET}", f"GET {GET}"]

    seen = len(module.workspace.requests)
    module.destroy()
    assert calls_since(module, seen) == [f"GET {GET}", f"POST {DELETE}"]
    assert module.workspace.jobs == {}


def test_a_minimal_job(module: RootModule) -> None:
    module.write_jobs({"etl": {"name": None, "task": [task()]}})
    module.apply()
    (sent,) = module.workspace.calls("POST", CREATE)
    assert sent.body == {
        "name": "Untitled",
        "max_concurrent_runs": 1,
        "queue": {"enabled": False},
        "tasks": [{"task_key": "a", "notebook_task": {"notebook_path": "/n"}}],
    }


def test_what_is_sent_of_a_job_with_everything(module: RootModule) -> None:
    job: Body = {
        "name": "etl",
        "continuous": {},
        "description": "",
        "email_notifications": {},
        "git_source": GIT,
        "health": {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 0}]},
        "job_cluster": [
            {"job_cluster_key": "pool", "new_cluster": {**POOL, "node_type_id": "i3", "driver_instance_pool_id": "d"}},
            {
                "job_cluster_key": "zeros",
                "new_cluster": {
                    **CLUSTER,
                    "num_workers": None,
                    "is_single_node": True,
                    "driver_instance_pool_id": "d",
                    "cluster_id": "1",
                    "__apply_policy_default_values_allow_list": ["num_workers", "is_single_node"],
                },
            },
        ],
        "parameter": [{"name": "p", "default": ""}],
        "task": [
            task("b", run_if="ALL_SUCCESS", job_cluster_key="pool", depends_on=[{"task_key": "w"}, {"task_key": "a"}]),
            task("a", library=[{"pypi": {"package": "x"}}], job_cluster_key="zeros", retry_on_timeout=False),
            {"task_key": "w", "job_cluster_key": "zeros", "python_wheel_task": {"parameters": ["--x"]}},
        ],
    }
    module.write_jobs({"etl": job})
    module.apply()
    (sent,) = module.workspace.calls("POST", CREATE)
    assert sent.body == {
        "name": "etl",
        "continuous": {"pause_status": "UNPAUSED"},
        "email_notifications": {},
        "git_source": {"git_url": "https://github.com/a/b", "git_branch": "main", "git_provider": "gitHub"},
        "health": {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 0}]},
        "job_clusters": [
            {
                "job_cluster_key": "pool",
                "new_cluster": {**POOL, "driver_instance_pool_id": "d"},
            },
            {"job_cluster_key": "zeros", "new_cluster": {"is_single_node": True, "num_workers": 0}},
        ],
        "max_concurrent_runs": 1,
        "parameters": [{"name": "p", "default": ""}],
        "queue": {"enabled": False},
        "tasks": [
            {
                **task("a"),
                "job_cluster_key": "zeros",
                "libraries": [{"pypi": {"package": "x"}}],
            },
            {**task("b"), "job_cluster_key": "pool", "depends_on": [{"task_key": "a"}, {"task_key": "w"}]},
            {
                "task_key": "w",
                "job_cluster_key": "zeros",
                "python_wheel_task": {"entry_point": "", "package_name": "", "parameters": ["--x"]},
            },
        ],
    }


def test_more_tasks_than_a_page_holds(module: RootModule) -> None:
    keys = [f"t{number:03}" for number in range(101)]
    module.write_jobs({"etl": {"task": [task(key) for key in keys]}})
    module.apply()
    gets = module.workspace.calls("GET", GET)
    assert len(gets) == 2
    assert not module.has_changes()


def test_a_job_that_somebody_deleted_is_made_again(module: RootModule) -> None:
    module.write_jobs({"etl": {"task": [task()]}})
    module.apply()
    module.workspace.delete_job(next(iter(module.workspace.jobs)))
    assert module.plan().actions == {"databricks_job.etl": ["create"]}


def test_settings_changed_behind_terraforms_back(module: RootModule) -> None:
    names = [*(unseen := ("description", "tags", "queue", "timeout_seconds")), "name", "max_retries", "on_failure"]
    module.write_jobs({name: {"task": [task()]} for name in (*names, "source", "run_if", "new_task")})
    module.apply()
    jobs = module.jobs()
    jobs["description"]["description"] = "x"
    jobs["tags"]["tags"] = {"a": "b"}
    jobs["queue"]["queue"] = {"enabled": True}
    jobs["timeout_seconds"]["timeout_seconds"] = 5
    jobs["name"]["name"] = "x"
    jobs["max_retries"]["tasks"][0]["max_retries"] = 2
    jobs["on_failure"]["tasks"][0]["email_notifications"] = {"on_failure": ["a@x.io"]}
    jobs["source"]["tasks"][0]["notebook_task"]["source"] = "GIT"
    jobs["run_if"]["tasks"][0]["run_if"] = "ALL_DONE"
    jobs["new_task"]["tasks"].append(task("0", run_if="ALL_SUCCESS"))
    seen = {address.removeprefix("databricks_job.") for address in module.plan().actions}
    assert seen == {"name", "max_retries", "on_failure", "run_if", "new_task"}
    assert seen.isdisjoint(unseen)


def test_a_job_is_imported_whole(module: RootModule) -> None:
    job: Body = {"name": "etl", "task": [task("a"), task("b")], "tags": {"a": "b"}}
    module.write_jobs({"etl": {**job, "task": job["task"][::-1]}})
    module.apply()
    (job_id,) = module.workspace.jobs
    for name in ("terraform.tfstate", "terraform.tfstate.backup"):
        (module.folder / name).unlink(missing_ok=True)
    imported = {"import": [{"to": "databricks_job.etl", "id": str(job_id)}]}
    module.write({"resource": {"databricks_job": {"etl": job}}, **imported})
    assert module.plan().actions == {}
