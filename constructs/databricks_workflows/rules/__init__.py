"""Every rule of this package: the one list of codes.

Here are the rules about how workflows are written, resolved and compared; those about the jobs that they become are in
``values``, ``blocks`` and ``jobs``, those about documents in ``documents``.
"""

from __future__ import annotations

from dataclasses import replace

from databricks_workflows.diagnostics import Rule, Severity
from databricks_workflows.rules import blocks, documents, jobs, values

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# Names, arguments and values
UNKNOWN_NAME = Rule(
    "DW001",
    _E,
    "an argument or field that does not exist",
    "A misspelt name does nothing: the setting that was meant stays at its default, and nobody is told. Terraform "
    "refuses a field that it does not know.",
)
WRONG_TYPE = Rule(
    "DW002",
    _E,
    "a value of the wrong type, or a required one that is missing",
    "Terraform's validate refuses text for a number and a block without a required field, with the place in the "
    "document and not in the author's file.",
)
BAD_TASK_KEY = Rule(
    "DW003",
    _E,
    "a task_key that Databricks does not take",
    "Terraform plans any key. Databricks takes 1 to 100 letters, digits, - and _, and refuses the job when it is "
    "applied.",
)
CYCLE = Rule(
    "DW004",
    _E,
    "tasks that wait for each other",
    "Nothing can begin in a circle. Terraform plans a job with one as if it were right, so it comes out at apply; "
    "jobs that run each other would never end.",
)
DUPLICATE_TASK_KEY = Rule(
    "DW005",
    _E,
    "two tasks with one task_key",
    "The key is what runs, dependencies and repairs name. Terraform plans two tasks of one key as if it were right.",
)
UNKNOWN_DEPENDENCY = Rule(
    "DW006",
    _E,
    "a dependency on a task that does not exist",
    "Terraform plans a job that waits for a task which is not there, so a misspelt name comes out only when the job "
    "is applied.",
)
AMBIGUOUS_DEPENDENCY = Rule(
    "DW007",
    _E,
    "a dependency that fits several tasks",
    "A job knows tasks by their keys alone. Taking one of those that fit would let the task wait for another one "
    "than was meant.",
)
DEPENDENCIES_DIFFER = Rule(
    "DW008",
    _W,
    "task_config depends_on says something else than the edges",
    "Dependencies in task_config and edges add up. Where the two differ, one of them was likely forgotten in a "
    "change, and the task waits for more than was meant.",
)
BAD_SCOPE = Rule(
    "DW009",
    _E,
    "something written where it can't stand",
    "A task is part of a job by the group or DAG that it stands in. Anywhere else it would be in no document, or in "
    "the wrong job.",
)
NOT_IN_TERRAFORM = Rule(
    "DW010",
    _E,
    "a field that Terraform does not know or never sends",
    "The provider never sends such a field, or has no word for it: the setting would not be made, and some of these "
    "fields show a change in every plan.",
)
READ_ONLY = Rule(
    "DW011",
    _I,
    "a read-only field, dropped",
    "Databricks tells such a field in its answers and takes it from nobody. It is often copied along with a job or "
    "cluster that exists, and means nothing here.",
)
NO_MEANING = Rule(
    "DW012",
    _I,
    "an argument without meaning in a declared job, dropped",
    "These arguments say how Airflow runs, shows or watches a task. A declared job is run by Databricks, so what "
    "they asked for does not happen.",
)
REPLACED_MEMBERS = Rule(
    "DW013",
    _E,
    "extra_job_params that would replace the group's own tasks",
    "Settings in extra_job_params stand over those of the group. A list of tasks there would take the place of "
    "everything that was written inside the group.",
)
GROUP_PARAMETER_WINS = Rule(
    "DW014",
    _I,
    "a group's notebook parameter that wins over the task's",
    "As in Airflow's provider, a group's notebook_params are laid over those of its tasks. The value written at the "
    "task is never used.",
)
BAD_DURATION = Rule(
    "DW015",
    _E,
    "a time that Databricks can't hold",
    "The Jobs API counts timeouts in whole seconds and retry intervals in milliseconds. Cut to a whole number, less "
    "than a second would be 0, which means no limit.",
)
NO_RUN_IF = Rule(
    "DW016",
    _E,
    "a trigger rule without an equivalent run_if",
    "Databricks knows six run conditions. A task with none of them would get the default, ALL_SUCCESS, and run at "
    "other times than in Airflow.",
)
EDGE_BETWEEN_GROUPS = Rule(
    "DW017",
    _E,
    "an edge that one job can't hold",
    "Each group is a job, and a job's tasks wait only for each other. Without a DAG around the groups nothing would "
    "start one after the other.",
)
NO_SCHEDULE = Rule(
    "DW019",
    _E,
    "a schedule that a job can't have",
    "A job has quartz cron, a period of whole hours, days or weeks, or a trigger. Cut to fit, a schedule would "
    "start the job at other times than were written.",
)
NO_TASKS = Rule(
    "DW018",
    _E,
    "a group without tasks",
    "The provider sends a job without tasks to version 2.0 of the Jobs API, which is deprecated. Such a job has "
    "nothing to run.",
)

