"""A filesystem mirror with the provider of tests, and a Terraform CLI configuration that names it.

``python -m tests.support.mirror DIR`` writes both: plain ``terraform`` then works by hand, with
``TF_CLI_CONFIG_FILE=DIR/terraform.rc``.
"""

from __future__ import annotations

import os
import platform
import shlex
import sys
from pathlib import Path

from databricks_workflows.schema import PROVIDER_VERSION

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "registry.terraform.io/databricks/databricks"
"""Where documents say that the provider comes from; here the name of a folder."""

REAL_PROVIDER = "DATABRICKS_WORKFLOWS_TEST_CLI_CONFIG"
"""The environment variable that names a CLI configuration with the real provider, for the same tests."""

_CONFIG = """\
disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path = "%s"
  }
}
"""
_MACHINES = {"aarch64": "arm64", "x86_64": "amd64"}


def write_mirror(folder: Path) -> Path:
    """Write the mirror; returns the CLI configuration."""
    here = platform.machine().lower()
    target = f"{sys.platform}_{_MACHINES.get(here, here)}"
    executable = folder / SOURCE / PROVIDER_VERSION / target / f"terraform-provider-databricks_v{PROVIDER_VERSION}"
    write_program(executable, "tests.support.provider")
    config = folder / "terraform.rc"
    config.write_text(_CONFIG % folder, encoding="utf-8")
    return config


def write_program(path: Path, module: str) -> None:
    """An executable that runs a module of this repository with this Python, wherever it is called."""
    path.parent.mkdir(parents=True, exist_ok=True)
    roots = os.pathsep.join(str(each) for each in (ROOT / "constructs", ROOT))
    python = f"PYTHONPATH={shlex.quote(roots)} {shlex.quote(sys.executable)}"
    path.write_text(f'#!/bin/sh\nexec /usr/bin/env {python} -m {module} "$@"\n')
    path.chmod(0o755)


if __name__ == "__main__":
    (_folder,) = sys.argv[1:]
    print(write_mirror(Path(_folder).resolve()))
