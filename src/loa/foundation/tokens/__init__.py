"""Tokens by which other programs act, each as a machine with one post."""
