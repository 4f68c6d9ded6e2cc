"""A Python file that has no DAG, no group and no Airflow in it."""

ANSWER = 42
