"""Tasks that could share a cluster."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.same_clusters import check_same_clusters
from tests.support.workflows import checked, job

NB = {"notebook_task": {"notebook_path": "/a"}}


def tasks(**named: Any) -> dict[str, Any]:
    return {"tasks": [{"task_key": key, **fields} for key, fields in named.items()]}


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "three",
        tasks(
            a={**NB, "new_cluster": {"num_workers": 1}},
            b={**NB, "new_cluster": {"num_workers": 1}},
            c={**NB, "new_cluster": {"num_workers": 2}},
            d={**NB, "new_cluster": {"num_workers": 1}},
        ),
        [
            "info DW450: tasks 'a', 'b' and 'd' have the same new_cluster, and each waits for its own "
            "[etl/a]\n"
            "    declare it once in job_clusters, and name it as their job_cluster_key"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_job_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert checked(check_same_clusters, job(**settings)) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("two", tasks(a={**NB, "new_cluster": {"num_workers": 1}}, b={**NB, "new_cluster": {"num_workers": 1}})),
    ("different ones", tasks(**{str(n): {**NB, "new_cluster": {"num_workers": n}} for n in (1, 2, 3)})),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_job_is_not(settings: dict[str, Any]) -> None:
    assert checked(check_same_clusters, job(**settings)) == []
