"""The official dispatch of a round: drafted with it, frozen, numbered in its issuer's register."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.documents.facade import Bullet, Paragraph
from loa.foundation.documents.register import facade as register
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import clock
from loa.kernel.clock import local_day
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.modules.plans import handlers
from loa.modules.plans.models import Dispatch, Occurrence, UrgingRound
from loa.modules.plans.operations.urge import urge_late
from loa.modules.plans.operations.write_dispatch import edit_dispatch, number_dispatch
from loa.modules.plans.queries import dispatches
from loa.modules.plans.queries.urgings import EVERYTHING, Chosen
from loa.modules.plans.rules.urging import DispatchNumbered, DraftingUnreadable, ReplyDayPast
from loa.modules.plans.tests.factories import Scene, again, as_person, issued, occurrence_of
from loa.modules.plans.tests.web import browser, hidden, words_of
from loa.modules.plans.types import Verb, WorkState

pytestmark = pytest.mark.django_db

APRIL = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)
"""09:00 of a Monday on which the units' own plans (31/3) are late."""
TODAY = local_day(APRIL)


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    clock.use(lambda: APRIL)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def plan_id(scene: Scene) -> int:
    """A plan with late work; somebody of the commune sees its desk."""
    as_person(scene.focal)
    return issued(scene)


def drafted(
    scene: Scene,
    plan_id: int,
    *,
    by: orgs.Actor | None = None,
    units: tuple[int, ...] = (),
    at: datetime = APRIL,
) -> Dispatch:
    """The dispatch of an act on all late units, or on some."""
    chosen = Chosen(units=units) if units else EVERYTHING
    urge_late(actor=by or scene.officer, plan_id=plan_id, chosen=chosen, key=uuid4(), at=at)
    return Dispatch.objects.select_related("round__plan").latest("pk")


def said(dispatch: Dispatch) -> str:
    """The body as text."""
    blocks = dispatches.document_of(dispatch).blocks
    return "\n".join(
        "".join(run.text for run in block.runs)
        for block in blocks
        if isinstance(block, Paragraph | Bullet)
    )


def test_the_act_drafts_a_letter_to_every_late_unit(scene: Scene, plan_id: int) -> None:
    """Also to those whom nobody can tell on Loa: paper reaches them."""
    dispatch = drafted(scene, plan_id)
    late = Occurrence.objects.filter(assignment__plan=plan_id, due_on__lt=TODAY)
    late = late.exclude(assignment__unit=scene.office.id)  # it writes the letter
    assert {line[0] for line in dispatch.lines} == set(
        late.values_list("assignment__unit", flat=True)
    )
    assert len(dispatch.lines) == late.count()
    document = dispatches.document_of(dispatch)
    assert (document.issuer, document.notation, document.number) == ("VĂN PHÒNG", "VP", None)
    assert document.addressees[0] == "Các sở, ban, ngành tỉnh (có tên trong danh sách kèm theo)"
    assert document.addressees[-1].startswith("Ủy ban nhân dân các xã")
    assert document.recipients == (
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh (để báo cáo)",
        "Lưu: VT.",
    )
    assert "Kế hoạch số 12/KH-UBND ngày 24/01/2022 của UBND tỉnh" in said(dispatch)
    assert "chậm nhất ngày 25/04/2022" in said(dispatch)


def test_what_is_done_later_stays_in_the_list(scene: Scene, plan_id: int) -> None:
    """The letter is of the day of the act, whenever it is opened."""
    dispatch = drafted(scene, plan_id)
    before = dispatches.document_of(dispatch)
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    Occurrence.objects.filter(pk=work.pk).update(
        state=WorkState.DONE, submitted_on=TODAY, closed_on=TODAY
    )
    assert dispatches.document_of(again(dispatch)) == before


