"""Rules about the fields of one block beside each other: rows of ``checks/table.py``, or a file in ``checks/``."""

from __future__ import annotations

from databricks_workflows.diagnostics import Rule, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# Names that exclude or need each other
GIT_REFERENCES = Rule(
    "DW300",
    _E,
    "a git source with several of branch, tag and commit",
    "Databricks checks out one reference. Terraform refuses two as soon as both are written, also where one is empty.",
)
STARTS = Rule(
    "DW301",
    _E,
    "a job with several of schedule, continuous, trigger and triggers",
    "Terraform refuses any two of schedule, continuous and trigger, and triggers stands in place of all three.",
)
RUN_STATE = Rule(
    "DW302",
    _E,
    "control_run_state on a job that is not one continuous run",
    "A deployment stops and starts the run of a continuous job. Terraform refuses it in the plan for every other job, "
    "and where several runs may be active.",
)
TRIGGER_KIND = Rule(
    "DW303",
    _E,
    "a trigger without exactly one of file_arrival, periodic and table_update",
    "Terraform refuses a trigger without one of the three, also where model or sql_condition is set, and one with two.",
)
TRIGGERS_KIND = Rule(
    "DW304",
    _E,
    "one of several triggers without exactly one kind",
    "An entry of triggers is one trigger. Terraform does not look at it, so Databricks refuses it when it is applied.",
)
RUN_AS = Rule(
    "DW305",
    _E,
    "a run_as without exactly one of user_name and service_principal_name",
    "A job acts as one identity. Terraform refuses none and both, and group_name alone counts as none.",
)
LIBRARY_KIND = Rule(
    "DW306",
    _E,
    "a library without exactly one kind",
    "An entry of libraries installs one thing. Terraform sends an empty one and one with two kinds as they are, and "
    "Databricks can't tell what is meant.",
)
SQL_KIND = Rule(
    "DW307",
    _E,
    "a SQL task without exactly one of query, file, alert and dashboard",
    "A SQL task runs one thing. Terraform sends none or two as they are, and Databricks refuses the job.",
)
INIT_SCRIPT_PLACE = Rule(
    "DW308",
    _E,
    "an init script without exactly one place",
    "An entry of init_scripts is one script. With no place there is nothing to run, with two nobody knows which.",
)
LOG_PLACE = Rule(
    "DW309",
    _E,
    "a cluster_log_conf without exactly one place",
    "Logs go to one place. With none of dbfs, s3 and volumes there is nowhere to write them.",
)
PRINCIPAL = Rule(
    "DW310",
    _E,
    "an access control entry without exactly one user, group or service principal",
    "Without a principal Terraform fails after the job exists: what it reads back is not what it sent. An entry with "
    "two can't be kept apart either.",
)
NO_LEVEL = Rule(
    "DW311",
    _E,
    "an access control entry without a permission level",
    "An entry says what somebody may do. Without a level Terraform has nothing to grant, and fails.",
)
SUBSCRIBER = Rule(
    "DW312",
    _E,
    "a subscriber without exactly one of user_name and destination_id",
    "A subscriber is a user or a destination. With none nobody is told, and Terraform does not notice.",
)
ENVIRONMENT_VERSIONS = Rule(
    "DW313",
    _W,
    "an environment with several of environment_version, client and base_environment",
    "client is the older name of environment_version, and a base environment brings its own version: which of them "
    "counts can't be seen.",
)
NO_ENVIRONMENT_VERSION = Rule(
    "DW314",
    _W,
    "an environment without a version",
    "Databricks wants environment_version or base_environment. The version fixes Python and the packages that are "
    "there before the dependencies are installed.",
)
WHEEL_PARAMETERS = Rule(
    "DW315",
    _E,
    "a wheel task with both parameters and named_parameters",
    "The command line is made of one of them. Databricks takes either a list or named options.",
)
ALERT = Rule(
    "DW316",
    _E,
    "an alert task without exactly one of alert_id and workspace_path",
    "A task evaluates one alert, which is named by its id or by its path.",
)
RUN_JOB_PARAMETERS = Rule(
    "DW317",
    _E,
    "a run_job_task with both jar_params and notebook_params",
    "Databricks takes parameters for JARs or for notebooks in one start of a job, not both.",
)
OLD_JOB_PARAMETERS = Rule(
    "DW318",
    _W,
    "a run_job_task with job_parameters and the parameters of old jobs",
    "The parameters by task type are for jobs that declare no job parameters; a job that does is started with "
    "job_parameters alone.",
)
DBT_CATALOG = Rule(
    "DW319",
    _E,
    "a dbt task with a catalog and no warehouse",
    "Databricks makes the profile, and with it the catalog, only for a SQL warehouse, and takes a catalog only then. "
    "Without a warehouse profiles.yml names it.",
)
DBT_PROFILES = Rule(
    "DW320",
    _E,
    "a dbt task with a profiles_directory and a warehouse",
    "With warehouse_id Databricks makes the profile itself, and takes no folder with another one.",
)
DRIVER_POOL = Rule(
    "DW321",
    _E,
    "a driver_instance_pool_id without instance_pool_id",
    "The Terraform provider takes it out of what it sends, so that the driver comes from no pool and every plan shows "
    "a change.",
)
NEEDS_KIND = Rule(
    "DW322",
    _E,
    "is_single_node or use_ml_runtime without kind",
    "Databricks takes both fields only in the newer form of a cluster, which kind = CLASSIC_PREVIEW asks for.",
)
REQUIRED_TOGETHER = Rule(
    "DW324",
    _E,
    "a task without something that its type can't do without",
    "The schema has the field as optional, so that Terraform does not ask for it, and the task has nothing to work on.",
)
S3_REGION = Rule(
    "DW325",
    _E,
    "a place on S3 without region and endpoint",
    "Databricks needs one of them to reach the bucket; where both are given the endpoint is used.",
)
NO_GIT_REFERENCE = Rule(
    "DW326",
    _W,
    "a git source without branch, tag and commit",
    "Which commit a run takes is then not written anywhere. Terraform lets it pass where the provider is known.",
)
NO_GIT_PROVIDER = Rule(
    "DW327",
    _E,
    "a git source without its provider",
    "Terraform guesses it for well-known hosts, and then shows a change in every plan; for others it fails when the "
    "job is applied.",
)

