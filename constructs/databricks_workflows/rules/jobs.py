"""Rules about several fields, blocks or tasks of a job: a file each in ``checks/``."""

from __future__ import annotations

from databricks_workflows.diagnostics import Rule, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# What waits for what
OUTCOME_OF_NO_CONDITION = Rule(
    "DW400",
    _E,
    "an outcome of a task that is no condition task",
    "Only a condition task comes out true or false. Terraform sends the dependency as it is; the Jobs API takes an "
    "outcome on dependencies on condition tasks only.",
)
NO_OUTCOME = Rule(
    "DW401",
    _I,
    "a dependency on a condition task that names no outcome",
    "The outcome of a dependency is what must be met for the task to run. Without one the task is on neither branch, "
    "and the condition decides nothing for it.",
)
UNUSED_CONDITION = Rule(
    "DW402",
    _W,
    "a condition task that no task waits for",
    "A condition task does nothing but decide which tasks run after it. Where none does, it changes nothing.",
)
BOTH_OUTCOMES = Rule(
    "DW403",
    _W,
    "a task that waits for both outcomes of one condition",
    "A condition comes out one way, so with ALL_SUCCESS the other dependency is never met, and Databricks skips the "
    "task in every run without a failure.",
)
NEVER_RUNS = Rule(
    "DW404",
    _W,
    "a task that never runs, since what it waits for is disabled",
    "A disabled task has neither succeeded nor failed. Databricks disables every task whose run_if can't be met "
    "because of that, in every run.",
)
RUN_IF_ALONE = Rule(
    "DW405",
    _W,
    "a run_if of a task that waits for nothing",
    "run_if is about the tasks in depends_on. A task without any starts with the job, whatever its run_if says.",
)
RUN_IF_AGAINST_OUTCOMES = Rule(
    "DW406",
    _W,
    "a run_if for failures of a task that waits for outcomes only",
    "A condition has an outcome only after it was evaluated without a failure. A task that waits for an outcome and "
    "for a failure of the same condition has nothing to run after.",
)
NESTED_DEPENDENCIES = Rule(
    "DW407",
    _W,
    "dependencies or a run_if of the task inside a for-each",
    "The task inside a for-each runs once for each input, as soon as the loop has a place for it. What the loop waits "
    "for stands on the for-each task itself.",
)
NESTED_KEY = Rule(
    "DW408",
    _W,
    "the task inside a for-each has the key of another task",
    "A task_key names one task of a job: runs, repairs and dynamic values find a task by it.",
)
LOOP_INPUTS = Rule(
    "DW409",
    _E,
    "for-each inputs that are no list",
    "A for-each iterates over a JSON array, or over a dynamic value that is one. Terraform sends any text.",
)
NO_INPUTS = Rule(
    "DW410",
    _W,
    "a for-each over an empty list",
    "There is nothing to run the inner task for, in any run.",
)
INPUT_OUTSIDE = Rule(
    "DW411",
    _E,
    "{{input}} outside of a for-each",
    "Only the task inside a for-each has an input. Anywhere else Databricks has no value for it.",
)
INPUT_UNUSED = Rule(
    "DW412",
    _W,
    "a for-each whose task never uses its input",
    "A for-each hands its input on by {{input}} in the parameters of its task and in no other way: as written, every "
    "iteration does the same.",
)
INPUT_FIELD = Rule(
    "DW413",
    _E,
    "a field of {{input}} that the inputs do not have",
    "{{input.x}} is the field x of an input that is a JSON object. An input that is a plain value has no fields.",
)
TOO_MANY_INPUTS = Rule(
    "DW414",
    _E,
    "for-each inputs that are too long",
    "Databricks takes at most 10,000 characters of inputs; by a task value they may be 48 KB.",
)
ALWAYS_THE_SAME = Rule(
    "DW415",
    _W,
    "a condition that compares two constants",
    "It comes out the same way in every run, so that one of its branches never runs.",
)
NO_NUMBER = Rule(
    "DW416",
    _E,
    "a comparison of numbers with a text that is none",
    "GREATER_THAN, LESS_THAN and their OR_EQUAL forms compare numbers. A condition that can't read its operand as one "
    "fails when the job runs.",
)
BOOLEAN_SPELLING = Rule(
    "DW417",
    _W,
    "a task value compared with True or False in another spelling",
    'EQUAL_TO and NOT_EQUAL compare texts, and Databricks writes a boolean task value as "true" or "false".',
)
RUN_JOB_DEPTH = Rule(
    "DW418",
    _W,
    "jobs that run jobs more than three levels deep",
    "Databricks does not support more than three Run Job tasks below each other, and says that it may refuse to deploy "
    "such jobs.",
)
REPEATED_DEPENDENCY = Rule(
    "DW419",
    _W,
    "a dependency that is written twice",
    "It says no more than once. Every change of the job then shows both, and Terraform keeps them in the list.",
)

