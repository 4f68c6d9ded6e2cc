"""The table of contents: how workflows become jobs, one line a step.

    authoring (frozen Dag) -> resolve -> checks -> render

Everything here is pure Python; only ``cdk/`` puts the result into a document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.checks import check_app, check_jobs
from databricks_workflows.diagnostics import Diagnostic, Diagnostics, Severity, Suppression, in_order, regrade, suppress
from databricks_workflows.model import JobSettings, Task
from databricks_workflows.resolve.addresses import address_of, import_from_of, previous_address_of
from databricks_workflows.resolve.arguments import as_meant, check_arguments, check_dag_arguments
from databricks_workflows.resolve.clusters import resolve_clusters
from databricks_workflows.resolve.connections import connection_of, resolve_connection
from databricks_workflows.resolve.dag_settings import add_dag_settings, params_of
from databricks_workflows.resolve.dependencies import resolve_dependencies, wait_for_values
from databricks_workflows.resolve.draft import TaskDraft
from databricks_workflows.resolve.explicit import write_out_job, write_out_tasks
from databricks_workflows.resolve.extra import extra_fields
from databricks_workflows.resolve.fields import resolve_fields
from databricks_workflows.resolve.git import write_out_git_provider
from databricks_workflows.resolve.given import given
from databricks_workflows.resolve.job import resolve_job
from databricks_workflows.resolve.keys import assign_keys
from databricks_workflows.resolve.libraries import push_down
from databricks_workflows.resolve.local_files import place_files
from databricks_workflows.resolve.mails import Notice, mail_about_failures, notices_of, notify, notify_of_tasks
from databricks_workflows.resolve.misplaced import report_misplaced
from databricks_workflows.resolve.notebooks import lay_over_notebook_params
from databricks_workflows.resolve.own_job import Children, hand_down, own_workflow
from databricks_workflows.resolve.parameters import add_parameters
from databricks_workflows.resolve.resolved import Job, Named
from databricks_workflows.resolve.run_jobs import KnownJobs, known_jobs, resolve_run_jobs
from databricks_workflows.resolve.schedule import add_schedule, is_scheduled
from databricks_workflows.resolve.sensors import watch_duration
from databricks_workflows.resolve.settings import Settings
from databricks_workflows.resolve.templates import translate
from databricks_workflows.resolve.together import together

__all__ = ["Compiled", "Settings", "check_together", "compile"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What became of workflows.

    Args:
        jobs: the jobs, as far as they could be made.
        diagnostics: every problem, in the order of the author's files.
        severities: how bad the project says that rules are.
        suppressions: what constructs say not to count.
    """

    jobs: tuple[Job, ...]
    diagnostics: tuple[Diagnostic, ...]
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that keep a document from being written."""
        return tuple(each for each in self.diagnostics if each.is_error)


def compile(dags: Sequence[Dag], settings: Settings | None = None) -> Compiled:
    """Compile the workflows of one stack, file or program; they may run each other's jobs.

    Args:
        dags: what the authors wrote, frozen.
        settings: cluster catalog, connections and choices; None for the defaults.

    Returns:
        The jobs, as far as they could be made, and all problems. Nothing is raised for a wrong workflow.

    Example:
        >>> from databricks_workflows.authoring import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, freeze
        >>> with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        ...     load = DatabricksTaskOperator(
        ...         task_id="load", task_config={"notebook_task": {"notebook_path": "/etl/load"}}
        ...     )
        >>> [job.settings.name for job in compile(freeze([etl])).jobs]
        ['etl']
    """
    settings = settings or Settings()
    found = Diagnostics()
    jobs = []
    known = known_jobs(dags)
    for dag in dags:
        jobs += _jobs(dag, known, settings, found)
    check_jobs(jobs, found, settings.today)
    suppressions = tuple(each for dag in dags for each in dag.suppressions)
    told = together(suppress(regrade(found, settings.severities), suppressions), jobs)
    return Compiled(tuple(jobs), tuple(in_order(told)), settings.severities, suppressions)


def check_together(compiled: Sequence[Compiled]) -> list[Diagnostic]:
    """The problems that show only when the stacks of an app are seen beside each other."""
    found = Diagnostics()
    check_app([each.jobs for each in compiled], found)
    told = regrade(found, {code: severity for each in compiled for code, severity in each.severities.items()})
    return suppress(told, [one for each in compiled for one in each.suppressions])


def _jobs(dag: Dag, known: KnownJobs, settings: Settings, found: Diagnostics) -> list[Job]:
    """The jobs of a DAG's workflows, and its own, which runs them."""
    report_misplaced(dag, settings.allow_unsupported, found)
    own = own_workflow(dag, known, settings.allow_unsupported, found)
    check_dag_arguments(dag, own is not None, settings.allow_unsupported, found)
    found.extend(dag.problems)
    notices = notices_of(dag, settings.allow_unsupported, found)
    children = {
        group.path: _job(dag, group, known, notices, settings, found, stands_for_dag=own is None and group.runs)
        for group in dag.groups
    }
    jobs = list(children.values())
    if own is not None:
        jobs.append(_job(dag, own, known, notices, settings, found, stands_for_dag=True, children=children))
    return jobs


