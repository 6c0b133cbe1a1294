"""Doors that join modules; they call facades only."""
