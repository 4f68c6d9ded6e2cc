"""Write the models of databricks_job from the provider's schema, the table of names and the docs.

``python tools/generate_models.py`` writes model/__init__.py and model/_generated; with ``--check`` it writes nothing
and exits with 1 if a file differs from what it would write.
"""

from __future__ import annotations

import sys
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "constructs" / "databricks_workflows"
sys.path.insert(0, str(PACKAGE.parent))

from databricks_workflows.schema import PROVIDER_VERSION, resource  # noqa: E402
from databricks_workflows.schema.names import api_name, names_table, refused_table  # noqa: E402

MADE_BY = "Made by tools/generate_models.py from schema/: change the tables there, not this file."
OPEN = "https://docs.databricks.com/api/workspace/jobs/create"
SHADOWING = {"schema", "copy", "json", "dict", "validate", "construct"}
"""Fields that hide a deprecated method of pydantic's BaseModel, which warns about that."""


@dataclass(frozen=True)
class Field:
    """One field of a model: its name in the Jobs API, its type as source, and whether it must be given."""

    name: str
    type: str
    required: bool
    model: str = ""

    @property
    def source(self) -> str:
        """The line that declares it."""
        return f"{self.name}: {self.type}" if self.required else f"{self.name}: {self.type} | None = None"


@dataclass
class Class:
    """One model: where it lives, its base, its fields and the schema paths it stands for."""

    name: str
    module: str
    base: str = "Model"
    fields: tuple[Field, ...] = ()
    paths: list[str] = field(default_factory=list)

    @property
    def needs(self) -> set[str]:
        """Other classes named in it."""
        return {each.model for each in self.fields if each.model} | ({self.base} - {"Model"})


# --- From the schema to classes ---------------------------------------------------------------------------------------


