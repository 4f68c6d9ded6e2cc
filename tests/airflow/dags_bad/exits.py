"""Calls sys.exit while it is imported."""

import sys
from datetime import datetime

from airflow import DAG

with DAG("exits", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    pass

sys.exit(0)
