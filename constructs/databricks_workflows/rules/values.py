"""Rules about single values: rows of ``checks/table.py``.

A word that the service may learn tomorrow is a warning, and so is an empty text that Terraform leaves out: both work.
"""

from __future__ import annotations

from databricks_workflows.diagnostics import Rule, Severity

_E, _W = Severity.ERROR, Severity.WARNING

_SENT = "Terraform sends any word as it is, and Databricks refuses the job when it is applied."
_MAY_GROW = (
    "Terraform sends any word as it is. Databricks refuses one that it does not know, and it may learn new ones."
)
_VALIDATE = "The provider refuses it when Terraform validates the document."
_NEVER_CHECKED = "Terraform checks nothing here: Databricks refuses the job when it is applied."

# Words
RUN_IF = Rule("DW200", _E, "a run_if that is none", _SENT)
PAUSE_STATUS = Rule("DW201", _E, "a pause_status that is neither PAUSED nor UNPAUSED", _VALIDATE)
SOURCE = Rule("DW202", _E, "a source that is neither WORKSPACE nor GIT", _SENT)
CONDITION_OP = Rule("DW203", _E, "a comparison that a condition task does not know", _SENT)
OUTCOME = Rule(
    "DW204",
    _E,
    "an outcome that is neither true nor false",
    "A condition task ends with true or false, and no run can match anything else. Terraform sends any text as it is.",
)
PERIODIC_UNIT = Rule("DW205", _E, "a unit of a periodic trigger that is none", _VALIDATE)
PERIODIC_MINUTES = Rule(
    "DW206",
    _E,
    "a periodic trigger in minutes",
    "The Jobs API knows MINUTES; the provider takes HOURS, DAYS and WEEKS and refuses it when Terraform validates.",
)
TABLE_CONDITION = Rule("DW207", _E, "a condition of a table trigger that is none", _VALIDATE)
MODEL_CONDITION = Rule("DW208", _W, "a condition of a model trigger that is not known", _MAY_GROW)
TRIGGER_MODE = Rule("DW209", _W, "a trigger_mode of a SQL condition that is not known", _MAY_GROW)
TASK_RETRY_MODE = Rule("DW210", _E, "a task_retry_mode that is none", _SENT)
RUNTIME_ENGINE = Rule(
    "DW211",
    _E,
    "a runtime_engine that is neither PHOTON nor STANDARD",
    f"{_VALIDATE} It does not take an empty text either.",
)
DATA_SECURITY_MODE = Rule("DW212", _W, "a data_security_mode that is not known", _MAY_GROW)
CLUSTER_KIND = Rule("DW213", _W, "a kind of cluster that is not known", _MAY_GROW)
DEPENDENCY_MODE = Rule("DW214", _W, "a dependency_mode that is not known", _MAY_GROW)
AWS_AVAILABILITY = Rule("DW215", _E, "an availability that AWS nodes don't have", _SENT)
AZURE_AVAILABILITY = Rule("DW216", _E, "an availability that Azure nodes don't have", _SENT)
GCP_AVAILABILITY = Rule("DW217", _E, "an availability that Google Cloud nodes don't have", _SENT)
EBS_VOLUME_TYPE = Rule("DW218", _E, "an ebs_volume_type that is none", _SENT)
CONFIDENTIAL_COMPUTE = Rule("DW219", _W, "a confidential_compute_type that is not known", _MAY_GROW)
ENCRYPTION_TYPE = Rule("DW220", _E, "an encryption_type that is neither sse-s3 nor sse-kms", _SENT)
HEALTH_METRIC = Rule("DW221", _W, "a health metric that is not known", _MAY_GROW)
HEALTH_OP = Rule(
    "DW222",
    _E,
    "a comparison that a health rule does not know",
    "A health rule compares with GREATER_THAN and nothing else. Terraform sends any word as it is, and Databricks "
    "refuses the job when it is applied.",
)
EDIT_MODE = Rule("DW223", _E, "an edit_mode that is none", _SENT)
FORMAT = Rule(
    "DW224",
    _W,
    "a format that no job has any more",
    "Databricks ignores what is sent and answers MULTI_TASK, so that every plan shows a change.",
)
PERFORMANCE_TARGET = Rule(
    "DW225",
    _W,
    "a performance_target that is not known or can't be had",
    f"{_MAY_GROW} COST_OPTIMIZED needs a duration target beside it, which Terraform can't send.",
)
GIT_PROVIDER = Rule("DW226", _W, "a git_provider that is not known", _MAY_GROW)
DEPLOYMENT_KIND = Rule("DW227", _W, "a kind of deployment that is not known", _MAY_GROW)
DIRTY_STATE = Rule("DW228", _W, "a dirty_state that is not known", _MAY_GROW)
PERMISSION_LEVEL = Rule(
    "DW229",
    _E,
    "a permission_level that jobs don't have",
    "The provider refuses it; where the job is new only in the middle of apply, when the job is made already.",
)
ACCELERATOR = Rule("DW230", _W, "a GPU accelerator that is not known", _MAY_GROW)
STORAGE_MODE = Rule("DW231", _W, "a storage_mode of Power BI that is not known", _MAY_GROW)
POWER_BI_SIGN_IN = Rule("DW232", _W, "an authentication_method of Power BI that is not known", _MAY_GROW)
UNSENT_WORD = Rule(
    "DW233",
    _W,
    "an empty text where a word stands",
    "Terraform leaves an empty text out, so that the default holds: nothing breaks, and nothing is set.",
)

