"""kill -9 of web, worker and database at random moments while eight officers write.

    python -m tests.kill [WRITES]       2,000 by default; some minutes

Every write goes over HTTP and is sent again, with its own key or version, until the site says that
it is done; one in ten activities is sent twice. Afterwards nothing acknowledged may be missing,
nothing may be there twice, totals equal the recount, and the journal verifies. Prints its figures;
the exit code is 0 only where they hold.
"""

import shutil
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from tests.kill.clients import Client, Ledger
from tests.kill.house import Served, open_django, pieces_of_work, served
from tests.kill.killer import Killer
from tests.kill.recount import Counted, look, recount

CLIENTS = 8
_WRITES = 2_000
_PAUSE_S = (1.0, 6.0)


def main(arguments: Sequence[str]) -> int:
    """Serve, write, kill, recount, print."""
    writes = int(arguments[0]) if arguments else _WRITES
    place = Path(mkdtemp(prefix="loa-kill-"))
    place.chmod(0o711)
    try:
        with served(place) as site:
            counted = killed(site, writes, _PAUSE_S)
        return 0 if counted.holds else 1
    finally:
        shutil.rmtree(place)


def killed(site: Served, writes: int, pause: tuple[float, float]) -> Counted:
    """One run against a site that is served; prints what was found."""
    from loa.kernel import clock  # noqa: PLC0415  beside the others that wait for Django

    open_django(site.data)
    work = pieces_of_work(CLIENTS)
    assert len(work) == CLIENTS
    day = clock.local_day(clock.now()) - timedelta(days=1)
    ledger, before = Ledger(), look()
    shares = [writes // CLIENTS + (place < writes % CLIENTS) for place in range(CLIENTS)]
    clients = [
        Client(site.port, one, ledger, share, f"{day:%d/%m/%Y}")
        for one, share in zip(work, shares, strict=True)
    ]
    killer, began = Killer(site.data, pause), time.monotonic()
    killer.start()
    try:
        with ThreadPoolExecutor(CLIENTS) as pool:
            for running in [pool.submit(client.run) for client in clients]:
                running.result()
    finally:
        killer.stop()
    seconds = time.monotonic() - began
    counted = recount(ledger, [one.occurrence_id for one in work], before)
    _tell(ledger, killer, counted, seconds)
    return counted


def _tell(ledger: Ledger, killer: Killer, counted: Counted, seconds: float) -> None:
    kills = ", ".join(f"{kind} {times}" for kind, times in sorted(killer.killed.items()))
    met = ", ".join(f"{what} {times}" for what, times in ledger.words.most_common())
    lines = (
        ("writes acknowledged", f"{ledger.writes} by {CLIENTS} clients in {seconds:.0f} s"),
        ("kill -9", f"{killer.killed.total()} ({kills})"),
        ("sent again after", met or "nothing"),
        ("lost", f"{counted.lost} activities, {counted.steps_lost} steps"),
        ("doubled", f"{counted.doubled} activities, {counted.steps_doubled} steps"),
        ("there but never acknowledged", counted.unasked),
        ("sum sent / rows / totals", f"{counted.sent} / {counted.rows} / {counted.totals}"),
        ("journal", f"{counted.journal_rows} rows, {counted.journal_words or 'whole'}"),
        ("holds", "yes" if counted.holds else "NO"),
    )
    for name, value in lines:
        print(f"{name:30} {value}")  # noqa: T201  what it is for


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
