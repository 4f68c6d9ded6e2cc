"""A function that fails when something before it failed."""


def watcher():
    raise RuntimeError("something failed")
