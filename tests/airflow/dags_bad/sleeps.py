"""Sleeps for an hour while it is imported."""

import time
from datetime import datetime

from airflow import DAG

time.sleep(3600)

with DAG("sleeps", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    pass
