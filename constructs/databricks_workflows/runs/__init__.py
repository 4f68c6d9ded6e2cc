"""Running deployed jobs: find, start, watch, repair, cancel, backfill.

Only ``workspace.py`` talks to Databricks (https://docs.databricks.com/api/workspace/jobs); the rest is plain data.
"""
