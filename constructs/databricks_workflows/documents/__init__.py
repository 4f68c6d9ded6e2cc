"""Documents that are there already, as resolved jobs: what ``validate`` and ``diff`` read."""

from databricks_workflows.documents.read import Document, read_document

__all__ = ["Document", "read_document"]
