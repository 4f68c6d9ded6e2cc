"""Features made side by side, then combined, and a model trained, validated and deployed; on clusters that exist."""

from constructs import Construct

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowStack,
    chain,
)
from databricks_workflows.model import Cluster, Library, PypiLibrary


class MultiBranchStack(WorkflowStack):
    """Tasks name a cluster by a key of ``existing_clusters``; a list in ``chain`` waits, and is waited for, as one."""

    def __init__(self, scope: Construct, id: str = "multi-branch") -> None:
        super().__init__(scope, id)

        with (
            self,
            DatabricksWorkflowTaskGroup(
                group_id="ml_pipeline_workflow",
                databricks_conn_id="databricks_ml",
                existing_clusters={
                    "feature_cluster": "feature-engineering-001",
                    "training_cluster": "ml-training-gpu-001",
                    "inference_cluster": "ml-inference-001",
                },
                max_concurrent_runs=2,
            ),
        ):
            customer_features = DatabricksNotebookOperator(
                task_id="extract_customer_features",
                notebook_path="/ml/features/customer_features",
                notebook_params={"feature_date": "{{ ds }}", "lookback_days": 90},
                job_cluster_key="feature_cluster",
            )
            product_features = DatabricksNotebookOperator(
                task_id="extract_product_features",
                notebook_path="/ml/features/product_features",
                notebook_params={"feature_date": "{{ ds }}", "category_encoding": "onehot"},
                job_cluster_key="feature_cluster",
            )
            interaction_features = DatabricksTaskOperator(
                task_id="extract_interaction_features",
                task_config={
                    "spark_python_task": {
                        "python_file": "dbfs:/ml/features/interaction_builder.py",
                        "parameters": [
                            *("--date", "{{ ds }}"),
                            *("--interaction-types", "customer_product,temporal"),
                            *("--output-format", "delta"),
                        ],
                    },
                },
                job_cluster_key="feature_cluster",
            )
            combine_features = DatabricksNotebookOperator(
                task_id="combine_features",
                notebook_path="/ml/features/feature_combiner",
                notebook_params={
                    "feature_date": "{{ ds }}",
                    "validation_split": "0.2",
                    "target_column": "conversion_probability",
                },
                job_cluster_key="feature_cluster",
            )
            train_model = DatabricksTaskOperator(
                task_id="train_model",
                task_config={
                    "python_wheel_task": {
                        "package_name": "ml_training_package",
                        "entry_point": "train_recommender_model",
                        "parameters": [
                            *("--training-data-path", "/features/combined/{{ ds }}"),
                            *("--model-output-path", "/models/recommender/{{ ds }}"),
                            *("--hyperopt-trials", "100"),
                            *("--early-stopping", "true"),
                        ],
                    },
                },
                cluster_spec=Cluster(
                    spark_version="12.2.x-cpu-ml-scala2.12",
                    node_type_id="i3.4xlarge",
                    num_workers=5,
                    spark_conf={"spark.task.maxFailures": "3"},
                ),
                libraries=[
                    Library(pypi=PypiLibrary(package=package))
                    for package in ("mlflow>=2.0.0", "hyperopt>=0.2.0", "xgboost>=1.6.0")
                ],
            )
            validate_model = DatabricksNotebookOperator(
                task_id="validate_model",
                notebook_path="/ml/validation/model_validator",
                notebook_params={
                    "model_path": "/models/recommender/{{ ds }}",
                    "validation_data_path": "/features/validation/{{ ds }}",
                    "performance_threshold": "0.85",
                    "deployment_environment": "staging",
                },
                job_cluster_key="inference_cluster",
            )
            deploy_model = DatabricksNotebookOperator(
                task_id="deploy_to_production",
                notebook_path="/ml/deployment/model_deployer",
                notebook_params={
                    "model_path": "/models/recommender/{{ ds }}",
                    "deployment_target": "production",
                    "canary_percentage": 10,
                    "rollback_threshold": "0.80",
                },
                existing_cluster_id="production-deployment-001",
            )
            chain(
                [customer_features, product_features, interaction_features],
                combine_features,
                train_model,
                validate_model,
                deploy_model,
            )
