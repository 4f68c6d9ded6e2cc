"""What a stack holds beside its resources: variables, outputs, moved and import blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from databricks_workflows.model.tokens import escape
from databricks_workflows.render.hcl import quote
from databricks_workflows.resolve.resolved import Job


def job_url(address: str) -> str:
    """The expression of a job's page: Terraform's own ``url`` is in an old form that sends most people home."""
    return f'${{replace(databricks_job.{address}.url, "/#job/", "/jobs/")}}'


def stack_blocks(jobs: Sequence[Job]) -> dict[str, Any]:
    """The blocks in Terraform's JSON; those without content are left out."""
    variables = {name: default for job in jobs for name, default in job.variables.items()}
    blocks = {
        "variable": {name: _variable(variables[name]) for name in sorted(variables)},
        "output": {name: {"value": value} for job in jobs for name, value in _outputs(job).items()},
        "moved": [
            {"from": job.previous_address, "to": f"databricks_job.{job.address}"}
            for job in jobs
            if job.previous_address
        ],
        "import": [{"id": job.import_from, "to": f"databricks_job.{job.address}"} for job in jobs if job.import_from],
    }
    return {name: content for name, content in blocks.items() if content}


def _variable(default: str | None) -> dict[str, Any]:
    return {"type": "string", **({"default": escape(default)} if default is not None else {})}


def _outputs(job: Job) -> dict[str, str]:
    return {
        f"{job.address}_job_id": f"${{databricks_job.{job.address}.id}}",
        f"{job.address}_job_url": job_url(job.address),
    }


def stack_blocks_hcl(jobs: Sequence[Job]) -> dict[str, Any]:
    """The same for CDKTF's HCL renderer."""
    blocks = stack_blocks(jobs)
    rendered: dict[str, Any] = {}
    for kind in ("variable", "output"):
        if kind in blocks:
            rendered[kind] = _in_one(kind, blocks[kind])
    if "moved" in blocks:
        rendered["moved"] = [
            {name: _reference(address) for name, address in block.items()} for block in blocks["moved"]
        ]
    if "import" in blocks:
        rendered["import"] = [
            {
                "id": {"value": block["id"], "type": "simple", "storageClassType": "string"},
                "to": _reference(block["to"]),
            }
            for block in blocks["import"]
        ]
    return rendered


def _reference(address: str) -> dict[str, str]:
    return {"value": address, "type": "simple", "storageClassType": "reference"}


def _in_one(kind: str, blocks: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Several blocks as one: CDKTF's renderer writes only the first variable or output of an element.

    All but the last are written out here and stand in the name of the last, which the renderer puts between quotes.
    """
    *before, last = blocks
    written = "".join(f'{name}" {{\n{_body(blocks[name])}\n}}\n\n{kind} "' for name in before)
    return {f"{written}{last}": {name: _plain(name, value) for name, value in blocks[last].items()}}


def _body(block: Mapping[str, str]) -> str:
    return "\n".join(
        f"{name} = {value}" if name == "type" else f'{name} = "{quote(value)}"' for name, value in block.items()
    )


def _plain(name: str, value: str) -> dict[str, str]:
    if name == "type":
        return _reference(value)
    return {"value": quote(value), "type": "simple", "storageClassType": "string"}