# Numbers
MAX_RETRIES = Rule("DW235", _E, "fewer than -1 retries", f"-1 retries without an end, 0 never. {_NEVER_CHECKED}")
TIMEOUT_SECONDS = Rule("DW236", _E, "a timeout below zero", f"0 is no limit. {_NEVER_CHECKED}")
RETRY_INTERVAL = Rule("DW237", _E, "a time between retries below zero", _NEVER_CHECKED)
NUM_WORKERS = Rule("DW238", _E, "fewer than no workers", _VALIDATE)
MIN_WORKERS = Rule(
    "DW239",
    _W,
    "a cluster that may shrink to no worker",
    "Terraform never sends a min_workers of 0: Databricks takes its own default, and where it answers with that, every "
    "plan shows a change.",
)
MAX_WORKERS = Rule(
    "DW240",
    _E,
    "a cluster that may grow to no worker",
    "max_workers must be more than min_workers. Terraform checks nothing here: the cluster can't start.",
)
MAX_CONCURRENT_RUNS = Rule(
    "DW241",
    _E,
    "a max_concurrent_runs that a job can't have",
    "0 would skip every run, but Terraform never sends it: the job is made with Databricks' default of 1. More than "
    "1000 is refused when the job is applied.",
)
PERIODIC_INTERVAL = Rule("DW242", _E, "a periodic trigger that never comes round", _VALIDATE)
CONCURRENCY = Rule(
    "DW243",
    _E,
    "a loop with fewer than 1 or more than 100 inputs at a time",
    "Terraform never sends a 0, so that one input after the other is taken; a number below zero, or above "
    "100, is refused when the job is applied.",
)
TRIGGER_WAIT = Rule(
    "DW244",
    _E,
    "a trigger's waiting time of less than a minute",
    "The least that Databricks takes is 60 seconds; 0 is the same as not set. Terraform checks nothing here.",
)
HEALTH_VALUE = Rule(
    "DW245", _W, "a health rule with a threshold below zero", "Every run is beyond it, so that somebody is always told."
)
SPOT_BID = Rule(
    "DW246",
    _E,
    "a spot price that AWS nodes can't have",
    "Databricks takes at most 10000 percent of the on-demand price. Terraform checks nothing here and never sends a 0, "
    "so that the default of 100 holds.",
)
SPOT_PRICE = Rule(
    "DW247",
    _E,
    "a spot price that Azure nodes can't have",
    "It is a price in dollars, or -1 for the on-demand price. Terraform checks nothing here.",
)
EBS_COUNT = Rule("DW248", _E, "a number of EBS volumes that a node can't have", _NEVER_CHECKED)
EBS_SIZE = Rule("DW249", _E, "an EBS volume that is too small or too large", _NEVER_CHECKED)
BELOW_ZERO = Rule("DW250", _E, "a size or a count of a cluster below zero", _NEVER_CHECKED)
GPU_COUNT = Rule("DW251", _E, "a GPU task without a GPU", _NEVER_CHECKED)

