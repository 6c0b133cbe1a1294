"""Who hears what: every event and the handlers it starts, on one screen."""

from collections.abc import Callable

WIRING: dict[type, tuple[Callable[[object], None], ...]] = {}
