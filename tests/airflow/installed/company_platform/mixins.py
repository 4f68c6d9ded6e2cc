"""Bases and decorators of the company."""

import functools


class Lineage:
    def lineage(self):
        return []


def monitored(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper
