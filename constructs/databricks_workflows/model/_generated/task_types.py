# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Tasks that run code: notebooks, Python, JARs, dbt, pipelines, other jobs, conditions."""

import warnings
from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._leaves import BlocksOf, Bool, Int, ListOf, MapOf, Str, Text


class ConditionTask(Model):
    """Compares two values; tasks that depend on it name the outcome they wait for. Needs no compute, has no retries.

    See https://docs.databricks.com/aws/en/jobs/tasks/if-else
    """

    left: Text
    """Left value: text, or a dynamic value such as ``{{tasks.check.values.count}}``."""

    op: Str
    """EQUAL_TO and NOT_EQUAL compare text; GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN and LESS_THAN_OR_EQUAL
    numbers.
    """

    right: Text
    """Right value: text, or a dynamic value. True is ``true``."""


class DbtCloudTask(Model):
    """Starts a job in dbt Cloud. Deprecated: DbtPlatformTask took its place.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    connection_resource_name: Str | None = None
    """Name of the Unity Catalog connection to sign in with."""

    dbt_cloud_job_id: Int | None = None
    """Id of the job there."""


class DbtPlatformTask(Model):
    """Starts a job on the dbt platform.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    connection_resource_name: Str | None = None
    """Name of the Unity Catalog connection to sign in with."""

    dbt_platform_job_id: Str | None = None
    """Id of the job there, as text."""


with warnings.catch_warnings():  # a field hides a deprecated method of pydantic's BaseModel
    warnings.simplefilter("ignore", UserWarning)

    class DbtTask(Model):
        """Runs dbt commands of a project.

        See https://docs.databricks.com/api/workspace/jobs/create
        """

        commands: Annotated[list[Str], ListOf]
        """One to ten commands, each beginning with ``dbt``."""

        catalog: Str | None = None
        """Catalog to write to; only with warehouse_id."""

        profiles_directory: Str | None = None
        """Folder of profiles.yml, relative to the project; only without warehouse_id."""

        project_directory: Str | None = None
        """Folder of the project: absolute in the workspace; in a Git repository relative, default its root."""

        schema: Str | None = None  # type: ignore[assignment]
        """Schema to write to; only with warehouse_id. Default: ``default``."""

        source: Str | None = None
        """WORKSPACE or GIT: where the project lies. Written for you: GIT if the job has a git_source."""

        warehouse_id: Str | None = None
        """Id of the SQL warehouse that dbt works on; profile and connection are then made for it."""


class NotebookTask(Model):
    """Runs a notebook.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    notebook_path: Str
    """Path: absolute in the workspace, relative in a Git repository; without the file's ending."""

    base_parameters: Annotated[dict[str, Text], MapOf] | None = None
    """Values of the notebook's widgets, at most 1 MB; those given to a run win."""

    source: Str | None = None
    """WORKSPACE or GIT: where the notebook lies. Written for you: GIT if the job has a git_source."""

    warehouse_id: Str | None = None
    """Id of a serverless or pro SQL warehouse to run on; only cells in SQL work there."""


class PipelineTask(Model):
    """Updates a pipeline, which must be a triggered one.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    pipeline_id: Str
    """Id of the pipeline."""

    full_refresh: Bool | None = None
    """True: clear all tables of the pipeline and compute them anew. Default: false."""

    full_refresh_selection: Annotated[list[Str], ListOf] | None = None
    """Tables to clear and compute anew."""

    parameters: Annotated[dict[str, Text], MapOf] | None = None
    """Values handed to the pipeline, at most 10,000 characters together."""

    refresh_flow_selection: Annotated[list[Str], ListOf] | None = None
    """Flows to refresh, beside the tables selected."""

    refresh_selection: Annotated[list[Str], ListOf] | None = None
    """Tables to update with what is new."""

    reset_checkpoint_selection: Annotated[list[Str], ListOf] | None = None
    """Streaming flows that start from a fresh checkpoint and keep their data."""


class PythonWheelTask(Model):
    """Runs an entry point of a Python wheel.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    entry_point: Str
    """Name of the entry point, or of a function in the package. The provider would send "" for none."""

    package_name: Str
    """Name of the package. The provider would send "" for none."""

    named_parameters: Annotated[dict[str, Text], MapOf] | None = None
    """Command line options, as ``--name=value``. Not together with parameters."""

    parameters: Annotated[list[Text], ListOf] | None = None
    """Command line arguments. Not together with named_parameters."""