def test_the_district_writes_to_its_communes(scene: Scene, plan_id: int) -> None:
    own = (scene.commune.id,)
    first = drafted(scene, plan_id, by=scene.district_officer, units=own)
    document = dispatches.document_of(first)
    assert document.issuer.startswith("ỦY BAN NHÂN DÂN")
    assert document.signer.authority == ("TM. ỦY BAN NHÂN DÂN",)
    (addressee,) = document.addressees
    assert addressee == scene.commune.body_name.replace("UBND", "Ủy ban nhân dân")
    assert {line[4:6] for line in map(tuple, first.lines)} == {(0, None)}
    tomorrow = APRIL + timedelta(days=1)
    second = drafted(scene, plan_id, by=scene.district_officer, units=own, at=tomorrow)
    assert {line[4:6] for line in map(tuple, second.lines)} == {(1, "2022-04-18")}
    assert "đã được đôn đốc từ trước" in said(second)


def test_the_office_names_the_district_of_a_commune_and_writes_none_to_itself(
    scene: Scene, plan_id: int
) -> None:
    (addressee,) = dispatches.document_of(
        drafted(scene, plan_id, units=(scene.commune.id, scene.office.id))
    ).addressees
    assert addressee.endswith(f", {scene.district.name[:1].lower()}{scene.district.name[1:]}")
    urge_late(
        actor=scene.officer,
        plan_id=plan_id,
        chosen=Chosen(units=(scene.office.id,)),
        key=uuid4(),
        at=APRIL + timedelta(days=1),
    )
    assert UrgingRound.objects.count() == 2
    assert Dispatch.objects.count() == 1


def test_the_same_act_again_drafts_nothing(scene: Scene, plan_id: int) -> None:
    key = uuid4()
    for _twice in range(2):
        urge_late(actor=scene.officer, plan_id=plan_id, chosen=EVERYTHING, key=key, at=APRIL)
    assert Dispatch.objects.count() == UrgingRound.objects.count() == 1


def _edit(actor: orgs.Actor, dispatch: Dispatch, **other: object) -> None:
    said: dict[str, Any] = {
        "version": dispatch.version,
        "reply_by": date(2022, 4, 29),
        "drafting": "THCBKS",
    }
    edit_dispatch(actor=actor, round_id=dispatch.pk, at=APRIL, **(said | other))


def test_edit_dispatch(scene: Scene, plan_id: int) -> None:
    dispatch = drafted(scene, plan_id)
    for _twice in range(2):
        _edit(scene.officer, dispatch)
    changed = again(dispatch)
    assert dispatches.document_of(changed).notation == "VP-THCBKS"
    assert dispatches.document_of(changed).recipients[-1] == "Lưu: VT, THCBKS."
    assert "chậm nhất ngày 29/04/2022" in said(changed)
    assert [entry.verb for entry in audit.entries_for(dispatch.ref)] == [Verb.DISPATCH_EDIT]
    with pytest.raises(Stale):
        _edit(scene.officer, dispatch, drafting="KSTT")
    with pytest.raises(ReplyDayPast):
        _edit(scene.officer, changed, reply_by=TODAY)
    with pytest.raises(DraftingUnreadable):
        _edit(scene.officer, changed, drafting="TH/CB")
    with pytest.raises(NotAllowed):
        _edit(scene.office_head, changed)
    with pytest.raises(NotFound):
        _edit(scene.district_officer, changed)
    next_act = drafted(scene, plan_id, at=APRIL + timedelta(days=1))
    assert next_act.drafting == "THCBKS"


def _number(clerk: orgs.Actor, dispatch: Dispatch, number: str = "345") -> None:
    number_dispatch(
        actor=clerk,
        round_id=dispatch.pk,
        version=again(dispatch).version,
        number=number,
        signed_on=TODAY,
        official=None,
        at=APRIL,
    )


