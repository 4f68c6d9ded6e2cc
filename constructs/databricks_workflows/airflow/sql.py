"""The provider's SQL operators: an SQL task each, its statements as a file in the workspace beside the job.

See https://airflow.apache.org/docs/apache-airflow-providers-databricks/stable/operators/sql.html and copy_into.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from databricks_workflows import authoring
from databricks_workflows.airflow.missing import WAREHOUSE, Missing, missing_names, where_from
from databricks_workflows.airflow.operators import InWorkflow
from databricks_workflows.airflow.sql_text import NoParameter, with_markers
from databricks_workflows.authoring._scope import innermost_within
from databricks_workflows.model.local_files import WorkspaceFile
from databricks_workflows.model.lookups import warehouse_named
from databricks_workflows.origin import calling_folder, shown_path
from databricks_workflows.resolve.expressions import has_template
from databricks_workflows.rules import APPROXIMATE_OPERATOR, MISSING_VALUE, UNMAPPED_TEMPLATE, UNSUPPORTED

_WAREHOUSE = re.compile(r"/?sql/\d\.\d/(?:warehouses|endpoints)/(\w+)/?")
# What only says how Airflow connects and what it does with rows that it fetches.
_CONNECTING = frozenset(
    "session_configuration http_headers client_parameters handler return_last split_statements conn_id database "
    "show_return_value_in_logs hook_params autocommit requires_result_fetch".split()
)


class NoFile(str):
    """What stands for the statements of a file that is not there: where it was looked for."""


class _SqlTask(InWorkflow, authoring.DatabricksTaskOperator):
    """An SQL task of the DAG's own job."""

    in_workflow: ClassVar[bool] = False

    def __init__(
        self,
        statements: Sequence[str],
        warehouse: Any,
        parameters: Mapping[str, Any] | None,
        arguments: Mapping[str, Any],
        lost: str = "",
    ) -> None:
        arguments = {name: value for name, value in arguments.items() if name not in _CONNECTING}
        text = ";\n".join(f"-- {each}" if isinstance(each, NoFile) else each.strip().rstrip(";") for each in statements)
        problem = ""
        bound: dict[str, str] = {}
        try:
            text, bound = with_markers(text)
        except NoParameter as error:
            problem = str(error)
        file = WorkspaceFile.from_text(f"sql/{arguments.get('task_id')}.sql", f"{text};\n")
        work = {
            "file": {"path": file},
            "warehouse_id": warehouse,
            "parameters": {**bound, **(parameters or {})} or None,
        }
        super().__init__(task_config={"sql_task": work}, **arguments)
        who = f"{type(self).__name__} {self.name!r}"
        for each in statements:
            if isinstance(each, NoFile):
                remedy = "put it beside the DAG file, or name its folder in the DAG's template_searchpath"
                self._tell(MISSING_VALUE, f"{who}: {each}", remedy)
        for name in missing_names(text):
            where, remedy = where_from(name)
            self._tell(MISSING_VALUE, f"{who}: its statement takes {name}, which is {where}", remedy)
        if problem:
            self._tell(
                UNMAPPED_TEMPLATE,
                f"{who}: {problem}",
                "write the statement with :parameters, and give them as parameters=",
            )
        if lost:
            self._tell(UNSUPPORTED, f"{who}: {lost}", "let a notebook or Python task write the rows")


class DatabricksSqlOperator(_SqlTask):
    """Statements on a SQL warehouse."""

    def __init__(
        self,
        *,
        sql: Any = None,
        http_path: Any = None,
        sql_endpoint_name: Any = None,
        sql_warehouse_name: Any = None,
        parameters: Mapping[str, Any] | None = None,
        catalog: Any = None,
        schema: Any = None,
        output_path: Any = None,
        output_format: Any = None,
        csv_params: Any = None,
        **arguments: Any,
    ) -> None:
        written = f"its rows go to {output_path!r}, a file of the machine that Airflow runs on" if output_path else ""
        super().__init__(
            [*_use(catalog, schema), *_statements(sql, arguments)],
            _warehouse(http_path, sql_warehouse_name or sql_endpoint_name, arguments),
            parameters,
            arguments,
            written,
        )


class DatabricksSQLStatementsOperator(_SqlTask):
    """One statement through the statement execution API."""

    def __init__(
        self,
        *,
        statement: str = "",
        warehouse_id: Any = None,
        catalog: Any = None,
        schema: Any = None,
        parameters: Sequence[Mapping[str, Any]] | None = None,
        timeout: Any = None,
        query_tags: Any = None,
        **arguments: Any,
    ) -> None:
        values = {str(each.get("name")): each.get("value") for each in parameters or ()}
        super().__init__([*_use(catalog, schema), statement], warehouse_id, values, arguments)


