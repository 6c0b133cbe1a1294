"""Whether the worker of this process ends; known without Django, which it sets up itself."""

from threading import Event

stopping = Event()
"""Set while the worker ends: slow handlers look at it and give up."""


def is_stopping() -> bool:
    """Whether the worker of this process ends: a slow handler then raises Interrupted."""
    return stopping.is_set()
