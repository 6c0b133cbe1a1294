"""Messaging: one message to one person over one channel."""
