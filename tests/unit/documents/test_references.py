"""References in templates are found, and nothing else."""

from __future__ import annotations

import pytest

from databricks_workflows.documents.references import references_in


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("var.env", []),
        ("${var.env}", ["var.env"]),
        ("s3://${var.bucket}/${local.path}", ["var.bucket", "local.path"]),
        ("$${var.env} %%{if var.env}", []),
        ("%{if var.env}x%{endif}", ["var.env"]),
        ("${module.network.id}", ["module.network"]),
        ("${data.databricks_cluster.etl.id}", ["data.databricks_cluster.etl"]),
        ("${databricks_job.sales[0].id}", ["databricks_job.sales"]),
        ("${databricks_job.sales-2.id}", ["databricks_job.sales-2"]),
        ('${replace(databricks_job.a.url, "/#job/${var.x}", "var.y")}', ["databricks_job.a", "var.x"]),
        ('${format("\\"%s var.y", var.x)}', ["var.x"]),
        ('${"a" == "b}" ? {a = var.x}.a : var.y} var.z', ["var.x", "var.y"]),
        ("${local.config.var.x}", ["local.config"]),
        ("${[for data in var.x : data.id.y]}", ["var.x"]),
        ("${{for my_key, my_value in var.x : my_key.a => my_value.b}}", ["var.x"]),
        ("${each.value} ${count.index} ${path.module} ${self.id} ${terraform.workspace} ${task.value.x}", []),
        ("${ephemeral.aws_secret.x.value}", []),
        ("${var.env", []),
    ],
)
def test_references(template: str, expected: list[str]) -> None:
    assert list(references_in(template)) == expected