def class_names() -> dict[tuple[str, ...], tuple[str, str]]:
    """Last words of a path -> class and module; the first word is the resource."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for module, classes in names_table()["modules"].items():
        for name, places in classes.items():
            for place in places:
                owner, _, path = place.rpartition(":")
                words = (owner or "databricks_job", *path.split(".")) if path else ("databricks_job",)
                found[words] = (name, module)
    return found


def class_of(path: tuple[str, ...], names: Mapping[tuple[str, ...], tuple[str, str]]) -> tuple[str, str]:
    """The class of the block at a path: the longest fitting name counts."""
    for start in range(1, len(path) + 1):
        found = names.get((path[0], *path[start:]))
        if found and (start < len(path) or len(path) == 1):
            return found
    raise SystemExit(f"names.toml has no class for {'.'.join(path)}")


def refused_names() -> set[tuple[str, str]]:
    """Model and name of everything in refused.toml."""
    return {(model, name) for entry in refused_table() for model in entry["models"] for name in entry["names"]}


def collect() -> dict[str, Class]:
    """Every class, with its fields; blocks that share a class must agree in them."""
    names, refused, found = class_names(), refused_names(), dict[str, Class]()

    def visit(path: tuple[str, ...], block: Mapping[str, Any]) -> str:
        name, module = class_of(path, names)
        fields = tuple(sorted(fields_of(name, path, block), key=lambda each: (not each.required, each.name)))
        known = found.setdefault(name, Class(name, module, fields=fields))
        known.paths.append(".".join(path[1:]))
        if known.fields != fields:
            different = sorted({each.source for each in set(known.fields) ^ set(fields)})
            raise SystemExit(f"{name}: {known.paths[0]!r} and {known.paths[-1]!r} differ in {different}")
        return name

    def fields_of(model: str, path: tuple[str, ...], block: Mapping[str, Any]) -> Iterator[Field]:
        for word, attribute in block.get("attributes", {}).items():
            name = api_name(model, word)
            if (model, word) not in refused and (attribute.get("optional") or attribute.get("required")):
                yield Field(name, leaf(model, name, attribute["type"]), is_required(model, name, attribute))
        for word, nested in block.get("block_types", {}).items():
            if (model, word) in refused:
                continue
            name, inner = api_name(model, word), visit((*path, word), nested["block"])
            one = nested["nesting_mode"] == "single" or nested.get("max_items") == 1
            kind = inner if one else f"Annotated[list[{inner}], {blocks(nested)}]"
            yield Field(name, kind, bool(nested.get("min_items")), inner)

    for words in names:
        if len(words) == 1:
            visit(words, resource(words[0]))
        elif words[0] != "databricks_job":
            visit(words, resource(words[0])["block_types"][words[1]]["block"])
    unused = {name for name, _ in names.values()} - set(found)
    if unused:
        raise SystemExit(f"names.toml has classes for blocks that are not in the schema: {sorted(unused)}")
    return found


def blocks(nested: Mapping[str, Any]) -> str:
    """What stands beside the type of a list of blocks."""
    limits = {"least": nested.get("min_items"), "most": nested.get("max_items")}
    given = ", ".join(f"{name}={limit}" for name, limit in limits.items() if limit)
    return f"blocks_of({given})" if given else "BlocksOf"


def leaf(model: str, name: str, kind: Any) -> str:
    """The type of an attribute."""
    table = names_table()
    text = name in table["text"].get(model, ())
    match kind:
        case "string":
            return "Text" if text else "Str"
        case "bool":
            return "Bool"
        case "number":
            return "Number" if name in table["fraction"].get(model, ()) else "Int"
        case ["list", "string"]:
            return f"Annotated[list[{'Text' if text else 'Str'}], ListOf]"
        case ["map", "string"]:
            return "Annotated[dict[str, Text], MapOf]"
    raise SystemExit(f"{model}.{name}: no leaf for Terraform's type {kind!r}")


def is_required(model: str, name: str, attribute: Mapping[str, Any]) -> bool:
    """What the schema says, unless the table of names says otherwise."""
    table = names_table()
    if name in table["optional"].get(model, ()):
        return False
    return bool(attribute.get("required")) or name in table["required"].get(model, ())


def add_bases(classes: dict[str, Class]) -> None:
    """Move what several classes share to a base of their own."""
    for base, members in names_table()["bases"].items():
        shared = [each for each in classes[members[0]].fields if all(each in classes[m].fields for m in members)]
        classes[base] = Class(base, classes[members[0]].module, fields=tuple(shared))
        for member in members:
            own = tuple(each for each in classes[member].fields if each not in shared)
            classes[member].base, classes[member].fields = base, own


# --- From classes to source -------------------------------------------------------------------------------------------


def ordered(classes: Mapping[str, Class]) -> list[Class]:
    """Each class after those it names; by name where the order is free. A cycle is an error."""
    graph = TopologicalSorter({name: sorted(one.needs) for name, one in sorted(classes.items())})
    return [classes[name] for name in graph.static_order()]


def literal(text: str, indent: str = "    ") -> str:
    """A docstring, wrapped where it is long."""
    text = text.strip()
    if "\\" in text or '"""' in text:
        raise SystemExit(f"docs.toml: write this without backslashes and triple quotes: {text}")
    if "\n" not in text and len(text) + len(indent) + 6 <= 120:
        return f'{indent}"""{text}"""\n'
    paragraphs = [
        textwrap.fill(each, 118 - len(indent), break_long_words=False, break_on_hyphens=False)
        for each in text.split("\n\n")
    ]
    first, *rest = paragraphs
    summary, *more = textwrap.wrap(first, 115 - len(indent), break_long_words=False, break_on_hyphens=False)
    body = "\n\n".join(["\n".join([f'"""{summary}', *more]), *rest])
    return textwrap.indent(f'{body}\n"""', indent) + "\n"


def class_source(one: Class, docs: Mapping[str, Mapping[str, str]]) -> str:
    """The class statement."""
    own = docs.get(one.name, {})
    page = own.get("page", OPEN)
    lines = [f"class {one.name}({one.base}):\n", literal(f"{own['about']}\n\nSee {page}")]
    for each in one.fields:
        text = own.get(each.name) or docs.get(one.base, {}).get(each.name) or docs["any"].get(each.name)
        if not text:
            raise SystemExit(f"docs.toml says nothing about {one.name}.{each.name}")
        ignore = "  # type: ignore[assignment]" if each.name in SHADOWING else ""
        lines += ["\n", f"    {each.source}{ignore}\n", literal(text)]
    source = "".join(lines)
    if any(each.name in SHADOWING for each in one.fields):
        return (
            "with warnings.catch_warnings():  # a field hides a deprecated method of pydantic's BaseModel\n"
            '    warnings.simplefilter("ignore", UserWarning)\n\n' + textwrap.indent(source, "    ")
        )
    return source


