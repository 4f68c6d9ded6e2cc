"""A neighbour with the name of a module of Python."""

CLUSTER = "0301-101010-abcd1234"
