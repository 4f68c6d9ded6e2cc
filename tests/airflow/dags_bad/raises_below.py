"""Raises in a function of a neighbour that the file calls."""

from datetime import datetime

from airflow import DAG
from helpers.broken import cluster_of

with DAG("raises_below", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    cluster_of("nobody")
