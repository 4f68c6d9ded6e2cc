"""A neighbour with the name of a package that the command line needs."""

PATH = "/Shared/click"
