"""A Databricks workspace for tests, on this machine: jobs, permissions, files and runs over HTTP.

    with Workspace() as workspace:
        job_id = workspace.create_job({"task_key": "load", "notebook_task": {"notebook_path": "/n"}}, name="etl")
        workspace.script(job="etl", task="load", attempts=[Fail("no table", after=3), Succeed(values={"rows": "5"})])
        run_id = workspace.client().jobs.run_now(job_id).run_id
        workspace.clock.advance(3)

Time stands unless a test advances it; ``Workspace(speed=100)`` lets it run. What the service is known to refuse is
refused with its error codes; what it fills in is filled in.
"""

from __future__ import annotations

from tests.support.workspace.clock import Clock
from tests.support.workspace.script import Fail, Hang, Succeed
from tests.support.workspace.trouble import Trouble
from tests.support.workspace.workspace import Workspace

__all__ = ["Clock", "Fail", "Hang", "Succeed", "Trouble", "Workspace"]