# Deprecated, or ended
EGG = Rule(
    "DW330",
    _W,
    "a library that is a Python egg",
    "Eggs are deprecated, and from Databricks Runtime 14 on they are refused.",
)
JAR_URI = Rule(
    "DW331",
    _W,
    "a JAR task with jar_uri",
    "The field is deprecated: the JAR of a task is one of its libraries.",
)
RUN_AS_REPL = Rule(
    "DW332",
    _W,
    "a JAR task with run_as_repl",
    "The field is deprecated: true is what happens anyway, and false is refused.",
)
SCRIPT_ON_DBFS = Rule(
    "DW333",
    _W,
    "an init script on DBFS",
    "Init scripts on DBFS are deprecated: everybody in the workspace can change what is there.",
)
DBT_CLOUD = Rule(
    "DW334",
    _W,
    "a dbt_cloud_task",
    "The task type is deprecated; dbt_platform_task took its place.",
)
GEN_AI_COMPUTE = Rule(
    "DW335",
    _W,
    "a gen_ai_compute_task",
    "The task type is deprecated; ai_runtime_task took its place.",
)
SPARK_SUBMIT = Rule(
    "DW336",
    _W,
    "a spark_submit_task",
    "The task type is old; JAR and Python tasks do the same, on clusters that other tasks may share.",
)
LEGACY_SQL = Rule(
    "DW337",
    _W,
    "a SQL task with an alert or a dashboard of the older kind",
    "Alerts and dashboards of the newer kind have task types of their own.",
)
CLIENT = Rule(
    "DW338",
    _W,
    "an environment with client",
    "The field is the older name of environment_version.",
)
SKIPPED_RUNS = Rule(
    "DW339",
    _W,
    "no_alert_for_skipped_runs among the mail addresses",
    "The field moved to notification_settings, where it counts for webhooks as well.",
)
PREEMPTIBLE = Rule(
    "DW340",
    _W,
    "a cluster with use_preemptible_executors",
    "The field is the older form of availability, which also says what happens when no preemptible machine is free.",
)
RUNTIME_ENDED = Rule(
    "DW341",
    _W,
    "a Databricks Runtime that is no longer supported",
    "It gets no fixes any more, and Databricks may take it away at any time without notice; clusters that ask for it "
    "then don't start.",
)
RUNTIME_FORM = Rule(
    "DW342",
    _W,
    "a spark_version that looks like none",
    "Databricks knows a runtime by its whole key. Terraform sends any text, and the cluster is refused.",
)

