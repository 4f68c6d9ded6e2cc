"""Any text in a field that may hold a template is translated or told; nothing is raised."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
)
from databricks_workflows.pipeline import Settings
from databricks_workflows.resolve.expressions import Literal, UnreadableTemplate, read
from tests.property.test_workflows import is_told_or_right
from tests.support.anything import examples, texts

WORDS = (
    *("{{", "}}", "{{-", "-}}", "{%", "%}", "{#", "#}", "{%- raw %}", "{% endraw %}", "{% if x %}", "${", "}", "%{"),
    *("ds", "ts", "params", "var", "value", "json", "dag_run", "conf", "ti", "task", "macros", "logical_date", "x"),
    *(".", "|", "(", ")", "[", "]", "'x'", '"', "'", ",", ":", "+", "-", "*", "/", "==", "~", "1", "1.5", "1e400"),
    *("default", "d", "get", "xcom_pull", "strftime", "task_ids=", "key=", "ds_add", "replace", "true", " ", "\n"),
    *("{{ ds }}", "{{ params.x }}", "{{ var.value.a }}", "{{ var.json.a.b }}", "{{ ti.xcom_pull('a') }}", "\ue000"),
    *("{{job.run_id}}", "{{job.parameters.x}}", "{{tasks.a.values.x}}", "{{ dag_run.conf['x'] }}", "\\", "\0", "é"),
    *("{{ params.x | default(1) }}", "{{ var.value.get('a', {}) }}", "{{ logical_date | ds }}", "not ", ".x", "|d(1)"),
    *("None", "a", "\r"),
)
# What is long, and what is nested or chained in thousands.
LONG_ONES = [
    *("{{ " + word * 2_000 + " }}" for word in WORDS),
    *("{{ x" + word * 2_000 + " }}" for word in (".x", "|d(1)", "['x']", "()")),
    "{{ " + "1" * 5_000 + " }}",
]
templates = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map(lambda words: "{{ " + "".join(words) + " }}"),
    st.sampled_from(LONG_ONES),
    texts,
)


@given(templates)
@examples(150)
def test_every_text_is_read_without_a_loss(text: str) -> None:
    try:
        parts = read(text)
    except UnreadableTemplate:
        return
    kept = re.sub(r"\s+(?=\{[{%#]-)", "", text)  # blanks that a template takes away are none of the text
    assert "".join(part.text if isinstance(part, Literal) else part.source for part in parts) == kept


@given(
    parameter=templates,
    name=templates,
    path=templates,
    branch=templates,
    sql=templates,
    job_name=templates,
    params=st.dictionaries(st.just("x") | texts, st.none() | st.integers() | texts, max_size=2),
    on_unmapped=st.sampled_from(["error", "keep"]),
    ds=st.sampled_from([None, "interval_start", "fire_time"]),
)
@examples(250)
def test_any_template(
    parameter: str,
    name: str,
    path: str,
    branch: str,
    sql: str,
    job_name: str,
    params: dict[str, Any],
    on_unmapped: Any,
    ds: Any,
) -> None:
    extra = {"name": job_name, "git_source": {"git_url": "https://github.com/a/b", "git_branch": branch}}
    work = {"sql_task": {"query": {"query_id": sql}, "warehouse_id": sql, "parameters": {"x": sql}}}
    with DAG("sales", schedule="@daily", params=params) as dag:
        group = DatabricksWorkflowTaskGroup(group_id="etl", extra_job_params=extra)
        DatabricksNotebookOperator(group, "a", notebook_path=path, notebook_params={"x": parameter, name: "x"})
        DatabricksTaskOperator(group, "b", task_config=work)
    is_told_or_right(dag, Settings(on_unmapped=on_unmapped, ds=ds))