# By the clock
BAD_QUARTZ = Rule(
    "DW460",
    _E,
    "a schedule that is no Quartz cron expression",
    "Terraform sends any text, and Databricks refuses the job when it is applied. Quartz has six or seven fields, "
    "seconds first, and a ? for one of its two kinds of days.",
)
UNIX_CRON = Rule(
    "DW461",
    _E,
    "a schedule in unix cron, where Quartz cron belongs",
    "Databricks reads Quartz cron: seconds come first, Sunday is 1, and one of the two days is a ?. Five fields are "
    "refused when the job is applied.",
)
WEEKDAY_NUMBERS = Rule(
    "DW468",
    _I,
    "a schedule from Sunday to Thursday, written in numbers",
    "In unix cron 1-5 is Monday to Friday. Quartz counts from Sunday, so that the job runs on Sundays and not on "
    "Fridays.",
)
NEVER_FIRES = Rule(
    "DW462",
    _W,
    "a schedule that never fires",
    "It names only years that are over, or a day that none of its months has. Such a job is never started by its "
    "schedule.",
)
FIRES_TOO_OFTEN = Rule(
    "DW463",
    _W,
    "a schedule that fires more often than every ten seconds",
    "Databricks keeps at least ten seconds between two runs of a schedule, whatever its seconds say.",
)
UNKNOWN_TIME_ZONE = Rule(
    "DW464",
    _E,
    "a time zone that does not exist",
    "Databricks reads the ids of Java's time zones. Terraform sends any text, and the job is refused when it is "
    "applied, or runs by another clock.",
)
SHORT_TIME_ZONE = Rule(
    "DW465",
    _W,
    "a time zone of three letters, which may mean several",
    "Java reads such ids for the sake of old programs only, discourages them since the same letters stand for several "
    "zones, and takes some of them without daylight saving time.",
)
CONTINUOUS_AND_CONCURRENT = Rule(
    "DW466",
    _W,
    "a continuous job with more than one run at a time",
    "A continuous job has one run at a time; more can't be had by max_concurrent_runs.",
)
CONTINUOUS_RETRIES = Rule(
    "DW467",
    _W,
    "retries in a continuous job",
    "A continuous job can't use retry policies: Databricks retries it itself, with growing pauses, and single tasks "
    "where task_retry_mode says so.",
)

# Dynamic values and parameters
UNKNOWN_REFERENCE = Rule(
    "DW470",
    _E,
    "a dynamic value that does not exist",
    "Databricks refuses a name that it does not know in a namespace of its own, such as {{job.naem}}.",
)
MALFORMED_REFERENCE = Rule(
    "DW471",
    _E,
    "a dynamic value that is not written as one",
    "Databricks passes over what it can't read and hands the braces to the task as text.",
)
OLD_REFERENCE = Rule(
    "DW472",
    _W,
    "a dynamic value by its old name",
    "The names without a namespace are deprecated. Their {{run_id}} is the run of the task, not that of the job.",
)
EXPRESSION_IN_REFERENCE = Rule(
    "DW473",
    _E,
    "a filter or an expression in a dynamic value",
    "Databricks evaluates nothing inside of the braces: a name is replaced, anything else stays text.",
)
FIXED_FIELD = Rule(
    "DW474",
    _W,
    "a dynamic value in a field that is fixed when the job is deployed",
    "Databricks replaces dynamic values in parameters, conditions and inputs. Of other fields its documentation does "
    "not say so; there the braces are in all likelihood part of the name.",
)
NO_SQL_OUTPUT = Rule(
    "DW475",
    _E,
    "the output of a task that is no SQL task",
    "Rows are the output of SQL tasks, and alert_state is that of alerts; no other task has either.",
)
NO_TASK_VALUES = Rule(
    "DW476",
    _W,
    "a task value of a task that can't set any",
    "Task values are set by code, with dbutils.jobs.taskValues.set. A task of another type has none, and the reference "
    "has no value when the job runs.",
)
PARAMETER_OVERRIDDEN = Rule(
    "DW477",
    _W,
    "a task parameter that a job parameter overrides",
    "Databricks pushes job parameters down to tasks with named parameters, and there they win over the task's own of "
    "the same name.",
)
PARAMETER_TWICE = Rule(
    "DW478",
    _E,
    "a job parameter declared twice",
    "A job parameter is found by its name, so only one of the two can count. Terraform sends both.",
)
UNDECLARED_IN_OTHER_JOB = Rule(
    "DW479",
    _W,
    "a parameter for a job that does not declare it",
    "A run of another job overrides the defaults of the parameters that it declares. One of another name is in all "
    "likelihood misspelt, and the job runs with its default.",
)
SECRET_STAYS_TEXT = Rule(
    "DW480",
    _W,
    "a reference to a secret where Databricks reads none",
    "{{secrets/scope/key}} is filled in when a cluster starts, in its Spark configuration and environment variables. A "
    "task gets the braces as text.",
)
SINGLE_BRACES = Rule(
    "DW481",
    _W,
    "a value in single braces",
    "Airflow and Databricks fill in what stands in two braces. One with a single brace reaches the task as text; in an "
    "f-string of Python two braces are written for one.",
)
STRAY_TEMPLATE = Rule(
    "DW482",
    _W,
    "a template that Databricks does not fill in",
    "Databricks fills in the values that it knows, and leaves anything else in two braces as it is: the task gets the "
    "text. Airflow's templates are known to Airflow alone.",
)
GIT_SOURCE = Rule(
    "DW483",
    _W,
    "a git_source that Databricks can't clone",
    "The provider says how Databricks signs in, the URL is the one to clone, and a branch goes by its short name. "
    "Terraform takes any text; the run fails before its first task.",
)
NOT_COMPUTED = Rule(
    "DW484",
    _W,
    "an expression in a side of a condition",
    "Databricks fills in dynamic values and compares the two texts. An operator in one of them is a part of the text, "
    "and the condition is never what it says.",
)

