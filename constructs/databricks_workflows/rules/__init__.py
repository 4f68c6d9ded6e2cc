"""Every rule of this package: the one list of codes.

Here are the rules about how workflows are written, resolved and compared; those about the jobs that they become are in
``values``, ``blocks`` and ``jobs``.
"""

from __future__ import annotations

from dataclasses import replace

from databricks_workflows.diagnostics import Rule, Severity
from databricks_workflows.rules import blocks, jobs, values

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# Names, arguments and values
UNKNOWN_NAME = Rule("DW001", _E, "an argument or field that does not exist")
WRONG_TYPE = Rule("DW002", _E, "a value of the wrong type, or a required one that is missing")
BAD_TASK_KEY = Rule("DW003", _E, "a task_key that Databricks does not take")
CYCLE = Rule("DW004", _E, "tasks that wait for each other")
DUPLICATE_TASK_KEY = Rule("DW005", _E, "two tasks with one task_key")
UNKNOWN_DEPENDENCY = Rule("DW006", _E, "a dependency on a task that does not exist")
AMBIGUOUS_DEPENDENCY = Rule("DW007", _E, "a dependency that fits several tasks")
DEPENDENCIES_DIFFER = Rule("DW008", _W, "task_config depends_on says something else than the edges")
BAD_SCOPE = Rule("DW009", _E, "something written where it can't stand")
NOT_IN_TERRAFORM = Rule("DW010", _E, "a field that Terraform does not know or never sends")
READ_ONLY = Rule("DW011", _I, "a read-only field, dropped")
NO_MEANING = Rule("DW012", _I, "an argument without meaning in a declared job, dropped")
REPLACED_MEMBERS = Rule("DW013", _E, "extra_job_params that would replace the group's own tasks")
GROUP_PARAMETER_WINS = Rule("DW014", _I, "a group's notebook parameter that wins over the task's")
BAD_DURATION = Rule("DW015", _E, "a time that Databricks can't hold")
NO_RUN_IF = Rule("DW016", _E, "a trigger rule without an equivalent run_if")
EDGE_BETWEEN_GROUPS = Rule("DW017", _E, "an edge that one job can't hold")
NO_SCHEDULE = Rule("DW019", _E, "a schedule that a job can't have")
NO_TASKS = Rule("DW018", _E, "a group without tasks")

# Compute
COMPUTE_CONFLICT = Rule("DW020", _E, "more than one choice of compute in a task")
UNKNOWN_CLUSTER = Rule("DW021", _E, "a job cluster that nothing declares")
AUTOSCALE_AND_NUM_WORKERS = Rule("DW022", _W, "autoscale together with num_workers")
UNUSED_CLUSTER = Rule("DW023", _W, "a job cluster that no task uses")
NO_COMPUTE = Rule("DW024", _E, "a task that needs compute and has none")
TASK_TYPE = Rule("DW025", _E, "a task with no task type, or with several")
PATH_AND_SOURCE = Rule("DW026", _E, "a path that does not fit its source")
UNUSED_LIBRARIES = Rule("DW027", _W, "libraries of a group that no task can take")
FILE_MISSING = Rule("DW028", _E, "a local file that is not there")

# Templates and parameters
UNMAPPED_TEMPLATE = Rule("DW030", _E, "a template without an equivalent")
APPROXIMATE_TEMPLATE = Rule("DW031", _W, "a template whose equivalent means nearly the same")
DEPLOY_TIME_TEMPLATE = Rule("DW032", _I, "a template fixed when the job is deployed")
UNKNOWN_TASK_VALUE = Rule("DW033", _E, "a dynamic value of a task that is not upstream")
UNDECLARED_PARAMETER = Rule("DW034", _E, "a job parameter that is not declared")
TWO_DEFAULTS = Rule("DW035", _E, "one parameter with two defaults")
PARAMETER_YIELDS = Rule("DW036", _I, "a generated parameter that yields to the author's own")
RUN_DATE_ASSUMED = Rule("DW037", _I, "a date parameter that is the day a run starts")

# Secrets, connections, sensors
CREDENTIAL = Rule("DW040", _E, "a value that looks like a credential")
SUSPICIOUS_NAME = Rule("DW041", _W, "a literal under a name that promises a secret")
CONNECTION_DIFFERS = Rule("DW050", _W, "a task's connection that differs from its group's")
SEVERAL_CONNECTIONS = Rule("DW053", _E, "a DAG whose steps are in different workspaces")
SAME_ALIAS = Rule("DW052", _E, "two connections with one provider alias")
SETTING_READ = Rule("DW051", _I, "a setting from outside of the file")
SENSOR_NOBODY_TOLD = Rule("DW060", _W, "a sensor's timeout that nobody is told of")
SENSOR_WITHOUT_GROUP = Rule("DW061", _E, "a sensor that waits for nothing")

# Files written for Airflow
UNSUPPORTED = Rule("DW062", _E, "an operator that a Databricks job can't run")
MISSING_MODULE = Rule("DW063", _I, "a module that is not installed here")
MISSING_VALUE = Rule("DW064", _E, "a value that is not known when the file is read")
APPROXIMATE_OPERATOR = Rule("DW065", _W, "an operator whose equivalent means nearly the same")
WAITS_FOR_MORE = Rule("DW066", _W, "an edge that makes more wait than was written")
RULE_LOST = Rule("DW067", _W, "a trigger rule of an operator that became nothing")
SCHEDULE_DIFFERS = Rule("DW068", _W, "a part of a schedule that a job can't have")

# Jobs of a stack
DUPLICATE_ADDRESS = Rule("DW070", _E, "two jobs at one Terraform address")
BAD_ADDRESS = Rule("DW071", _E, "an address that Terraform does not take")
SAME_JOB_NAME = Rule("DW072", _I, "two jobs of one name on one connection")
REFERENCES_UNSORTED = Rule("DW073", _W, "webhook ids that are known only after apply")
CONSTRUCT_INVALID = Rule("DW080", _E, "another construct's own validation failed")

# Files
CANNOT_READ = Rule("DW090", _E, "a file that can't be read as workflows")
NOTHING_FOUND = Rule("DW091", _E, "a file without workflows")

# What an update of a job can't send: only for two outputs that are compared
MAILS_KEPT = Rule("DW100", _W, "a mail list that was taken away, and stays with an empty address")
RUN_AS_KEPT = Rule("DW101", _W, "a run_as that was taken away, and stays")
FLAG_KEPT = Rule("DW102", _W, "a true that was taken away without a false, and stays")
QUEUE_KEPT = Rule("DW103", _W, "a queue that was taken away without a false, and stays on")
SOURCE_KEPT = Rule("DW104", _W, "a source that was left out, and stays what it was")

_NAMED = [
    name_and_rule for module in (globals(), vars(values), vars(blocks), vars(jobs)) for name_and_rule in module.items()
]

RULES: dict[str, Rule] = {
    rule.code: rule for rule in sorted((r for _, r in _NAMED if isinstance(r, Rule)), key=lambda rule: rule.code)
}


def unsupported(allowed: bool) -> Rule:
    """What a Databricks job can't run: an error, or where that is allowed a warning."""
    return replace(UNSUPPORTED, severity=Severity.WARNING) if allowed else UNSUPPORTED
