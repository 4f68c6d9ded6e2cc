"""Time zones that do not exist, where a DAG file asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.pipeline import compile

FILE = """\
from datetime import datetime
import pendulum
from airflow import DAG
from airflow.timetables.trigger import CronTriggerTimetable
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
ARGUMENTS = dict(
    {arguments}
)
with DAG("sales", **ARGUMENTS):
    DatabricksNotebookOperator(task_id="load", notebook_path="/etl/load", source="WORKSPACE")
"""

WRONG = {
    "schedule='@daily', start_date=pendulum.datetime(2024, 1, 1, tz='Europe/Berlinn')": "test.py:7",
    "schedule='@daily', start_date=datetime(2024, 1, 1, tzinfo=pendulum.timezone('Europe/Berlinn'))": "test.py:7",
    "schedule='@daily', default_args={'start_date': pendulum.today('Europe/Berlinn')}": "test.py:7",
    "start_date=pendulum.datetime(2024, 1, 1, tz='Europe/Berlinn')": "test.py:7",
    "schedule=CronTriggerTimetable('0 6 * * *', timezone='Europe/Berlinn')": "test.py:9",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_a_zone_that_there_is_not_is_told_once_at_its_line(arguments: str, tmp_path: Path) -> None:
    file = tmp_path / "test.py"
    file.write_text(FILE.format(arguments=arguments))
    (problem,) = compile(load_dag_file(file)).diagnostics
    assert (problem.code, problem.remedy) == ("DW464", "did you mean 'Europe/Berlin'?")
    assert str(problem.origin).endswith(WRONG[arguments])


def test_a_wrong_schedule_is_told_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "test.py"
    file.write_text(FILE.format(arguments="schedule=CronTriggerTimetable('0 6 * *', timezone='Europe/Berlinn')"))
    assert [each.code for each in compile(load_dag_file(file)).diagnostics] == ["DW019", "DW464"]