def test_the_number_stands_in_the_register_of_the_office(scene: Scene, plan_id: int) -> None:
    dispatch = drafted(scene, plan_id)
    clerk = make_actor(orgs.Role.CLERK, scene.office.id)
    _number(clerk, dispatch)
    _number(clerk, dispatch)
    assert (again(dispatch).number, again(dispatch).signed_on) == ("345", TODAY)
    (row,) = register.rows_for(clerk, register.Wanted(scene.office.id, 2022), TODAY)
    assert (row.name, row.outgoing.kind, row.thing) == ("345/VP", "CV", dispatch.ref)
    assert row.outgoing.subject.startswith("V/v đôn đốc thực hiện nhiệm vụ quá hạn")
    with pytest.raises(DispatchNumbered):
        _edit(scene.officer, again(dispatch))
    with pytest.raises(NotAllowed):
        _number(scene.officer, dispatch, "346")

    register.cancel_number(
        actor=clerk, entry_id=row.id, version=row.version, reason="In sai", at=APRIL
    )
    event = register.NumberCancelled(dispatch.ref, APRIL)
    for _twice in range(2):
        handlers.on_number_cancelled(event)
    assert (again(dispatch).number, again(dispatch).signed_on) == ("", None)


def test_the_pages_of_a_dispatch(scene: Scene, plan_id: int) -> None:
    """From the round to the letter, its files, its edit, its number."""
    dispatch = drafted(scene, plan_id, units=(scene.commune.id,))
    officer = browser(as_person(scene.officer))
    parts = [plan_id, dispatch.pk]
    page = reverse("plans:dispatch-detail", args=parts)
    assert page in words_of(officer.get(reverse("plans:urge-round", args=parts)))
    shown = words_of(officer.get(page))
    for words in ("V/v đôn đốc", "Kính gửi: Ủy ban nhân dân", "Bản thảo, chờ ký và cấp số"):
        assert words in shown
    word = officer.get(reverse("plans:dispatch-file", args=[*parts, "docx"]))
    with zipfile.ZipFile(io.BytesIO(b"".join(word))) as opened:
        assert "Kính gửi" in opened.read("word/document.xml").decode()
    assert officer.get(reverse("plans:dispatch-file", args=[*parts, "xlsx"])).status_code == 404

    edit = reverse("plans:dispatch-edit", args=parts)
    assert edit in shown
    (version,) = hidden(words_of(officer.get(edit)), "version")
    wrong = officer.post(edit, {"version": version, "reply_by": "18/04/2022", "drafting": "X"})
    assert wrong.status_code == 422
    assert "Hạn hoàn thành phải sau ngày đôn đốc." in words_of(wrong)
    right = {"version": version, "reply_by": "29/04/2022", "drafting": "THCBKS"}
    assert officer.post(edit, right)["Location"] == page
    assert "Số: \N{EM SPACE}\N{EM SPACE}/VP-THCBKS" in words_of(officer.get(page))

    clerk = browser(as_person(make_actor(orgs.Role.CLERK, scene.office.id)))
    number = reverse("plans:dispatch-number", args=parts)
    assert number not in words_of(officer.get(page))
    assert number in words_of(clerk.get(page))
    assert officer.get(number).status_code == 403
    sent = {"version": 2, "number": "7", "signed_on": "18/04/2022"}
    assert clerk.post(number, sent)["Location"] == page
    assert "Số 07, ngày 18/04/2022" in words_of(clerk.get(page))
    assert edit not in words_of(officer.get(page))
    assert browser(as_person(scene.head)).get(page).status_code == 404


def test_drafts_are_found_again_by_who_signs_and_who_numbers(scene: Scene, plan_id: int) -> None:
    """From the plan to the list to the letter; who sees no dispatch is led nowhere."""
    dispatch = drafted(scene, plan_id, units=(scene.commune.id,))
    overview = reverse("plans:plan-overview", args=[plan_id])
    page = reverse("plans:dispatch-list", args=[plan_id])
    letter = reverse("plans:dispatch-detail", args=[plan_id, dispatch.pk])
    clerk = make_actor(orgs.Role.CLERK, scene.office.id)
    for one in (scene.officer, clerk):
        reader = browser(as_person(one))
        assert page in words_of(reader.get(overview))
        shown = words_of(reader.get(page))
        assert letter in shown
        assert "Bản thảo, chờ ký và cấp số" in shown
    assert page in words_of(
        browser(as_person(scene.officer)).get(reverse("plans:urge", args=[plan_id]))
    )
    stranger = browser(as_person(scene.head))
    assert page not in words_of(stranger.get(overview))
    assert letter not in words_of(stranger.get(page))
