"""Clusters as the workspace's pages show them, with all that is empty or read-only in them."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

aws = {
    "cluster_name": "",
    "spark_version": "15.4.x-scala2.12",
    "spark_conf": {},
    "aws_attributes": {
        "first_on_demand": 1,
        "availability": "SPOT_WITH_FALLBACK",
        "zone_id": "auto",
        "spot_bid_price_percent": 100,
        "ebs_volume_count": 0,
        "instance_profile_arn": "arn:aws:iam::123456789012:instance-profile/etl",
    },
    "node_type_id": "i3.xlarge",
    "driver_node_type_id": "i3.xlarge",
    "ssh_public_keys": [],
    "custom_tags": {},
    "spark_env_vars": {"PYSPARK_PYTHON": "/databricks/python3/bin/python3", "TOKEN": "{{secrets/etl/token}}"},
    "autotermination_minutes": 0,
    "enable_elastic_disk": False,
    "cluster_source": "JOB",
    "init_scripts": [],
    "enable_local_disk_encryption": False,
    "data_security_mode": "LEGACY_SINGLE_USER_STANDARD",
    "runtime_engine": "STANDARD",
    "num_workers": 8,
}
azure = {
    "kind": "CLASSIC_PREVIEW",
    "cluster_name": "",
    "spark_version": "16.4.x-scala2.12",
    "azure_attributes": {"first_on_demand": 1, "availability": "ON_DEMAND_AZURE", "spot_bid_max_price": -1},
    "node_type_id": "Standard_D4ds_v5",
    "is_single_node": False,
    "use_ml_runtime": False,
    "data_security_mode": "DATA_SECURITY_MODE_AUTO",
    "autoscale": {"min_workers": 2, "max_workers": 8},
    "num_workers": 2,
    "single_user_name": "ada@example.com",
}
gcp = {
    "cluster_name": "",
    "spark_version": "15.4.x-scala2.12",
    "gcp_attributes": {"use_preemptible_executors": False, "availability": "ON_DEMAND_GCP", "zone_id": "HA"},
    "node_type_id": "n2-highmem-4",
    "spark_conf": {"spark.master": "local[*, 4]", "spark.databricks.cluster.profile": "singleNode"},
    "custom_tags": {"ResourceClass": "SingleNode"},
    "num_workers": 0,
    "init_scripts": [{"workspace": {"destination": "/Shared/init.sh"}}],
    "cluster_log_conf": {"dbfs": {"destination": "dbfs:/cluster-logs"}},
}

with (
    DAG("pasted", start_date=datetime(2024, 1, 1), schedule=None) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="databricks_default",
        job_clusters=[
            {"job_cluster_key": key, "new_cluster": spec}
            for key, spec in (("aws", aws), ("azure", azure), ("gcp", gcp))
        ],
    ),
):
    for name in ("aws", "azure", "gcp"):
        DatabricksNotebookOperator(
            task_id=name, notebook_path=f"/Shared/{name}", source="WORKSPACE", job_cluster_key=name
        )
