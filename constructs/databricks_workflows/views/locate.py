"""The author's own words behind a problem: the line and the columns of the value that is wrong.

A problem knows where its call begins (``origin``) and words that lead to the value inside the call (``near``). Here the
file's syntax tree is followed along these words, as far as they go.
"""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from databricks_workflows.diagnostics import Diagnostic, Origin, in_order
from databricks_workflows.resolve.fields import AUTHORS_WORDS
from databricks_workflows.rules import NOT_IN_TERRAFORM, READ_ONLY, REPLACED_MEMBERS, UNKNOWN_NAME
from databricks_workflows.schema.names import names_table

Word = str | int

# Here the name itself is what is wrong, not its value.
_NAME_IS_WRONG = frozenset(rule.code for rule in (UNKNOWN_NAME, NOT_IN_TERRAFORM, READ_ONLY, REPLACED_MEMBERS))

_Holder = ast.Call | ast.Dict

# Beyond these a search takes too long for what it gives.
_LONGEST_FILE = 2_000_000
_LONGEST_SEARCH = 5_000
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Location:
    """A piece of a line in an author's file; columns count characters from 0, the end is not part of it."""

    file: str
    line: int
    column: int
    end_column: int
    text: str


class Sources:
    """Authors' files, each read once."""

    def __init__(self) -> None:
        self._files: dict[str, _Source | None] = {}

    def locate(self, diagnostic: Diagnostic) -> Location | None:
        """Where the wrong value stands: its own place, else that of the statement; None where there is no such line."""
        origin = diagnostic.origin
        if origin is None:
            return None
        source = self._source(origin.file)
        return source.locate(origin, diagnostic.near, diagnostic.code in _NAME_IS_WRONG) if source else None

    def caller_matters(self, diagnostic: Diagnostic) -> bool:
        """Whether what is wrong may come of a caller: of one of several, and not of words in the function itself."""
        origin = diagnostic.origin
        source = self._source(origin.file) if origin else None
        return origin is not None and source is not None and source.caller_matters(origin.line, diagnostic.near)

    def _source(self, file: str) -> _Source | None:
        if file not in self._files:
            self._files[file] = _read(file)
        return self._files[file]


def refine(diagnostics: Iterable[Diagnostic], sources: Sources | None = None) -> list[Diagnostic]:
    """The same problems in the order of the files, each with the line of the value itself as its origin.

    Done twice, it changes nothing more.

    Args:
        diagnostics: the problems, whose origins are the first lines of calls.
        sources: files that were read already.
    """
    sources = sources or Sources()
    refined = []
    for each in diagnostics:
        location = sources.locate(each) if each.near else None
        origin = Origin(location.file, location.line) if location else each.origin
        by = each.origin.called_from if each.origin else None
        if each.origin and origin and by and origin.line != by and sources.caller_matters(each):
            each = replace(each, summary=f"{each.summary} (called from line {by})")
        refined.append(replace(each, origin=origin and replace(origin, called_from=None)))
    return in_order(refined)


@dataclass(frozen=True, slots=True)
class _Match:
    """How far the words went: the name that was followed last, and what it leads to."""

    words: int
    name: ast.AST
    value: ast.AST

    def node(self, wanted: int, name_is_wrong: bool) -> ast.AST:
        several_lines = getattr(self.value, "end_lineno", 0) != getattr(self.value, "lineno", 0)
        return self.name if name_is_wrong or self.words < wanted or several_lines else self.value


