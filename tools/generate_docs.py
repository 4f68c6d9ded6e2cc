"""Write docs/airflow.md: what becomes of Airflow's operators, arguments, rules, schedules and templates.

``python tools/generate_docs.py`` writes it; with ``--check`` it writes nothing and exits with 1 if the file differs
from what it would write. Every row is read from the tables and docstrings that the code uses, or is what the code
makes of a small DAG.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "constructs"))

from databricks_workflows.airflow.foreign import REMEDIES, remedy_for  # noqa: E402
from databricks_workflows.airflow.names import NAMES  # noqa: E402
from databricks_workflows.authoring import (  # noqa: E402
    DAG,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    freeze,
)
from databricks_workflows.authoring.task import TaskArguments  # noqa: E402
from databricks_workflows.pipeline import Compiled, Settings, compile  # noqa: E402
from databricks_workflows.resolve.arguments import AIRFLOW_ONLY, CALLBACKS  # noqa: E402
from databricks_workflows.resolve.run_if import RUN_IF, WITHOUT_EQUIVALENT  # noqa: E402
from databricks_workflows.resolve.translated import Translated  # noqa: E402

PAGE = ROOT / "docs" / "airflow.md"

HEAD = """\
<!-- Made by tools/generate_docs.py from the tables that the code uses: change those, not this page. -->

# What becomes of a DAG file

