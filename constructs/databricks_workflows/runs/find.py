"""Which job is meant: by its construct's path through Terraform's state, by its id, or by its name.

What is declared comes from the documents that synth wrote, what is deployed from the state files beside them: local
ones as CDKTF names them (``terraform.<stack>.tfstate``), for any other backend ``terraform output``.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from databricks_workflows.diagnostics import did_you_mean
from databricks_workflows.runs.errors import Misused

_RESOURCE: Final = "databricks_job"
_STATE_PREFIX, _STATE_SUFFIX = "terraform.", ".tfstate"
_TERRAFORM_SECONDS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A job that a document or a state of this project has.

    Args:
        stack: the id of its stack.
        path: the path of its construct; empty where only the state is known.
        address: its name in Terraform, without ``databricks_job.``.
        name: the job's own name.
        profile: the profile of its provider.
        host: the host of its provider.
        folder: the folder of its document, to ask Terraform in.
        state: its state file; None where the state is kept elsewhere.
    """

    stack: str
    address: str
    name: str
    path: str = ""
    profile: str | None = None
    host: str | None = None
    folder: Path | None = None
    state: Path | None = None

    @property
    def shown(self) -> str:
        """What people give to name it."""
        return self.path or f"{self.stack}/{self.address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """What Terraform's state knows of a job.

    Args:
        job_id: its id.
        name: its name when it was applied.
        host: the workspace that it is in; empty where nothing says so.
    """

    job_id: int
    name: str = ""
    host: str = ""


def declared_in(output: Path, folder: Path) -> list[Declared]:
    """The jobs of a project.

    Args:
        output: where synth writes, ``cdktf.out`` by default.
        folder: where the local state files are.

    Raises:
        Misused: a document or a state can't be read.
    """
    of_documents = [each for document in sorted(output.glob("stacks/**/cdk.tf.json")) for each in _declared(document)]
    known = {(each.stack, each.address) for each in of_documents}
    of_states = [each for state in sorted(folder.glob(f"{_STATE_PREFIX}*{_STATE_SUFFIX}")) for each in _kept(state)]
    return [*of_documents, *(each for each in of_states if (each.stack, each.address) not in known)]


def match(word: str, declared: Sequence[Declared]) -> Declared | None:
    """The job that a word means: its path, ``stack/address``, address, name, or the end of its path; None: none.

    Raises:
        Misused: several are meant.

    Example:
        >>> jobs = [Declared(stack="sales", path="sales/daily", address="daily", name="sales.daily")]
        >>> match("daily", jobs).shown
        'sales/daily'
    """
    word = word.rstrip("/")
    for names in (_paths, _addresses, _names, _endings):
        found = [each for each in declared if word in names(each)]
        if len(found) > 1:
            raise Misused(f"{word!r} is {len(found)} jobs here: give one of {_listed(each.shown for each in found)}")
        if found:
            return found[0]
    return None


def nearest(word: str, declared: Iterable[Declared], names: Iterable[str] = ()) -> str:
    """What was meant, or what there is."""
    shown = [each.shown for each in declared]
    words = {name for each in declared for name in (*_paths(each), *_names(each), *_endings(each))} | set(names)
    hint = did_you_mean(word, words)
    return hint or (f"known here: {_listed(shown)}" if shown else "Terraform's state of this folder has no jobs")


def deployed(job: Declared) -> Deployed:
    """What Terraform's state says of a job.

    Raises:
        Misused: it is not deployed, or its state can't be had.
    """
    found = _in_state(job.state, job.address) if job.state else _asked_of_terraform(job)
    if found is None:
        raise Misused(f"{job.shown} is not deployed: cdktf deploy {job.stack}")
    return found


def _declared(document: Path) -> Iterator[Declared]:
    content = _json(document)
    stack = document.parent.name
    local = _dig(content, "terraform", "backend", "local", "path")
    state = (document.parent / local).resolve() if isinstance(local, str) else None
    jobs = _dig(content, "resource", _RESOURCE)
    for address, body in sorted(jobs.items()) if isinstance(jobs, dict) else ():
        provider = _provider(content, body.get("provider"))
        yield Declared(
            stack=stack,
            address=address,
            name=str(body.get("name", address)),
            path=str(_dig(body, "//", "metadata", "path") or f"{stack}/{address}").removesuffix("/Default"),
            profile=_literal(provider.get("profile")),
            host=_literal(provider.get("host")),
            folder=document.parent,
            state=state,
        )


def _kept(state: Path) -> Iterator[Declared]:
    stack = state.name.removeprefix(_STATE_PREFIX).removesuffix(_STATE_SUFFIX)
    for address, attributes in _jobs_of(state).items():
        yield Declared(stack=stack, address=address, name=str(attributes.get("name", address)), state=state)


def _in_state(state: Path, address: str) -> Deployed | None:
    attributes = _jobs_of(state).get(address) if state.is_file() else None
    if attributes is None:
        return None
    return Deployed(
        job_id=_number(attributes.get("id"), state),
        name=str(attributes.get("name") or ""),
        host=_origin(str(attributes.get("url") or "")),
    )


def _asked_of_terraform(job: Declared) -> Deployed | None:
    terraform = os.environ.get("TERRAFORM_BINARY_NAME") or "terraform"
    command = [terraform, "output", "-json", "-no-color"]
    try:
        result = subprocess.run(
            command,
            cwd=job.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TERRAFORM_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Misused(f"{job.shown}: {terraform} can't tell its id ({error}): give the job's id or name") from None
    if result.returncode:
        said = " ".join(result.stderr.split())[:300]
        raise Misused(f"{job.shown}: terraform output fails in its folder ({said}): give the job's id or name")
    try:
        outputs = json.loads(result.stdout or "{}")
    except ValueError:
        raise Misused(f"{job.shown}: terraform output gave no JSON: give the job's id or name") from None
    value = _dig(outputs, f"{job.address}_job_id", "value")
    url = _dig(outputs, f"{job.address}_job_url", "value")
    if value is None:
        return None
    return Deployed(job_id=_number(value, Path("terraform output")), host=_origin(str(url or "")))


def _jobs_of(state: Path) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    resources = _json(state).get("resources")
    for resource in resources if isinstance(resources, list) else ():
        instances = _dig(resource, "instances")
        attributes = _dig(instances[0], "attributes") if isinstance(instances, list) and instances else None
        if _dig(resource, "type") == _RESOURCE and _dig(resource, "mode") == "managed" and isinstance(attributes, dict):
            found[str(_dig(resource, "name"))] = attributes
    return found


def _json(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise Misused(f"{path}: can't open it: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise Misused(f"{path}: it is no JSON: {error}") from None
    if not isinstance(content, dict):
        raise Misused(f"{path}: it is no JSON object")
    return content


def _provider(content: Mapping[str, Any], reference: Any) -> Mapping[str, Any]:
    """The settings of the provider that a resource names as ``databricks.alias``; the one without alias by default."""
    wanted = str(reference).partition(".")[2] or None if reference else None
    providers = _dig(content, "provider", "databricks")
    return next((each for each in providers or () if isinstance(each, dict) and each.get("alias") == wanted), {})


def _literal(value: Any) -> str | None:
    return value if isinstance(value, str) and "${" not in value else None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _number(value: Any, where: Path) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise Misused(f"{where}: {value!r} is no job's id") from None


def _dig(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _paths(job: Declared) -> tuple[str, ...]:
    return (job.path,) if job.path else ()


def _addresses(job: Declared) -> tuple[str, ...]:
    return (job.address, f"{job.stack}/{job.address}", f"{_RESOURCE}.{job.address}")


def _names(job: Declared) -> tuple[str, ...]:
    return (job.name,)


def _endings(job: Declared) -> tuple[str, ...]:
    """The ends of the path: ``daily`` and ``sales/daily`` of ``app/sales/daily``."""
    parts = job.path.split("/") if job.path else []
    return tuple("/".join(parts[start:]) for start in range(1, len(parts)))


def _listed(words: Iterable[str]) -> str:
    several = list(dict.fromkeys(words))
    more = f" and {len(several) - 10} more" if len(several) > 10 else ""
    return f"{', '.join(several[:10])}{more}"
