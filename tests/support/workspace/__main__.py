"""Serve a workspace until told to stop: ``python -m tests.support.workspace --port 0 --env-file FILE``."""

from __future__ import annotations

import argparse
import signal
from datetime import UTC, datetime
from pathlib import Path

from tests.support.workspace.workspace import Workspace


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.support.workspace", description=__doc__)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--env-file", type=Path, help="where to write DATABRICKS_HOST and DATABRICKS_TOKEN")
    options.add_argument("--speed", type=float, default=1, help="seconds of the workspace in a second")
    given = options.parse_args()
    stop = (signal.SIGINT, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    with Workspace(port=given.port, speed=given.speed, start=datetime.now(UTC)) as workspace:
        if given.env_file:
            lines = (f"{name}={value}\n" for name, value in workspace.environment.items())
            given.env_file.write_text("".join(lines), encoding="utf-8")
        print(workspace.url, flush=True)
        signal.sigwait(stop)


if __name__ == "__main__":
    main()
