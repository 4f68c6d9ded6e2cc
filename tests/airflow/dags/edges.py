"""Every way to draw an edge inside a group: arrows, lists, Label, chain, cross_downstream, set_upstream, twice."""

from datetime import datetime

from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.sdk import DAG, Label, TaskGroup, chain, chain_linear, cross_downstream


def notebooks(names):
    return [
        DatabricksNotebookOperator(task_id=name, notebook_path=f"/Shared/{name}", source="WORKSPACE")
        for name in names.split()
    ]


with DAG("edges", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="arrows", databricks_conn_id="databricks_default"):
        a, b, c, d, e = notebooks("a b c d e")
        a >> [b, c] >> d
        e << d
        a >> b
        a >> Label("straight to the end") >> e
    with DatabricksWorkflowTaskGroup(group_id="chains", databricks_conn_id="databricks_default"):
        a, b, c, d, e, f, g, h = notebooks("a b c d e f g h")
        chain(a, Label("x"), [b, c], [d, e], f)
        chain_linear(f, [g, h])
    with DatabricksWorkflowTaskGroup(group_id="cross", databricks_conn_id="databricks_default"):
        a, b, c, d = notebooks("a b c d")
        cross_downstream([a, b], [c, d])
    with DatabricksWorkflowTaskGroup(group_id="methods", databricks_conn_id="databricks_default"):
        a, b, c, d = notebooks("a b c d")
        b.set_upstream(a)
        b.set_downstream([c, d])
        d.set_upstream([a, c])
    with DatabricksWorkflowTaskGroup(group_id="groups", databricks_conn_id="databricks_default"):
        with TaskGroup("first") as first:
            notebooks("a b")
        with TaskGroup("second") as second:
            c, d = notebooks("c d")
            c >> d
        (last,) = notebooks("last")
        first >> second
        chain([first, second], last)
        first.set_downstream(last)
