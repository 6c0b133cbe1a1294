"""Stored files and what can be read from them."""
