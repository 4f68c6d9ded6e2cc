"""The generated models hold all of databricks_job, and are what the generator makes."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import databricks_workflows.model as public
from databricks_workflows.model import AccessControl, JobSettings, Model
from databricks_workflows.model._base import model_inside
from databricks_workflows.model.refused import refusal
from databricks_workflows.schema import resource
from databricks_workflows.schema.names import api_name, names_table

ROOT = Path(__file__).resolve().parents[3]
GENERATOR = ROOT / "tools" / "generate_models.py"
GENERATED = sorted((ROOT / "constructs" / "databricks_workflows" / "model" / "_generated").glob("*.py"))
CLASSES = [each for name in public.__all__ if isinstance(each := getattr(public, name), type)]
MODELS = [each for each in CLASSES if issubclass(each, Model)]


def fates(model: type[Model] | None, block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What became of each schema path: a field, refused (with all below it), computed, or forgotten."""
    for word, attribute in block.get("attributes", {}).items():
        yield word, fate(model, word, attribute)
    for word, nested in block.get("block_types", {}).items():
        became = fate(model, word, {"optional": True})
        yield word, became
        inner = None
        if became == "field":
            assert model is not None
            inner = model_inside(model.model_fields[api_name(model.__name__, word)].annotation)
        for below, its in fates(inner, nested["block"]):
            yield f"{word}.{below}", its


def fate(model: type[Model] | None, word: str, attribute: Mapping[str, Any]) -> str:
    if model is None or (refusal(word, model.__name__) and not attribute.get("computed")):
        return "refused"
    if api_name(model.__name__, word) in model.model_fields:
        return "field"
    return "computed" if attribute.get("computed") else "forgotten"


def test_every_path_of_databricks_job_is_a_field_or_refused_or_computed() -> None:
    found = Counter(became for _, became in fates(JobSettings, resource("databricks_job")))

    assert found == {"field": 885, "refused": 268, "computed": 2}
    assert found.total() == 1155


def test_computed_are_id_and_url() -> None:
    computed = [path for path, became in fates(JobSettings, resource("databricks_job")) if became == "computed"]

    assert computed == ["id", "url"]


def test_every_path_of_access_control_is_a_field() -> None:
    block = resource("databricks_permissions")["block_types"]["access_control"]["block"]

    assert {became for _, became in fates(AccessControl, block)} == {"field"}


def required(model: type[Model], block: Mapping[str, Any]) -> Iterator[tuple[str, str, bool, bool]]:
    """Model, field, required by the schema, required by the model."""
    kinds = [(word, bool(each.get("required"))) for word, each in block.get("attributes", {}).items()]
    kinds += [(word, bool(each.get("min_items"))) for word, each in block.get("block_types", {}).items()]
    for word, by_schema in kinds:
        field = model.model_fields.get(api_name(model.__name__, word))
        if field is not None:
            yield model.__name__, word, by_schema, field.is_required()
            inner = model_inside(field.annotation)
            if inner is not None:
                yield from required(inner, block["block_types"][word]["block"])


def test_required_is_what_the_schema_requires_but_for_the_table() -> None:
    differ = {each[:2] for each in required(JobSettings, resource("databricks_job")) if each[2] != each[3]}

    table = names_table()
    assert differ == {
        (model, field) for kind in ("optional", "required") for model, fields in table[kind].items() for field in fields
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.__name__))
def test_models_are_frozen_and_refuse_extras(model: type[Model]) -> None:
    assert model.model_config["frozen"]
    assert model.model_config["extra"] == "forbid"
    assert model.__doc__


def test_public_names_are_sorted_and_complete() -> None:
    assert public.__all__ == sorted(public.__all__)
    assert all(hasattr(public, name) for name in public.__all__)
    assert {each.__name__ for each in Model.__subclasses__()} <= set(public.__all__)


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: str(path.name))
def test_files_say_what_made_them_are_short_and_document_each_field(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith("# Made by tools/generate_models.py from schema/")
    assert len(text.splitlines()) <= 700
    for each in [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]:
        body = each.body[1:]
        assert [type(node) for node in body] == [ast.AnnAssign, ast.Expr] * (len(body) // 2), each.name


def test_files_are_fresh() -> None:
    done = subprocess.run([sys.executable, GENERATOR, "--check"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_names_a_stale_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    generator = load_generator()
    files = generator.generate()
    stale = next(path for path in files if path.name == "job.py")
    monkeypatch.setattr(generator, "generate", lambda: files | {stale: "other"})

    assert generator.main(["--check"]) == 1
    assert capsys.readouterr().err == (
        "constructs/databricks_workflows/model/_generated/job.py is not what tools/generate_models.py makes: run it\n"
    )


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_models", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
