# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Clusters made for a job: size, machines, disks, logs, init scripts."""

from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._generated.provider import ProviderConfig
from databricks_workflows.model._leaves import Bool, Int, ListOf, MapOf, Number, Str, Text, blocks_of


class Autoscale(Model):
    """Limits between which the number of workers follows the load.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    max_workers: Int | None = None
    """Most workers; more than min_workers."""

    min_workers: Int | None = None
    """Fewest workers, and how many a cluster starts with. The provider can't send 0."""


class AwsAttributes(Model):
    """What is special to clusters on AWS.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    availability: Str | None = None
    """SPOT, ON_DEMAND or SPOT_WITH_FALLBACK, for the nodes after the first first_on_demand ones."""

    ebs_volume_count: Int | None = None
    """EBS volumes of each node, at most 10. Node types without a disk of their own need one."""

    ebs_volume_iops: Int | None = None
    """IOPS of each volume, gp3 only. Default: the most that gp2 gives at this size."""

    ebs_volume_size: Int | None = None
    """Size of each volume in GiB: 100 to 4096 on SSD, 500 to 4096 on HDD."""

    ebs_volume_throughput: Int | None = None
    """Throughput of each volume in MiB/s, gp3 only. Default: the most that gp2 gives at this size."""

    ebs_volume_type: Str | None = None
    """GENERAL_PURPOSE_SSD or THROUGHPUT_OPTIMIZED_HDD."""

    first_on_demand: Int | None = None
    """How many nodes, the driver first, are never spot ones."""

    instance_profile_arn: Str | None = None
    """ARN of the instance profile; an administrator must have registered it."""

    spot_bid_price_percent: Int | None = None
    """Highest price for spot nodes in percent of the on-demand one. Default: 100; at most 10000."""

    zone_id: Str | None = None
    """Availability zone, or ``auto`` (default) for one with room."""


class LogAnalyticsInfo(Model):
    """Where the Log Analytics agent of Azure sends to.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    log_analytics_primary_key: Str | None = None
    """Key of the workspace of Log Analytics; a secret."""

    log_analytics_workspace_id: Str | None = None
    """Id of the workspace of Log Analytics."""


class GcpAttributes(Model):
    """What is special to clusters on Google Cloud.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    availability: Str | None = None
    """ON_DEMAND_GCP, PREEMPTIBLE_GCP or PREEMPTIBLE_WITH_FALLBACK_GCP, for the nodes after the first first_on_demand
    ones.
    """

    boot_disk_size: Int | None = None
    """Size of the boot disk in GB."""

    confidential_compute_type: Str | None = None
    """SEV_SNP (on N2D machines) or CONFIDENTIAL_COMPUTE_TYPE_NONE (default)."""

    first_on_demand: Int | None = None
    """How many nodes, the driver first, are never preemptible ones."""

    google_service_account: Str | None = None
    """Service account that the cluster acts as; an administrator must have registered it."""

    local_ssd_count: Int | None = None
    """Local SSDs of each node, 375 GB each."""

    use_preemptible_executors: Bool | None = None
    """True: workers are preemptible. Older form of availability. Default: false."""

    zone_id: Str | None = None
    """Zone, ``HA`` (default: spread over zones) or ``AUTO`` (one with room)."""


class NodeTypeFlexibility(Model):
    """Other node types to take where the wanted one can't be had.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    alternate_node_type_ids: Annotated[list[Str], ListOf] | None = None
    """Node types in the order in which they are tried."""


class Location(Model):
    """A path in DBFS, a volume, the workspace, cloud storage or on the node.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    destination: Str
    """Where: path or URI with the scheme of its kind."""


class S3Location(Model):
    """A path on S3. The cluster's instance profile must allow reading or writing there.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    destination: Str
    """``s3://bucket/prefix``."""

    canned_acl: Str | None = None
    """Canned ACL of what is written, such as ``bucket-owner-full-control``."""

    enable_encryption: Bool | None = None
    """True: encrypted by the server. Default: false."""

    encryption_type: Str | None = None
    """``sse-s3`` (default) or ``sse-kms``, where encryption is on."""

    endpoint: Str | None = None
    """URL of the endpoint; this or region is needed, this one wins."""

    kms_key: Str | None = None
    """Key for ``sse-kms``."""

    region: Str | None = None
    """Region, such as ``us-west-2``; this or endpoint is needed."""


