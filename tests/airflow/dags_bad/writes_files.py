"""Writes a file beside itself and starts a process while it is imported."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from airflow import DAG

Path(__file__).with_suffix(".written").write_text("x")
subprocess.run([sys.executable, "-c", "print('started')"], check=True)

with DAG("writes_files", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    pass
