# Straﬂe: Latin-1 bytes, and no coding line says so.
from airflow import DAG

with DAG("straﬂe", schedule=None) as dag:
    pass
