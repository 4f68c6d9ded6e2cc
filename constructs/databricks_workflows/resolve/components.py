"""Which DAG files become one stack: those whose DAGs run each other's jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from databricks_workflows.authoring.frozen import Dag, FrozenTask
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model.job_ref import JobRef
from databricks_workflows.resolve.run_jobs import known_jobs, resolve_run_jobs

Files = Mapping[str, Sequence[Dag]]
"""DAG files, as they are shown, with their DAGs."""


def components(files: Files) -> list[Files]:
    """The files, those together that have to be compiled together; in the order of the first of each."""
    makers: dict[JobRef, str] = {}
    for file, dags in files.items():
        for names in known_jobs(dags).names.values():
            for ref in names.values():
                makers.setdefault(ref, file)
    first = {file: file for file in files}

    def leader(file: str) -> str:
        return file if first[file] == file else leader(first[file])

    order = list(files)
    known = known_jobs([dag for dags in files.values() for dag in dags])
    for file, dags in files.items():
        own = {ref for names in known_jobs(dags).names.values() for ref in names.values()}
        for dag in dags:
            for group in (*dag.groups, *filter(None, [dag.own])):
                left = resolve_run_jobs(dag, group, known, True, Diagnostics())
                for ref in _run(left.tasks):
                    if ref in makers and ref not in own:
                        both = sorted((leader(file), leader(makers[ref])), key=order.index)
                        first[both[1]] = both[0]
    joined: dict[str, dict[str, Sequence[Dag]]] = {}
    for file, dags in files.items():
        joined.setdefault(leader(file), {})[file] = dags
    return list(joined.values())


def _run(tasks: Sequence[FrozenTask]) -> Iterator[JobRef]:
    """The jobs that tasks run, as far as they are declared here."""
    for task in tasks:
        config = task.arguments.get("task_config")
        work = config.get("run_job_task") if isinstance(config, Mapping) else None
        ref = work.get("job_id") if isinstance(work, Mapping) else None
        if isinstance(ref, JobRef):
            yield ref
