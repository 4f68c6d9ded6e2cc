"""Files written for Airflow, read without Airflow: from here on no Airflow word occurs."""

from databricks_workflows.airflow.loader import load_dag_file, load_file
from databricks_workflows.airflow.reached import without_missing

__all__ = ["load_dag_file", "load_file", "without_missing"]
