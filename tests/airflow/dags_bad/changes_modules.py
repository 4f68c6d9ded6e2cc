"""Replaces modules of others while it is imported: json, and the stand-ins themselves."""

import json
import sys
import types
from datetime import datetime

from airflow import DAG

json.dumps = lambda *_, **__: "replaced"
sys.modules["click"] = types.ModuleType("click")
sys.modules["airflow"].DAG = None

with DAG("changes_modules", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    pass
