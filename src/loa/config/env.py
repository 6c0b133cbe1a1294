"""The environment, read once and typed; nothing else reads os.environ."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Env:
    """What the surroundings decide."""

    data: Path
    database_url: str
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    today: str


def read() -> Env:
    """The environment of this process. LOA_DATA is where everything of an installation lies."""
    hosts = os.environ.get("LOA_HOSTS", "127.0.0.1,localhost,[::1]")
    return Env(
        data=Path(os.environ.get("LOA_DATA", _CHECKOUT / "var" / "loa")).absolute(),
        database_url=os.environ.get("DATABASE_URL", ""),
        debug=os.environ.get("LOA_DEBUG", "") == "1",
        secret_key=os.environ.get("LOA_SECRET_KEY", ""),
        allowed_hosts=tuple(host for host in hosts.split(",") if host),
        today=os.environ.get("LOA_TODAY", ""),
    )


def database_from_url(url: str) -> dict[str, object]:
    """Django's settings of the outside server that DATABASE_URL names.

    Takes postgresql://user:password@host:port/name, also with ?host=/socket/folder.
    """
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": query.pop("port", str(parts.port or "")),
    }
