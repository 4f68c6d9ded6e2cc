"""Where in the author's file a call was made."""

from __future__ import annotations

from inspect import currentframe
from pathlib import Path
from types import FrameType

import pytest

import databricks_workflows
from databricks_workflows.diagnostics import Origin
from databricks_workflows.errors import WorkflowError
from databricks_workflows.model import Cluster
from databricks_workflows.origin import caller, shown_path

HERE = shown_path(__file__)


def line() -> int:
    frame = currentframe()
    assert isinstance(frame, FrameType)
    assert isinstance(frame.f_back, FrameType)
    return frame.f_back.f_lineno


def test_is_the_innermost_line_outside_of_the_package() -> None:
    assert (caller(), line()) == (Origin(HERE, line()), line())


def test_is_the_authors_own_function_where_there_is_one() -> None:
    def factory() -> tuple[Origin | None, int]:
        return caller(), line()

    origin, number = factory()
    assert origin == Origin(HERE, number)
    assert origin is not None
    assert origin.called_from == line() - 3


def test_reaches_through_models_and_pydantic() -> None:
    number = line() + 2
    with pytest.raises(WorkflowError) as error:
        Cluster(num_workers="two")  # type: ignore[arg-type]
    assert [each.origin for each in error.value.diagnostics] == [Origin(HERE, number)]


@pytest.mark.parametrize("library", ["jsii", "cdktf", "constructs", "pydantic.main", "typeguard"])
def test_skips_the_libraries_in_between(library: str) -> None:
    namespace: dict[str, object] = {"__name__": library, "caller": caller}
    exec(compile("def call():\n    return caller()\n", f"/site/{library}.py", "exec"), namespace)
    assert namespace["call"]() == Origin(HERE, line())  # type: ignore[operator]


def test_does_not_skip_what_only_begins_like_a_library() -> None:
    namespace: dict[str, object] = {"__name__": "cdktf_helpers", "caller": caller}
    exec(compile("def call():\n    return caller()\n", "/site/cdktf_helpers.py", "exec"), namespace)
    assert namespace["call"]() == Origin("/site/cdktf_helpers.py", 2)  # type: ignore[operator]


def test_does_not_skip_a_file_beside_the_package_whose_name_begins_like_it() -> None:
    beside = str(Path(databricks_workflows.__file__).parent) + "_of_mine.py"
    namespace: dict[str, object] = {"__name__": "mine", "caller": caller}
    exec(compile("def call():\n    return caller()\n", beside, "exec"), namespace)
    assert namespace["call"]() == Origin(shown_path(beside), 2)  # type: ignore[operator]


def test_a_path_is_shown_relative_to_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(str(tmp_path / "a" / "b.py")) == "a/b.py"
    assert shown_path("/elsewhere/b.py") == "/elsewhere/b.py"
    assert shown_path("b.py") == "b.py"
