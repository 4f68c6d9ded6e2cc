"""Names of the company."""

from enum import Enum


class Environment(Enum):
    DEV = "dev"
    PROD = "prod"


class Team(Enum):
    DATA = "data"