# Counts
TASK_COUNT = Rule("DW253", _E, "more tasks than a job can have", _NEVER_CHECKED)
TAG_COUNT = Rule("DW254", _E, "more tags than a job can have", _NEVER_CHECKED)
CUSTOM_TAG_COUNT = Rule("DW255", _E, "more tags than a cluster can have", _NEVER_CHECKED)
WEBHOOK_COUNT = Rule("DW256", _E, "more webhooks of one event than Databricks calls", _NEVER_CHECKED)
DBT_COMMAND_COUNT = Rule("DW257", _E, "a dbt task with no command, or with too many", _NEVER_CHECKED)
SSH_KEY_COUNT = Rule("DW258", _E, "more SSH keys than a cluster can have", _VALIDATE)
SUBSCRIBER_COUNT = Rule("DW259", _E, "more subscribers than an alert can have", _NEVER_CHECKED)
TABLE_COUNT = Rule("DW260", _E, "a table trigger without a table", _VALIDATE)
DEPLOYMENT_COUNT = Rule(
    "DW261", _W, "several deployments in an AI runtime task", "Databricks takes exactly one for now, and may take more."
)

# Sizes
JOB_NAME = Rule("DW262", _E, "a name of a job that is too long", _NEVER_CHECKED)
DESCRIPTION = Rule("DW263", _E, "a description of a job that is too long", _NEVER_CHECKED)
BASE_PARAMETERS = Rule("DW264", _E, "parameters of a notebook that are too large", _NEVER_CHECKED)
RUN_JOB_PARAMETERS = Rule("DW265", _E, "parameters for another job that are too large", _NEVER_CHECKED)
PIPELINE_PARAMETERS = Rule("DW266", _E, "parameters of a pipeline that are too large", _NEVER_CHECKED)
TAG_NAME = Rule(
    "DW267",
    _W,
    "a name of a tag that is too long",
    "Tags become tags of the cloud's machines. On AWS a name has at most 127 characters.",
)
TAG_VALUE = Rule(
    "DW268",
    _W,
    "a value of a tag that is too long",
    "Tags become tags of the cloud's machines. On AWS a value has at most 255 characters.",
)