class DockerBasicAuth(Model):
    """Sign-in to a container registry. Take both from secrets or sensitive Terraform variables, not from literals.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    password: Str
    """Password or token."""

    username: Str
    """Name."""


class WorkloadClients(Model):
    """Who may use a cluster.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    jobs: Bool | None = None
    """True: jobs may. Default: true."""

    notebooks: Bool | None = None
    """True: notebooks may. Default: true."""


class AzureAttributes(Model):
    """What is special to clusters on Azure.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    availability: Str | None = None
    """SPOT_AZURE, ON_DEMAND_AZURE or SPOT_WITH_FALLBACK_AZURE, for the nodes after the first first_on_demand ones."""

    capacity_reservation_group: Str | None = None
    """Resource id of a capacity reservation group; needs a workspace in a network of your own."""

    first_on_demand: Int | None = None
    """How many nodes, the driver first, are never spot ones; at least 1."""

    log_analytics_info: LogAnalyticsInfo | None = None
    """Where the Log Analytics agent sends to."""

    spot_bid_max_price: Number | None = None
    """Highest price of a spot node in US dollars an hour. Default -1: up to the on-demand price, never evicted for
    it.
    """


class ClusterLogConf(Model):
    """Where a cluster's logs go; exactly one place is set. Below it, each cluster has a folder of its id.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    dbfs: Location | None = None
    """A folder in DBFS: ``dbfs:/logs``."""

    s3: S3Location | None = None
    """A folder in a bucket, with region or endpoint."""

    volumes: Location | None = None
    """A folder in a volume: ``/Volumes/catalog/schema/volume/logs``."""


class InitScript(Model):
    """One init script; exactly one place is set.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    abfss: Location | None = None
    """On Azure storage: ``abfss://container@account.dfs.core.windows.net/setup.sh``."""

    dbfs: Location | None = None
    """In DBFS. Deprecated: use a volume or the workspace."""

    file: Location | None = None
    """On the node itself: ``file:/opt/setup.sh``; for images of your own."""

    gcs: Location | None = None
    """On Google Cloud Storage: ``gs://bucket/setup.sh``."""

    s3: S3Location | None = None
    """On S3, with region or endpoint."""

    volumes: Location | None = None
    """In a volume: ``/Volumes/catalog/schema/volume/setup.sh``."""

    workspace: Location | None = None
    """In the workspace: ``/Shared/setup.sh``."""


class DockerImage(Model):
    """A container image that a cluster runs in.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    url: Str
    """Name of the image with registry and tag."""

    basic_auth: DockerBasicAuth | None = None
    """Sign-in, where the registry asks for one."""


class WorkloadType(Model):
    """What a cluster may be used for.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    clients: WorkloadClients
    """Who may use it."""


