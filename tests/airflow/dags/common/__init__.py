"""A package beside the DAG files, in the root of the DAG folder."""
