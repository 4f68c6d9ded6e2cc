"""What compiles without errors is a configuration that the real Terraform and the provider take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from databricks_workflows.authoring import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, freeze
from databricks_workflows.checks.rows import OneOf
from databricks_workflows.checks.table import FIELDS
from databricks_workflows.model import JobSettings, Task
from databricks_workflows.pipeline import compile
from databricks_workflows.render import job_arguments, stack_blocks
from tests.support.anything import is_sound, right, short_texts
from tests.support.terraform_cli import Terraform

EXAMPLES, LEAST = 1_500, 200

own_texts = short_texts.filter(lambda text: is_sound(text) and "TfToken[" not in text)
# Where a word of a list is right, our own table says which; generated text hits none.
WORDS = {field: st.sampled_from(row.values) for row in FIELDS if isinstance(row, OneOf) for field in row.fields}
PAUSED = st.sampled_from(["PAUSED", "UNPAUSED"])
KNOWN = {
    **WORDS,
    "Cluster.runtime_engine": st.sampled_from(["PHOTON", "STANDARD"]),
    "Continuous.pause_status": PAUSED,
    "GitSource.git_url": st.sampled_from(["https://github.com/acme/etl", "https://git.acme.example/etl.git"]),
    "Periodic.interval": st.integers(1, 9),
    "Periodic.unit": st.sampled_from(["DAYS", "HOURS", "WEEKS"]),
    "Schedule.pause_status": PAUSED,
    "TableUpdate.condition": st.sampled_from(["ANY_UPDATED", "ALL_UPDATED"]),
    "Trigger.pause_status": PAUSED,
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Generated jobs of which we find nothing wrong."""
    found: list[dict[str, Any]] = []
    variables: dict[str, Any] = {}

    @settings(max_examples=EXAMPLES, database=None, derandomize=True, phases=[Phase.generate])
    @given(job=right(JobSettings, own_texts, KNOWN, most=6), config=right(Task, own_texts, KNOWN))
    def collect(job: dict[str, Any], config: dict[str, Any]) -> None:
        has_work = any(name.endswith("_task") for name in config)
        with DatabricksWorkflowTaskGroup(
            group_id="etl", extra_job_params={name: job[name] for name in job if name != "tasks"}
        ) as group:
            DatabricksTaskOperator(
                task_id="a", task_config={**config, **({} if has_work else {"notebook_task": {"notebook_path": "/a"}})}
            )
        compiled = compile(freeze([group]))
        if not compiled.errors:
            found.append(job_arguments(compiled.jobs[0]))
            variables.update(stack_blocks(compiled.jobs).get("variable", {}))

    collect()
    return {
        "terraform": {"required_providers": {"databricks": {"source": "databricks/databricks"}}},
        "resource": {"databricks_job": {f"job{number}": job for number, job in enumerate(found)}},
        **({"variable": variables} if variables else {}),  # Terraform takes no empty one
    }


def test_terraform_takes_what_we_take(document: dict[str, Any], terraform: Terraform, tmp_path: Path) -> None:
    jobs = document["resource"]["databricks_job"]
    assert len(jobs) >= LEAST
    (tmp_path / "cdk.tf.json").write_text(json.dumps(document), encoding="utf-8")
    terraform.init(tmp_path)
    problems = {f"{each['summary']}: {each['detail']}": each for each in terraform.validate(tmp_path)}
    assert {
        problem: jobs.get(each.get("address", "").removeprefix("databricks_job.")) for problem, each in problems.items()
    } == {}
