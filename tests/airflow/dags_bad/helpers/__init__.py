"""A package beside the files."""
