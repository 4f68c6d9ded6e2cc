"""Templates in members: Airflow's names, filters, macros, XCom, and Databricks' own references beside them."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

EXPRESSIONS = {
    "ds": "{{ ds }}",
    "ds_nodash": "{{ds_nodash}}",
    "ts": "{{ ts }}",
    "ts_nodash": "{{ ts_nodash }}",
    "logical_date": "{{ logical_date }}",
    "execution_date": "{{ execution_date.strftime('%Y-%m-%d') }}",
    "start": "{{ data_interval_start | ds_nodash }}",
    "end": "{{ data_interval_end.isoformat() }}",
    "yesterday": "{{ macros.ds_add(ds, -1) }}",
    "formatted": "{{ macros.ds_format(ds, '%Y-%m-%d', '%d.%m.%Y') }}",
    "month": "{{ logical_date.strftime('%Y-%m') }}",
    "added": "{{ (logical_date + macros.timedelta(days=1)) | ds }}",
    "now": "{{ macros.datetime.now() }}",
    "run": "{{ run_id }}",
    "dag": "{{ dag.dag_id }}-{{ task.task_id }}",
    "try": "{{ ti.try_number }}",
    "var": "{{ var.value.environment }}",
    "var_default": "{{ var.value.get('environment', 'dev') }}",
    "var_json": "{{ var.json.etl_config.workers }}",
    "conn": "{{ conn.warehouse.host }}",
    "param": "{{ params.day }}",
    "param_default": "{{ params.get('region', 'eu') }}",
    "conf": "{{ dag_run.conf['table'] }}",
    "conf_get": "{{ dag_run.conf.get('table', 'all') }}",
    "conf_if": "{{ dag_run.conf['day'] if dag_run.conf else ds }}",
    "xcom": "{{ ti.xcom_pull(task_ids='decide', key='return_value') }}",
    "xcom_launch": "{{ ti.xcom_pull(task_ids='members.launch')['run_id'] }}",
    "block": "{% if params.day %}{{ params.day }}{% else %}{{ ds }}{% endif %}",
    "loop": "{% for n in range(2) %}{{ n }},{% endfor %}",
    "comment": "{# nothing #}x",
    "mixed": "s3://bucket/{{ ds }}/{{ params.region | default('eu') }}/in",
    "math": "{{ 1 + 2 }}",
    "unknown": "{{ no_such_thing }}",
    "broken": "{{ ds ",
    "databricks": "{{job.id}}/{{job.run_id}}/{{task.name}}",
    "databricks_time": "{{job.start_time.iso_date}}",
    "databricks_value": "{{tasks.first.values.rows}}",
    "secret": "{{secrets/scope/key}}",
    "raw": "{% raw %}{{job.trigger.type}}{% endraw %}",
}

with DAG("jinja_members", start_date=datetime(2024, 1, 1), schedule="@daily", params={"day": "", "region": "eu"}) as d:
    with DatabricksWorkflowTaskGroup(group_id="members", databricks_conn_id="databricks_default"):
        first = DatabricksNotebookOperator(
            task_id="first",
            databricks_task_key="first",
            notebook_path="/Shared/{{ var.value.environment }}/load",
            source="WORKSPACE",
            notebook_params=EXPRESSIONS,
            notebook_packages=[{"pypi": {"package": "company=={{ var.value.version }}"}}],
        )
        second = DatabricksTaskOperator(
            task_id="second",
            task_config={
                "spark_python_task": {
                    "python_file": "dbfs:/jobs/{{ params.region }}.py",
                    "parameters": ["--day", "{{ ds }}", "--run", "{{ run_id }}"],
                },
                "existing_cluster_id": "{{ var.value.databricks_cluster }}",
                "timeout_seconds": "{{ var.value.timeout }}",
            },
            max_retries=1,
        )
        third = DatabricksTaskOperator(
            task_id="third",
            task_config={"sql_task": {"parameters": {"day": "{{ ds }}"}, "file": {"path": "q/{{ ds }}.sql"}}},
        )
        first >> second >> third
