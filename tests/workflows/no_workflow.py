"""A file without a workflow."""

NAMES = ["extract", "load"]
