"""Recurses without end while it is imported."""

from datetime import datetime

from airflow import DAG


def deeper(level):
    return deeper(level + 1)


with DAG("recurses", start_date=datetime(2024, 1, 1), schedule=deeper(0)) as dag:
    pass
