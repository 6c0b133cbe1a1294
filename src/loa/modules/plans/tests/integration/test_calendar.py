"""The calendar: whose due days on which day, the days off with their reason."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html
from lxml.html import HtmlElement

from loa.kernel import clock
from loa.modules.plans.models import Occurrence
from loa.modules.plans.queries.due_days import due_days
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    issued,
    occurrence_of,
    raised,
    submitted,
)
from loa.modules.plans.tests.web import browser, query_count, words_of
from loa.modules.plans.types.due_days import DueThing, Whose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
MOST_QUERIES = 24
YEAR = (date(2022, 1, 1), date(2022, 12, 31))


def _page(client: Client, **query: str) -> HtmlElement:
    return lxml_html.fromstring(words_of(client.get(reverse("plans:calendar"), query)))


def _day(page: HtmlElement, day: str) -> str:
    cells = [td for td in page.iter("td") if any(t.get("datetime") == day for t in td.iter("time"))]
    assert len(cells) == 1
    return " ".join("".join(map(str, cells[0].itertext())).split())


def test_each_sees_the_days_of_his_own_of_his_unit_and_of_those_below(scene: Scene) -> None:
    plan_id = issued(scene)
    works = set(
        Occurrence.objects.filter(
            assignment__plan=plan_id, assignment__unit=scene.commune.id
        ).values_list("pk", flat=True)
    )

    def units(whose: Whose, actor: object = scene.focal) -> set[int]:
        return {one.unit_id for one in due_days(actor, whose, *YEAR, TODAY)}  # type: ignore[arg-type]  # an actor

    mine = due_days(scene.focal, Whose.MINE, *YEAR, TODAY)
    assert {one.id for one in mine if one.thing is DueThing.WORK} == works
    assert next(one.period for one in mine if one.thing is DueThing.REPORTS) == "2022-Q1"
    assert units(Whose.UNIT) == units(Whose.MINE) == {scene.commune.id}
    assert units(Whose.BELOW) == set()
    assert units(Whose.MINE, scene.reader) == set()
    assert units(Whose.UNIT, scene.reader) == {scene.commune.id}
    below = units(Whose.BELOW, scene.district_officer)
    assert scene.commune.id in below
    assert not {scene.district.id, scene.other.id} & below


def test_difficulty_stands_on_the_day_by_which_its_holder_answers(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    mine = due_days(scene.district_head, Whose.MINE, *YEAR, TODAY)
    assert [one.id for one in mine if one.thing is DueThing.DIFFICULTY] == [found.pk]
    assert not [
        one
        for one in due_days(scene.focal, Whose.MINE, *YEAR, TODAY)
        if one.thing is DueThing.DIFFICULTY
    ]


def test_day_off_says_why_and_late_work_says_so_in_words(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    clock.use(lambda: AT + timedelta(days=60))
    page = _page(browser(scene.focal), ngay="2022-04-01")
    assert "Giỗ Tổ Hùng Vương" in _day(page, "2022-04-11")
    assert "Hôm nay" in _day(page, "2022-04-11")
    march = _page(browser(scene.focal), ngay="2022-03-15")
    told = _day(march, work.due_on.isoformat())
    assert "quá hạn" in told
    assert march.xpath(
        f"//td[.//time[@datetime='{work.due_on}']]//li[@class='late']//use/@href"
    ) == ["#g4"]
    link = reverse("plans:work-detail", args=[work.pk])
    assert link in march.xpath("//table//a/@href")


def test_what_was_handed_in_is_no_longer_late_there(scene: Scene) -> None:
    work = submitted(scene, issued(scene))
    clock.use(lambda: AT + timedelta(days=60))
    page = _page(browser(scene.focal), ngay=work.due_on.isoformat(), cua="don-vi")
    assert "Chờ duyệt" in _day(page, work.due_on.isoformat())


def test_units_below_are_folded_by_task_with_their_count(scene: Scene) -> None:
    issued(scene)
    page = _page(browser(scene.officer), ngay="2022-03-31", cua="ben-duoi", xem="tuan")
    days = page.xpath("//tbody//td")
    assert len(days) == 7
    assert " đơn vị" in _day(page, "2022-03-30") + _day(page, "2022-03-31")


@pytest.mark.parametrize("ngay", ["", "x", "0001-01-01", "9999-12-31", "2022-13-01"])
def test_days_that_there_are_not_are_not_asked(scene: Scene, ngay: str) -> None:
    page = _page(browser(scene.reader), ngay=ngay, xem="tuan", cua="ai")
    assert page.xpath("//td[contains(@class, 'now')]")
    assert "Không có việc nào đến hạn" in words_of(
        browser(scene.reader).get(reverse("plans:calendar"), {"ngay": ngay})
    )


def test_questions_do_not_grow_with_the_units(scene: Scene) -> None:
    issued(scene)
    client = browser(scene.officer)
    address = f"{reverse('plans:calendar')}?ngay=2022-03-31&cua="
    for whose in ("don-vi", "ben-duoi"):
        assert query_count(client, f"{address}{whose}") <= MOST_QUERIES
