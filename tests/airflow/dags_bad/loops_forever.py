"""Waits for something that never comes while it is imported."""

from datetime import datetime

from airflow import DAG

with DAG("loops_forever", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    while True:
        pass
