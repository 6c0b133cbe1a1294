"""What people are told: once a day of one thing, each for himself, by the rights of the day."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loa.foundation.orgs.facade import SYSTEM
from loa.foundation.orgs.tests.factories import make_delegation
from loa.kernel.errors import NotAllowed
from loa.modules.plans import facade
from loa.modules.plans.events import PlanIssued
from loa.modules.plans.handlers import forget_old_notices, on_plan_issued, tell_of_the_day
from loa.modules.plans.models import Notice, Occurrence
from loa.modules.plans.operations.tell_units import tell_of_issue, tell_unit
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    as_person,
    issued,
    make_scene,
    occurrence_of,
)
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import NoticeKind, Verb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_on_plan_issued_tells_every_unit_once() -> None:
    """J06: a second run tells nothing. U10: of several ticked notices only one's own are taken."""
    scene = make_scene()
    plan_id = issued(scene)
    for _ in range(2):
        on_plan_issued(PlanIssued(plan_id, AT))
    focal, head = as_person(scene.focal), as_person(scene.head)
    mine = facade.unseen_notices(focal, TODAY, most=10).newest
    assert [row.text.startswith("UBND tỉnh giao 2 việc") for row in mine] == [True]
    assert mine[0].occurrence_id is not None
    assert Notice.objects.values("unit").distinct().count() == Notice.objects.count()
    (theirs,) = facade.unseen_notices(as_person(scene.other_focal), TODAY, most=1).newest
    facade.mark_seen(actor=head, notice_ids=[mine[0].id, theirs.id], at=AT)
    assert facade.unseen_notices(head, TODAY, most=10).newest == []
    assert len(facade.unseen_notices(focal, TODAY, most=10).newest) == 1


def test_tell_of_issue_only_the_house() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    with pytest.raises(NotAllowed):
        tell_of_issue(actor=scene.officer, plan_id=plan_id, at=AT)
    assert not Notice.objects.exists()
    tell_of_issue(actor=SYSTEM, plan_id=plan_id, at=AT)
    assert Notice.objects.exists()


def _told(scene: Scene, work: Occurrence, text: str, at: datetime) -> None:
    tell_unit(scene.commune.id, Verb.RETURN, text, at, work)


def test_j06_one_line_a_day_of_one_thing_and_the_newer_words_are_news_again() -> None:
    """Hazard J06: a second run, or a second return on one day, makes no second line."""
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id)
    focal = as_person(scene.focal)
    _told(scene, work, "Trả lại: thiếu ảnh", AT)
    facade.mark_all_seen(actor=focal, until=AT, at=AT)
    assert facade.unseen_count(focal, TODAY) == 0
    _told(scene, work, "Trả lại: thiếu chữ ký", AT + timedelta(hours=1))
    (line,) = facade.all_notices(focal, TODAY)
    assert (line.text, line.is_new) == ("Trả lại: thiếu chữ ký", True)
    assert line.occurrence_id == work.pk
    _told(scene, work, "Trả lại lần nữa", AT + timedelta(days=1))
    assert len(facade.all_notices(focal, TODAY)) == 2


def test_delegations_are_told_once_however_often_the_chore_comes() -> None:
    scene = make_scene()
    head, focal = as_person(scene.head), as_person(scene.focal)
    make_delegation(head, focal, TODAY, TODAY + timedelta(days=2))
    for hours in range(2):
        tell_of_the_day(AT + timedelta(hours=hours))
    texts = {row.kind: row.text for row in facade.all_notices(focal, TODAY)}
    assert texts[NoticeKind.DELEGATION_BEGUN].startswith("Làm thay")
    assert Notice.objects.count() == 2  # the deputy, who lent
    for days in (2, 3):
        tell_of_the_day(AT + timedelta(days=days))
    over = Notice.objects.filter(kind=NoticeKind.DELEGATION_ENDED)
    assert {line.person_id for line in over} == {head.person_id, focal.person_id}
    assert over.count() == 2


def test_what_one_may_no_longer_see_is_gone_and_old_news_are_let_go() -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id)
    focal = as_person(scene.focal)
    _told(scene, work, "Trả lại", AT)
    assert facade.unseen_count(focal, TODAY) == 1
    moved = replace(focal, unit_id=scene.other.id, posts=scene.other_focal.posts)
    assert facade.all_notices(moved, TODAY) == []
    assert facade.unseen_count(moved, TODAY) == 0
    forget_old_notices(AT + facade.NEWS_KEPT)
    assert Notice.objects.exists()
    forget_old_notices(AT + facade.NEWS_KEPT + timedelta(seconds=1))
    assert not Notice.objects.exists()


def test_bell_counts_by_one_query_and_the_page_takes_lines_off() -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id)
    client = browser(scene.focal)
    address = reverse("desk:notice-list")
    assert "Chưa có thông báo nào" in words_of(client.get(address))
    _told(scene, work, "Trả lại: thiếu ảnh", AT)
    tell_unit(scene.commune.id, Verb.ACCEPT, "Đã chấp nhận", AT, work)
    page = words_of(client.get(address))
    assert "Thông báo, 2 tin mới" in page
    assert f'<a href="/viec/{work.pk}/">Trả lại: thiếu ảnh</a>' in page
    with CaptureQueriesContext(connection) as caught:
        assert "Thông báo, 2 tin mới" in words_of(client.get(reverse("plans:plan-list")))
    assert sum("plans_notice" in query["sql"] for query in caught) == 1
    one = Notice.objects.get(kind=Verb.RETURN)
    answer = client.post(reverse("desk:notices-seen"), {"notice": one.pk, "from": "list"})
    assert answer["Location"] == address
    assert "Thông báo, 1 tin mới" in words_of(client.get(address))
    assert "thiếu ảnh" not in words_of(client.get(address, {"muc": "chua-xem"}))
    client.post(reverse("desk:notices-all-seen"), {"until": "không phải giờ"})
    assert "tin mới" not in words_of(client.get(address))


def test_the_list_beside_the_work_tells_the_bell_its_number() -> None:
    """The page asks for what is new once, and shows what every other page shows on the bell."""
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id)
    _told(scene, work, "Trả lại", AT)
    client = browser(scene.focal)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/viec/")
    shell = page.context["shell"]
    assert (shell.bell_count, len(page.context["notices"])) == ("1", 1)
    assert sum('FROM "plans_notice"' in one["sql"] for one in asked) == 1
    assert client.get("/ke-hoach/").context["shell"].bell_count == "1"
