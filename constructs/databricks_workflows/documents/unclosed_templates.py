"""Texts in which an expression begins and never ends.

See https://developer.hashicorp.com/terraform/language/expressions/strings
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.fault import Fault
from databricks_workflows.documents.references import is_unclosed
from databricks_workflows.documents.templates import templates_in
from databricks_workflows.rules.documents import UNCLOSED_TEMPLATE


def unclosed_templates(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Texts with a ``${`` or ``%{`` that never ends."""
    for each in templates_in(data):
        if is_unclosed(each.text):
            shown = repr(each.text if len(each.text) <= 60 else f"{each.text[:57]}...")
            summary = f"{each.where} is {shown}, in which an expression begins and never ends"
            yield Fault(UNCLOSED_TEMPLATE, each.block, each.at, summary, "end it with }, or write $${ for a plain ${")
