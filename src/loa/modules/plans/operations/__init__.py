"""Writes of plans: load, allow, decide, write, record, announce; a paragraph for each step."""