# Compute by task type
COMPUTE_WITHOUT_USE = Rule(
    "DW420",
    _W,
    "compute or libraries on a task that runs on none",
    "The type of the task brings its own compute, or needs none. What is written does not do what it seems to do.",
)
UNKNOWN_ENVIRONMENT = Rule(
    "DW421",
    _E,
    "an environment_key that no environment has",
    "Terraform does not compare the two lists, and Databricks refuses the job when it is applied.",
)
UNUSED_ENVIRONMENT = Rule(
    "DW422",
    _W,
    "an environment that no task uses",
    "Its packages are installed nowhere; in all likelihood a task lacks its environment_key.",
)
DUPLICATE_ENVIRONMENT = Rule(
    "DW423",
    _E,
    "two environments with one environment_key",
    "Tasks find their environment by its key, and Terraform sends both.",
)
LIBRARIES_ON_SERVERLESS = Rule(
    "DW424",
    _E,
    "libraries of a task without a cluster",
    "Libraries are installed on a cluster. Databricks refuses them on serverless compute, where packages are the "
    "dependencies of an environment; Terraform passes them on.",
)
SUBMIT_ON_EXISTING = Rule(
    "DW425",
    _E,
    "a spark_submit_task that is not on a new cluster",
    "spark-submit starts the only program of its cluster: Databricks runs it on new clusters only.",
)
JAR_ON_SERVERLESS = Rule(
    "DW426",
    _E,
    "a JAR task on serverless compute without java_dependencies",
    "On serverless compute the JAR comes from the environment's java_dependencies; Databricks refuses the task "
    "without.",
)
ACCELERATOR = Rule(
    "DW427",
    _W,
    "an accelerator of serverless compute on a task with a cluster",
    "The field chooses the GPUs of serverless compute. A cluster has those of its node type.",
)
NOTEBOOK_ON_WAREHOUSE = Rule(
    "DW428",
    _W,
    "a notebook task with a SQL warehouse and other compute",
    "A notebook runs on one kind of compute: on a warehouse only its SQL cells, on a cluster all of them.",
)
DUPLICATE_CLUSTER = Rule(
    "DW429",
    _E,
    "two job clusters with one job_cluster_key",
    "Tasks find their cluster by its key, and Terraform sends both. Databricks refuses the job when it is applied.",
)

# Clusters
AUTOSCALE_LIMITS = Rule(
    "DW440",
    _E,
    "an autoscale with more workers at least than at most",
    "Terraform sends the limits as they are, and Databricks refuses a cluster whose max_workers is not above "
    "min_workers.",
)
AUTOSCALE_EMPTY = Rule(
    "DW441",
    _E,
    "an autoscale without max_workers",
    "A cluster grows up to max_workers. Terraform sends the block without it, and there is no limit to grow to.",
)
NO_WORKERS = Rule(
    "DW442",
    _E,
    "a cluster without workers that is no single node",
    "Where neither num_workers nor autoscale is written Terraform sends 0, and Databricks allows 0 only for single "
    "node clusters.",
)
HALF_SINGLE_NODE = Rule(
    "DW443",
    _W,
    "a single node cluster of which something is missing",
    "A single node needs no workers, two Spark settings and a tag. A cluster without workers that is no single node "
    "can't run Spark jobs.",
)
POOL_AND_NODES = Rule(
    "DW444",
    _E,
    "a cluster from a pool with settings that the pool has",
    "The Terraform provider takes them out of what it sends: they do nothing, and every plan shows them as a change.",
)
SEVERAL_CLOUDS = Rule(
    "DW445",
    _W,
    "a cluster with attributes of several clouds",
    "A workspace is in one cloud. Terraform sends all of them, and those of another cloud do nothing at best.",
)
NODE_OF_OTHER_CLOUD = Rule(
    "DW446",
    _W,
    "a node type of another cloud than the cluster's attributes",
    "Node types have names of their own in each cloud. A workspace knows only its own cloud's, and one of the two is "
    "not of it.",
)
NO_NODE_TYPE = Rule(
    "DW447",
    _E,
    "a cluster without node type, pool and policy",
    "Terraform does not ask for any of them, and Databricks can't choose machines by itself.",
)
NO_RUNTIME = Rule(
    "DW448",
    _E,
    "a cluster without spark_version",
    "Terraform does not ask for it, and Databricks refuses a cluster without a runtime.",
)
EMPTY_JOB_CLUSTER = Rule(
    "DW449",
    _E,
    "a job cluster without new_cluster",
    "Terraform plans and sends it without, and there is nothing that tasks could run on.",
)
SAME_CLUSTER = Rule(
    "DW450",
    _I,
    "several tasks that each start a cluster of the same kind",
    "Each task waits for a cluster of its own. Tasks that share a job cluster start it once. Two equal clusters are "
    "often meant, to run side by side; from three on it is told.",
)
PHOTON = Rule(
    "DW451",
    _E,
    "a spark_version with Photon and a runtime engine without",
    "runtime_engine does not go with the older runtime keys that name Photon: they contradict each other.",
)
SINGLE_USER = Rule(
    "DW452",
    _W,
    "a single_user_name in another access mode",
    "The name counts only where the access mode is that of a single user.",
)

# Libraries
DUPLICATE_LIBRARY = Rule(
    "DW520",
    _W,
    "a library that stands twice in a task",
    "Terraform and Databricks take both, and the second does nothing.",
)
TWO_VERSIONS = Rule(
    "DW521",
    _W,
    "one package in two versions",
    "A cluster has one version of a package. Which one wins is not said anywhere.",
)
NO_WHEEL = Rule(
    "DW522",
    _W,
    "a wheel task on new compute without any library",
    "A new cluster and a serverless environment start with Databricks' packages alone, so that the wheel's entry "
    "point is not found when the task runs.",
)
