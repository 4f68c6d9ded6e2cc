"""Secrets in a Terraform document beside its jobs: providers, variables, other resources (C6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.declared import OURS, blocks
from databricks_workflows.documents.fault import Fault
from databricks_workflows.documents.texts import texts_in
from databricks_workflows.model._base import dotted
from databricks_workflows.model.secrets import credential_in, why_secret
from databricks_workflows.rules import CREDENTIAL, SUSPICIOUS_NAME

# Where a name tells what its value is. A resource has names of its own, and its provider knows which are secret.
_NAMES_COUNT = ("provider", "variable", "locals", "module", "terraform")
_SECTIONS = (*_NAMES_COUNT, "resource", "data", "output")
_REMEDIES = {
    "provider": "leave it out and set the provider's environment variable (DATABRICKS_TOKEN), or give a variable",
    "variable": "leave the default out and set TF_VAR_{name} where Terraform runs",
    "terraform": "leave it out and give it to terraform init, or by the backend's environment variable",
}
_REMEDY = 'declare a variable without a default, "sensitive": true, and refer to it'


def literal_secrets(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Values that look like credentials, and literals under names that promise one; those in jobs are the rules'."""
    for section in _SECTIONS:
        for labels, body, at in blocks(data, section):
            if section == "resource" and labels[0] in OURS:
                continue
            block = ".".join((section, *labels))
            remedy = _REMEDIES.get(section, _REMEDY).format(name=labels[0] if labels else "")
            for below, text, _ in texts_in(body):
                field = dotted(below)
                kind = credential_in(text)
                # What has a reference in it is no literal.
                why = why_secret(field, _name(section, labels, below), text) if "${" not in text else None
                if kind is not None:
                    summary = f"{block}: the value of {field} looks like {kind}"
                    yield Fault(CREDENTIAL, block, (*at, *below), summary, remedy)
                elif why is not None and section in _NAMES_COUNT:
                    or_off = f"{remedy}\nif it is none, {SUSPICIOUS_NAME.turned_off}"
                    yield Fault(SUSPICIOUS_NAME, block, (*at, *below), f"{block}: {why}", or_off)


def _name(section: str, labels: tuple[str, ...], below: tuple[str | int, ...]) -> str:
    """The name that says what a value is: that of the variable, for its default."""
    return labels[0] if section == "variable" and below == ("default",) else str(below[-1])
