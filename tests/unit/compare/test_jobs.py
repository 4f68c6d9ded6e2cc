"""What differs in a job, by the line that is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.compare import Kind
from tests.support.outputs import difference, document, lines, task


def test_a_renamed_task_a_moved_edge_and_a_changed_retry_are_three_lines() -> None:
    before = document(
        task("clean", "extract"), task("extract"), task("load", "clean", max_retries=1), task("report", "clean")
    )
    after = document(
        task("clean", "extract_v2"),
        {**task("extract"), "task_key": "extract_v2"},
        task("load", "clean", max_retries=3),
        task("report", "clean", "load"),
    )
    assert lines(before, after) == [
        "  ~ load        max_retries 1 -> 3",
        "  ~ report      waits for: clean -> clean, load",
        "  > extract_v2  renamed from extract (same work)",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(task("a"), task("a", max_retries=0), ["  ~ a  + max_retries 0"], id="set to zero"),
        pytest.param(task("a", max_retries=2), task("a"), ["  ~ a  - max_retries 2"], id="unset"),
        pytest.param(
            task("a", description="all orders"),
            task("a", description="all"),
            ['  ~ a  description "all orders" -> all'],
            id="text",
        ),
        pytest.param(
            task("a", description="x" * 200 + " old"),
            task("a", description="x" * 200 + " new"),
            [f'  ~ a  description ...{"x" * 19} old" -> ...{"x" * 19} new"'],
            id="long text",
        ),
        pytest.param(
            task("a", new_cluster={"num_workers": 2, "spark_conf": {"a": "1", "b": "2"}}),
            task("a", new_cluster={"num_workers": 4, "spark_conf": {"b": "2", "c.d": "3"}}),
            [
                "  ~ a  new_cluster.num_workers 2 -> 4",
                "       - new_cluster.spark_conf.a 1",
                "       + new_cluster.spark_conf['c.d'] 3",
            ],
            id="a mapping",
        ),
        pytest.param(
            task("a", library=[{"pypi": {"package": "x==1"}}, {"jar": "/a.jar"}]),
            task("a", library=[{"pypi": {"package": "x==2"}}, {"jar": "/a.jar"}, {"jar": "/b.jar"}]),
            ['  ~ a  libraries[0].pypi.package "x==1" -> "x==2"', "       libraries: + jar=/b.jar"],
            id="a list of blocks",
        ),
        pytest.param(
            task("a", spark_python_task={"python_file": "/a.py", "parameters": ["--n", "1", "--all"]}),
            task("a", spark_python_task={"python_file": "/a.py", "parameters": ["--n", "2"]}),
            ["  ~ a  spark_python_task.parameters: - 1, - --all, + 2"],
            id="a list of texts",
        ),
        pytest.param(
            task("a", library=[{"jar": "/a.jar"}, {"jar": "/b.jar"}]),
            task("a", library=[{"jar": "/b.jar"}, {"jar": "/a.jar"}]),
            ["  ~ a  libraries: in another order, [jar=/b.jar, jar=/a.jar]"],
            id="the order of a list that keeps it",
        ),
        pytest.param(
            task("a", notebook_task=None, sql_task={"warehouse_id": "w"}),
            task("a"),
            ["  ~ a  + notebook_task notebook_path=/a, source=WORKSPACE", "       - sql_task warehouse_id=w"],
            id="another type of task",
        ),
        pytest.param(
            task("a", description="${var.x}"),
            task("a", description="$${var.x}"),
            ["  ~ a  description ${var.x} -> $${var.x}"],
            id="an expression that becomes text",
        ),
        pytest.param(
            task("a", not_yet_known={"x": 1}),
            task("a", not_yet_known={"x": 2}),
            ["  ~ a  not_yet_known.x 1 -> 2"],
            id="a field that the schema does not know",
        ),
        pytest.param(task("a", max_retries="3"), task("a", max_retries=3), [], id="what Terraform converts"),
        pytest.param(task("a", description=None), task("a", **{"//": "note"}), [], id="a comment"),
    ],
)
def test_fields_of_a_task(before: dict[str, Any], after: dict[str, Any], expected: list[str]) -> None:
    assert lines(document(before), document(after)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([], ["a"], "nothing -> a", id="first"),
        pytest.param(["a", "b"], ["b"], "a, b -> b", id="taken away"),
        pytest.param(list("abcdefgh"), list("abcdefghij"), "+ i, + j", id="of many only what changed"),
    ],
)
def test_edges_of_a_task_are_one_line(before: list[str], after: list[str], expected: str) -> None:
    if "->" not in expected:
        before, after = [*before, "z"], [*after, "z"]
    others = [task(key) for key in "abcdefghijz"]
    told = lines(document(*others, task("t", *before)), document(*others, task("t", *after)))
    assert told == [f"  ~ t  waits for: {expected}"]


def test_an_outcome_is_part_of_an_edge() -> None:
    def branches(outcome: str) -> dict[str, Any]:
        edge = {"task_key": "check", "outcome": outcome}
        return document(task("check"), task("full", depends_on=[edge]))

    assert lines(branches("true"), branches("false")) == ["  ~ full  waits for: check (true) -> check (false)"]


def test_new_and_gone_tasks() -> None:
    before, after = document(task("a"), task("b", "a")), document(task("a"), task("c", "a"))
    assert lines(before, after) == [
        "  + c  notebook_task.notebook_path=/c, notebook_task.source=WORKSPACE, retry_on_timeout=false; waits for: a",
        "  - b",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            [task("a", max_retries=1, timeout_seconds=60, library=[{"jar": "/x.jar"}])],
            [task("b", max_retries=2, timeout_seconds=60, library=[{"jar": "/x.jar"}])],
            ["  + b", "  - a"],
            id="two of six values differ",
        ),
        pytest.param(
            [
                task(
                    "a",
                    max_retries=1,
                    notebook_task={"notebook_path": "/a", "base_parameters": dict.fromkeys("abcde", "")},
                )
            ],
            [
                task(
                    "b",
                    max_retries=2,
                    notebook_task={"notebook_path": "/a", "base_parameters": dict.fromkeys("abcde", "")},
                )
            ],
            ["  > b  renamed from a (nearly the same work)", "       max_retries 1 -> 2"],
            id="one of eight values differs",
        ),
        pytest.param(
            [{**task("a"), "task_key": key} for key in "bc"],
            [{**task("a"), "task_key": "d"}],
            ["  + d", "  - b", "  - c"],
            id="two could have been it",
        ),
        pytest.param(
            [{**task("a"), "task_key": "b"}],
            [{**task("a"), "task_key": key} for key in "cd"],
            ["  + c", "  + d", "  - b"],
            id="it could have become two",
        ),
    ],
)
def test_what_is_a_renamed_task(before: list[dict[str, Any]], after: list[dict[str, Any]], expected: list[str]) -> None:
    told = lines(document(*before), document(*after))
    assert [line if ">" in line or line.startswith("     ") else line[:5] for line in told] == expected


def test_tasks_that_change_their_names_follow_each_other() -> None:
    before = document(task("a"), task("b", "a"), task("c", "b"))
    after = document({**task("a"), "task_key": "x"}, {**task("b", "x"), "task_key": "y"}, task("c", "y"))
    assert lines(before, after) == ["  > x  renamed from a (same work)", "  > y  renamed from b (same work)"]


def test_tasks_follow_the_new_name_of_their_cluster() -> None:
    def clusters(name: str) -> dict[str, Any]:
        each = {"inputs": "[]", "task": {"task_key": "one", "job_cluster_key": name}}
        cluster = {"job_cluster_key": name, "new_cluster": {"num_workers": 2}}
        tasks = task("a", job_cluster_key=name), task("b", notebook_task=None, for_each_task=each)
        return document(*tasks, job_cluster=[cluster])

    assert lines(clusters("small"), clusters("big")) == ["  > job cluster big  renamed from small (same content)"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"name": "sales"}, {}, ["  ~ the job  name sales -> sales.etl"], id="name"),
        pytest.param({"provider": "databricks.a"}, {}, ["  ~ the job  - provider databricks.a"], id="connection"),
        pytest.param(
            {"job_cluster": [{"job_cluster_key": "x", "new_cluster": {"num_workers": 1}}]},
            {"job_cluster": [{"job_cluster_key": "x", "new_cluster": {"num_workers": 2}}]},
            ["  ~ job cluster x  new_cluster.num_workers 1 -> 2"],
            id="cluster",
        ),
        pytest.param(
            {"environment": [{"environment_key": "x", "spec": {"dependencies": ["a", "b"]}}]},
            {"environment": [{"environment_key": "x", "spec": {"dependencies": ["a", "c"]}}]},
            ["  ~ environment x  spec.dependencies[1] b -> c"],
            id="environment",
        ),
        pytest.param(
            {"parameter": [{"name": "day", "default": "1"}, {"name": "old", "default": ""}]},
            {"parameter": [{"name": "new", "default": ""}, {"name": "day", "default": "2"}]},
            ["  ~ parameter day  default 1 -> 2", '  + parameter new  default=""', "  - parameter old"],
            id="parameters",
        ),
        pytest.param(
            {"webhook_notifications": {"on_failure": [{"id": "a"}, {"id": "b"}]}},
            {"webhook_notifications": {"on_failure": [{"id": "b"}, {"id": "a"}]}},
            [],
            id="webhooks in another order",
        ),
        pytest.param({"email_notifications": []}, {}, [], id="no blocks"),
        pytest.param(
            {"lifecycle": {"prevent_destroy": True}},
            {},
            ["  ~ the job  - lifecycle prevent_destroy=true"],
            id="lifecycle",
        ),
    ],
)
def test_parts_of_a_job(before: dict[str, Any], after: dict[str, Any], expected: list[str]) -> None:
    assert lines(document(task("a"), **before), document(task("a"), **after))[-len(expected) :] == expected


def test_permissions_stand_with_their_job() -> None:
    def permitted(address: str, **levels: str) -> dict[str, Any]:
        entries = [{"group_name": name, "permission_level": level} for name, level in levels.items()]
        body = {"job_id": "${databricks_job.etl.id}", "access_control": entries}
        made = document(task("a"))
        return {"resource": {**made["resource"], "databricks_permissions": {address: body}}}

    before, after = permitted("etl", data="CAN_VIEW", ops="CAN_RUN"), permitted("own", ops="CAN_RUN", data="CAN_MANAGE")
    assert lines(before, after) == [
        "  ~ the job                + permissions address=own",
        "  ~ permission group data  permission_level CAN_VIEW -> CAN_MANAGE",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["a", "a"], ["a"], ["  - a (no. 2)"]),
        ([], ["a"], ["  + a"]),
    ],
)
def test_wrong_documents_are_compared_too(before: list[str], after: list[str], expected: list[str]) -> None:
    told = lines(*(document(*(task(key) for key in keys)) for keys in (before, after)))
    assert [line.partition("  notebook")[0] for line in told] == expected


def test_a_value_that_is_true_is_not_one() -> None:
    told = difference(document(task("a", x=True)), document(task("a", x=1)))
    (item,) = told.stacks[0].jobs[0].items
    assert (item.kind, item.changes[0].before, item.changes[0].after) == (Kind.CHANGED, True, 1)