def _job(
    dag: Dag,
    group: FrozenGroup,
    known: KnownJobs,
    notices: Sequence[Notice],
    settings: Settings,
    found: Diagnostics,
    *,
    stands_for_dag: bool,
    children: Children | None = None,
) -> Job:
    notices = [each for each in notices if each.path == group.path]
    # The author's words.
    check_arguments(group, settings.allow_unsupported, found)
    group = as_meant(group)
    if children is None:
        group = resolve_run_jobs(dag, group, known, settings.allow_unsupported, found)
    keys = assign_keys(dag, group, group.arguments.get("task_keys", settings.task_keys), found)
    draft = resolve_job(dag, group, found)
    tasks = resolve_fields(group, keys, found)
    # The Jobs API's words from here: every field is known and has its type.
    tasks = lay_over_notebook_params(group, tasks, found)
    tasks = mail_about_failures(tasks, found)
    tasks = notify_of_tasks(tasks, notices)
    tasks, origins = resolve_dependencies(group, tasks, found)
    tasks, clusters, without = resolve_clusters(
        group, tasks, list(draft.fields.get("job_clusters", ())), draft.cluster_keys, settings.clusters, found
    )
    tasks = push_down(group, tasks, draft.libraries, draft.notebook_packages, found)
    tasks = write_out_tasks(tasks, has_git_source="git_source" in draft.fields)
    fields = {**draft.fields, **({"job_clusters": clusters} if clusters else {})}
    if stands_for_dag:
        fields = add_dag_settings(dag, fields, children is not None, found)
        fields = add_schedule(dag, fields, found)
    fields = notify(fields, [each for each in notices if each.ref is None])
    fields = watch_duration(group, fields, found)
    fields, no_provider = write_out_git_provider(group, write_out_job(fields), found)
    if children is not None:
        fields, tasks = hand_down(fields, tasks, children, found)
    left_out = draft.left_out | without | no_provider
    connection = resolve_connection(connection_of(group, found), settings, group.place, found)
    fields, tasks = place_files(fields, tasks, connection, settings)
    fields, tasks, generated = translate(
        fields,
        tasks,
        settings,
        group.place,
        found,
        params_of(dag, found),
        fires=group.runs and is_scheduled(dag),
        is_step=group.runs and not stands_for_dag,
    )
    tasks, origins, waits_for_values = wait_for_values(tasks, generated.read_tasks, origins)
    fields = add_parameters(group, fields, generated, found)
    return Job(
        place=group.place,
        dag=Named(dag.dag_id, dag.place) if dag.dag_id is not None else None,
        address=address_of(dag, group, found),
        previous_address=previous_address_of(group, found),
        settings=JobSettings(**fields, tasks=[_task(task) for task in tasks]),
        connection=connection,
        permissions=draft.access_control,
        variables=generated.variables,
        moments=generated.moments,
        translated=generated.translated,
        task_places={task.key: task.place for task in tasks},
        left_out={None: left_out, **{task.key: task.left_out for task in tasks}},
        unread=left_out.fields(JobSettings) - {"tasks"},
        from_defaults={task.key: task.from_defaults for task in tasks},
        dependency_origins=origins,
        waits_for_values=waits_for_values,
        import_from=import_from_of(group, found),
        extra=extra_fields(group.arguments.get("extra"), f"workflow {group.name!r}", group.place, found),
        task_extra={
            task.key: extra_fields(given(task.source, "extra"), f"task {task.source.name!r}", task.place, found)
            for task in tasks
        },
    )


def _task(draft: TaskDraft) -> Task:
    return Task(task_key=draft.key, **draft.fields)