class Cluster(Model):
    """A cluster that is made for a run and ends with it: ``new_cluster`` of a task or of a job cluster.

    See https://docs.databricks.com/api/workspace/clusters/create
    """

    autoscale: Autoscale | None = None
    """Limits for a changing number of workers, instead of num_workers."""

    aws_attributes: AwsAttributes | None = None
    """What is special to AWS."""

    azure_attributes: AzureAttributes | None = None
    """What is special to Azure."""

    cluster_log_conf: ClusterLogConf | None = None
    """Where logs go, every 5 minutes."""

    cluster_name: Str | None = None
    """Name of the cluster. Databricks names a job's clusters itself, so leave it out."""

    custom_tags: Annotated[dict[str, Text], MapOf] | None = None
    """Tags of the machines and disks, at most 45, beside those that Databricks sets."""

    data_security_mode: Str | None = None
    """Access mode: SINGLE_USER, USER_ISOLATION, NONE, DATA_SECURITY_MODE_AUTO, _DEDICATED, _STANDARD, or one of the
    LEGACY_ ones.
    """

    dependency_mode: Str | None = None
    """DEPENDENCY_MODE_AUTO, DEPENDENCY_MODE_CLUSTER_LIBRARIES or DEPENDENCY_MODE_ENVIRONMENTS: where packages come
    from.
    """

    docker_image: DockerImage | None = None
    """A container image to run in."""

    driver_instance_pool_id: Str | None = None
    """Pool of the driver. Default: instance_pool_id, without which it can't be set."""

    driver_node_type_flexibility: NodeTypeFlexibility | None = None
    """Node types that may stand in for the driver's."""

    driver_node_type_id: Str | None = None
    """Node type of the driver. Default: node_type_id."""

    enable_elastic_disk: Bool | None = None
    """True: disks grow when they fill up."""

    enable_local_disk_encryption: Bool | None = None
    """True: the nodes' own disks are encrypted."""

    gcp_attributes: GcpAttributes | None = None
    """What is special to Google Cloud."""

    init_scripts: Annotated[list[InitScript], blocks_of(most=10)] | None = None
    """Scripts run on each node before Spark starts, in this order; at most 10."""

    instance_pool_id: Str | None = None
    """Pool that the nodes come from. The provider then drops node types, elastic disk and most cloud attributes."""

    is_single_node: Bool | None = None
    """True: one node without workers. Only together with kind."""

    kind: Str | None = None
    """CLASSIC_PREVIEW: lets is_single_node and use_ml_runtime be used."""

    node_type_id: Str | None = None
    """Node type of the workers, and of the driver unless it has its own."""

    num_workers: Int | None = None
    """Number of workers beside the driver; 0 only on a single node. Without it and autoscale 0 is sent."""

    policy_id: Str | None = None
    """Id of the cluster policy to follow."""

    provider_config: ProviderConfig | None = None
    """Which workspace the provider works on. Terraform only."""

    remote_disk_throughput: Int | None = None
    """Throughput of remote disks in Mb/s; Google Cloud's HYPERDISK_BALANCED only."""

    runtime_engine: Str | None = None
    """PHOTON or STANDARD. Default: STANDARD, unless spark_version names Photon."""

    single_user_name: Str | None = None
    """Who may use the cluster in the access mode SINGLE_USER."""

    spark_conf: Annotated[dict[str, Text], MapOf] | None = None
    """Spark settings; JVM options go to ``spark.driver.extraJavaOptions`` and ``spark.executor.extraJavaOptions``."""

    spark_env_vars: Annotated[dict[str, Text], MapOf] | None = None
    """Environment variables of driver and workers. Extend ``$SPARK_DAEMON_JAVA_OPTS`` rather than replace it."""

    spark_version: Str | None = None
    """Databricks Runtime, such as ``15.4.x-scala2.12``."""

    ssh_public_keys: Annotated[list[Str], ListOf] | None = None
    """Public keys that may log in as ``ubuntu`` on port 2200, at most 10."""

    total_initial_remote_disk_size: Int | None = None
    """Size of the remote disks at the start in GB; Google Cloud only."""

    use_ml_runtime: Bool | None = None
    """True: the runtime for machine learning. Only together with kind."""

    worker_node_type_flexibility: NodeTypeFlexibility | None = None
    """Node types that may stand in for the workers'."""

    workload_type: WorkloadType | None = None
    """What the cluster may be used for."""


class JobCluster(Model):
    """A cluster that tasks of one job share.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    job_cluster_key: Str
    """Name by which tasks refer to it; once in a job."""

    new_cluster: Cluster | None = None
    """What the cluster is like."""

    serverless_compute_id: Str | None = None
    """Serverless compute to bind the cluster to, for its rate limit; at most one job cluster of a job has it."""
