"""The one module that imports CDKTF and constructs, so that another implementation can be chosen here."""

from cdktf import (
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
from constructs import Construct, IConstruct, IValidation, Node

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
