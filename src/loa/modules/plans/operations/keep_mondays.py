"""Every Monday morning the page of each head is counted, kept, and told of."""

from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation, wait_for
from loa.kernel.words import format_number, short_date
from loa.modules.plans import policies
from loa.modules.plans.models import MondayPage, Notice
from loa.modules.plans.queries import oversight
from loa.modules.plans.rules.oversight import Overview, due_monday, to_json
from loa.modules.plans.types import NoticeKind, Verb

_READERS = (orgs.Role.HEAD, orgs.Role.PLAN_OFFICER)


@operation
def keep_monday_pages(*, actor: orgs.Actor, at: datetime) -> int:
    """Keep the page of this week for every unit whose head works here; how many were made.

    Comes round: a second run makes none. Where nothing ran at seven, the figures are those of the
    hour at which it ran, and the page says which; a week without a run has no page.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.KEEP_MONDAYS, 0, on))
    monday = due_monday(at)
    if monday is None:
        return 0
    readers = _readers(monday, on)
    if not readers:
        return 0
    wait_for("plans.mondaypage")

    kept = set(MondayPage.objects.filter(monday=monday).values_list("unit_id", flat=True))
    units = [orgs.unit_row(unit_id, on) for unit_id in sorted(readers.keys() - kept)]
    pages = [page for page in oversight.overviews(units, on) if page.figures.work]
    if not pages:
        return 0

    MondayPage.objects.bulk_create(
        MondayPage(unit_id=page.unit_id, monday=monday, at=at, figures=to_json(page))
        for page in pages
    )
    Notice.objects.bulk_create(
        (
            _line(page, person_id, monday, at)
            for page in pages
            for person_id in readers[page.unit_id]
        ),
        ignore_conflicts=True,
    )

    change = Change({}, {"units": len(pages)})
    thing = f"plans.monday:{monday.isoformat()}"
    audit.record(actor=actor, verb=Verb.KEEP_MONDAYS, thing=thing, change=change, at=at)
    return len(pages)


def _readers(monday: date, on: date) -> dict[int, list[int]]:
    """Unit → who reads its page; for the province those of the office that acts for it.

    Empty at once where all of this Monday are kept, which is what nearly every round finds.
    """
    standing = {row.id for row in orgs.tree(on)}
    found = {
        unit_id: [one.person_id for one in people if one.is_on_desk]
        for unit_id, people in orgs.contacts_of(standing, _READERS, on).items()
    }
    if not found:
        return {}
    office, root = orgs.office_row(on).id, orgs.root_row(on).id
    if office in found:
        found[root] = sorted({*found.get(root, []), *found.pop(office)})
    kept = set(MondayPage.objects.filter(monday=monday).values_list("unit_id", flat=True))
    return {unit: people for unit, people in found.items() if people and unit not in kept}


def _line(page: Overview, person_id: int, monday: date, at: datetime) -> Notice:
    day = short_date(monday)
    return Notice(
        person_id=person_id,
        kind=NoticeKind.MONDAY_PAGE.value,
        thing=f"plans.monday:{page.unit_id}",
        day=monday,
        at=at,
        text=f"Bản điều hành thứ Hai {day}: {format_number(page.figures.overdue)} việc quá hạn, "
        f"{format_number(page.figures.unanswered)} chuyện chờ trả lời",
    )
