"""It needs a module that is not there."""

import importlib

importlib.import_module("no_such_module")