A DAG file written for Airflow 1.10, 2 or 3 is read as it is; no Airflow need be installed. `databricks-workflows show`,
`validate` and `convert` tell of each file what became of it; this page has the rules. Where a job differs from what
Airflow's provider would post, [differences.md](differences.md) says why.
"""

# Every kind of expression, as people write them.
EXPRESSIONS = """
ds
data_interval_start | ds
logical_date | ds
logical_date.strftime('%Y-%m-%d')
execution_date.format('YYYY-MM-DD')
data_interval_start.to_date_string()
ts
data_interval_end
logical_date.isoformat()
ds_nodash
ts_nodash
data_interval_start | ds_nodash
logical_date.hour
prev_ds
next_ds
yesterday_ds
macros.ds_add(ds, -1)
macros.datetime.now()
run_id
dag_run.run_id
dag_run.run_type
dag.dag_id
task.task_id
ti.task_id
ti.try_number
params.x
params['x']
params.x | default('d')
params.get('x', 'd')
dag_run.conf['x']
dag_run.conf.get('x', 'd')
var.value.x
var.value.get('x', 'd')
var.json.x.y
conn.x.host
ti.xcom_pull(task_ids='other', key='rows')
ti.xcom_pull(task_ids='query')
ti.xcom_pull(task_ids='other')
'a text'
x | upper
x + 1
""".strip().splitlines()

TEMPLATES = ("template", "when the job runs", "grade", "when it is deployed", "grade")

SCHEDULES: tuple[Any, ...] = (
    None,
    "@once",
    "@hourly",
    "@daily",
    "@midnight",
    "@weekly",
    "@monthly",
    "@quarterly",
    "@yearly",
    "@continuous",
    "30 6 * * *",
    "*/15 8-18 * * MON-FRI",
    "0 0,12 1,15 * *",
    "0 3 * * 7",
    "0 3 1 * 1",
    "0 3 * * 5#2",
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(weeks=2),
    timedelta(minutes=20),
)


def main() -> int:
    text = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            print(f"{PAGE.relative_to(ROOT)} is not what tools/generate_docs.py makes: run it")
            return 1
        return 0
    PAGE.write_text(text, encoding="utf-8", newline="")
    return 0


def page() -> str:
    return "\n".join(
        [
            HEAD,
            "## Operators and other names\n",
            "By whatever path they are imported. An operator or sensor that is not in this table is named with its "
            "place and what to write instead; its edges are kept through it.\n",
            *table(("name", "becomes"), ((f"`{name}`", each.becomes) for name, each in NAMES.items())),
            "\n## Operators that a job can't run\n",
            "Each is an error, or with `--allow-unsupported` a warning.\n",
            *table(("operator", "write instead"), refused()),
            "\n## Arguments of a DAG\n",
            *arguments(DAG),
            "\n## Arguments of a workflow group\n",
            *arguments(DatabricksWorkflowTaskGroup),
            "\n## Arguments of a task\n",
            *arguments(DatabricksTaskOperator, DatabricksNotebookOperator, TaskArguments),
            "\n## Arguments of a DatabricksSensor\n",
            *arguments(DatabricksSensor),
            "\n## Callbacks\n",
            "A job calls no function of yours: each is an error, or with `--allow-unsupported` a warning.\n",
            *table(("argument", "the nearest event of email_notifications and webhook_notifications"), callbacks()),
            "\n## Arguments without meaning in a declared job\n",
            "They say how Airflow runs, shows or watches; each is named once, in an info.\n",
            ", ".join(f"`{name}`" for name in sorted(AIRFLOW_ONLY)),
            "\n## Trigger rules\n",
            *table(("trigger_rule", "run_if"), rules()),
            "\n## Schedules\n",
            *table(("schedule", "becomes"), map(of_schedule, SCHEDULES)),
            "\n## Templates\n",
            "In a field that Databricks fills in when the job runs (parameters, conditions, inputs), and in one that "
            "is fixed when the job is deployed (paths, clusters, git branches). The parameter `run_date` has a dynamic "
            "default, and can be set by whoever starts a run. Any other expression, and every `{% ... %}`, is an error "
            "with its place; `--on-unmapped keep` keeps the text.\n",
            *table(
                ("template", "when the job runs", "grade", "when it is deployed", "grade"),
                map(of_template, EXPRESSIONS),
            ),
            "",
        ]
    )


# The tables


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    def row(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    titles = list(head)
    yield row(titles)
    yield row("---" for _ in titles)
    yield from map(row, rows)


def refused() -> Iterator[tuple[str, str]]:
    for name in sorted(REMEDIES):
        yield f"`{name}`", REMEDIES[name]
    yield "any other sensor", remedy_for("FileSensor")
    yield "any other operator", remedy_for("SomeOperator")


def callbacks() -> Iterator[tuple[str, str]]:
    return ((f"`{name}`", f"`{event}`") for name, event in CALLBACKS.items())


def rules() -> Iterator[tuple[str, str]]:
    for rule, run_if in RUN_IF.items():
        yield f"`{rule}`", f"`{run_if}`" + (" (Databricks' default, left out)" if run_if == "ALL_SUCCESS" else "")
    for rule in sorted(WITHOUT_EQUIVALENT):
        yield f"`{rule}`", "an error: say `run_if=`"


def arguments(*documented: type) -> Iterator[str]:
    """What docstrings say of arguments, but for where a thing stands and the catch-all at the end."""
    rows = [
        (f"`{name}`", text)
        for each in documented
        for name, text in re.findall(r"^    (\w+): (.*?)(?=^    \S|^\S|\Z)", args_of(each), re.MULTILINE | re.DOTALL)
        if name not in ("scope", "id")
    ]
    return table(("argument", "meaning"), ((name, in_markdown(text)) for name, text in rows))


def in_markdown(text: str) -> str:
    return re.sub(r":class:`~?(?:\w+\.)*(\w+)`", r"`\1`", " ".join(text.split()).replace("``", "`"))


def args_of(documented: type) -> str:
    text = inspect.getdoc(documented) or ""
    return text.partition("Args:\n")[2].partition("\n\n")[0] + "\n"


# What the code makes of a small DAG


def compiled(body: Callable[[], object], **dag: Any) -> Compiled:
    with DAG("sales", **dag) as made, DatabricksWorkflowTaskGroup(group_id="etl"):
        body()
    return compile(freeze([made]), Settings())


def notebook() -> None:
    DatabricksNotebookOperator(task_id="work", notebook_path="/work", source="WORKSPACE")


def of_schedule(schedule: Any) -> tuple[str, str]:
    result = compiled(notebook, schedule=schedule)
    shown = f"`{schedule if isinstance(schedule, str | None) else repr(schedule).replace('datetime.', '')}`"
    if result.errors:
        return shown, f"an error: {result.errors[0].summary.partition(': ')[2].partition(': ')[2]}"
    settings = result.jobs[0].settings.as_dict()
    if "schedule" in settings:
        return shown, f"`schedule`: `{settings['schedule']['quartz_cron_expression']}`"
    if "trigger" in settings:
        periodic = settings["trigger"]["periodic"]
        return shown, f"`trigger.periodic`: {periodic['interval']} {periodic['unit']}"
    return shown, "`continuous`" if "continuous" in settings else "no schedule"


def of_template(expression: str) -> tuple[str, str, str, str, str]:
    written = f"{{{{ {expression} }}}}"

    def body() -> None:
        other = DatabricksNotebookOperator(task_id="other", notebook_path="/other", source="WORKSPACE")
        query = DatabricksTaskOperator(
            task_id="query", task_config={"sql_task": {"warehouse_id": "1", "query": {"query_id": "1"}}}
        )
        [other, query] >> DatabricksNotebookOperator(
            task_id="work",
            notebook_path=f"/work/{written}",
            source="WORKSPACE",
            notebook_params={"value": written},
        )

    (job,) = compiled(body, schedule="@daily", params={"x": "d"}).jobs
    at = {each.field: each for each in job.translated if each.who == "task 'work'"}
    return (
        f"`{written}`",
        *of_place(at["notebook_task.base_parameters.value"], job.settings.parameters),
        *of_place(at["notebook_task.notebook_path"], None),
    )


def of_place(found: Translated, parameters: Any) -> tuple[str, str]:
    if found.becomes is None:
        return "", "refused"
    name = found.becomes.removeprefix("{{job.parameters.").removesuffix("}}")
    default = next((each.default for each in parameters or () if each.name == name), None)
    return f"`{found.becomes}`" + (f", default `{default}`" if default is not None else ""), str(found.grade)


if __name__ == "__main__":
    sys.exit(main())
