"""The page of a head on a Monday: kept once, told once, the same figures ever after, on paper."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from pypdfium2 import PdfDocument

from loa.foundation.audit.facade import entries_for
from loa.foundation.orgs.facade import SYSTEM
from loa.kernel import clock
from loa.kernel.errors import NotAllowed
from loa.modules.plans import handlers
from loa.modules.plans.models import MondayPage, Notice
from loa.modules.plans.operations.keep_mondays import keep_monday_pages
from loa.modules.plans.queries import oversight, oversight_file
from loa.modules.plans.rules.oversight import due_monday, from_json, to_json
from loa.modules.plans.tests.factories import Scene, as_person, asked, issued, raised, submitted
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import NoticeKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

MONDAY = date(2022, 4, 18)
EARLY = datetime(2022, 4, 17, 23, 59, tzinfo=UTC)
SEVEN = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
WEDNESDAY = datetime(2022, 4, 20, 9, 0, tzinfo=UTC)


def test_a_monday_begins_at_seven_and_lasts_a_week() -> None:
    assert due_monday(EARLY) is None
    assert due_monday(SEVEN) == MONDAY
    assert due_monday(datetime(2022, 4, 24, 16, 59, tzinfo=UTC)) == MONDAY
    assert due_monday(datetime(2022, 4, 24, 17, 0, tzinfo=UTC)) is None


def test_what_is_kept_is_what_was_read_and_never_changes(scene: Scene) -> None:
    """Hazard J06: a second run keeps and tells nothing."""
    plan_id = issued(scene)
    for actor in (scene.head, scene.district_head, scene.office_head, scene.officer, scene.focal):
        as_person(actor)
    handlers.keep_mondays(EARLY)
    assert not MondayPage.objects.exists()
    handlers.keep_mondays(SEVEN)
    rows = {row.unit_id: row for row in MondayPage.objects.all()}
    assert rows.keys() == {scene.root.id, scene.district.id, scene.commune.id}
    for unit in (scene.root, scene.district, scene.commune):
        assert from_json(rows[unit.id].figures) == oversight.overview(unit, MONDAY)
    told = Notice.objects.filter(kind=NoticeKind.MONDAY_PAGE.value)
    assert told.count() == 4
    submitted(scene, plan_id)
    handlers.keep_mondays(WEDNESDAY)
    assert MondayPage.objects.filter(at=SEVEN).count() == MondayPage.objects.count() == 3
    assert told.count() == 4
    assert len(entries_for(f"plans.monday:{MONDAY.isoformat()}")) == 1
    kept = oversight_file.kept_on(scene.commune.id, MONDAY)
    assert kept is not None
    assert kept.page != oversight.overview(scene.commune, MONDAY)


def test_what_waits_is_compared_with_the_monday_before(scene: Scene) -> None:
    plan_id = issued(scene)
    as_person(scene.district_head)
    handlers.keep_mondays(SEVEN)
    raised(scene, plan_id)
    asked(scene, plan_id)
    clock.use(lambda: WEDNESDAY)
    client = browser(scene.district_head)
    page = words_of(client.get(reverse("plans:oversight-unit", args=[scene.district.id])))
    now = oversight.overview(scene.district, clock.local_day(WEDNESDAY)).figures
    kept = oversight_file.kept_before(scene.district.id, clock.local_day(WEDNESDAY))
    assert kept is not None
    assert now.unanswered == kept.page.figures.unanswered + 2
    title = f"Chưa được trả lời: {now.unanswered}, tăng 2 so với thứ Hai 18/04/2022"
    assert title in page
    assert page.count("thứ Hai 18/04: 0, tăng 1") == 2
    assert oversight_file.kept_before(scene.district.id, MONDAY) is None
    paper = PdfDocument(
        client.get(reverse("plans:oversight-file", args=[scene.district.id])).content
    )
    assert "tăng 2 so với thứ Hai 18/04/2022" in paper[0].get_textpage().get_text_range()


def test_a_page_kept_before_late_and_done_were_told_apart_is_read(scene: Scene) -> None:
    issued(scene)
    page = oversight.overview(scene.district, MONDAY)
    old = to_json(page)
    for figures in (old["figures"], *(line["figures"] for line in old["lines"])):
        overdue, after = figures.pop("overdue"), figures.pop("done_late")
        figures |= {"late": overdue + after, "owed": overdue}
        figures["late_units"] = figures.pop("overdue_units")
        for name in ("questions", "questions_late", "remarks", "remarks_late"):
            figures.pop(name)
    read = from_json(old)
    assert (read.figures.overdue, read.figures.done_late) == (
        page.figures.overdue,
        page.figures.done_late,
    )
    assert read.figures.unanswered == page.figures.unanswered
    assert not read.figures.is_counted_whole


def test_only_the_house_keeps_pages(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        keep_monday_pages(actor=scene.office_head, at=SEVEN)
    assert keep_monday_pages(actor=SYSTEM, at=SEVEN) == 0


def test_json_of_a_page_is_the_page(scene: Scene) -> None:
    issued(scene)
    page = oversight.overview(scene.district, MONDAY)
    assert page.lines
    assert page.longest
    assert from_json(to_json(page)) == page


def test_paper_is_one_page_with_the_figures_of_that_morning(scene: Scene) -> None:
    plan_id = issued(scene)
    as_person(scene.district_head)
    handlers.keep_mondays(SEVEN)
    submitted(scene, plan_id)
    clock.use(lambda: WEDNESDAY)
    client = browser(scene.district_head)
    unit = scene.district
    page = words_of(client.get(reverse("plans:oversight-unit", args=[unit.id])))
    address = reverse("plans:oversight-file", args=[unit.id])
    assert f"{address}?ngay=2022-04-18" in page
    for query, told in (("", "Số liệu lúc tải"), ("?ngay=2022-04-18", "Đến 07:00 thứ Hai")):
        answer = client.get(address + query)
        assert answer["Content-Type"] == "application/pdf"
        paper = PdfDocument(answer.content)
        assert len(paper) == 1
        assert told in paper[0].get_textpage().get_text_range()
    for odd in ("2022-04-11", "2022-04-19", "hai"):
        assert client.get(f"{address}?ngay={odd}").status_code == 404
    assert browser(scene.focal).get(address).status_code == 403
