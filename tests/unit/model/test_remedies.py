"""What to write in place of a value of the wrong type or of a neighbouring shape."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.model import Cluster, JobSettings, Model, Task, parse
from databricks_workflows.model.wording import Wording

LARGE = {"spark_version": "15.4.x-scala2.12", "spark_conf": {f"spark.setting.{number}": "x" for number in range(9)}}

PYTHON: list[tuple[str, type[Model], dict[str, Any], str]] = [
    ("a block for a list of blocks", Task, {"libraries": {"egg": "x"}}, 'write [{"egg": "x"}]'),
    ("a list for a block", Task, {"new_cluster": [{"num_workers": 1}]}, 'write {"num_workers": 1}'),
    ("a large list for a block", Task, {"new_cluster": [LARGE]}, "take the list around it away"),
    ("a large block for a list", JobSettings, {"job_clusters": {"new_cluster": LARGE}}, "put it in a list: [...]"),
    ("a task for a list of them", Task, {"depends_on": "a"}, 'write [{"task_key": "a"}]'),
    ("a task for a dependency", Task, {"depends_on": ["a"]}, 'write {"task_key": "a"}'),
    ("a package for a library", Task, {"libraries": ["x==1"]}, 'write {"pypi": {"package": "x==1"}}'),
    ("a wheel for a library", Task, {"libraries": ["/a.whl"]}, 'write {"whl": "/a.whl"}'),
    ("a JAR for a library", Task, {"libraries": ["/a.jar"]}, 'write {"jar": "/a.jar"}'),
    ("a package for libraries", Task, {"libraries": "x"}, 'write [{"pypi": {"package": "x"}}]'),
    ("a path for a notebook task", Task, {"notebook_task": "/a"}, 'write {"notebook_path": "/a"}'),
    ("an id for a run of a job", Task, {"run_job_task": 7}, 'write {"job_id": 7}'),
    ("True for a queue", JobSettings, {"queue": True}, 'write {"enabled": True}'),
    ("an address for mails", Task, {"email_notifications": "a@b.c"}, 'write {"on_failure": ["a@b.c"]}'),
    ("an address for a list", Task, {"email_notifications": {"on_failure": "a@b.c"}}, 'write ["a@b.c"]'),
    (
        "a webhook's id for a list",
        Task,
        {"webhook_notifications": {"on_failure": "x"}},
        'write [{"id": "x"}]',
    ),
    ("one argument for a list", Task, {"spark_submit_task": {"parameters": "--x"}}, 'write ["--x"]'),
    ("a list for text", Task, {"job_cluster_key": ["main"]}, 'write "main"'),
    ("a list for a number", Task, {"max_retries": [3]}, "write 3"),
    ("two in a list for text", Task, {"job_cluster_key": ["a", "b"]}, "give text"),
    ("a mapping for text", Task, {"job_cluster_key": {"a": "b"}}, "give text"),
    ("a list for a mapping", Cluster, {"custom_tags": ["a"]}, 'write for example {"name": "..."}'),
    (
        "a cron for a schedule",
        JobSettings,
        {"schedule": "0 0 * * *"},
        'write for example {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"}',
    ),
    (
        "names for parameters",
        JobSettings,
        {"parameters": {"day": "x"}},
        'write for example [{"name": "...", "default": "..."}]',
    ),
    (
        "a path for logs",
        Cluster,
        {"cluster_log_conf": "dbfs:/logs"},
        'write for example {"volumes": {"destination": "/Volumes/main/logs/jobs"}}',
    ),
    ("an expression for a block", Task, {"notebook_task": "${var.task}"}, 'write for example {"notebook_path": "..."}'),
    ("a credential", Task, {"notebook_task": "dapi" + "0" * 32}, 'write for example {"notebook_path": "..."}'),
    ("digits for an id", Task, {"run_job_task": 10**5_000}, 'write for example {"job_id": 1}'),
    ("a list with digits", Task, {"max_retries": [10**5_000]}, "take the list around it away"),
    ("text for a bool", Task, {"disabled": "true"}, "write True without quotes"),
]


@pytest.mark.parametrize(("model", "data", "remedy"), [row[1:] for row in PYTHON], ids=[row[0] for row in PYTHON])
def test_what_to_write(model: type[Model], data: dict[str, Any], remedy: str) -> None:
    assert [each.remedy for each in parse(model, data)[1]] == [remedy]


@pytest.mark.parametrize(
    ("data", "summary", "remedy"),
    [
        ({"queue": True}, "queue is true, expected a mapping of its fields", 'write {"enabled": true}'),
        ({"tags": ["a"]}, 'tags is ["a"], expected a mapping of names to values', 'write for example {"name": "..."}'),
        (
            {"tasks": [{"disabled": "True"}]},
            'tasks[0].disabled is "True", expected true or false',
            "write true without quotes",
        ),
    ],
)
def test_in_a_document_it_is_json(data: dict[str, Any], summary: str, remedy: str) -> None:
    assert [(each.summary, each.remedy) for each in parse(JobSettings, data, Wording.API)[1]] == [(summary, remedy)]
