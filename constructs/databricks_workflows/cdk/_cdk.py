"""The one module that imports CDKTF and constructs, so that another implementation can be chosen here."""

from databricks_workflows.node import use_node

use_node()  # before CDKTF is first imported

from cdktf import (  # noqa: E402
    Annotations,
    App,
    Aspects,
    AzurermBackend,
    ConsulBackend,
    Fn,
    GcsBackend,
    HttpBackend,
    IAspect,
    LocalBackend,
    PgBackend,
    S3Backend,
    TerraformBackend,
    TerraformDataSource,
    TerraformElement,
    TerraformProvider,
    TerraformProviderGeneratorMetadata,
    TerraformResource,
    TerraformResourceLifecycle,
    TerraformStack,
    Testing,
)
from constructs import Construct, IConstruct, IValidation, Node  # noqa: E402

BACKENDS: dict[str, type[TerraformBackend]] = {
    "azurerm": AzurermBackend,
    "consul": ConsulBackend,
    "gcs": GcsBackend,
    "http": HttpBackend,
    "local": LocalBackend,
    "pg": PgBackend,
    "s3": S3Backend,
}

__all__ = [
    "BACKENDS",
    "Annotations",
    "App",
    "Aspects",
    "Construct",
    "Fn",
    "IAspect",
    "IConstruct",
    "IValidation",
    "LocalBackend",
    "Node",
    "TerraformBackend",
    "TerraformDataSource",
    "TerraformElement",
    "TerraformProvider",
    "TerraformProviderGeneratorMetadata",
    "TerraformResource",
    "TerraformResourceLifecycle",
    "TerraformStack",
    "Testing",
]
