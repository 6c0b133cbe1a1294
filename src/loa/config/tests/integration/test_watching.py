"""What machines and administrators are told: health, figures, the line of a request."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from loa.config.health import healthz, healthz_web
from loa.config.metrics import metrics
from loa.config.watching import HEADER
from loa.foundation.jobs import facade as jobs
from loa.foundation.orgs.facade import UnitMerged
from loa.kernel import logs
from loa.kernel.db import operation

pytestmark = pytest.mark.django_db

HERE: dict[str, Any] = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}
TYPED = "Nguyễn Thị Mẫu"


@login_not_required
def broken(_request: object) -> HttpResponse:
    raise ValueError(TYPED)


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("healthz/web", healthz_web, name="healthz-web"),
    path("metrics", metrics, name="metrics"),
    path("hong/", broken, name="broken"),
]
handler404 = "loa.foundation.ui.errors.page_not_found"
handler500 = "loa.foundation.ui.errors.server_error"


class Lines(logging.Handler):
    """Keeps the lines as the service writes them."""

    def __init__(self) -> None:  # noqa: D107  as its class
        super().__init__()
        self.setFormatter(logs.JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:  # noqa: D102  as logging has it
        self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    handler = Lines()
    logger = logging.getLogger("loa.request")
    before = logger.level
    logger.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)
    logger.setLevel(before)


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every query fails as it does while the server is away."""

    def refuse() -> object:
        message = "connection refused"
        raise OperationalError(message)

    monkeypatch.setattr(connection, "cursor", refuse)


def figures(client: Client, **more: str) -> dict[str, float]:
    """The figures by name and labels."""
    text = client.get("/metrics", **(HERE | more)).content.decode()
    pairs = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_healthz_names_database_and_queue(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    words = answer.json()
    assert (words["status"], words["database"], words["queue"]) == ("ok", "ok", "stopped")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert client.get("/healthz").json()["queue"] == "ok"


@pytest.mark.usefixtures("no_database")
def test_without_a_database_the_web_alone_is_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "unavailable")
    assert client.get("/healthz/web").json()["status"] == "ok"
    assert figures(client)["loa_database_up"] == 0


@operation
def _tell() -> None:
    jobs.announce(UnitMerged(old_unit_id=1, new_unit_id=2, at=datetime(2025, 7, 1, tzinfo=UTC)))


def test_figures_tell_of_queue_disk_and_requests(client: Client) -> None:
    client.get("/healthz")
    _tell()
    found = figures(client)
    assert found["loa_database_up"] == 1
    assert found['loa_jobs_waiting{queue="default"}'] == 1
    assert found['loa_jobs_oldest_waiting_seconds{queue="default"}'] >= 0
    assert found['loa_jobs_dead{queue="default"}'] == 0
    assert found['loa_jobs_waiting{queue="slow"}'] == 0
    assert found["loa_reading_waiting"] == 0
    assert 0 < found["loa_data_disk_free_bytes"] <= found["loa_data_disk_bytes"]
    assert found['loa_requests_total{route="healthz",status="2xx"}'] >= 1
    assert found['loa_request_seconds_count{route="healthz"}'] >= 1


@pytest.mark.parametrize(
    "stranger",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_HOST": "testserver"},
        {"HTTP_AUTHORIZATION": "Bearer ", "REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_AUTHORIZATION": "Bearer sai-mã", "REMOTE_ADDR": "10.0.0.7"},
    ],
    ids=str,
)
def test_strangers_learn_not_even_that_there_are_figures(
    client: Client, stranger: dict[str, str]
) -> None:
    assert client.get("/metrics", **(HERE | stranger)).status_code == 404


@pytest.mark.urls(__name__)
def test_the_number_on_the_page_finds_the_lines_which_hold_nothing_typed(
    client: Client, lines: list[str]
) -> None:
    client.raise_request_exception = False
    client.cookies["sessionid"] = "ve-cua-toi"
    answer = client.post(
        f"/hong/?q={TYPED}",
        {"password": "mat-khau-cua-toi", "name": TYPED},
        headers={"Authorization": "Bearer ma-cua-toi"},
    )
    number = answer.headers[HEADER]
    assert f"Mã lỗi: {number}" in answer.content.decode()
    told = [json.loads(line) for line in lines]
    assert [one["event"][:10] for one in told] == ["unexpected", "request"]
    assert {one["request"] for one in told} == {number}
    assert told[1]["route"] == "broken"
    assert told[0]["error"]["kind"] == "ValueError"
    whole = "".join(lines)
    for secret in (TYPED, "mat-khau-cua-toi", "ma-cua-toi", "ve-cua-toi", "/hong/"):
        assert secret not in whole


def test_processes_of_a_site_count_together(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process left its file in the folder; this one reads it."""
    code = "from loa.config.watching import REQUESTS; REQUESTS.labels('desk:my-work', '2xx').inc(3)"
    words = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "LOA_DATA": str(tmp_path / "data")}
    subprocess.run([sys.executable, "-c", code], check=True, env=words)  # noqa: S603  our own words
    monkeypatch.setattr(settings, "METRICS_FOLDER", tmp_path)
    found = figures(client)
    assert found['loa_requests_total{route="desk:my-work",status="2xx"}'] == 3