def module_source(name: str, members: list[Class], module_of: Mapping[str, str], docs: Mapping[str, Any]) -> str:
    """One generated file."""
    body = "\n\n".join(class_source(each, docs) for each in members)
    used = sorted({word for word in ("BlocksOf", "Bool", "Int", "ListOf", "MapOf", "Number", "Str", "Text", "blocks_of")
                   if any(word in field_words(each.type) for one in members for each in one.fields)})  # fmt: skip
    imports: dict[str, set[str]] = {}
    for each in members:
        for need in each.needs:
            if module_of[need] != name:
                imports.setdefault(f"databricks_workflows.model._generated.{module_of[need]}", set()).add(need)
    if any(each.base == "Model" for each in members):
        imports["databricks_workflows.model._base"] = {"Model"}
    if used:
        imports["databricks_workflows.model._leaves"] = set(used)
    head = f'# {MADE_BY}\n"""{docs["modules"][name]}"""\n\n'
    standard = "import warnings\n" if "warnings." in body else ""
    if "Annotated[" in body:
        standard += "from typing import Annotated\n"
    return head + standard + ("\n" if standard else "") + import_lines(imports) + "\n\n" + body


def field_words(source: str) -> set[str]:
    """The names in a type."""
    return set("".join(char if char.isalnum() or char == "_" else " " for char in source).split())


def import_lines(imports: Mapping[str, set[str]]) -> str:
    """Sorted from-imports, broken where they are long."""
    text = ""
    for module, names in sorted(imports.items()):
        line = f"from {module} import {', '.join(sorted(names))}\n"
        if len(line) > 121:
            line = f"from {module} import (\n" + "".join(f"    {name},\n" for name in sorted(names)) + ")\n"
        text += line
    return text


def public_source(classes: Mapping[str, Class]) -> str:
    """``model/__init__.py``: every public name."""
    imports: dict[str, set[str]] = {
        "databricks_workflows.model._base": {"Model", "parse"},
        "databricks_workflows.model.tokens": {"TerraformExpression", "tf"},
    }
    for each in classes.values():
        imports.setdefault(f"databricks_workflows.model._generated.{each.module}", set()).add(each.name)
    names = "".join(f'    "{name}",\n' for name in sorted(set().union(*imports.values())))
    about = (
        f"The typed model of a Databricks job, in the Jobs API's words (provider {PROVIDER_VERSION}).\n\n"
        "Every model is frozen and keyword-only and refuses unknown fields. Dicts are read with ``parse``."
    )
    return f"# {MADE_BY}\n{literal(about, '')}\n{import_lines(imports)}\n__all__ = [\n{names}]\n"


def generate() -> dict[Path, str]:
    """Path and text of every generated file."""
    docs = tomllib.loads((PACKAGE / "schema" / "docs.toml").read_text(encoding="utf-8"))
    classes = collect()
    add_bases(classes)
    check_docs(classes, docs)
    module_of = {each.name: each.module for each in classes.values()}
    folder = PACKAGE / "model" / "_generated"
    files = {
        folder / "__init__.py": f'# {MADE_BY}\n"""The models, a module for each concern."""\n',
        PACKAGE / "model" / "__init__.py": public_source(classes),
    }
    for module in sorted(set(module_of.values())):
        members = [each for each in ordered(classes) if each.module == module]
        files[folder / f"{module}.py"] = module_source(module, members, module_of, docs)
    return files


def check_docs(classes: Mapping[str, Class], docs: Mapping[str, Mapping[str, str]]) -> None:
    """Nothing in docs.toml may speak of what is not there."""
    for name, texts in docs.items():
        if name in ("any", "modules"):
            continue
        if name not in classes:
            raise SystemExit(f"docs.toml has a table for {name}, which is no class")
        fields = {each.name for each in classes[name].fields}
        unknown = sorted(set(texts) - fields - {"about", "page"})
        if unknown:
            raise SystemExit(f"docs.toml: {name} has no {', '.join(unknown)}")


def main(arguments: list[str]) -> int:
    """Write or check the files."""
    files = generate()
    folder = PACKAGE / "model" / "_generated"
    extra = sorted(set(folder.glob("*.py")) - set(files))
    if arguments == ["--check"]:
        stale = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text] + extra
        for path in sorted(stale):
            print(f"{path.relative_to(ROOT)} is not what tools/generate_models.py makes: run it", file=sys.stderr)
        return 1 if stale else 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    for path in extra:
        path.unlink()
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
