"""A placeholder that proves the way from main.py to cdktf.out."""

from cdktf import App, TerraformStack

app = App()
TerraformStack(app, "empty")
app.synth()
