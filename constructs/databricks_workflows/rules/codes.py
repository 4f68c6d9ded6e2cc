"""What to say to a code that is no rule's."""

from __future__ import annotations

import re

from databricks_workflows.rules import RULES

_ALL = "codes look like DW041, `databricks-workflows rules` lists them"


def meant_code(code: str) -> str:
    """The rule with the same digits, where there is one: codes that differ in those mean other things.

    Example:
        >>> meant_code("dw-41")
        "did you mean 'DW041'?"
        >>> meant_code("DW999")
        'codes look like DW041, `databricks-workflows rules` lists them'
    """
    digits = re.sub(r"[^0-9]", "", code).lstrip("0")
    near = f"DW{digits.zfill(3)}"
    return (
        f"did you mean {near!r}?" if near in RULES else "codes look like DW041, `databricks-workflows rules` lists them"
    )
