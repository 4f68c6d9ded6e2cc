"""Asks an HTTP service for its settings while it is imported."""

import json
import urllib.request
from datetime import datetime

from airflow import DAG

with urllib.request.urlopen("http://127.0.0.1:9/settings.json", timeout=5) as answer:
    settings = json.load(answer)

with DAG("asks_http", start_date=datetime(2024, 1, 1), schedule=settings["schedule"]) as dag:
    pass
