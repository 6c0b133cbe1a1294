"""Whether a request comes from this very machine, or from one behind a proxy on it."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

_OF_PROXIES = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


def is_of_this_machine(*, address: str, host: str, headers: Mapping[str, str]) -> bool:
    """Asked by a name of this machine, from it, and not on behalf of somebody behind a proxy.

    `address` is where the connection came from, `host` the name that was asked for, with or without
    a port. A proxy that neither passes the name on nor says for whom it asks cannot be told apart;
    those in deploy/ do both.
    """
    if any(name in headers for name in _OF_PROXIES):
        return False
    try:
        is_near = ip_address(address).is_loopback
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return is_near and name in _THIS_MACHINE
