"""Layouts, components, tokens, icons and what every page shares."""
