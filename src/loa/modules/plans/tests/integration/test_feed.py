"""The calendar feed of a person: his address, what stands in it, who reads it no more."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import limited, make_account
from loa.kernel import clock
from loa.kernel.errors import NotFound, Stale
from loa.modules.plans import facade
from loa.modules.plans.models import CalendarFeed, Occurrence
from loa.modules.plans.operations.keep_feed import end_feed, make_feed
from loa.modules.plans.operations.review_work import exempt
from loa.modules.plans.tests.factories import (
    AT,
    Scene,
    again,
    answered,
    as_person,
    issued,
    occurrence_of,
    raised,
)
from loa.modules.plans.tests.web import browser, hidden, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
DAY = timedelta(days=1)


def _address(actor: orgs.Actor) -> str:
    return reverse("plans:feed", args=[make_feed(actor=actor, key=uuid4(), version=0, at=AT)])


def _events(address: str) -> dict[str, dict[str, str]]:
    """Each event by its UID, folds undone."""
    answer = Client().get(address)
    assert answer.status_code == 200
    text = words_of(answer).replace("\r\n ", "")
    found = {}
    for part in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        lines = dict(line.split(":", 1) for line in part.strip().split("\r\n"))
        found[lines["UID"]] = lines
    return found


def test_page_shows_the_address_once_and_the_same_form_the_same_one(scene: Scene) -> None:
    actor = as_person(scene.focal)
    client = browser(actor)
    page = reverse("plans:feed-account")
    first = words_of(client.get(page))
    form = {name: hidden(first, name)[0] for name in ("key", "version")}
    answers = [words_of(client.post(page, form)) for _ in range(2)]
    found = {re.search(r"http://\S+\.ics", words)[0] for words in answers}  # type: ignore[index]  # it is there
    assert len(found) == 1
    (address,) = found
    assert address.rsplit("/", 1)[-1] not in words_of(client.get(page))
    assert Client().get(address).status_code == 200
    assert [one.verb for one in audit.entries_for(CalendarFeed.objects.get().ref)] == ["FEED_MAKE"]
    secret = address.rsplit("/", 1)[-1].removesuffix(".ics")
    assert secret.encode() not in bytes(CalendarFeed.objects.get().secret_hash or b"")


def test_address_is_replaced_and_ended_by_its_person(scene: Scene) -> None:
    actor = as_person(scene.focal)
    key = uuid4()
    secret = make_feed(actor=actor, key=key, version=0, at=AT)
    first = reverse("plans:feed", args=[secret])
    with pytest.raises(Stale):
        make_feed(actor=actor, key=uuid4(), version=7, at=AT)
    second = reverse("plans:feed", args=[make_feed(actor=actor, key=uuid4(), version=1, at=AT)])
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    for _ in range(2):
        end_feed(actor=actor, at=AT)
    assert Client().get(second).status_code == 404
    with pytest.raises(Stale):
        make_feed(actor=actor, key=key, version=0, at=AT)
    with pytest.raises(NotFound):
        make_feed(actor=orgs.SYSTEM, key=uuid4(), version=0, at=AT)


def test_feed_holds_the_persons_days_and_nobody_elses(scene: Scene) -> None:
    plan_id = issued(scene)
    found = _events(_address(as_person(scene.focal)))
    works = Occurrence.objects.filter(assignment__plan=plan_id, assignment__unit=scene.commune.id)
    days = {f"{row.due_on:%Y%m%d}" for row in works}
    told = [one for uid, one in found.items() if uid.startswith("viec-")]
    assert len(told) == works.count()
    assert {one["DTSTART;VALUE=DATE"] for one in told} == days
    assert any("báo cáo" in one["SUMMARY"].lower() for one in found.values())
    assert not _events(_address(as_person(scene.reader)))


def test_what_is_moved_keeps_its_name_and_counts_on(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    address = _address(as_person(scene.focal))
    before = _events(address)
    due_on = work.due_on + 10 * DAY
    said = facade.DirectionFacts("Lùi hạn", effect=facade.Effect.UNIT_DUE, due_on=due_on)
    answered(scene.district_head, raised(scene, plan_id), direction=said, at=AT + DAY)
    after = _events(address)
    assert before.keys() == after.keys()
    (moved,) = [uid for uid in after if after[uid] != before[uid]]
    assert after[moved]["DTSTART;VALUE=DATE"] == f"{due_on:%Y%m%d}"
    assert (before[moved]["SEQUENCE"], after[moved]["SEQUENCE"]) == ("0", "1")
    assert after[moved]["LAST-MODIFIED"] > before[moved]["LAST-MODIFIED"]


def test_what_is_taken_away_is_told_as_cancelled_for_some_weeks(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    address = _address(as_person(scene.focal))
    before = _events(address)
    exempt(actor=scene.district_officer, occurrence_id=work.pk, version=1, reason="Không có", at=AT)
    after = _events(address)
    assert before.keys() == after.keys()
    gone = [uid for uid in after if after[uid]["STATUS"] == "CANCELLED"]
    assert len(gone) == 1
    assert int(after[gone[0]]["SEQUENCE"]) > int(before[gone[0]]["SEQUENCE"])
    clock.use(lambda: AT + 50 * DAY)
    assert gone[0] not in _events(address)


def test_unchanged_feed_is_not_sent_again(scene: Scene) -> None:
    issued(scene)
    address = _address(as_person(scene.focal))
    first = Client().get(address)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    same = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert Client().get(address, headers={"If-None-Match": '"x"'}).status_code == 200


def test_who_has_no_account_or_no_post_any_more_has_no_feed(scene: Scene) -> None:
    account = make_account(scene.focal)
    address = _address(replace(scene.focal, person_id=account.person_id))
    for is_active, status in ((False, 404), (True, 200)):
        account.is_active = is_active
        account.save(update_fields=["is_active"])
        assert Client().get(address).status_code == status
    account.person.posts.update(held_to=AT.date())
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("plans:feed", args=["x" * 43])).status_code == 404


def test_who_asks_without_end_is_told_when_to_come_back(scene: Scene) -> None:
    address = _address(as_person(scene.focal))
    with limited("export.files", 2):
        answers = [Client().get(address).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert again(CalendarFeed.objects.get()).version == 1
