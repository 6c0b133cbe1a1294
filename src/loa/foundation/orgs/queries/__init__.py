"""Reads of units, people and rights."""
