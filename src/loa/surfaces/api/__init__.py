"""The door for other programs: HTTP contracts by version."""
