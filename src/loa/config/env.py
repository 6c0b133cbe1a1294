"""The environment, read once and typed; nothing else reads os.environ."""

import hashlib
import os
import pwd
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

_CHECKOUT = Path(__file__).resolve().parents[3]
_SYSTEM_HOME = Path("/var/lib/loa")
_SMTP_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Smtp:
    """The server that takes e-mail; `security` is starttls, tls or none; `sender` an address."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True)
class Env:
    """What the surroundings decide."""

    data: Path
    reference: Path
    database_url: str
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    """The names of LOA_HOSTS, then those of this very machine: the start asks itself by them."""
    site_address: str
    """How people call this site from outside, for links in letters; "" where nobody has said."""
    is_behind_tls: bool
    is_demo_open: bool
    today: str
    backup_passphrase: str
    root_copy: Path | None
    second_factor: str
    logs_as_json: bool
    metrics_token: str
    smtp: Smtp | None
    metrics_folder: Path | None
    """Where the processes of a site count together; the start names it."""


def read() -> Env:
    """The environment of this process. LOA_DATA is where everything of an installation lies."""
    hosts = [host.strip() for host in os.environ.get("LOA_HOSTS", "").split(",")]
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
    return Env(
        data=Path(os.environ.get("LOA_DATA") or default_data(_CHECKOUT)).absolute(),
        reference=_CHECKOUT / "data",
        database_url=os.environ.get("DATABASE_URL", ""),
        debug=os.environ.get("LOA_DEBUG", "") == "1",
        secret_key=os.environ.get("LOA_SECRET_KEY", ""),
        allowed_hosts=tuple(dict.fromkeys([*filter(None, hosts), *_LOOPBACK])),
        site_address=_site_address(hosts),
        is_behind_tls=os.environ.get("LOA_HTTPS", "") == "1",
        is_demo_open=os.environ.get("LOA_DEMO_OPEN", "") == "1",
        today=os.environ.get("LOA_TODAY", ""),
        root_copy=Path(copy) if (copy := os.environ.get("LOA_ROOT_COPY", "")) else None,
        logs_as_json=os.environ.get("LOA_LOG", "") == "json",
        metrics_token=os.environ.get("LOA_METRICS_TOKEN", ""),
        smtp=_smtp(),
        metrics_folder=Path(folder) if folder else None,
        backup_passphrase=os.environ.get("LOA_BACKUP_PASSPHRASE", ""),
        second_factor=_one_of("LOA_SECOND_FACTOR", ("", "on", "off")),
    )


def _site_address(hosts: list[str]) -> str:
    """The first plain name, where the site stands behind TLS: elsewhere the port is not known."""
    plain = [host for host in hosts if host and host[0] not in ".*"]
    is_outside = os.environ.get("LOA_HTTPS", "") == "1"
    return f"https://{plain[0]}" if plain and is_outside else ""


def _smtp() -> Smtp | None:
    """The server for e-mail; None where no host is named. Raises ValueError for half a setting."""
    host, sender = os.environ.get("LOA_SMTP_HOST", ""), os.environ.get("LOA_SMTP_FROM", "")
    security = _one_of("LOA_SMTP_SECURITY", ("", "starttls", "tls", "none")) or "starttls"
    if not host:
        return None
    if "@" not in sender:
        message = "LOA_SMTP_FROM: an address is expected beside LOA_SMTP_HOST"
        raise ValueError(message)
    port = os.environ.get("LOA_SMTP_PORT", "") or str(_SMTP_PORTS[security])
    return Smtp(
        host=host,
        port=int(port),
        security=security,
        user=os.environ.get("LOA_SMTP_USER", ""),
        password=os.environ.get("LOA_SMTP_PASSWORD", ""),
        sender=sender,
    )


def _one_of(name: str, words: tuple[str, ...]) -> str:
    """The word that a variable holds; a mistyped one must not open what it was to close."""
    word = os.environ.get(name, "")
    if word not in words:
        known = ", ".join(each for each in words if each)
        message = f"{name}={word}: one of {known} is expected"
        raise ValueError(message)
    return word


def default_data(checkout: Path) -> Path:
    """Where data lie when LOA_DATA says nothing: in the checkout, in a folder of each person's own.

    So root and a person can work in the same checkout one after the other. Where the checkout is
    closed to the account of root's server: /var/lib/loa; where it is not the person's to write:
    the home folder. Both keep checkouts apart by a hash of their path.
    """
    place = hashlib.sha256(os.fsencode(checkout)).hexdigest()[:8]
    if os.geteuid() == 0:
        is_open = all(folder.stat().st_mode & 0o001 for folder in (checkout, *checkout.parents))
        return checkout / "var" / "root" if is_open else _SYSTEM_HOME / place / "data"
    own = checkout / "var" / _person()
    nearest = next(folder for folder in (own, *own.parents) if folder.exists())
    if os.access(nearest, os.W_OK):
        return own
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "loa" / place / "data"


def _person() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


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
