"""What a path is, and which program a folder runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from databricks_workflows.cli._errors import Unusable
from databricks_workflows.cli._program import run_program
from databricks_workflows.cli._project import makes_app, project_in, project_of
from databricks_workflows.cli._sources import Kind, kind_of

TESTS = Path(__file__).parents[2]
APP = "from cdktf import App\nApp()\n"


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("App()", True),
        ("WorkflowApp()", True),
        ("cdktf.App(outdir='x')", True),
        ("import databricks_workflows as dw\ndw.WorkflowApp()", True),
        ("def main():\n    app = App()\nif __name__ == '__main__':\n    main()", True),
        ("class Ours(WorkflowApp):\n    pass\nOurs()", True),
        ("from cdktf import App", False),
        ("x = 'App()'  # App()", False),
        ("Apparatus()", False),
        ("", False),
        ("x = = App()", False),
    ],
)
def test_an_app_is_told_by_what_the_file_calls(program: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(program)
    assert makes_app(tmp_path / "main.py") is expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("main.py", APP, Kind.APP),
        ("dag.py", "x = 1", Kind.WORKFLOW_FILE),
        ("dag", APP, Kind.WORKFLOW_FILE),
        ("cdktf.json", "{}", Kind.APP),
        ("cdk.tf.json", "{}", Kind.DOCUMENT),
        ("job.json", "", Kind.DOCUMENT),
        ("job.yaml", "", Kind.DOCUMENT),
    ],
)
def test_kinds(name: str, content: str, expected: Kind, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    assert kind_of(tmp_path / name) is expected
    assert kind_of(tmp_path) is (Kind.APP if name in ("main.py", "cdktf.json") else Kind.FOLDER)


@pytest.mark.parametrize("path", sorted((TESTS / "specification").glob("*.py")), ids=lambda path: path.stem)
def test_the_specifications_files_are_workflow_files(path: Path) -> None:
    assert kind_of(path) is Kind.WORKFLOW_FILE


@pytest.mark.parametrize(
    ("app", "files", "expected"),
    [
        (None, {"main.py": ""}, "main.py"),
        ("python main.py", {"main.py": ""}, "main.py"),
        ("pipenv run python main.py", {"main.py": "from elsewhere import run\nrun()"}, "main.py"),
        ("python3 dev.py app", {"main.py": "", "dev.py": "x = 1"}, "main.py"),
        ("python3 infra/app.py", {"infra/app.py": APP, "main.py": APP}, "infra/app.py"),
        ("python3 app.py --fast", {"app.py": "from elsewhere import run\nrun()"}, "app.py"),
        ("python3 dev.py app gone.py", {"main.py": "", "dev.py": "x = 1"}, "main.py"),
        ("npx ts-node main.ts", {"main.py": APP}, "main.py"),
        ("python3 -m prod", {"main.py": APP, "prod.py": "from elsewhere import run\nrun()"}, "prod.py"),
        ("python3 -u -mprod --fast", {"main.py": APP, "prod/__main__.py": APP}, "prod/__main__.py"),
        ("pipenv run python -m infra.prod main.py", {"main.py": APP, "infra/prod.py": APP}, "infra/prod.py"),
        ("python -m pipenv run python -m prod", {"main.py": APP, "prod.py": APP}, "prod.py"),
        ("python -m pipenv run python prod.py -m main", {"main.py": APP, "prod.py": APP}, "prod.py"),
        ("python3 'unclosed", {"main.py": APP}, "main.py"),
        ("", {"main.py": APP}, "main.py"),
    ],
)
def test_the_program_of_a_folder(app: str | None, files: dict[str, str], expected: str, tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    if app is not None:
        (tmp_path / "cdktf.json").write_text(json.dumps({"app": app}))
    project = project_in(tmp_path)
    assert project.program == tmp_path / expected
    assert project.folder == tmp_path


@pytest.mark.parametrize(
    ("app", "arguments"),
    [
        ("python main.py", ()),
        ("python -u main.py --env 'the test' x", ("--env", "the test", "x")),
        ("python infra/main.py --env prod", ("--env", "prod")),
        ("python -m prod --env prod", ("--env", "prod")),
        ("python -mprod --env prod", ("--env", "prod")),
        ("python dev.py app", ()),  # what it gives to main.py nobody knows
    ],
)
def test_the_arguments_of_the_program(app: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "infra").mkdir()
    for name in ("main.py", "infra/main.py", "prod.py"):
        (tmp_path / name).write_text(APP)
    (tmp_path / "dev.py").touch()
    (tmp_path / "cdktf.json").write_text(json.dumps({"app": app}))
    assert project_in(tmp_path).arguments == arguments


def test_a_program_sees_its_arguments(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(f"import sys\nassert sys.argv[1:] == ['--env', 'prod'], sys.argv\n{APP}")
    (tmp_path / "cdktf.json").write_text('{"app": "python main.py --env prod"}')
    assert "AssertionError" not in str(run_program(project_in(tmp_path)).diagnostics)
    (tmp_path / "cdktf.json").write_text('{"app": "python main.py"}')
    (problem,) = run_program(project_in(tmp_path)).diagnostics
    assert "AssertionError" in problem.summary


@pytest.mark.parametrize("content", [None, '{"app": "npx ts-node main.ts"}', "{}"])
def test_a_folder_without_a_program(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "cdktf.json").write_text(content)
    with pytest.raises(Unusable):
        project_in(tmp_path)


@pytest.mark.parametrize(
    ("app", "there", "expected"),
    [
        ("python3 mian.py", "main.py", "there is no mian.py: did you mean 'main.py'?"),
        ("python3 nope.py main.py", "main.py", "there is no nope.py: expected a Python file, named from the folder of"),
        ("python3 folder.py", "folder.py/main.py", "there is no folder.py: "),
        ("python3 -m infra.prod", "main.py", "no module infra.prod: expected infra/prod.py or infra/prod/__main__.py "),
    ],
)
def test_a_program_that_is_not_there_is_told(app: str, there: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text(APP)
    (tmp_path / "cdktf.json").write_text(json.dumps({"app": app}))
    with pytest.raises(Unusable) as told:
        project_in(tmp_path)
    assert expected in str(told.value)
    assert f'"app" is "{app}"' in str(told.value)


def test_the_context_is_that_of_cdktf_json_and_what_the_npm_cli_adds(tmp_path: Path) -> None:
    modules = ["terraform-aws-modules/vpc/aws", "./modules/a", {"name": "b", "source": "../b"}, {"name": "c"}]
    settings = {"context": {"team": "sales"}, "terraformModules": modules, "output": "made"}
    (tmp_path / "cdktf.json").write_text(json.dumps(settings))
    (tmp_path / "main.py").touch()
    project = project_in(tmp_path)
    assert project.output == "made"
    assert project.context == {
        "team": "sales",
        "cdktfJsonPath": str(tmp_path / "cdktf.json"),
        "cdktfRelativeModules": ["./modules/a", "../b"],
    }


def test_a_program_runs_beside_its_cdktf_json_else_where_we_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "here/cdktf.json").write_text('{"context": {"place": "here"}}')
    monkeypatch.chdir(tmp_path / "here")
    program = Path("../there/main.py")
    program.touch()
    assert project_of(program).folder == Path()
    assert project_of(program).context["place"] == "here"
    Path("../there/cdktf.json").write_text('{"context": {"place": "there"}}')
    assert project_of(program).folder == Path("../there")
    assert project_of(program).context["place"] == "there"
