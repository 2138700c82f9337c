"""What is done in a case, declared as data: see docs/actions.md."""
