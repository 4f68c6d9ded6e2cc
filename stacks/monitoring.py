"""The basic workflow with somebody watching how long it runs; a stack is a class, so it can build on another."""

from datetime import timedelta

from constructs import Construct

from databricks_workflows import DatabricksSensor
from stacks.basic import BasicStack


class MonitoringStack(BasicStack):
    """A sensor after a workflow: its timeout becomes a rule on the job's duration."""

    def __init__(self, scope: Construct, id: str = "monitoring") -> None:
        super().__init__(scope, id)

        watch = DatabricksSensor(
            self,
            "monitor_workflow_completion",
            databricks_conn_id="databricks_production",
            timeout=timedelta(hours=2),
            suppress=["DW060"],  # the rule shows on the job's page; nobody is to be written to
        )
        self.data_pipeline >> watch