# Forms
PARAMETER_NAME = Rule("DW270", _E, "a name that a job parameter can't have", _NEVER_CHECKED)
JOB_CLUSTER_KEY = Rule("DW271", _E, "a key that a job cluster can't have", _NEVER_CHECKED)
EMPTY_VALUE = Rule(
    "DW272",
    _E,
    "an empty text where an id, a path or a name must stand",
    "Terraform takes it. Databricks refuses the job when it is applied, or the task runs on something else.",
)
UNSENT_TEXT = Rule(
    "DW273",
    _W,
    "an empty text, which Terraform leaves out",
    "The job is made as if the field were not there: Databricks' default holds, or nothing.",
)
EMPTY_ITEM = Rule(
    "DW274",
    _E,
    "an empty text in a list",
    "Terraform finds nothing wrong with it until it applies: then the provider panics instead of making the job.",
)
MAIL = Rule(
    "DW275",
    _W,
    "a mail address that is none",
    "Terraform sends any text. Databricks refuses it when the job is applied, or nobody is ever told.",
)
USER_NAME = Rule(
    "DW276",
    _W,
    "a user's name that is no mail address",
    "Databricks knows users by their mail addresses, and refuses a name that it does not know when the job is applied.",
)
SERVICE_PRINCIPAL = Rule(
    "DW277",
    _W,
    "a service principal that is not named by its application id",
    "Databricks wants the application id, not the name that its pages show, and refuses the job when it is applied.",
)
GIT_URL = Rule("DW278", _E, "a Git repository that is not reached by https", _VALIDATE)
FILE_ARRIVAL_URL = Rule(
    "DW279",
    _E,
    "a place for files that Databricks can't watch",
    "It watches an external location, a volume or a folder in one of them, without wildcards. Terraform refuses an "
    "empty text; the rest is refused when the job is applied.",
)
DBT_COMMAND = Rule("DW280", _E, "a command of a dbt task that is not dbt's", _NEVER_CHECKED)
ENVIRONMENT_VERSION = Rule("DW281", _E, "an environment_version that is none", _NEVER_CHECKED)
DOCKER_IMAGE = Rule(
    "DW282",
    _W,
    "a container image that is not named as images are",
    "The nodes pull it when the cluster starts: a URL with a scheme, or a blank, finds no image.",
)
PATH_FORM = Rule(
    "DW283",
    _W,
    "a path with .. in it, or with blanks around it",
    "Terraform sends it as it is. What is run is looked up by exactly this text when the task starts.",
)
NOTEBOOK_ENDING = Rule(
    "DW284",
    _W,
    "a notebook in the workspace with a file's ending",
    "Notebooks have no ending in the workspace. What has one is a file, which a notebook task does not run.",
)
TABLE_NAME = Rule("DW285", _E, "a table to watch without its catalog and schema", _NEVER_CHECKED)
MAVEN = Rule(
    "DW286",
    _E,
    "Maven coordinates that are not group:artifact:version",
    "Terraform takes any text; the library can't be installed, and the task fails.",
)
MAVEN_EXCLUSION = Rule(
    "DW287",
    _W,
    "a Maven exclusion that is not group:artifact",
    "What is to be left out is named by its group and its artifact. Terraform takes any text.",
)
JAR = Rule(
    "DW288",
    _W,
    "a jar that is not the place of a JAR",
    "A library is read from the workspace, a volume or cloud storage. Terraform takes any text; the task fails when "
    "its cluster can't install it.",
)
WHEEL = Rule("DW289", _W, "a whl that is not the place of a Python wheel", JAR.why)
REQUIREMENTS = Rule(
    "DW291",
    _W,
    "requirements that are not a file of the workspace or a volume",
    "Only paths in the workspace and in volumes are read. Terraform takes any text; the task fails when its cluster "
    "can't install them.",
)
RESERVED_TAG = Rule(
    "DW292",
    _W,
    "a tag called Name, or without a name",
    "Every cluster has a tag Name, whose value Databricks sets and finds the cluster by. With another value it may "
    "lose the cluster, which then runs on and costs.",
)
ENVIRONMENT_VARIABLE = Rule(
    "DW293",
    _W,
    "an environment variable that a shell can't set",
    "Databricks exports each name as it is when driver and workers start.",
)
SPARK_CONF_NAME = Rule(
    "DW294", _W, "a Spark setting with a blank in its name", "Spark has no such setting, and takes no notice of it."
)
INSTANCE_PROFILE = Rule(
    "DW295",
    _E,
    "an instance_profile_arn that is no ARN of an instance profile",
    "Terraform takes any text; no cluster starts. The ARN of a role looks alike and is not what is meant.",
)
TIMEOUT = Rule(
    "DW296",
    _E,
    "a timeout of Terraform that is no duration",
    "Terraform can't read it, and refuses the document.",
)
ASCII = Rule(
    "DW297",
    _E,
    "parameters for another job with more than ASCII in them",
    "Databricks takes ASCII only for these and answers with an error. Terraform checks nothing here.",
)
WEBHOOK_ID = Rule(
    "DW298",
    _E,
    "an address in the place of a webhook's id",
    "A webhook is named by the id of a notification destination of the workspace. Terraform takes any text; Databricks "
    "knows no destination by an address and refuses the job.",
)
_UNLIKE = (
    "The two look unlike: 0923-164208-meows279 is a cluster, 8b1d2c3e4f5a6b7c a warehouse. Terraform takes any text; "
    "the task fails when it starts."
)
WAREHOUSE_AS_CLUSTER = Rule("DW299", _W, "the id of a SQL warehouse where a cluster's belongs", _UNLIKE)
CLUSTER_AS_WAREHOUSE = Rule("DW343", _W, "the id of a cluster where a SQL warehouse's belongs", _UNLIKE)
REQUIREMENT = Rule(
    "DW344",
    _W,
    "a package with a version that pip does not read",
    "pip takes name==1.0. With one equals sign, or a blank, the package is not found, and the task's cluster or "
    "environment does not start.",
)
NAME_AS_ID = Rule(
    "DW345",
    _W,
    "a name, a path or a statement where an id belongs",
    "Ids have no blanks and no slashes. Terraform takes any text; Databricks finds nothing by it.",
)
