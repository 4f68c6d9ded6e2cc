"""Tasks that run another job: what they name is looked up among the jobs that are compiled together.

A ``run_job_task`` may name its job by ``job_id`` as the Jobs API has it, or by one of three words: ``job_name``, the
name of a job; ``dag_id``, the job that stands for a DAG; ``workflow``, ``dag_id.group_id``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenInner, FrozenTask
from databricks_workflows.diagnostics import Diagnostics, Rule, did_you_mean
from databricks_workflows.model.job_ref import JobRef
from databricks_workflows.model.lookups import job_named
from databricks_workflows.model.tokens import TerraformExpression, is_unknown, tf
from databricks_workflows.resolve.addresses import address_of
from databricks_workflows.resolve.expressions import Expression, UnreadableTemplate, has_template, read
from databricks_workflows.resolve.job import job_name
from databricks_workflows.resolve.meanings import JsonVariable, Meaning, Param, TaskResult, Variable, meaning
from databricks_workflows.rules import APPROXIMATE_OPERATOR, unsupported

_WORDS = ("job_name", "dag_id", "workflow")
_WAIT = "wait"  # said only where it is not
_WHAT = {"job_name": "a job named", "dag_id": "DAG", "workflow": "workflow"}


@dataclass(frozen=True, slots=True)
class KnownJobs:
    """The jobs of everything that is compiled together, by the word that names them.

    Args:
        names: the jobs by word and name.
        asked_for: the ids of the DAGs that a task somewhere runs.
    """

    names: Mapping[str, Mapping[str, JobRef]] = field(default_factory=dict)
    asked_for: frozenset[str] = frozenset()

    def find(self, word: str, name: str) -> JobRef | None:
        """The job of that name; None where there is none."""
        return self.names.get(word, {}).get(name)


def known_jobs(dags: Sequence[Dag]) -> KnownJobs:
    """Every job that the DAGs make."""
    by: dict[str, dict[str, JobRef]] = {word: {} for word in _WORDS}
    for dag in dags:
        for group in dag.groups:
            ref = JobRef(group.place.path, address_of(dag, group, Diagnostics()))
            by["workflow"][job_name(dag, group)] = ref
            by["job_name"].setdefault(_own_name(group) or job_name(dag, group), ref)
    with_own = [dag for dag in dags if dag.own is not None and dag.own.tasks]
    named = {word: {*names, *(str(dag.dag_id) for dag in with_own)} for word, names in by.items()}
    for dag in with_own:
        assert dag.own is not None
        steps = [task for task in dag.own.tasks if _is_there(_named(dag, task), named)]
        alone = _of_step(dag, steps[0]) if len(steps) == 1 else None
        whole = alone or dag.own
        ref = JobRef(whole.place.path, address_of(dag, whole, Diagnostics()))
        by["dag_id"][str(dag.dag_id)] = ref
        if alone is None:
            by["job_name"].setdefault(_own_name(dag.own) or str(dag.dag_id), ref)
    words = [_named(dag, task) for dag in with_own if dag.own is not None for task in dag.own.tasks]
    return KnownJobs(by, frozenset(each[1] for each in words if each is not None and each[0] == "dag_id"))


def _is_there(named: tuple[str, str] | None, names: Mapping[str, set[str]]) -> bool:
    return named is None or named[1] in names[named[0]]


def _of_step(dag: Dag, task: FrozenTask) -> FrozenGroup | None:
    return next((group for group in dag.groups if group.path == task.path), None) if task.kind == "workflow" else None


def _own_name(group: FrozenGroup) -> str | None:
    extra = group.arguments.get("extra_job_params")
    name = extra.get("name") if isinstance(extra, Mapping) else None
    return name if isinstance(name, str) else None


def resolve_run_jobs(
    dag: Dag, group: FrozenGroup, known: KnownJobs, allow_unsupported: bool, found: Diagnostics
) -> FrozenGroup:
    """The workflow with every job that is run named by its id; a task whose job is not known is told, and dissolved."""
    tasks, lost = [], []
    for task in group.tasks:
        named = _named(dag, task)
        if named is None:
            tasks.append(_with_id(task))
            continue
        word, name = named
        ref = known.find(word, name)
        if ref is not None:
            tasks.append(_with_job(task, ref))
            if _work(task).get(_WAIT) is False:
                _tell_of_waiting(task, name, found)
            continue
        if word == "job_name" and not has_template(name):
            tasks.append(_with_job(task, job_named(name)))
            continue
        lost.append(task)
        _tell(unsupported(allow_unsupported), dag, task, word, name, known, found)
    return _without(replace(group, tasks=tuple(tasks)), lost) if lost else replace(group, tasks=tuple(tasks))


def _named(dag: Dag, task: FrozenTask) -> tuple[str, str] | None:
    """The word by which a task names the job it runs, and the name."""
    if task.kind == "workflow":
        return "workflow", ".".join(filter(None, [dag.dag_id, *task.path]))
    work = _work(task)
    for word in _WORDS:
        if isinstance(work.get(word), str):
            return word, work[word]
    # The id that a job-making operator hands on is that of a job which is declared here.
    job_id = work.get("job_id")
    if isinstance(job_id, str) and not is_unknown(job_id) and has_template(job_id):
        made_by = _result_of(job_id)
        paths = {".".join(each.path): each for each in dag.groups if not each.runs}
        if made_by in paths:
            return "workflow", ".".join(filter(None, [dag.dag_id, made_by]))
    return None


def _result_of(text: str) -> str | None:
    means = _meant(text)
    return means.task_id if isinstance(means, TaskResult) else None


def _meant(text: str) -> Meaning | None:
    """What a text says that is one template and nothing else."""
    try:
        parts = read(text)
    except UnreadableTemplate:
        return None
    return meaning(parts[0].tree) if len(parts) == 1 and isinstance(parts[0], Expression) else None


def _with_id(task: FrozenTask) -> FrozenTask:
    """The task as it is; an id that becomes a Terraform variable is no text: Terraform makes a number of it."""
    job_id = _work(task).get("job_id")
    if isinstance(job_id, str) and has_template(job_id) and isinstance(_meant(job_id), Param | Variable | JsonVariable):
        return _with_job(task, tf(job_id))
    return task


def _work(task: FrozenTask) -> Mapping[str, Any]:
    config = task.arguments.get("task_config")
    work = config.get("run_job_task") if isinstance(config, Mapping) else None
    return work if isinstance(work, Mapping) else {}


def _with_job(task: FrozenTask, ref: TerraformExpression) -> FrozenTask:
    config = task.arguments.get("task_config")
    work = {name: value for name, value in _work(task).items() if name not in (*_WORDS, _WAIT)}
    run = {**(config if isinstance(config, Mapping) else {}), "run_job_task": {**work, "job_id": ref}}
    return replace(task, arguments={**task.arguments, "task_config": run})


def _tell_of_waiting(task: FrozenTask, name: str, found: Diagnostics) -> None:
    found.add(
        APPROXIMATE_OPERATOR,
        task.place,
        f"task {task.name!r} starts {name!r} and does not wait for it; a run_job_task waits, and fails with it",
        "see that nothing behind it must go on earlier; wait_for_completion=True says that waiting is meant",
    )


def _without(group: FrozenGroup, lost: Sequence[FrozenTask]) -> FrozenGroup:
    """What is left of a workflow; as a group without tasks, each lost task passes on what it waits for."""
    gone = {task.ref for task in lost}
    inner = {
        ref: replace(each, tasks=tuple(task for task in each.tasks if task not in gone))
        for ref, each in group.groups.items()
    }
    for task in lost:
        inner[task.ref] = FrozenInner(
            name=task.name,
            place=task.place,
            arguments={},
            default_args={},
            prefix_group_id=True,
            tasks=(),
            in_groups=task.in_groups,
        )
    return replace(group, groups=inner)


def _tell(rule: Rule, dag: Dag, task: FrozenTask, word: str, name: str, known: KnownJobs, found: Diagnostics) -> None:
    # No DAG means itself.
    nearest = did_you_mean(name, known.names.get(word, {}).keys() - {str(dag.dag_id)})
    together = "read its file in the same call, or run its job by its id or name: DatabricksRunNowOperator(job_id=...)"
    found.add(
        rule,
        task.place,
        f"task {task.name!r} runs {_WHAT[word]} {name!r}, which none of the files read here makes",
        f"{nearest}\n{together}".strip(),
        near=(name,),
    )
