"""What a stack holds beside its resources: variables, outputs, moved and import blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from databricks_workflows.model.beside import Beside, everything_beside
from databricks_workflows.model.tokens import escape
from databricks_workflows.render.hcl import hcl_values, quote
from databricks_workflows.resolve.resolved import Job


def job_url(address: str) -> str:
    """The expression of a job's page: Terraform's own ``url`` is in an old form that sends most people home.

    What is replaced must not stand between two slashes: Terraform would read it as a regular expression.
    """
    return f'${{replace(databricks_job.{address}.url, "#job/", "jobs/")}}'


def stack_blocks(jobs: Sequence[Job]) -> dict[str, Any]:
    """The blocks in Terraform's JSON; those without content are left out."""
    jobs = sorted(jobs, key=lambda job: job.address)
    variables: dict[str, str | None] = {}
    for job in jobs:
        for name, default in job.variables.items():
            variables[name] = variables.get(name, default) if default is None else default
    beside = [each for job in jobs for each in everything_beside(job.settings.as_dict())]
    blocks: dict[str, Any] = {
        **{block: _beside(beside, block) for block in ("resource", "data")},
        "variable": {name: _variable(variables[name]) for name in sorted(variables)},
        "output": {name: {"value": value} for job in jobs for name, value in _outputs(job).items()},
        "moved": [block for job in jobs for block in _moved(job)],
        "import": [_import(job.import_from, job.address) for job in jobs if job.import_from],
    }
    return {name: content for name, content in blocks.items() if content}


def _import(given: str | int, address: str) -> dict[str, str | int]:
    return {"id": escape(given) if isinstance(given, str) else given, "to": f"databricks_job.{address}"}


def _beside(found: Sequence[Beside], block: str) -> dict[str, dict[str, Any]]:
    """Resources or data sources by type and address."""
    made: dict[str, dict[str, Any]] = {}
    for each in sorted((each for each in found if each.block == block), key=lambda each: (each.kind, each.address)):
        made.setdefault(each.kind, {})[each.address] = _escaped(each)
    return made


def _escaped(each: Beside) -> dict[str, Any]:
    """Its arguments; the author's own text in them is data."""
    ours = ("provider", "source")
    return {name: value if name in ours else escape(value) for name, value in each.arguments.items()}


def _variable(default: str | None) -> dict[str, Any]:
    # A default is no template in Terraform's JSON.
    return {"type": "string", **({"default": default} if default is not None else {})}


def _moved(job: Job) -> list[dict[str, str]]:
    """The job's move, and that of the permissions beside it."""
    if job.previous_address is None:
        return []
    kinds = ["databricks_job", *(["databricks_permissions"] if job.permissions else [])]
    return [{"from": f"{kind}.{job.previous_address}", "to": f"{kind}.{job.address}"} for kind in kinds]


def _outputs(job: Job) -> dict[str, str]:
    return {
        f"{job.address}_job_id": f"${{databricks_job.{job.address}.id}}",
        f"{job.address}_job_url": job_url(job.address),
    }


def stack_blocks_hcl(jobs: Sequence[Job]) -> dict[str, Any]:
    """The same for CDKTF's HCL renderer."""
    blocks = stack_blocks(jobs)
    rendered: dict[str, Any] = {}
    for block in ("resource", "data"):
        if block in blocks:
            rendered[block] = _beside_in_one(block, blocks[block])
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


def _beside_in_one(block: str, found: Mapping[str, Mapping[str, Mapping[str, str]]]) -> dict[str, Any]:
    """Several resources as one, for the reason that :func:`_in_one` tells."""
    every = [(kind, address, arguments) for kind, named in found.items() for address, arguments in named.items()]
    heads = [f'{each[0]}" "{each[1]}' for each in every]
    bodies = [
        "".join(f"{name} = {_argument(name, value)}\n" for name, value in each.items()) for _, _, each in every[:-1]
    ]
    written = "".join(f'{head}" {{\n{body}}}\n\n{block} "' for head, body in zip(heads, bodies, strict=False))
    first, _, name = f"{written}{heads[-1]}".partition('" "')
    last = {
        name: {"value": value, "type": "reference"} if name == "provider" else each
        for name, value in every[-1][2].items()
        for each in hcl_values({name: value}).values()
    }
    return {first: {name: last}}


def _argument(name: str, value: str) -> str:
    return value if name == "provider" else f'"{quote(value)}"'


def _reference(address: str) -> dict[str, str]:
    return {"value": address, "type": "simple", "storageClassType": "reference"}


def _in_one(kind: str, blocks: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Several blocks as one: CDKTF's renderer writes only the first variable or output of an element.

    All but the last are written out here and stand in the name of the last, which the renderer puts between quotes.
    """
    texts = {name: {field: _text(field, value) for field, value in block.items()} for name, block in blocks.items()}
    *before, last = texts
    written = "".join(f'{name}" {{\n{_body(texts[name])}\n}}\n\n{kind} "' for name in before)
    return {f"{written}{last}": {field: _plain(field, value) for field, value in texts[last].items()}}


def _text(field: str, value: str) -> str:
    """In HCL a variable's default is a template like any other string."""
    return value if field == "type" else quote(escape(value) if field == "default" else value)


def _body(block: Mapping[str, str]) -> str:
    return "\n".join(f"{field} = {text}" if field == "type" else f'{field} = "{text}"' for field, text in block.items())


def _plain(field: str, text: str) -> dict[str, str]:
    if field == "type":
        return _reference(text)
    return {"value": text, "type": "simple", "storageClassType": "string"}
