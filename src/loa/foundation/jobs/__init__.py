"""Announced events and the work they start, queued in the writer's transaction."""
