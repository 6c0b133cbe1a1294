"""Memory of a whole site at work: web, worker and database, on the demonstration.

Proportional set size (PSS) of `loa up` and of every process below it, and of the database's
processes: what is shared counts once, divided among those who share it. Taken at its greatest while
four people open pages, a plan of 30 tasks for every unit is imported from Word, and the report of
the province is composed as PDF and Word, and at rest behind that.

No other program does this work, so the reference is what its three parts weigh before they know
anything: the same server with as many processes serving one empty page of bare Django, and the
same PostgreSQL just started. What is above it is Loa's.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from urllib.error import HTTPError
from uuid import uuid4

from tests.kill.house import Served, Work, ask, open_django, pieces_of_work, served

from bench._rows import NothingToMeasure, Row, at_most, run
from bench._site import plan_text

_MOST_MB = 600
_PEOPLE = 4
_ROUNDS = 12
_PAGES = ("/", "/viec/", "/ke-hoach/", "/ke-hoach/{plan}/", "/ke-hoach/{plan}/ma-tran/",
          "/ke-hoach/{plan}/nhiem-vu/", "/ke-hoach/{plan}/bao-cao/", "/viec/{work}/")  # fmt: skip
_PERIOD = "2022-Q1"
_PATIENCE_S = 120
_OK = 200


def measure() -> Iterator[Row]:
    """The reference, then the site: at its greatest and at rest."""
    if not Path("/proc/self/smaps_rollup").exists():
        message = "/proc/PID/smaps_rollup: only Linux tells"
        raise NothingToMeasure(message)
    place = Path(mkdtemp(prefix="loa-bench-"))
    place.chmod(0o711)
    try:
        bare = _bare(place)
        with served(place) as site:
            fresh = _megabytes(_site(site))
            greatest = _greatest(lambda: _megabytes(_site(site)), lambda: _work_in(site))
            at_rest = _megabytes(_site(site))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    unit = "MB of PSS"
    yield at_most("a site just started", fresh, bare, _MOST_MB, unit)
    yield at_most("a site at work, at its greatest", greatest, bare, _MOST_MB, unit)
    yield at_most("the same site at rest behind that", at_rest, bare, _MOST_MB, unit)


def _greatest(look: Callable[[], float], work: Callable[[], None]) -> float:
    """The greatest of what was seen while the work went on."""
    over, seen = threading.Event(), [0.0]

    def watch() -> None:
        while not over.wait(0.1):
            seen[0] = max(seen[0], look())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        work()
    finally:
        over.set()
        watching.join()
    return max(seen[0], look())


def _work_in(site: Served) -> None:
    """Pages by several people at once, an import, a report."""
    open_django(site.data)
    from django.db import connection

    from loa.foundation.orgs import facade as orgs
    from loa.kernel import clock
    from loa.modules.plans.models import Plan

    day = clock.local_day(clock.now())
    people, plan_id = pieces_of_work(_PEOPLE), Plan.objects.filter(state="ISSUED").latest("pk").pk
    office, root = orgs.office_row(day).code, orgs.root_row(day).code
    connection.close()  # what this process asked for is not the site's
    token = _token(site, office)

    def read(one: Work) -> None:
        for turn in range(_ROUNDS):
            for address in _PAGES:
                path = address.format(plan=plan_id, work=one.occurrence_id)
                session = (one.officer, one.head, one.superior)[turn % 3]
                status = ask(site.port, session, path).status
                if status not in {_OK, 302, 404}:  # not everybody sees everything
                    message = f"{path}: {status}"
                    raise RuntimeError(message)

    with ThreadPoolExecutor(_PEOPLE) as pool:
        reading = [pool.submit(read, one) for one in people]
        _import(site, token)
        _report(site, token, plan_id, root)
        for one in reading:
            one.result()


def _import(site: Served, token: str) -> None:
    from docx import Document

    document, into = Document(), BytesIO()
    for line in plan_text(901).split("\n"):
        document.add_paragraph(line)
    document.save(into)
    mark = uuid4().hex
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="documents"; filename="ke-hoach.docx"'
        "\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + into.getvalue() + f"\r\n--{mark}--\r\n".encode()
    upload = _called(site, token, "/plans", body, f"multipart/form-data; boundary={mark}")
    end = time.monotonic() + _PATIENCE_S
    while upload["state"] != "DONE":
        if upload["state"] == "FAILED" or time.monotonic() > end:
            message = f"the plan was not read: {upload}"
            raise RuntimeError(message)
        time.sleep(0.2)
        upload = _called(site, token, f"/uploads/{upload['id']}")


def _report(site: Served, token: str, plan_id: int, root: str) -> None:
    asked = json.dumps({"unit": root, "period": _PERIOD}).encode()
    report = _called(site, token, f"/plans/{plan_id}/reports", asked, "application/json")
    for kind in ("pdf", "docx"):
        with _opened(site, token, f"/reports/{report['id']}/files/{kind}") as answer:
            answer.read()


def _token(site: Served, office: str) -> str:
    words = ["token", "create", "--role", "plan_officer", "--unit", office, "--json"]
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-m", "loa.surfaces.cli.main", *words],
        env={"PATH": os.environ["PATH"], "LOA_DATA": str(site.data)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return str(json.loads(done.stdout)["token"])


def _called(
    site: Served, token: str, path: str, body: bytes | None = None, kind: str = ""
) -> dict[str, object]:
    with _opened(site, token, path, body, kind) as answer:
        found: dict[str, object] = json.load(answer)
        return found


@contextmanager
def _opened(
    site: Served, token: str, path: str, body: bytes | None = None, kind: str = ""
) -> Iterator[BytesIO]:
    headers = {"Authorization": f"Bearer {token}"}
    if body is not None:
        headers |= {"Content-Type": kind, "Idempotency-Key": str(uuid4())}
    asked = urllib.request.Request(f"http://127.0.0.1:{site.port}/api/v1{path}", body, headers)
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310  as above
            yield BytesIO(answer.read())
    except HTTPError as refused:
        message = f"{path}: {refused.code} {refused.read().decode()}"
        raise RuntimeError(message) from refused


def _bare(place: Path) -> float:
    """As many processes of the same server with bare Django, and the database just started."""
    from loa.foundation.database import facade as database

    data, port = place / "bare", _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
               "--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws",
               "bench._bare:application"]  # fmt: skip
    database.ensure_running(data)
    try:
        with subprocess.Popen(  # noqa: S603  our own words
            command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as web:  # fmt: skip
            try:
                _wait_for(port)
                for _ in range(200):
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                        answer.read()
                roots = {web.pid, database.running_pid(data) or 0}
                return _megabytes(roots)
            finally:
                web.terminate()
    finally:
        database.stop(data)


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = "the bare server did not start"
    raise RuntimeError(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _site(site: Served) -> set[int]:
    """The first processes of a site: its supervisor and its database."""
    from loa.foundation.database import facade as database

    lock = (site.data / "run" / "site.lock").read_text(encoding="utf-8")
    return {int(lock.split()[0]), database.running_pid(site.data) or 0}


def _megabytes(roots: set[int]) -> float:
    """PSS of the processes and of all below them."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
        except OSError:
            continue
        below.setdefault(parent, []).append(int(entry.name))
    left, found = list(roots - {0}), set[int]()
    while left:
        pid = left.pop()
        found.add(pid)
        left += [child for child in below.get(pid, ()) if child not in found]
    return sum(map(_pss_kilobytes, found)) / 1024


def _pss_kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:  # it has ended meanwhile
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(run(measure))