# Compute
COMPUTE_CONFLICT = Rule(
    "DW020",
    _E,
    "more than one choice of compute in a task",
    "Terraform plans a task with two kinds of compute and sends both. Which of them it would run on is not what "
    "anybody wrote.",
)
UNKNOWN_CLUSTER = Rule(
    "DW021",
    _E,
    "a job cluster that nothing declares",
    "Terraform does not compare a task's job_cluster_key with the clusters that are declared, so a misspelt one is "
    "planned and comes out at apply.",
)
AUTOSCALE_AND_NUM_WORKERS = Rule(
    "DW022",
    _W,
    "autoscale together with num_workers",
    "A cluster has a fixed size or grows within limits. The provider sends both; here autoscale is kept, as the "
    "more exact wish.",
)
UNUSED_CLUSTER = Rule(
    "DW023",
    _W,
    "a job cluster that no task uses",
    "A job cluster starts with the first task that names it. One that no task names is never started, and often it "
    "was meant for a task that now runs elsewhere.",
)
NO_COMPUTE = Rule(
    "DW024",
    _E,
    "a task that needs compute and has none",
    "Python files, wheels and JARs need a cluster or an environment; only notebooks and the like can run serverless "
    "without one. Terraform plans such a task all the same.",
)
TASK_TYPE = Rule(
    "DW025",
    _E,
    "a task with no task type, or with several",
    "Terraform takes a task that does nothing and one that does several things. A task of a job does exactly one.",
)
PATH_AND_SOURCE = Rule(
    "DW026",
    _E,
    "a path that does not fit its source",
    "A path in a git source counts from the repository's root, one in the workspace is absolute. Terraform plans "
    "any path, so the run is what fails.",
)
UNUSED_LIBRARIES = Rule(
    "DW027",
    _W,
    "libraries of a group that no task can take",
    "A job has no libraries of its own: they are installed on the cluster of a task. Without such a task nothing "
    "installs them, and the import fails in the run.",
)
FILE_MISSING = Rule(
    "DW028",
    _E,
    "a local file that is not there",
    "The file is uploaded beside the job. Without it Terraform has nothing to upload.",
)
TWO_VALUES = Rule(
    "DW029",
    _W,
    "two values for one field",
    "A field can be written under several names and in several places of one call. Where they differ only one of them "
    "counts, and whoever changes the other one changes nothing.",
)

# Templates and parameters
UNMAPPED_TEMPLATE = Rule(
    "DW030",
    _E,
    "a template without an equivalent",
    "Databricks fills in its own dynamic values and none of Airflow's expressions. The notebook would get the "
    "braces as text, and likely read the wrong data.",
)
APPROXIMATE_TEMPLATE = Rule(
    "DW031",
    _W,
    "a template whose equivalent means nearly the same",
    "The nearest value of Databricks is not the same one: a scheduled day is when the job fires, where Airflow 2 "
    "means the interval before. A load may read another day.",
)
DEPLOY_TIME_TEMPLATE = Rule(
    "DW032",
    _I,
    "a template fixed when the job is deployed",
    "Paths, clusters and branches stand in the job itself and can't change from run to run. The value becomes a "
    "Terraform variable, which somebody has to set.",
)
UNKNOWN_TASK_VALUE = Rule(
    "DW033",
    _E,
    "a dynamic value of a task that is not upstream",
    "A value is there only when the task that sets it has run. Terraform sends the reference as text, so only the "
    "run finds out.",
)
UNDECLARED_PARAMETER = Rule(
    "DW034",
    _E,
    "a job parameter that is not declared",
    "Databricks fills in the parameters that a job declares. Terraform sends any name, so a misspelt one is found "
    "by the run.",
)
TWO_DEFAULTS = Rule(
    "DW035",
    _E,
    "one parameter with two defaults",
    "A parameter of a job, as a variable of Terraform, has one default. Whichever came first would hold for all, "
    "and one use would get another value than is written there.",
)
PARAMETER_YIELDS = Rule(
    "DW036",
    _I,
    "a generated parameter that yields to the author's own",
    "A template in a task asks for a parameter with a default, and the job declares that parameter with another. "
    "The declared one is used, also for the template.",
)
RUN_DATE_ASSUMED = Rule(
    "DW037",
    _I,
    "a date parameter that is the day a run starts",
    "Without a schedule there is no interval that a run is for, so the day of its start stands in. Running the job "
    "for another day means setting the parameter.",
)

