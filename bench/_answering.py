"""How long people wait for pages: seconds of the clock, the database's among them."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

_TURNS = 60
_CAME = 200


def slowest(asked: "Mapping[str, Client]") -> list[float]:
    """The 95th of a hundred of each address, from the middleware to the last byte, by turns."""
    took: dict[str, list[float]] = {address: [] for address in asked}
    for _ in range(_TURNS + 1):
        for address, client in asked.items():
            start = time.perf_counter()
            status = client.get(address).status_code
            took[address].append(time.perf_counter() - start)
            if status != _CAME:
                message = f"{address}: {status}"
                raise RuntimeError(message)
    return [sorted(one[1:])[int(_TURNS * 0.95)] for one in took.values()]
