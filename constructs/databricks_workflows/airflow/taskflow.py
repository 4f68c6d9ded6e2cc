"""Airflow's decorators: ``@dag``, ``@task_group``, ``@task`` and what may be called on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper, wraps
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.airflow.foreign import foreign_operator
from databricks_workflows.airflow.operators import DAG
from databricks_workflows.airflow.uncalled import note_called, note_written


def dag(*arguments: Any, **named: Any) -> Any:
    """``@dag`` or ``@dag(...)``: the function's body is the DAG's, and calling it makes the DAG."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        written = note_written(function.__name__)

        @wraps(function)
        def call(*given: Any, **values: Any) -> Any:
            note_called(written)
            settings = dict(named)
            name = settings.pop("dag_id", None) or (arguments[0] if arguments and not bare else function.__name__)
            with DAG(dag_id=name, **settings) as made:
                function(*given, **values)
            return made

        return call

    bare = len(arguments) == 1 and callable(arguments[0]) and not named
    return decorate(arguments[0]) if bare else decorate


def task_group(*arguments: Any, **named: Any) -> Any:
    """``@task_group`` or ``@task_group(...)``: calling the function makes a group with what its body makes."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*given: Any, **values: Any) -> Any:
            settings = dict(named)
            name = settings.pop("group_id", None) or function.__name__
            with authoring.TaskGroup(group_id=name, **settings) as made:
                result = function(*given, **values)
            return made if result is None else result

        return call

    bare = len(arguments) == 1 and callable(arguments[0]) and not named
    return decorate(arguments[0]) if bare else decorate


class TaskFunction:
    """A function under ``@task``: Airflow would run it; here each call is named as what Databricks can't run."""

    def __init__(self, function: Callable[..., Any], named: dict[str, Any]) -> None:
        self._function = function
        self._named = named
        update_wrapper(self, function)

    def __call__(self, *_: Any, **__: Any) -> Any:
        return foreign_operator("PythonOperator")(task_id=self._named.get("task_id") or self._function.__name__)

    def override(self, **named: Any) -> TaskFunction:
        """The same with other arguments."""
        return TaskFunction(self._function, {**self._named, **named})

    def partial(self, **_: Any) -> TaskFunction:
        """One part of a mapped task."""
        return self

    def expand(self, *_: Any, **__: Any) -> Any:
        """A mapped task."""
        return self()

    expand_kwargs = expand


class _Task:
    """``@task``, ``@task(...)`` and ``@task.branch`` and its like."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if len(arguments) == 1 and callable(arguments[0]) and not named:
            return TaskFunction(arguments[0], {})
        return lambda function: TaskFunction(function, named)

    def __getattr__(self, name: str) -> Any:
        return self


task = _Task()


def setup_or_teardown(*arguments: Any, **named: Any) -> Any:
    """``@setup`` and ``@teardown`` on a function."""
    return task(*arguments, **named)
