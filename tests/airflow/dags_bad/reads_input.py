"""Waits for an answer on standard input while it is imported."""

from datetime import datetime

from airflow import DAG

with DAG("reads_input", start_date=datetime(2024, 1, 1), schedule=input("Schedule? ")) as dag:
    pass