# Retries and time limits
RETRY_SETTINGS = Rule(
    "DW490",
    _W,
    "settings of retries without retries",
    "Without max_retries a failed task is not tried again, so how long to wait and whether to retry after a timeout "
    "changes nothing.",
)
TASK_OUTLASTS_JOB = Rule(
    "DW491",
    _W,
    "a task that may take longer than its job",
    "The run of the job is canceled first, so the limit of the task is never reached.",
)

# Who is told
EVENT_NEVER_COMES = Rule(
    "DW500",
    _W,
    "somebody to tell of an event that never comes",
    "Warnings about duration and streaming backlog are sent where a health rule beside them sets a threshold. Without "
    "one nobody is ever told.",
)
RULE_AFTER_TIMEOUT = Rule(
    "DW501",
    _W,
    "a warning about duration that comes after the timeout",
    "The run is ended by its timeout before it has lasted as long as the health rule says.",
)
NOBODY_TOLD = Rule(
    "DW502",
    _I,
    "a health rule that nobody is told of",
    "The run shows in the workspace that it is over its threshold. Nobody gets a message.",
)
TOLD_TWICE = Rule(
    "DW503",
    _W,
    "one address or destination twice for one event",
    "It is told twice, or the second one is dropped: both are not what a list of people is for.",
)
SKIPPED_RUNS_TWICE = Rule(
    "DW504",
    _W,
    "no_alert_for_skipped_runs with two values",
    "notification_settings has the field for mails and webhooks; the one in email_notifications is its older place. "
    "Which one wins is not documented.",
)
LAST_ATTEMPT_ALONE = Rule(
    "DW505",
    _W,
    "alert_on_last_attempt without retries",
    "Without max_retries the first attempt is the last one, so nothing is held back.",
)
METRIC_TWICE = Rule(
    "DW506",
    _W,
    "two health rules about one metric",
    "A metric has one threshold. Which of two counts is not documented.",
)

# Who may do what
PRINCIPAL_TWICE = Rule(
    "DW510",
    _W,
    "somebody with two permission levels on one job",
    "A workspace keeps one of the levels, so every further plan of Terraform shows a change.",
)
GROUP_OWNS = Rule(
    "DW511",
    _E,
    "a group as the owner of a job",
    "A job is owned by a user or a service principal. Databricks refuses a group when the permissions are applied, "
    "after the job was made.",
)
TWO_OWNERS = Rule(
    "DW512",
    _E,
    "a job with two owners",
    "Databricks wants exactly one owner and refuses the permissions when they are applied, after the job was made.",
)
ADMINS_GROUP = Rule(
    "DW513",
    _E,
    "permissions for the group admins",
    "Administrators may do everything already. The provider refuses to change their permissions when they are applied, "
    "after the job was made.",
)
NO_OWNER = Rule(
    "DW514",
    _I,
    "run_as beside permissions without an owner",
    "The provider adds whoever runs Terraform as the owner. Deployed by somebody else, the job changes its owner, "
    "while run_as stays.",
)
PRINCIPAL_KIND = Rule(
    "DW515",
    _W,
    "a user and a service principal mistaken for each other",
    "A service principal is named by its application id, a user by a mail address. Under the other field Databricks "
    "finds nobody.",
)
