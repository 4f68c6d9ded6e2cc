"""Databricks workflows as CDK for Terraform constructs."""
