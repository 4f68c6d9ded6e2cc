# Made by tools/generate_models.py from schema/: change the tables there, not this file.
"""The models, a module for each concern."""
