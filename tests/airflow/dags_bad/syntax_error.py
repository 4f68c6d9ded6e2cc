"""A syntax error: a bracket is never closed."""

from airflow import DAG

with DAG("syntax_error", schedule=None as dag:
    pass
