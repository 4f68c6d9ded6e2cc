# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""Libraries installed on a task's cluster."""

from typing import Annotated

from databricks_workflows.model._base import Model
from databricks_workflows.model._generated.provider import ProviderConfig
from databricks_workflows.model._leaves import ListOf, Str


class CranLibrary(Model):
    """An R package.

    See https://docs.databricks.com/api/workspace/libraries/install
    """

    package: Str
    """Name of the package."""

    repo: Str | None = None
    """Where to install from, instead of the default repository."""


class MavenLibrary(Model):
    """A JVM package with what it depends on.

    See https://docs.databricks.com/api/workspace/libraries/install
    """

    coordinates: Str
    """``group:artifact:version``."""

    exclusions: Annotated[list[Str], ListOf] | None = None
    """Dependencies to leave out, as ``group:artifact``; ``*`` stands for any."""

    repo: Str | None = None
    """Repository to install from. Default: Maven Central, then Spark Packages."""


class PypiLibrary(Model):
    """A Python package.

    See https://docs.databricks.com/api/workspace/libraries/install
    """

    package: Str
    """Name, with or without a version: ``simplejson==3.8.0``."""

    repo: Str | None = None
    """Index to install from. Default: the cluster's own."""


class Library(Model):
    """One library; exactly one of its kinds is set.

    See https://docs.databricks.com/api/workspace/libraries/install
    """

    cran: CranLibrary | None = None
    """An R package."""

    egg: Str | None = None
    """Path of a Python egg. Deprecated; refused from Databricks Runtime 14 on."""

    jar: Str | None = None
    """Path of a JAR: in the workspace, in a volume or on S3."""

    maven: MavenLibrary | None = None
    """A package by its Maven coordinates."""

    provider_config: ProviderConfig | None = None
    """Which workspace the provider works on. Terraform only."""

    pypi: PypiLibrary | None = None
    """A Python package from an index."""

    requirements: Str | None = None
    """Path of a requirements.txt, in the workspace or in a volume."""

    whl: Str | None = None
    """Path of a Python wheel: in the workspace, in a volume or on S3."""
