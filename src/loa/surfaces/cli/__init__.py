"""The `loa` command: the contract of scripts, and the start and stop of an installation."""
