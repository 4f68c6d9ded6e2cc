"""It prints, and then fails."""

print("reading the settings")
SETTINGS = {"cluster": "small"}
CLUSTER = SETTINGS["clusters"]
