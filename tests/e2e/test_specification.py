"""The specification's eight workflows: the files as they were given, and what ``stacks/`` says with our own names."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cdktf
import pytest

import stacks
from databricks_workflows import WorkflowError, WorkflowStack
from databricks_workflows.model import Cluster
from databricks_workflows.testing import synthesize
from stacks.catalog import CLUSTERS

SPECIFICATION = Path(__file__).parents[1] / "specification"
SUMS = {name: digest for digest, name in map(str.split, (SPECIFICATION / "SHA256SUMS").read_text().splitlines())}
FILES = sorted(SUMS)


def test_files_are_as_they_were_given() -> None:
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SPECIFICATION.glob("*.py")}
    assert files == SUMS
    assert len(files) == 8


@pytest.mark.parametrize("file", FILES)
def test_stack_says_the_same_as_the_file(file: str) -> None:
    name = f"{Path(file).stem.title().replace('_', '')}Stack"
    ours: WorkflowStack = getattr(stacks, name)(cdktf.Testing.app())
    theirs = WorkflowStack.from_file(cdktf.Testing.app(), SPECIFICATION / file, clusters=CLUSTERS)
    assert ours.node.id == theirs.node.id
    assert synthesize(ours) == synthesize(theirs)


def test_file_runs_afresh_for_every_stack() -> None:
    app = cdktf.Testing.app()
    first, second = (
        WorkflowStack.from_file(app, SPECIFICATION / "conditional.py", id=id, clusters=CLUSTERS)
        for id in ("first", "second")
    )
    assert synthesize(first)["resource"] == synthesize(second)["resource"]


@pytest.mark.parametrize(
    ("clusters", "known"),
    [
        ({}, "Known here: none"),
        ({"processing_cluster": CLUSTERS["processing_cluster"]}, "Known here: processing_cluster (cluster catalog)"),
    ],
)
def test_cluster_that_nothing_declares(
    clusters: dict[str, Cluster], known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SPECIFICATION)
    stack = WorkflowStack.from_file(cdktf.Testing.app(), "basic.py", clusters=clusters)
    with pytest.raises(WorkflowError) as error:
        synthesize(stack)
    (problem,) = error.value.diagnostics
    assert problem.code == "DW021"
    assert str(problem.origin).startswith("basic.py:")
    assert problem.summary == "task 'transform_data' runs on job cluster 'transform_cluster', which nothing declares"
    assert known in problem.remedy
