"""Decisions about plans: no database, no clock; law, calendar and periods are passed in."""