class _Source:
    def __init__(self, file: str, text: str) -> None:
        text = io.StringIO(text, newline=None).read()
        self._file = file
        self._lines = text.split("\n")
        self._constants: dict[str, ast.expr | None] = {}
        self._around: dict[int, list[_Holder]] = {}
        self._functions: list[ast.FunctionDef] = []
        self._calls: Counter[str] = Counter()
        tree = _parsed(text) if len(text) < _LONGEST_FILE else None
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.FunctionDef):
                self._functions.append(node)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                self._calls[node.func.id] += 1
            if isinstance(node, _Holder):
                for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                    self._around.setdefault(line, []).append(node)
            elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                self._constants[name] = None if name in self._constants else node.value

    def caller_matters(self, line: int, near: tuple[Word, ...]) -> bool:
        """Whether the innermost function around a line is called several times, and the words lead to no constant."""
        around = [each for each in self._functions if each.lineno <= line <= (each.end_lineno or each.lineno)]
        if not around or self._calls[max(around, key=lambda each: each.lineno).name] < 2:
            return False
        found = self._value(line, self._around.get(line, []), near, name_is_wrong=False) if near else None
        return found is None or any(isinstance(each, ast.Name) for each in ast.walk(found))

    def locate(self, origin: Origin, near: tuple[Word, ...], name_is_wrong: bool) -> Location | None:
        line = origin.line
        if not 1 <= line <= len(self._lines) or (line == len(self._lines) and not self._lines[-1]):
            return None
        holders = self._around.get(line, [])
        found = self._value(line, holders, near, name_is_wrong) if near else None
        if found is None and near and origin.called_from:
            outer = self._around.get(origin.called_from, [])
            found = self._value(origin.called_from, outer, near, name_is_wrong)
        if found is not None:
            return self._location(found)
        call = next((each for each in holders if each.lineno == line and isinstance(each, ast.Call)), None)
        if call is not None:
            return self._location(call.func)
        text = self._lines[line - 1]
        end = len(text.rstrip())
        return Location(self._file, line, min(len(text) - len(text.lstrip()), end), end, text)

    def _value(self, line: int, holders: list[_Holder], near: tuple[Word, ...], name_is_wrong: bool) -> ast.AST | None:
        """What the words lead to, from a call that begins in the line; or, once refined, from anything around it."""
        best: ast.AST | None = None
        rank = (0, False)
        for holder in reversed(holders):  # the innermost first
            begins_here = holder.lineno == line
            if not begins_here and rank == (len(near), True):
                break
            match = self._search(holder, near)
            found = match.node(len(near), name_is_wrong) if match else None
            if match is None or found is None:
                continue
            its_line = getattr(found, "lineno", 0) == line
            if (begins_here or its_line) and (match.words, its_line) >= rank:
                best, rank = found, (match.words, its_line)
        return best

    def _location(self, node: ast.AST) -> Location:
        line: int = getattr(node, "lineno")  # noqa: B009 - not every node has one, these have
        text = self._lines[line - 1]
        # The tree counts bytes.
        encoded = text.encode("utf-8", "surrogatepass")
        start, end = getattr(node, "col_offset", 0), getattr(node, "end_col_offset", 0)
        column = len(encoded[:start].decode("utf-8", "replace"))
        if isinstance(node, ast.keyword) and node.arg:
            end_column = column + len(node.arg)
        elif getattr(node, "end_lineno", line) == line:
            end_column = len(encoded[:end].decode("utf-8", "replace"))
        else:
            end_column = len(text.rstrip())
        return Location(self._file, line, column, max(end_column, column + 1), text)

    # Following the words

    def _search(self, call: _Holder, words: tuple[Word, ...]) -> _Match | None:
        """The longest way along the words that begins anywhere inside the call, of equals the outermost."""
        best: _Match | None = None
        inside: list[tuple[ast.AST, int]] = [(call, 0)]
        for node, depth in inside:
            match = self._follow(node, words)
            if match is not None and (best is None or match.words > best.words):
                best = match
            if depth < _DEEPEST and len(inside) < _LONGEST_SEARCH:
                inside += [(value, depth + 1) for _, _, value in self._children(node)]
        if best is None and len(words) > 1:
            # A notebook operator has as arguments of its own what stands below notebook_task elsewhere.
            inner = self._follow(call, words[1:])
            best = replace(inner, words=inner.words + 1) if inner else None
        return best

    def _follow(self, node: ast.AST, words: tuple[Word, ...], depth: int = 0) -> _Match | None:
        if not words or depth > _DEEPEST:
            return None
        word, rest = words[0], words[1:]
        best: _Match | None = None
        for key, name, value in self._children(node):
            if key == word or (isinstance(word, str) and key in _other_words(word)):
                further = self._follow(value, rest, depth + 1)
                match = replace(further, words=further.words + 1) if further else _Match(1, name, value)
            elif isinstance(word, str) and isinstance(key, int):
                found = self._marked(value, word, rest, depth)
                if found is None:
                    continue
                match = found
            else:
                continue
            if best is None or match.words > best.words:
                best = match
        if best is None and isinstance(word, str) and not rest and _says(node, word):
            return _Match(1, node, node)
        return best

    def _marked(self, item: ast.AST, word: str, rest: tuple[Word, ...], depth: int) -> _Match | None:
        """An item of a list that is the word itself, or in which the word stands, such as a cluster with that key."""
        if _says(item, word):
            return _Match(1, item, item)
        mark = next((value for _, _, value in self._children(item) if _says(value, word)), None)
        if mark is None:
            return None
        further = self._follow(item, rest, depth + 1)
        return replace(further, words=further.words + 1) if further else _Match(1, mark, mark)

    def _children(self, node: ast.AST, depth: int = 0) -> Iterator[tuple[Word, ast.AST, ast.expr]]:
        """What stands below a node, by the word that leads there."""
        if depth > _DEEPEST:
            return
        if isinstance(node, ast.Name):
            constant = self._constants.get(node.id)
            if constant is not None:
                yield from self._children(constant, depth + 1)
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg is None:
                    yield from self._children(keyword.value, depth + 1)
                else:
                    yield keyword.arg, keyword, keyword.value
            if isinstance(node.func, ast.Attribute):  # Cluster(...).with_(num_workers=8)
                yield from self._children(node.func.value, depth + 1)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is None:
                    yield from self._children(value, depth + 1)
                elif isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, key, value
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            for index, item in enumerate(node.elts):
                yield index, item, item
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            yield from self._children(node.left, depth + 1)
            yield from self._children(node.right, depth + 1)


def _says(node: ast.AST, word: str) -> bool:
    """A text that is the word, or holds the template that the word is."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return node.value == word or ("{{" in word and word in node.value)


@cache
def _other_words(word: str) -> frozenset[str]:
    """Other names for a field: the author's, and in a document Terraform's."""
    terraform = {renames[word] for renames in names_table()["rename"].values() if word in renames}
    return frozenset(AUTHORS_WORDS.get(word, ())) | terraform


def _read(file: str) -> _Source | None:
    try:
        content = Path(file).read_bytes()
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        return _Source(file, content.decode(encoding))
    except (OSError, SyntaxError, ValueError, LookupError):
        return None


def _parsed(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
