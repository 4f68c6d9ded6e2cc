"""airflow.contrib of Airflow 1.10: submit-run and run-now, dummy_operator, python_operator, set_upstream."""

from datetime import datetime, timedelta

import airflow
from airflow import DAG
from airflow.contrib.operators.databricks_operator import DatabricksRunNowOperator, DatabricksSubmitRunOperator
from airflow.operators.dummy_operator import DummyOperator
from airflow.operators.email_operator import EmailOperator
from airflow.operators.python_operator import PythonOperator

args = {
    "owner": "airflow",
    "email": ["airflow@example.com"],
    "depends_on_past": False,
    "start_date": airflow.utils.dates.days_ago(2),
    "retry_delay": timedelta(minutes=5),
}

dag = DAG(dag_id="contrib_submit", default_args=args, schedule_interval="@daily", max_active_runs=1)

new_cluster = {
    "spark_version": "2.1.0-db3-scala2.11",
    "node_type_id": "r3.xlarge",
    "aws_attributes": {"availability": "ON_DEMAND"},
    "num_workers": 8,
}

start = DummyOperator(task_id="start", dag=dag)
notebook_task = DatabricksSubmitRunOperator(
    task_id="notebook_task",
    dag=dag,
    json={"new_cluster": new_cluster, "notebook_task": {"notebook_path": "/Users/airflow@example.com/PrepareData"}},
)
spark_jar_task = DatabricksSubmitRunOperator(
    task_id="spark_jar_task",
    dag=dag,
    new_cluster=new_cluster,
    spark_jar_task={"main_class_name": "com.example.ProcessData"},
    libraries=[{"jar": "dbfs:/lib/etl-0.1.jar"}],
)
run_now = DatabricksRunNowOperator(
    task_id="run_now", dag=dag, job_id=42, notebook_params={"day": "{{ yesterday_ds_nodash }}"}
)
log = PythonOperator(
    task_id="log", dag=dag, python_callable=lambda **context: print(datetime.now()), provide_context=True
)
mail = EmailOperator(task_id="mail", dag=dag, to="airflow@example.com", subject="{{ ds }}", html_content="done")

notebook_task.set_upstream(start)
notebook_task.set_downstream(spark_jar_task)
spark_jar_task >> run_now >> [log, mail]
