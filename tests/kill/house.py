"""A demonstration served in a folder of its own, and who works in it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

CSRF = "k" * 32
_PATIENCE_S = 900
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Served:
    """The site, where its data are and what it says."""

    data: Path
    port: int
    log: Path


@dataclass(frozen=True)
class Work:
    """One piece of work and the sessions of its officer, his head and the superior."""

    occurrence_id: int
    officer: str
    head: str
    superior: str


@dataclass(frozen=True)
class Answer:
    """What the site answered: its status, and its page."""

    status: int
    page: str


@contextmanager
def served(place: Path) -> Iterator[Served]:
    """A demonstration that answers; stopped at the end."""
    data, log, port = place / "data", place / "log", _free_port()
    command = [sys.executable, "-m", "loa.surfaces.cli.main", "up", "--demo", "--port", str(port)]
    words = {"PATH": os.environ["PATH"], "LOA_DATA": str(data)}
    with (
        log.open("wb") as said,
        subprocess.Popen(command, env=words, stderr=said, start_new_session=True) as site,  # noqa: S603  our own words
    ):
        try:
            end = time.monotonic() + _PATIENCE_S
            while b"Ctrl-C" not in log.read_bytes():
                if site.poll() is not None or time.monotonic() > end:
                    raise SystemExit(log.read_text(encoding="utf-8"))
                time.sleep(0.2)
            yield Served(data, port, log)
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(timeout=120)


def open_django(data: Path) -> None:
    """Let this process read the tables of the site; its database runs already."""
    os.environ |= {"LOA_DATA": str(data), "DJANGO_SETTINGS_MODULE": "loa.config.settings"}
    import django  # noqa: PLC0415  the settings ask for the folder

    django.setup()


def pieces_of_work(count: int) -> list[Work]:
    """Work of as many communes that is not handed in yet, each with three people signed in."""
    from loa.foundation.orgs.models import Post  # noqa: PLC0415  needs django.setup()
    from loa.foundation.orgs.types import Role  # noqa: PLC0415  as above
    from loa.kernel import clock  # noqa: PLC0415  as above
    from loa.modules.plans.models import Occurrence  # noqa: PLC0415  as above

    day = clock.local_day(clock.now())
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  as above

    def post_of(unit_id: int, role: Role) -> Post | None:
        return Post.objects.filter(unit=unit_id, role=role.value, held_to=None).first()

    found: dict[int, Work] = {}
    rows = Occurrence.objects.filter(
        assignment__role="LEAD", state="IN_PROGRESS", assignment__task__forms__contains=["TO_ROI"]
    ).select_related("assignment")
    for row in rows.order_by("pk"):
        unit = row.assignment.unit_id
        superior = orgs.superior_of(unit, day)
        if unit in found or superior is None:
            continue
        posts = (
            post_of(unit, Role.FOCAL_OFFICER),
            post_of(unit, Role.HEAD),
            post_of(superior, Role.DISTRICT_OFFICER),
        )
        if all(posts):
            sessions = [_session(post.person_id) for post in posts if post is not None]
            found[unit] = Work(row.pk, *sessions)
        if len(found) == count:
            break
    return list(found.values())


def ask(port: int, session: str, path: str, form: dict[str, object] | None = None) -> Answer:
    """One request; raises OSError or HTTPException where no whole answer came."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}"}
    body = None
    if form is not None:
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(form | {"csrfmiddlewaretoken": CSRF})
    try:
        connection.request("GET" if form is None else "POST", path, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode())
    finally:
        connection.close()


def version_on(page: str) -> int:
    """The version that the steps of a page of work carry."""
    found = re.search(r'name="version" value="(\d+)"', page)
    if found is None:
        message = "no step stands on the page"
        raise HTTPException(message)
    return int(found[1])


def _session(person_id: int) -> str:
    """A person signed in, as the sign-in page leaves him."""
    from django.contrib.auth import (  # noqa: PLC0415  needs django.setup()
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415  as above

    from loa.foundation.orgs.models import Account  # noqa: PLC0415  as above

    account = Account.objects.get(person=person_id)
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = _BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
