"""What people see of workflows and their problems."""
