"""/metrics: how the site is doing, in Prometheus' text, for this machine or by a token.

No personal data: routes by name, queues by name, numbers.
"""

import shutil
from collections.abc import Iterable
from hmac import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

import loa
from loa.foundation.jobs import facade as jobs
from loa.kernel import clock
from loa.kernel.nearness import is_of_this_machine
from loa.modules.plans import facade as plans


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures; whoever may not ask learns not even that there are any."""
    if not (_is_near(request) or _has_token(request)):
        raise Http404
    registry = CollectorRegistry()
    registry.register(_Now())
    text = generate_latest(registry) + generate_latest(_counted())
    return HttpResponse(
        text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def _counted() -> CollectorRegistry:
    """What all processes of the site counted together, or this one alone where it is alone."""
    folder = settings.METRICS_FOLDER
    if folder is None:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]  # it has none
    return registry


class _Now(Collector):
    """What is so at this moment."""

    def collect(self) -> Iterable[Metric]:
        """Read anew each time."""
        version = GaugeMetricFamily("loa_version", "The version that runs.", labels=["version"])
        version.add_metric([loa.__version__], 1)
        yield version
        disk = shutil.disk_usage(settings.LOA_DATA)
        free = "Free bytes of the disk that holds the data folder."
        yield GaugeMetricFamily("loa_data_disk_free_bytes", free, disk.free)
        yield GaugeMetricFamily("loa_data_disk_bytes", "Size of that disk.", disk.total)
        try:
            work = list(_work())
        except DatabaseError:
            work = []
        yield GaugeMetricFamily("loa_database_up", "1: the database answers.", float(bool(work)))
        yield from work


def _work() -> Iterable[Metric]:
    """The queue and what waits to be read."""
    waiting = _by_queue("waiting", "Jobs that are due and wait.")
    oldest = _by_queue("oldest_waiting_seconds", "How long the first of them has waited.")
    at_work = _by_queue("at_work", "Jobs that a worker is at.")
    later = _by_queue("later", "Jobs that wait to be tried again.")
    dead = _by_queue("dead", "Jobs that were given up.")
    for lane in jobs.lanes():
        for family, value in (
            (waiting, lane.waiting),
            (oldest, lane.oldest_seconds),
            (at_work, lane.at_work),
            (later, lane.later),
            (dead, lane.dead),
        ):
            family.add_metric([lane.lane.value], value)
    yield from (waiting, oldest, at_work, later, dead)
    yield GaugeMetricFamily("loa_workers", "Workers with a sign of life.", jobs.workers_alive())
    queue = plans.reading_queue()
    yield GaugeMetricFamily("loa_reading_waiting", "Uploads that wait to be read.", queue.waiting)
    age = (clock.now() - queue.oldest_at).total_seconds() if queue.oldest_at else 0.0
    yield GaugeMetricFamily("loa_reading_oldest_seconds", "How long the first has waited.", age)


def _by_queue(name: str, words: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"loa_jobs_{name}", words, labels=["queue"])


def _is_near(request: HttpRequest) -> bool:
    return is_of_this_machine(
        address=request.META.get("REMOTE_ADDR", ""),
        host=request.get_host(),
        headers=request.headers,
    )


def _has_token(request: HttpRequest) -> bool:
    token = settings.ENV.metrics_token
    given = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(given.encode(), f"Bearer {token}".encode())
