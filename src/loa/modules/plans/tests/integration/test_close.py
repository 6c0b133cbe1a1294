"""The end of a plan's year: what it needs, and that everything stands still afterwards."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.kernel.errors import NotAllowed
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import publicity, remarks
from loa.modules.plans.handlers import urge_by_ladder
from loa.modules.plans.models import (
    Comment,
    Delivery,
    Difficulty,
    Notice,
    Occurrence,
    Opening,
    PeriodReport,
    Plan,
)
from loa.modules.plans.operations.close_plan import CloseResult, NotAtWork
from loa.modules.plans.rules.difficulty import NotRaisable
from loa.modules.plans.rules.work import PlanClosed
from loa.modules.plans.tests.factories import (
    AT,
    Scene,
    again,
    answered,
    as_person,
    asked,
    begun,
    drafted,
    handed_in,
    issued,
    leaflets,
    occurrence_of,
    published,
    raised,
    remarked,
    report_of,
)
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import PublicFile

pytestmark = pytest.mark.django_db

JANUARY = datetime(2023, 1, 31, 2, 0, tzinfo=UTC)
_Sent = dict[str, Any]
WHY = "Hết năm kế hoạch, các việc còn lại chuyển sang năm sau"


def _close(scene: Scene, plan_id: int, reason: str = WHY) -> CloseResult:
    return plans.close_plan(actor=scene.officer, plan_id=plan_id, reason=reason, at=JANUARY)


def test_a_plan_with_something_left_needs_a_reason(scene: Scene) -> None:
    plan_id = issued(scene)
    raised(scene, plan_id)
    with pytest.raises(plans.StillOpen) as refusal:
        _close(scene, plan_id, "  ")
    words = refusal.value.message_vi
    assert "việc chưa xong" in words
    assert "báo cáo kỳ" in words
    assert "1 khó khăn, vướng mắc" in words
    assert "lý do" in words
    assert Plan.objects.get(pk=plan_id).state == "ISSUED"

    found = _close(scene, plan_id)
    again_found = _close(scene, plan_id, "Lý do khác")
    assert found == again_found
    plan = Plan.objects.get(pk=plan_id)
    assert (plan.state, plan.closing_reason, plan.closed_at) == ("CLOSED", WHY, JANUARY)
    told = [entry for entry in audit.entries_for(plan.ref) if entry.verb == "PLAN_CLOSE"]
    assert [entry.after["difficulties"] for entry in told] == [1]
    lines = Notice.objects.filter(kind="CLOSED")
    assert lines.filter(unit=scene.commune.id).count() == 1
    assert lines.count() == len({row.unit_id for row in plans.work_list(plan_id, date.min)})


def test_questions_and_remarks_that_nobody_answered_need_a_reason_too(scene: Scene) -> None:
    """Each number of the page opens as many rows; afterwards citizens still get their answer."""
    plan_id = issued(scene)
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=AT)
    asked(scene, plan_id)
    asked(scene, plan_id, words="In tờ rơi bao nhiêu bản?")
    found = remarked(plan_id)
    with pytest.raises(plans.StillOpen, match=r"2 câu hỏi của đơn vị.*1 góp ý của người dân"):
        _close(scene, plan_id, "")
    officer = browser(scene.officer)
    address = reverse("plans:plan-close", args=[plan_id])
    page = words_of(officer.get(address))
    for words, count in (("câu hỏi của đơn vị", 2), ("góp ý của người dân", 1)):
        (link,) = re.findall(rf'<a href="([^"]+)">{count} {words} chưa được trả lời</a>', page)
        shown = words_of(officer.get(unescape(link)))
        assert shown.count('<th scope="row"') == count

    left = _close(scene, plan_id).left
    assert (left.questions, left.remarks) == (2, 1)
    remarks.answer_remark(
        actor=scene.officer, remark_id=found.pk, version=1, words="Đã in thêm", at=JANUARY
    )


def test_a_digest_tells_apart_what_was_asked_said_and_delivered(scene: Scene) -> None:
    plan_id = issued(scene)
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=AT)
    as_person(scene.focal)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    acts: list[Callable[[], object]] = [
        lambda: asked(scene, plan_id),
        lambda: published(scene, plan_id),
        lambda: remarked(plan_id),
        lambda: Comment.objects.create(
            assignment_id=work.assignment_id,
            person_id=1,
            author="person:1",
            text="Đã in chưa?",
            key=uuid4(),
            written_at=AT,
        ),
        lambda: Delivery.objects.create(
            plan_id=plan_id, body="Báo tỉnh", road="EMAIL", sent_at=AT, sent_by="person:1"
        ),
        lambda: Opening.objects.create(
            plan_id=plan_id, unit_id=scene.commune.id, opened_at=AT, opened_by="person:1"
        ),
    ]
    seen = {plans.content_digest(plan_id)}
    for act in acts:
        act()
        digest = plans.content_digest(plan_id)
        assert digest not in seen
        seen.add(digest)


def test_a_plan_that_is_finished_closes_without_one(scene: Scene) -> None:
    """Hazard L08: what was let off keeps no plan open."""
    plan_id = issued(scene)
    Occurrence.objects.update(state="NOT_APPLICABLE", reason="Xong", closed_on=date(2022, 12, 1))
    early = datetime(2022, 2, 11, 2, 0, tzinfo=UTC)
    with pytest.raises(plans.StillOpen, match="mới hết hạn"):
        plans.close_plan(actor=scene.officer, plan_id=plan_id, at=early)
    with pytest.raises(plans.StillOpen, match="báo cáo kỳ"):
        _close(scene, plan_id, "")
    for span in plans.periods_to_report(plan_id):
        _all_reports_taken(plan_id, span.code)
    found = _close(scene, plan_id, "")
    assert found.left.is_nothing
    assert Plan.objects.get(pk=plan_id).closing_reason == ""


def _all_reports_taken(plan_id: int, period: str) -> None:
    plan = Plan.objects.get(pk=plan_id)
    units = {row.unit_id for row in plans.work_list(plan_id, date.min)} | {plan.issuer_id}
    PeriodReport.objects.bulk_create(
        PeriodReport(
            plan=plan,
            unit_id=unit,
            period=period,
            starts_on=date(2022, 1, 1),
            ends_on=date(2022, 3, 1),
            state="ACCEPTED",
            created_at=AT,
            submitted_at=AT,
            submitted_by="person:1",
            accepted_at=AT,
            accepted_by="person:1",
        )
        for unit in units
    )


def test_only_the_plan_officer_closes_and_only_what_was_given_out(scene: Scene) -> None:
    plan_id = issued(scene)
    for actor in (scene.focal, scene.head, scene.district_officer, scene.office_head):
        with pytest.raises(NotAllowed):
            plans.close_plan(actor=actor, plan_id=plan_id, reason=WHY, at=JANUARY)
    Plan.objects.filter(pk=plan_id).update(state="SUPERSEDED")
    with pytest.raises(NotAtWork):
        _close(scene, plan_id)


def test_a_draft_has_no_year_to_end(scene: Scene) -> None:
    with pytest.raises(NotAtWork):
        _close(scene, drafted(scene))


def test_everything_stands_still_afterwards(scene: Scene) -> None:
    """Each write is refused in words; whoever could read it still can."""
    plan_id = issued(scene)
    as_person(scene.focal)
    work = begun(scene, plan_id)
    waits, done = raised(scene, plan_id), raised(scene, plan_id)
    answered(scene.district_officer, done)
    sent = handed_in(scene, plan_id)
    drawn = report_of(scene.district_officer, plan_id, scene.district.id)
    other = occurrence_of(plan_id, scene.department.id)
    _close(scene, plan_id)
    before = plans.content_digest(plan_id)

    for attempt in _writes(scene, plan_id, work, waits, sent, drawn):
        with pytest.raises(PlanClosed):
            attempt()
    with pytest.raises(NotRaisable):
        raised(scene, plan_id, at=JANUARY)
    urge_by_ladder(JANUARY)
    assert plans.content_digest(plan_id) == before

    assert plans.occurrence_for(scene.district_officer, work.pk, date(2023, 2, 1)) == work
    assert plans.my_work(scene.focal, date(2023, 2, 1)) == []
    assert other.pk in {row.occurrence_id for row in plans.work_list(plan_id, date(2023, 2, 1))}


def _writes(  # noqa: PLR0917  what the scene made
    scene: Scene,
    plan_id: int,
    work: Occurrence,
    waits: Difficulty,
    sent: PeriodReport,
    drawn: PeriodReport,
) -> list[Callable[[], object]]:
    """What people might still want to write into the plan."""
    step: _Sent = {"occurrence_id": work.pk, "version": again(work).version, "at": JANUARY}
    report: _Sent = {"report_id": sent.pk, "version": again(sent).version, "at": JANUARY}
    hard: _Sent = {
        "difficulty_id": waits.pk,
        "version": again(waits).version,
        "at": JANUARY,
    }
    activity = plans.activities_of(work)[0]
    return [
        lambda: plans.acknowledge(actor=scene.focal, **step),
        lambda: plans.approve(actor=scene.head, **step),
        lambda: plans.exempt(actor=scene.district_officer, reason=WHY, **step),
        lambda: plans.record_activity(
            actor=scene.focal, key=uuid4(), occurrence_id=work.pk, facts=leaflets(), at=JANUARY
        ),
        lambda: plans.withdraw_activity(
            actor=scene.focal, activity_id=activity.pk, version=1, reason=WHY, at=JANUARY
        ),
        lambda: plans.accept_report(actor=scene.district_officer, **report),
        lambda: plans.correct_report(actor=scene.focal, reason=WHY, **report),
        lambda: plans.edit_report(
            actor=scene.district_officer,
            report_id=drawn.pk,
            version=1,
            sections={"next": WHY},
            at=JANUARY,
        ),
        lambda: plans.open_report(
            actor=scene.focal,
            plan_id=plan_id,
            unit_id=scene.commune.id,
            period="2022-Q2",
            at=JANUARY,
        ),
        lambda: plans.pass_up(actor=scene.district_officer, reason=WHY, **hard),
        lambda: plans.withdraw_difficulty(actor=scene.focal, **hard),
        lambda: answered(scene.district_officer, waits, at=JANUARY),
        lambda: plans.urge_late(
            actor=scene.officer, plan_id=plan_id, chosen=plans.Chosen(), key=uuid4(), at=JANUARY
        ),
    ]


@pytest.mark.usefixtures("day")
def test_the_page_says_what_is_left_and_closes_with_a_reason(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    officer, focal = browser(scene.officer), browser(scene.focal)
    overview = reverse("plans:plan-overview", args=[plan_id])
    address = reverse("plans:plan-close", args=[plan_id])
    assert address in words_of(officer.get(overview))
    assert address not in words_of(focal.get(overview))
    assert "việc chưa xong" in words_of(officer.get(address))

    refused = officer.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert "Chưa kết thúc được" in words_of(refused)
    assert officer.post(address, {"reason": WHY}).status_code == 302

    shown = words_of(officer.get(overview))
    assert "Kế hoạch đã kết thúc ngày 10/02/2022, nay chỉ xem." in shown
    assert WHY in shown
    assert address not in shown
    assert "Đã kết thúc" in words_of(officer.get(reverse("plans:plan-list")))
    page = words_of(focal.get(reverse("plans:work-detail", args=[work.pk])))
    assert "Nhận việc" not in page
    assert officer.get(address).status_code == 302
