"""Remarks about work and difficulties: who reads them, whom they tell, how they are taken back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.orgs.tests.factories import limited
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans.models import Comment, Notice
from loa.modules.plans.operations.comment import NothingSaid, comment_on, withdraw_comment
from loa.modules.plans.queries.comments import about_difficulty, about_work, readers_of
from loa.modules.plans.queries.notices import unseen_notices
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    as_person,
    issued,
    occurrence_of,
    raised,
)
from loa.modules.plans.tests.web import browser, hidden, words_of
from loa.modules.plans.types import NoticeKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_the_mentioned_who_may_read_it_are_told_once(scene: Scene) -> None:
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    writer, above = as_person(scene.focal), as_person(scene.district_officer)
    stranger = as_person(scene.other_focal)
    about = about_work(writer, work.pk, TODAY)
    key = uuid4()
    people = (above.person_id or 0, stranger.person_id or 0, writer.person_id or 0)
    for _ in range(2):
        pk = comment_on(
            actor=writer, about=about, key=key, text=" Xem giúp ", mentions=people, at=AT
        )
    row = Comment.objects.get(pk=pk)
    assert (row.text, row.mentions) == ("Xem giúp", [above.person_id])
    told = Notice.objects.filter(kind=NoticeKind.MENTIONED)
    assert [one.person_id for one in told] == [above.person_id]
    assert any(
        "nhắc bạn: Xem giúp" in one.text for one in unseen_notices(above, TODAY, most=9).newest
    )
    assert [one.verb for one in audit.entries_for(row.ref)] == ["COMMENT_WRITE"]


def test_who_may_not_see_the_thing_reads_and_says_nothing(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    stranger = as_person(scene.other_focal)
    with pytest.raises(NotFound):
        about_work(stranger, work.pk, TODAY)
    with pytest.raises(NotFound):
        about_difficulty(stranger, raised(scene, plan_id).pk, TODAY)
    client = browser(stranger)
    assert client.get(reverse("plans:work-comments", args=[work.pk])).status_code == 404
    with pytest.raises(NothingSaid):
        comment_on(
            actor=as_person(scene.focal),
            about=about_work(scene.focal, work.pk, TODAY),
            key=uuid4(),
            text="  ",
            mentions=(),
            at=AT,
        )


def test_only_its_writer_takes_a_remark_back_and_its_place_says_so(scene: Scene) -> None:
    writer, head = as_person(scene.focal), as_person(scene.head)
    found = raised(scene, issued(scene))
    about = about_difficulty(writer, found.pk, TODAY)
    pk = comment_on(actor=writer, about=about, key=uuid4(), text="Nói nhầm", mentions=(), at=AT)
    with pytest.raises(NotAllowed):
        withdraw_comment(actor=head, about=about, comment_id=pk, at=AT)
    for _ in range(2):
        withdraw_comment(actor=writer, about=about, comment_id=pk, at=AT)
    page = words_of(browser(head).get(reverse("plans:difficulty-comments", args=[found.pk])))
    assert "Đã rút ý kiến" in page
    assert "Nói nhầm" not in page


def test_a_name_that_is_not_plain_is_asked_for(scene: Scene) -> None:
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    writer, above = as_person(scene.focal), as_person(scene.district_officer)
    names = readers_of(about_work(writer, work.pk, TODAY), TODAY)
    assert {writer.person_id, above.person_id} <= names.keys()
    client, here = browser(writer), reverse("plans:work-comments", args=[work.pk])
    key = hidden(words_of(client.get(here)), "key")[0]
    asked = words_of(client.post(here, {"key": key, "text": "@Không Có Ai xem giúp"}))
    assert "Bạn nhắc ai?" in asked
    assert not Comment.objects.exists()
    sent = {"key": key, "text": "@Không Có Ai xem giúp", "who-0": ""}
    for _ in range(2):
        assert client.post(here, sent)["Location"] == here
    assert Comment.objects.get().mentions == []
    assert "@Không Có Ai xem giúp" in words_of(client.get(here))


def test_who_writes_without_end_is_told_when_to_come_back(scene: Scene) -> None:
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    client, here = browser(as_person(scene.focal)), reverse("plans:work-comments", args=[work.pk])
    with limited("comments", 1):
        answers = [
            client.post(here, {"key": uuid4(), "text": f"Lần {n}"}).status_code for n in range(2)
        ]
    assert answers[0] == 302
    assert answers[1] in {422, 429}
    assert Comment.objects.count() == 1
