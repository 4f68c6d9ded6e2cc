"""For tests of workflows: a stack's document as data, and golden files.

Example, in ``conftest.py`` and in a test::

    pytest_plugins = ["databricks_workflows.testing.plugin"]

    def test_etl(golden):
        stack = EtlStack(cdktf.Testing.app(), "etl")
        golden(synthesize(stack), "golden/etl.tf.json")
"""

from databricks_workflows.testing.documents import read_documents, synthesize
from databricks_workflows.testing.golden import Golden, assert_golden

__all__ = ["Golden", "assert_golden", "read_documents", "synthesize"]