# Secrets, connections, sensors
CREDENTIAL = Rule(
    "DW040",
    _E,
    "a value that looks like a credential",
    "The document and Terraform's state keep every value as readable text, and both are copied and reviewed. A "
    "credential in them has to be replaced.",
)
SUSPICIOUS_NAME = Rule(
    "DW041",
    _W,
    "a literal under a name that promises a secret",
    "What stands under such a name is mostly a secret, and the document and Terraform's state keep it as readable "
    "text.",
)
CONNECTION_DIFFERS = Rule(
    "DW050",
    _W,
    "a task's connection that differs from its group's",
    "A job is in one workspace, with all of its tasks. The task runs there, whatever connection is written at it.",
)
SEVERAL_CONNECTIONS = Rule(
    "DW053",
    _E,
    "a DAG whose steps are in different workspaces",
    "A job can run only jobs and tasks of its own workspace. Steps in two workspaces can't be steps of one job.",
)
SAME_ALIAS = Rule(
    "DW052",
    _E,
    "two connections with one provider alias",
    "Each connection becomes a provider, whose alias is the id in letters, digits and _. With one alias for two, "
    "jobs would be deployed to the wrong workspace.",
)
SETTING_READ = Rule(
    "DW051",
    _I,
    "a setting from outside of the file",
    "A file that reads its environment makes another job on another machine, or in CI, from the same commit.",
)
SENSOR_NOBODY_TOLD = Rule(
    "DW060",
    _W,
    "a sensor's timeout that nobody is told of",
    "In Airflow a sensor that waits too long fails. A job has a duration rule in its place, which only sends a "
    "notification, and here nobody would get it.",
)
SENSOR_WITHOUT_GROUP = Rule(
    "DW061",
    _E,
    "a sensor that waits for nothing",
    "A sensor stands for waiting until a workflow has ended. Without one before it there is no job whose duration "
    "it could limit.",
)

# Files written for Airflow
UNSUPPORTED = Rule(
    "DW062",
    _E,
    "an operator that a Databricks job can't run",
    "Databricks runs notebooks, Python, SQL and the like, and not Airflow's operators. Left out without a word, its "
    "work would not be done.",
)
MISSING_MODULE = Rule(
    "DW063",
    _I,
    "a module that is not installed here",
    "Files are read without Airflow and without the modules of its machine. What such a module gives is noted, and "
    "is an error as soon as a job needs it.",
)
MISSING_VALUE = Rule(
    "DW064",
    _E,
    "a value that is not known when the file is read",
    "The value comes from a module or a variable that is not at hand, or is made while Airflow runs. The job would "
    "lack what depends on it.",
)
APPROXIMATE_OPERATOR = Rule(
    "DW065",
    _W,
    "an operator whose equivalent means nearly the same",
    "The task that comes nearest does not do quite the same, mostly in what it waits for or whom it tells. What "
    "comes after it may start later, or fail with it.",
)
WAITS_FOR_MORE = Rule(
    "DW066",
    _W,
    "an edge that makes more wait than was written",
    "A group is a job, which is started and waited for as a whole. An edge from or to a single task of it makes "
    "others wait as well.",
)
RULE_LOST = Rule(
    "DW067",
    _W,
    "a trigger rule of an operator that became nothing",
    "An operator that only joins edges becomes nothing, and its trigger rule is handed to the task behind it. That "
    "task has other edges or a rule of its own, so that one is lost.",
)
SCHEDULE_DIFFERS = Rule(
    "DW068",
    _W,
    "a part of a schedule that a job can't have",
    "A schedule of Databricks begins when the job is deployed and goes on until it is paused. There are no runs for "
    "the time before, and no end date.",
)
SCHEDULE_REPLACED = Rule(
    "DW069",
    _W,
    "a DAG's schedule that extra_job_params replaces",
    "A job is started by one schedule, trigger or continuous run. What extra_job_params says of it stands, and the "
    "DAG's schedule, or that it begins paused, is left out.",
)

