"""It needs a module that is not there."""

import no_such_module

no_such_module.make_groups()
