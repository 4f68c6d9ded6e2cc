# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Tasks on managed GPU machines."""

from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._leaves import Int, Str, blocks_of


class AiRuntimeCompute(Model):
    """GPUs of a deployment.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    accelerator_count: Int
    """GPUs of all nodes together; a multiple of the number in accelerator_type."""

    accelerator_type: Str
    """GPU_1xA10, GPU_1xH100, GPU_8xH100 or GPU_8xB300: number and kind in each node."""


class GenAiCompute(Model):
    """GPUs of a training script.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    num_gpus: Int
    """Number of GPUs."""

    gpu_node_pool_id: Str | None = None
    """Id of the pool of GPU nodes."""

    gpu_type: Str | None = None
    """Kind of GPU."""


class AiRuntimeDeployment(Model):
    """Nodes that run one script.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    command_path: Str
    """Path in the workspace of the script that each node runs; its exit code is the task's."""

    compute: AiRuntimeCompute
    """GPUs of the nodes."""

    name: Str | None = None
    """Name in logs, such as ``worker``."""


class GenAiComputeTask(Model):
    """Runs a training script on GPUs. Deprecated: AiRuntimeTask took its place.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    dl_runtime_image: Str
    """Runtime image."""

    command: Str | None = None
    """What starts the script, such as ``bash`` or ``python``."""

    compute: GenAiCompute | None = None
    """The GPUs."""

    mlflow_experiment_name: Str | None = None
    """Name of the MLflow experiment; it is made where there is none."""

    source: Str | None = None
    """WORKSPACE or GIT: where the script lies. Unset, Databricks takes GIT if the job has a git_source."""

    training_script_path: Str | None = None
    """Path of the script: absolute in the workspace, a URI on cloud storage, relative in a Git repository."""

    yaml_parameters: Str | None = None
    """Parameters of the script as YAML; wins over the file."""

    yaml_parameters_file_path: Str | None = None
    """File with the parameters as YAML."""


class AiRuntimeTask(Model):
    """Runs a program on several GPU nodes.

    See https://docs.databricks.com/api/workspace/jobs/create
    """

    deployments: Annotated[list[AiRuntimeDeployment], blocks_of(least=1)]
    """Exactly one, for now."""

    experiment: Str
    """Name of the MLflow experiment; it is made where there is none."""

    code_source_path: Str | None = None
    """Archive with the code, unpacked on each node (``$CODE_SOURCE``). Set by Databricks' own tools."""

    docker_image_url: Str | None = None
    """Image to run in, as ``organization/repository:tag``, instead of Databricks' own."""

    mlflow_artifact_location: Str | None = None
    """Where MLflow keeps artifacts: a path in DBFS, or in a volume as ``dbfs:/Volumes/...``."""

    mlflow_experiment_directory: Str | None = None
    """Folder of the experiment, beginning with ``/Workspace``; needed by service principals."""

    mlflow_run: Str | None = None
    """Name of the MLflow run. Default: MLflow makes one up."""
