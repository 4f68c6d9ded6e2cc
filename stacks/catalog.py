"""The cluster catalog: clusters that several workflows name and none declares itself.

A stack that gets it as ``clusters=`` makes a job cluster of each entry that one of its workflows names.
"""

from databricks_workflows.model import Autoscale, Cluster

STANDARD = Cluster(
    spark_version="12.2.x-scala2.12",
    node_type_id="i3.xlarge",
    num_workers=4,
    spark_conf={"spark.sql.adaptive.enabled": "true"},
)

CLUSTERS = {
    "processing_cluster": STANDARD.with_(num_workers=None, autoscale=Autoscale(min_workers=2, max_workers=8)),
    "transform_cluster": STANDARD,
}
