"""Only the run of a continuous job can be controlled."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import JobSettings
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import RUN_STATE


def check_run_state(block: Block, job: Job, found: Diagnostics) -> None:
    """A true without ``continuous``, or where several runs may be active; a false does nothing."""
    settings = block.model
    assert isinstance(settings, JobSettings)
    if settings.control_run_state is not True:
        return
    runs = settings.max_concurrent_runs
    if settings.continuous is None and not block.left_out.may_have("continuous"):
        remedy = 'write "continuous": {"pause_status": "UNPAUSED"}, or leave control_run_state out'
        block.tell(found, RUN_STATE, ("control_run_state",), "is true, and the job has no continuous", remedy)
    elif runs is not None and not is_unknown(runs) and runs > 1:
        what = f"is true, and max_concurrent_runs is {runs}, expected 1"
        block.tell(found, RUN_STATE, ("control_run_state",), what, "write max_concurrent_runs=1")