class SparkJarTask(Model):
    """Runs a class of a JAR. The code takes the session that is there: ``SparkContext.getOrCreate``.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    jar_uri: Str | None = None
    """Path of the JAR. Deprecated: write it in libraries, or in an environment's java_dependencies."""

    main_class_name: Str | None = None
    """Full name of the class with the main method; its JAR is one of the libraries."""

    parameters: Annotated[list[Text], ListOf] | None = None
    """Arguments of the main method."""

    run_as_repl: Bool | None = None
    """Deprecated; false is refused."""


class SparkPythonTask(Model):
    """Runs a Python file.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    python_file: Str
    """Path: absolute in the workspace, a URI on cloud storage, relative in a Git repository."""

    parameters: Annotated[list[Text], ListOf] | None = None
    """Command line arguments."""

    source: Str | None = None
    """WORKSPACE (default, cloud storage too) or GIT."""


class SparkSubmitTask(Model):
    """Runs spark-submit on a cluster of its own. Old; SparkJarTask is the way on.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    parameters: Annotated[list[Text], ListOf] | None = None
    """Arguments of spark-submit."""


class PipelineParams(Model):
    """How a pipeline of the started job is updated.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    full_refresh: Bool | None = None
    """True: clear all tables of the pipeline and compute them anew. Default: false."""

    full_refresh_selection: Annotated[list[Str], ListOf] | None = None
    """Tables to clear and compute anew."""

    refresh_flow_selection: Annotated[list[Str], ListOf] | None = None
    """Flows to refresh, beside the tables selected."""

    refresh_selection: Annotated[list[Str], ListOf] | None = None
    """Tables to update with what is new."""

    reset_checkpoint_selection: Annotated[list[Str], ListOf] | None = None
    """Streaming flows that start from a fresh checkpoint and keep their data."""


class PythonOperatorParameter(Model):
    """One parameter of a Python operator.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    name: Str | None = None
    """Name."""

    value: Text | None = None
    """Value."""


class RunJobTask(Model):
    """Runs another job and waits for it. All fields but job_id and job_parameters are for old jobs without job
    parameters.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    job_id: Int
    """Id of the job."""

    dbt_commands: Annotated[list[Str], ListOf] | None = None
    """For its dbt tasks: the commands."""

    jar_params: Annotated[list[Text], ListOf] | None = None
    """For its JAR tasks: the arguments, at most 10,000 bytes. Not together with notebook_params."""

    job_parameters: Annotated[dict[str, Text], MapOf] | None = None
    """Values of its job parameters."""

    notebook_params: Annotated[dict[str, Text], MapOf] | None = None
    """For its notebook tasks: values of widgets, at most 10,000 bytes. Not together with jar_params."""

    pipeline_params: PipelineParams | None = None
    """For its pipeline tasks."""

    python_named_params: Annotated[dict[str, Text], MapOf] | None = None
    """For its wheel tasks: options by name."""

    python_params: Annotated[list[Text], ListOf] | None = None
    """For its Python tasks: the arguments, ASCII only, at most 10,000 bytes."""

    spark_submit_params: Annotated[list[Text], ListOf] | None = None
    """For its spark-submit tasks: the arguments, ASCII only, at most 10,000 bytes."""

    sql_params: Annotated[dict[str, Text], MapOf] | None = None
    """For its SQL tasks: values of parameters."""


class PythonOperatorTask(Model):
    """Runs a Python function or operator.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    main: Str | None = None
    """Function or class with its module: ``project.module.function``."""

    parameters: Annotated[list[PythonOperatorParameter], BlocksOf] | None = None
    """Parameters in their order."""
