"""What differs between two outputs: as text, as Markdown for a pull request, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from databricks_workflows.compare import Change, Difference, Item, JobDifference, Kind, StackDifference
from databricks_workflows.errors import format_plain
from databricks_workflows.model._base import dotted
from databricks_workflows.views._phrases import name_of, phrases_of
from databricks_workflows.views.problems import counted, printable

_SIGNS = {Kind.CHANGED: "~", Kind.RENAMED: ">", Kind.MOVED: ">", Kind.ADDED: "+", Kind.REMOVED: "-"}
_WIDEST_NAME = 40


def difference_text(difference: Difference) -> str:
    """A block for each job that differs, a line for each change, the totals last.

    Example:
        >>> from databricks_workflows.compare import compare
        >>> def document(retries):
        ...     job = {"name": "sales.etl", "task": [{"task_key": "load", "max_retries": retries}]}
        ...     return {"resource": {"databricks_job": {"etl": job}}}
        >>> print(difference_text(compare({"sales": document(1)}, {"sales": document(3)})), end="")
        sales.etl  [sales/databricks_job.etl]
          ~ load  max_retries 1 -> 3
        1 of 1 stack changed: sales
    """
    lines = [line for stack in difference.stacks for line in _stack_lines(stack)]
    return "".join(f"{line}\n" for line in (*lines, _totals(difference)))


def _stack_lines(stack: StackDifference) -> Iterator[str]:
    name = printable(stack.name)
    if stack.kind in (Kind.ADDED, Kind.REMOVED):
        yield f"{_SIGNS[stack.kind]} stack {name}  {_whole_stack(stack)}"
        return
    if stack.former is not None:
        yield f"> stack {name}  renamed from {printable(stack.former)} (same state)"
    for job in stack.jobs:
        yield _job_title(stack, job)
        yield from (f"    {line}" for line in _made_anew(job))
        yield from _item_lines(job.items)
        for note in job.notes:
            yield from (f"  {printable(line)}" for line in format_plain(note).splitlines())
    if stack.items:
        yield f"stack {name}"
        yield from _item_lines(stack.items)


def _job_title(stack: StackDifference, job: JobDifference) -> str:
    sign = "" if job.kind is Kind.CHANGED else f"{_SIGNS[job.kind]} "
    title = f"{sign}{printable(job.name)}  [{printable(stack.name)}/databricks_job.{printable(job.address)}]"
    return f"{title}  {_what_happens(job)}".rstrip()


def _what_happens(job: JobDifference) -> str:
    tasks = counted(job.tasks, "task")
    match job.kind, job.counterpart:
        case Kind.ADDED, None:
            return f"new, {tasks}"
        case Kind.ADDED, str(former):
            return f"{tasks}; databricks_job.{printable(former)} made anew"
        case Kind.REMOVED, _:
            return f"{tasks}; Terraform destroys it, with its runs"
        case _:
            return f"moved from databricks_job.{printable(job.former_address)}" if job.former_address else ""


def _made_anew(job: JobDifference) -> list[str]:
    """What a job loses at a new address, and how it keeps it."""
    if job.kind is not Kind.ADDED or job.counterpart is None:
        return []
    former = printable(f"databricks_job.{job.counterpart}")
    return [
        f"Terraform destroys {former} and makes this job anew, with another id and without the runs;",
        f'previous_address="{former}" keeps them',
    ]


def _whole_stack(stack: StackDifference) -> str:
    content = f"{counted(len(stack.jobs), 'job')}, {counted(sum(job.tasks for job in stack.jobs), 'task')}"
    if stack.kind is Kind.ADDED:
        return f"new, {content}"
    return f"{content}; they stay deployed until destroyed from the former output"


def _item_lines(items: tuple[Item, ...]) -> Iterator[str]:
    names = [name_of(item) for item in items]
    width = min(max(map(len, names), default=0), _WIDEST_NAME)
    for name, item in zip(names, items, strict=True):
        first, *others = phrases_of(item) or [""]
        yield f"  {_SIGNS[item.kind]} {name:<{width}}  {first}".rstrip()
        yield from (f"    {'':<{width}}  {other}" for other in others)


def _totals(difference: Difference) -> str:
    total = counted(difference.total, "stack")
    if not difference:
        return f"no differences in {total}"
    names = ", ".join(printable(stack.name) for stack in difference.stacks)
    return f"{len(difference.stacks)} of {total} changed: {names}"


def difference_markdown(difference: Difference) -> str:
    """The same for a pull request: a heading for each job, a table of what changed, notes below it."""
    lines = []
    for stack in difference.stacks:
        if stack.kind in (Kind.ADDED, Kind.REMOVED):
            lines += [f"### {_SIGNS[stack.kind]} stack {_code(stack.name)}", "", _cell(_whole_stack(stack)), ""]
            continue
        if stack.former is not None:
            lines += [f"### stack {_code(stack.name)}", "", f"renamed from {_code(stack.former)} (same state)", ""]
        for job in stack.jobs:
            lines += _job_section(stack, job)
        if stack.items:
            lines += [f"### stack {_code(stack.name)}", "", *_table(stack.items)]
    return "\n".join([*lines, _cell(_totals(difference)), ""])


def _job_section(stack: StackDifference, job: JobDifference) -> Iterator[str]:
    sign = "" if job.kind is Kind.CHANGED else f"{_SIGNS[job.kind]} "
    yield from (f"### {sign}{_code(job.name)}", "")
    happens = _cell(". ".join(filter(None, [_what_happens(job), " ".join(_made_anew(job))])))
    where = f"{_code(f'databricks_job.{job.address}')} in stack {_code(stack.name)}"
    yield from (f"{where}: {happens}" if happens else where, "")
    yield from _table(job.items)
    for note in job.notes:
        yield from (f"> **{note.severity} {note.code}**: {_cell(note.summary)}", ">")
        yield from (f"> {_cell(note.remedy)}", "")


def _table(items: tuple[Item, ...]) -> list[str]:
    if not items:
        return []
    rows = [
        f"| {_SIGNS[item.kind]} {item.kind} | {_code(name_of(item))} | {'<br>'.join(map(_code, phrases_of(item)))} |"
        for item in items
    ]
    return ["| | what | change |", "| --- | --- | --- |", *rows, ""]


def _code(text: str) -> str:
    """A text as code, also in a cell of a table."""
    plain = printable(text).replace("|", "\\|")
    if not plain:
        return ""
    fence = "``" if "`" in plain else "`"
    space = " " if fence == "``" else ""
    return f"{fence}{space}{plain}{space}{fence}"


def _cell(text: str) -> str:
    return printable(text).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def difference_as_dict(difference: Difference) -> dict[str, Any]:
    """The form that ``--json`` prints; a value that is null was not set."""
    jobs = [job for stack in difference.stacks for job in stack.jobs]
    return {
        "stacks": [_stack_dict(stack) for stack in difference.stacks],
        "summary": {
            "stacks": difference.total,
            "changed": len(difference.stacks),
            "jobs": len(jobs),
            "notes": sum(len(job.notes) for job in jobs),
        },
    }


def _stack_dict(stack: StackDifference) -> dict[str, Any]:
    return {
        "name": stack.name,
        "kind": stack.kind.value,
        "former": stack.former,
        "jobs": [_job_dict(job) for job in stack.jobs],
        "items": [_item_dict(item) for item in stack.items],
    }


def _job_dict(job: JobDifference) -> dict[str, Any]:
    return {
        "name": job.name,
        "kind": job.kind.value,
        "address": f"databricks_job.{job.address}",
        "former_address": f"databricks_job.{job.former_address}" if job.former_address else None,
        "counterpart": f"databricks_job.{job.counterpart}" if job.counterpart else None,
        "tasks": job.tasks,
        "items": [_item_dict(item) for item in job.items],
        "notes": [note.as_dict() for note in job.notes],
    }


def _item_dict(item: Item) -> dict[str, Any]:
    edges = {"before": list(item.edges.before), "after": list(item.edges.after)} if item.edges else None
    return {
        "kind": item.kind.value,
        "what": item.what,
        "name": item.name or None,
        "former": item.former,
        "same_work": item.same_work if item.former else None,
        "waits_for": edges,
        "changes": [_change_dict(change) for change in item.changes],
        "content": item.content,
    }


def _change_dict(change: Change) -> dict[str, Any]:
    shown_lists = {"removed": list(change.removed), "added": list(change.added)}
    values = {"before": change.before, "after": change.after}
    return {"field": dotted(change.at), **(shown_lists if change.removed or change.added else values)}
