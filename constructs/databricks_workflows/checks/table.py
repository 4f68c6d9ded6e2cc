"""What single fields take, and which fields of a block go together: a row each, with a code of its own.

Figures are of the Jobs and Clusters API and of the Terraform provider; the pages that they come from are in the
docstrings of the models.
"""

from __future__ import annotations

from collections.abc import Sequence

from databricks_workflows.checks.forms import FORMS
from databricks_workflows.checks.numbers import NUMBERS
from databricks_workflows.checks.rows import FieldRow, Together
from databricks_workflows.checks.words import WORDS
from databricks_workflows.rules import blocks

FIELDS: Sequence[FieldRow] = (*WORDS, *NUMBERS, *FORMS)

BLOCKS: Sequence[Together] = (
    Together(
        rule=blocks.GIT_REFERENCES,
        models=("GitSource",),
        fields=("git_branch", "git_tag", "git_commit"),
        most=1,
        remedy="keep one of them",
    ),
)
