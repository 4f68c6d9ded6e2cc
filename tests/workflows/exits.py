"""It ends the program that reads it."""

import sys

print("nothing to do")
sys.exit(3)
