"""Cluster specs that DAG files share."""

SMALL = {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 1}


def job_cluster(key, **changes):
    return {"job_cluster_key": key, "new_cluster": {**SMALL, **changes}}
