"""Rules about documents: a Terraform configuration in JSON, a job as the Jobs API has it."""

from __future__ import annotations

from databricks_workflows.diagnostics import Rule, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

MISSPELT_RESOURCE = Rule(
    "DW430",
    _E,
    "a resource type that the Databricks provider does not have",
    "Terraform's validate refuses the whole configuration. What is in such a resource can't be checked here.",
)
UNDECLARED_REFERENCE = Rule(
    "DW431",
    _E,
    "a reference to something that nothing declares",
    "Terraform's validate refuses a reference to a resource, data source, module, variable or local value that the "
    "files of its folder don't declare. Where there are files in HCL beside the document, which are not read here, "
    "this is not looked for.",
)
UNDECLARED_PROVIDER = Rule(
    "DW432",
    _E,
    "a provider alias that no provider block has",
    "Terraform's validate says that the provider configuration is not present, whether or not the resource was there "
    "before.",
)
OLD_FORM = Rule(
    "DW433",
    _W,
    "a job of the old form, which has its one task at the top",
    "Version 2.0 of the Jobs API answers and takes such jobs, and the Terraform provider sends a job without tasks "
    "there. Both are deprecated: later versions take tasks only, and what they added can't be written beside the one. "
    "Nothing of the task is checked here.",
)
TAKEN_BY_API = Rule(
    "DW434",
    _I,
    "a field that Databricks takes and Terraform does not keep",
    "A request to the Jobs API may have it. The job of a Terraform document can't: the provider does not know the "
    "field, or would show it as a change in every plan.",
)
SHARED_PERMISSIONS = Rule(
    "DW435",
    _E,
    "several databricks_permissions for one job",
    "The resource sets all permissions of its job. Of two, each apply puts back what the one says and takes away what "
    "the other one does, so the plan is never empty and people lose what they were given.",
)
UNCLOSED_TEMPLATE = Rule(
    "DW436",
    _E,
    "a text in which an expression begins and never ends",
    "In a document every text is a template, where ${ and %{ begin an expression. Terraform refuses the whole file.",
)
OWN_REFERENCE = Rule(
    "DW437",
    _E,
    "a resource that refers to itself",
    "Terraform's plan refuses it: what a resource has once it is made can't be in what it is made from.",
)
