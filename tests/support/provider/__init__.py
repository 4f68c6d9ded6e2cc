"""A provider ``databricks`` for tests: Terraform starts it as it starts the real one, and it behaves as that one does.

It has the real schemas, plans as Terraform's plugin SDK does (what a configuration omits may come from the state), and
talks to a workspace over HTTP. It takes nothing from the package under test but the file with the schemas.

See https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol
"""
