"""Loa: a province plans, tells, follows and proves its work on administrative procedures."""
