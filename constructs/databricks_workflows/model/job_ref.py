"""The id of a job that is declared beside others: Terraform knows it once that job is there."""

from __future__ import annotations

from databricks_workflows.model.tokens import TerraformExpression


class JobRef(TerraformExpression):
    """The id of the job at a construct's path.

    As text it is Terraform's reference to the job's resource in the same stack.

    Args:
        path: the path of the workflow or DAG whose job it is.
        address: the job's name in Terraform.
    """

    path: str
    address: str

    def __new__(cls, path: str, address: str) -> JobRef:
        made = super().__new__(cls, f"${{databricks_job.{address}.id}}")
        made.path, made.address = path, address
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """For pickle."""
        return self.path, self.address
