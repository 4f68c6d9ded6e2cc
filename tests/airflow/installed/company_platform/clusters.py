"""Clusters of the company."""

SHARED_CLUSTER_ID = "0301-101010-company1"


def job_cluster(key):
    return {"job_cluster_key": key, "new_cluster": {"spark_version": "15.4.x-scala2.12", "num_workers": 5}}
