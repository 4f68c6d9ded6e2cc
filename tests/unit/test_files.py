"""The folder in which an output is made."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from databricks_workflows import files
from databricks_workflows.files import Staging

MAKES_ONE = """
import sys
from pathlib import Path
from databricks_workflows.files import Staging

staging = Staging(Path("out"))
(staging.path / "stacks").mkdir()
print(staging.path, flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process() -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that has made a folder, and goes on."""
    command = [sys.executable, "-c", MAKES_ONE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, Path(process.stdout.readline().strip())
        finally:
            process.kill()


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_lies_beside_and_ends_with_its_owner() -> None:
    staging = Staging(Path("new/out"))
    path = staging.path
    assert (path.parent, path.name[:16], path.is_dir()) == (Path("new"), ".out.being-made-", True)
    del staging
    assert list(Path("new").iterdir()) == []


def test_what_a_killed_process_leaves_goes_with_the_next() -> None:
    with another_process() as (process, left):
        process.kill()
        process.wait()
        assert (left / "stacks").is_dir()
        staging = Staging(Path("out"))
        assert list(Path().iterdir()) == [staging.path]


def test_what_a_process_that_goes_on_makes_stays() -> None:
    with another_process() as (process, its_own):
        Staging(Path("out"))
        assert (its_own / "stacks").is_dir()
        process.communicate()  # it ends by itself
        assert list(Path().iterdir()) == []


def test_one_that_was_moved_away_is_made_and_kept_again() -> None:
    staging = Staging(Path("out"))
    staging.path.rmdir()
    staging.release()
    staging.open()
    staging.open()
    other = Staging(Path("out"))
    assert set(Path().iterdir()) == {staging.path, other.path}


def test_nothing_else_is_taken_away() -> None:
    for name in (".out.being-made-by-hand.txt", ".out.old/x", "out.being-made-x/x", ".outer.being-made-x/x"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("")
    Path(".out.being-made-link").symlink_to(".out.old")
    before = set(Path().iterdir())
    staging = Staging(Path("out"))
    assert set(Path().iterdir()) == before | {staging.path}


def test_where_no_folder_can_be_locked_nothing_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    left = Path(".out.being-made-x")
    left.mkdir()
    monkeypatch.setattr(files, "fcntl", None)
    Staging(Path("out"))
    assert left.is_dir()