# Jobs of a stack
DUPLICATE_ADDRESS = Rule(
    "DW070",
    _E,
    "two jobs at one Terraform address",
    "Terraform knows a job by its address in the document. Of two with one address a single one would be left.",
)
BAD_ADDRESS = Rule(
    "DW071",
    _E,
    "an address that Terraform does not take",
    "Terraform takes letters, digits, _ and -, the first no digit, and refuses the document otherwise.",
)
SAME_JOB_NAME = Rule(
    "DW072",
    _I,
    "two jobs of one name on one connection",
    "Databricks takes several jobs of one name. In its pages, and wherever a job is looked up by name, nobody can "
    "tell them apart.",
)
REFERENCES_UNSORTED = Rule(
    "DW073",
    _W,
    "webhook ids that are known only after apply",
    "The provider sorts webhooks by id when it reads a job. Where the document has them in another order, every "
    "plan shows a change that is none.",
)
CONSTRUCT_INVALID = Rule(
    "DW080",
    _E,
    "another construct's own validation failed",
    "Constructs of other packages, and rules of the team, check themselves during synth. One error keeps all "
    "documents from being written.",
)

# Files
CANNOT_READ = Rule(
    "DW090",
    _E,
    "a file that can't be read as workflows",
    "A file that fails when it is read gives no workflow at all, so nothing else in it can be checked.",
)
NOTHING_FOUND = Rule(
    "DW091",
    _E,
    "a file without workflows",
    "A file that was named to be deployed and makes nothing is mostly a wrong path, or a function that nobody calls.",
)
REPEATED_NAME = Rule(
    "DW092",
    _W,
    "a name that stands twice in a dict or an object",
    "Python and JSON keep the last of the values and say nothing of the others, such as the first of two libraries.",
)
UNCALLED_DAG = Rule(
    "DW093",
    _W,
    "a function under @dag that nobody calls",
    "The decorator makes nothing by itself: the DAG is there once its function is called, at the top level of the "
    "file. In Airflow too it is missing without a word.",
)

# What an update of a job can't send: only for two outputs that are compared
MAILS_KEPT = Rule(
    "DW100",
    _W,
    "a mail list that was taken away, and stays with an empty address",
    "An update sends a list with one empty address in place of none. Plans after that are empty, so nobody sees it.",
)
RUN_AS_KEPT = Rule(
    "DW101",
    _W,
    "a run_as that was taken away, and stays",
    "The provider fills in the former run_as where the document has none. The job goes on with the rights of "
    "somebody who was meant to be taken out, and no plan shows it.",
)
FLAG_KEPT = Rule(
    "DW102",
    _W,
    "a true that was taken away without a false, and stays",
    "The provider fills in the former true where the document says nothing, and the plan is empty.",
)
QUEUE_KEPT = Rule(
    "DW103",
    _W,
    "a queue that was taken away without a false, and stays on",
    "The queue stays enabled where the document no longer has one: only an explicit false turns it off.",
)
SOURCE_KEPT = Rule(
    "DW104",
    _W,
    "a source that was left out, and stays what it was",
    "Where a task has no source, the provider sends that of the task which stood at its place in the list. The "
    "notebook then comes from elsewhere than the plan says.",
)

# Rules that are silenced
SILENCES_NOTHING = Rule(
    "DW105",
    _I,
    "a suppress that silences nothing",
    "Nothing is told there that it could silence: what was wrong has been mended, or stands elsewhere. Left there, it "
    "hides the same mistake when somebody makes it again.",
)
BAD_COMMENT = Rule(
    "DW106",
    _W,
    "a suppress comment that can't be read",
    "A comment that names no rule silences none: what it was meant for is told, and counts, as if it were not there.",
)

_NAMED = [
    name_and_rule
    for module in (globals(), vars(values), vars(blocks), vars(jobs), vars(documents))
    for name_and_rule in module.items()
]

RULES: dict[str, Rule] = {
    rule.code: rule for rule in sorted((r for _, r in _NAMED if isinstance(r, Rule)), key=lambda rule: rule.code)
}


def unsupported(allowed: bool) -> Rule:
    """What a Databricks job can't run: an error, or where that is allowed a warning."""
    return replace(UNSUPPORTED, severity=Severity.WARNING) if allowed else UNSUPPORTED