class DatabricksCopyIntoOperator(_SqlTask):
    """A ``COPY INTO`` statement."""

    def __init__(
        self,
        *,
        table_name: str = "",
        file_location: str = "",
        file_format: str = "",
        http_path: Any = None,
        sql_endpoint_name: Any = None,
        sql_warehouse_name: Any = None,
        files: Sequence[str] | None = None,
        pattern: str | None = None,
        expression_list: str | None = None,
        credential: Mapping[str, str] | None = None,
        storage_credential: str | None = None,
        encryption: Mapping[str, str] | None = None,
        format_options: Mapping[str, str] | None = None,
        copy_options: Mapping[str, str] | None = None,
        force_copy: bool | None = None,
        validate: bool | int | None = None,
        catalog: Any = None,
        schema: Any = None,
        **arguments: Any,
    ) -> None:
        access = [f"CREDENTIAL {storage_credential}"] if storage_credential else []
        access += [f"CREDENTIAL {_options(credential)}"] if credential else []
        access += [f"ENCRYPTION {_options(encryption)}"] if encryption else []
        location = f"'{file_location}'" + (f" WITH ({' '.join(access)})" if access else "")
        copying = {**(copy_options or {}), **({"force": str(force_copy).lower()} if force_copy is not None else {})}
        rows = "ALL" if validate is True else f"{validate} ROWS"
        lines = [
            f"COPY INTO {table_name}",
            f"FROM (SELECT {expression_list} FROM {location})" if expression_list else f"FROM {location}",
            f"FILEFORMAT = {file_format}",
            f"VALIDATE {rows}" if validate else "",
            f"FILES = ({', '.join(map(repr, files))})" if files else "",
            f"PATTERN = '{pattern}'" if pattern else "",
            f"FORMAT_OPTIONS {_options(format_options)}" if format_options else "",
            f"COPY_OPTIONS {_options(copying)}" if copying else "",
        ]
        statement = "\n".join(filter(None, lines))
        super().__init__(
            [*_use(catalog, schema), statement],
            _warehouse(http_path, sql_warehouse_name or sql_endpoint_name, arguments),
            None,
            arguments,
        )
        if has_template(statement):
            self._tell(
                APPROXIMATE_OPERATOR,
                f"{type(self).__name__} {self.name!r}: a template in it becomes a parameter of the statement, where "
                "Airflow writes the value into its text",
                "see that COPY INTO takes a parameter there",
            )


def _options(options: Mapping[str, Any]) -> str:
    return "(" + ", ".join(f"'{name}' = '{value}'" for name, value in options.items()) + ")"


def _use(catalog: Any, schema: Any) -> list[str]:
    names = {"CATALOG": catalog, "SCHEMA": schema}
    return [f"USE {kind} `{name}`" for kind, name in names.items() if name]


def _warehouse(http_path: Any, name: Any, arguments: Mapping[str, Any]) -> Any:
    """The warehouse's id from the path of its address, or looked up by its name; else the connection has it."""
    for given in (http_path, name):
        if missing_names(given):
            return given
    match = _WAREHOUSE.fullmatch(str(http_path)) if http_path else None
    if match:
        return match[1]
    if name:
        return warehouse_named(str(name))
    connection = arguments.get("databricks_conn_id") or "databricks_default"
    return Missing(f"{WAREHOUSE}{str(http_path)!r}" if http_path else f"{WAREHOUSE}connection {connection!r}")


def _statements(sql: Any, arguments: Mapping[str, Any]) -> list[str]:
    """The statements of ``sql=``: texts, or files beside the DAG file and in the DAG's template folders."""
    scope = arguments.get("task_group") or innermost_within(arguments.get("dag"))
    dag = scope if isinstance(scope, authoring.DAG) else getattr(scope, "dag", None)
    more = dag.arguments.get("template_searchpath") if dag is not None else None
    folders = [calling_folder(), *map(Path, [more] if isinstance(more, str) else more or [])]
    given = list(sql) if isinstance(sql, list | tuple) else [] if sql is None else [sql]
    return [_read(each, folders) if str(each).strip().endswith(".sql") else str(each) for each in given]


def _read(name: str, folders: Sequence[Path]) -> str:
    file = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if file is None:
        return NoFile(f"there is no file {name!r} in {', '.join(shown_path(str(folder)) for folder in folders)}")
    return file.read_text(encoding="utf-8")
