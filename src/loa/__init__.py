"""Loa: a province plans, tells, follows and proves its work on administrative procedures."""

__version__ = "0.1.0"
