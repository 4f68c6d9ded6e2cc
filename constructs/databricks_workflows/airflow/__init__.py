"""Files written for Airflow, read without Airflow: from here on no Airflow word occurs."""

from databricks_workflows.airflow.loader import finished, load, load_dag_file, load_file

__all__ = ["finished", "load", "load_dag_file", "load_file"]
