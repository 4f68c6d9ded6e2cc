"""Any JSON is read and checked; what is right comes back as it was."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.checks import check_jobs
from databricks_workflows.compare.normal_form import stack_form
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.documents import Document, read_document
from databricks_workflows.documents.schema_problems import schema_problems
from databricks_workflows.model import AccessControl, JobSettings, Model, parse
from databricks_workflows.render import job_arguments, job_settings_arguments
from databricks_workflows.render.api import job_create_body
from databricks_workflows.render.order import in_order
from tests.property.test_workflows import can_be_printed
from tests.support.anything import blocks, examples, is_sound, json_values, right, texts

TOO_LARGE = "a number too large for a float"
rubbish = json_values(JobSettings, AccessControl)


def read(data: Any) -> Document:
    content = json.dumps(data, allow_nan=False).replace(json.dumps(TOO_LARGE), "1e999")
    return read_document(content.encode(), "any.json")


def is_read_and_checked(data: Any) -> None:
    document = read(data)
    found = Diagnostics(document.diagnostics)
    check_jobs(document.jobs, found, date(2026, 1, 1))
    can_be_printed(tuple(found))
    for job in document.jobs:
        json.dumps(job_arguments(job))
        json.dumps(job_create_body(job))


def as_terraform(block: Any) -> Any:
    """A job of the API in Terraform's words, as far as it is right; else as it is."""
    settings = parse(JobSettings, block)[0] if isinstance(block, dict) else None
    return job_settings_arguments(settings) if settings is not None else block


jobs = st.one_of(blocks(JobSettings, json_values), st.just(TOO_LARGE), rubbish)
resources = st.dictionaries(texts, jobs | jobs.map(as_terraform), max_size=2)
permissions = st.fixed_dictionaries(
    {"job_id": st.just("${databricks_job.a.id}") | rubbish},
    optional={"access_control": st.lists(blocks(AccessControl, json_values), max_size=2) | rubbish},
)
documents = st.one_of(
    jobs,
    st.fixed_dictionaries({"settings": jobs}),
    st.fixed_dictionaries({"jobs": st.lists(jobs, max_size=2) | rubbish}),
    st.fixed_dictionaries(
        {
            "resource": st.fixed_dictionaries(
                {"databricks_job": resources | rubbish},
                optional={"databricks_permissions": st.dictionaries(texts, permissions | rubbish, max_size=1)},
            )
        },
        optional=dict.fromkeys(("variable", "moved", "provider", "data"), rubbish),
    ),
    st.fixed_dictionaries({"resource": rubbish}),
)


@given(documents)
@examples(250)
def test_any_json_is_read_and_checked(data: Any) -> None:
    is_read_and_checked(data)


# There and back


def own_text(text: str) -> bool:
    """True for what is an author's own text: no token of CDKTF's."""
    return is_sound(text) and "TfToken[" not in text


def with_keys(job: dict[str, Any]) -> dict[str, Any]:
    """A job whose tasks have keys, which a workflow gives them only when it is compiled."""
    tasks = [{"task_key": f"task{index}", **task} for index, task in enumerate(job.get("tasks", ()))]
    return {**job, **({"tasks": tasks} if tasks else {})}


@given(right(JobSettings, texts.filter(own_text)).map(with_keys))
@examples(200)
def test_what_the_api_has_comes_back_from_terraform(data: dict[str, Any]) -> None:
    settings = parsed(JobSettings, data)
    document = read({"resource": {"databricks_job": {"etl": job_settings_arguments(settings)}}})
    assert [each for each in document.diagnostics if each.code not in OF_NAMES] == []
    (again,) = document.jobs
    expected = in_order(settings).as_dict()
    assert {"tasks": [], **again.settings.as_dict()} == {"tasks": [], **expected}  # none is an empty list of them


OF_NAMES = ("DW003", "DW006", "DW021")


def parsed(model: type[Model], data: dict[str, Any]) -> Any:
    settings, problems = parse(model, data)
    assert problems == []
    assert settings is not None
    return settings


@given(right(JobSettings).map(with_keys))
@examples(50)
def test_what_is_in_order_stays_as_it_is(data: dict[str, Any]) -> None:
    once = in_order(parsed(JobSettings, data))
    assert in_order(once) == once
    assert schema_problems("databricks_job", job_settings_arguments(once)) == []
    document = {"resource": {"databricks_job": {"etl": job_settings_arguments(once)}}}
    assert stack_form(document) == stack_form(json.loads(json.dumps(document)))
