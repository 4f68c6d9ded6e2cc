from databricks_workflows import DAG, DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DAG("sales", schedule="0 6 * * *"):
    with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
        DatabricksNotebookOperator(
            task_id="load",
            notebook_path="/sales/load",
            notebook_params={"day": "{{job.trigger.time.iso_date}}"},
        )
