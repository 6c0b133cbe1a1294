"""The duty to make a plan is done by the document: handed in, in time or late, taken back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from loa.foundation.documents.register import facade as register
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.clock import local_day
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans import facade
from loa.modules.plans.handlers import on_number_cancelled
from loa.modules.plans.models import Activity, Occurrence, Plan
from loa.modules.plans.operations.link_document import (
    IssuedElsewhere,
    confirm_answers,
    link_document,
)
from loa.modules.plans.operations.number_own_plan import number_own_plan
from loa.modules.plans.queries.coverage import coverage
from loa.modules.plans.rules.own_plan import AnswerKind
from loa.modules.plans.rules.work import Timeliness, is_late
from loa.modules.plans.tests.factories import AT, TODAY, Scene, again, issued, occurrence_of
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import WorkState

pytestmark = pytest.mark.django_db
APRIL = AT + timedelta(days=60)


def _duty(plan_id: int, scene: Scene) -> Occurrence:
    return occurrence_of(plan_id, scene.commune.id, "Xây dựng kế hoạch")


def _issued_own(scene: Scene, plan_id: int, number: str = "7") -> Plan:
    own = facade.make_own_plan(
        actor=scene.focal, parent_id=plan_id, unit_id=scene.commune.id, at=AT
    )
    facade.issue_plan(actor=scene.head, plan_id=own, version=None, number=number, at=AT)
    return Plan.objects.get(pk=own)


def _linked(scene: Scene, plan_id: int, day: date, actor: orgs.Actor) -> Plan:
    own = link_document(
        actor=actor,
        parent_id=plan_id,
        unit_id=scene.commune.id,
        file=("cong-van.txt", b"Cong van"),
        read=None,
        said=IssuedElsewhere(AnswerKind.DISPATCH, "15/UBND-VP", day),
        at=APRIL,
    )
    return Plan.objects.get(pk=own)


def _confirm(plan: Plan, actor: orgs.Actor, duties: list[int]) -> None:
    confirm_answers(
        actor=actor,
        plan_id=plan.pk,
        version=again(plan).version,
        answers=dict.fromkeys(duties, None),
        at=APRIL,
    )


def _number(plan: Plan, actor: orgs.Actor, number: str, day: date = TODAY) -> None:
    number_own_plan(
        actor=actor,
        plan_id=plan.pk,
        version=again(plan).version,
        number=number,
        signed_on=day,
        official=None,
        at=APRIL,
    )


def test_the_head_who_issues_hands_the_duty_in_by_it(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = _issued_own(scene, plan_id)
    work = _duty(plan_id, scene)
    assert (work.state, work.submitted_on) == (WorkState.SUBMITTED, TODAY)
    (done,) = Activity.objects.filter(occurrence=work)
    assert (done.document_id, done.done_on) == (plan.pk, TODAY)
    facade.issue_plan(actor=scene.head, plan_id=plan.pk, version=None, at=APRIL)
    assert Activity.objects.filter(occurrence=work).count() == 1
    facade.accept(actor=scene.district_officer, occurrence_id=work.pk, version=work.version, at=AT)
    assert again(work).state == WorkState.DONE


@pytest.mark.parametrize(("day", "late"), [(date(2022, 3, 31), False), (date(2022, 4, 1), True)])
def test_a_document_sent_late_counts_by_its_day(scene: Scene, day: date, *, late: bool) -> None:
    plan_id = issued(scene)
    work = _duty(plan_id, scene)
    plan = _linked(scene, plan_id, day, scene.focal)
    assert again(work).state == WorkState.NOT_STARTED
    _confirm(plan, scene.focal, [work.assignment.task_id])
    waiting = again(work)
    assert (waiting.state, waiting.submitted_on) == (WorkState.IN_PROGRESS, None)
    assert waiting.proposed_at is not None
    facade.approve(actor=scene.head, occurrence_id=work.pk, version=waiting.version, at=APRIL)
    facade.approve(actor=scene.head, occurrence_id=work.pk, version=waiting.version, at=APRIL)
    found = again(work)
    assert found.submitted_on == day
    timed = Timeliness(found.due_on, WorkState(found.state), found.submitted_on)
    assert is_late(timed, local_day(APRIL)) is late


def test_what_the_document_is_said_to_do_no_more_is_owed_again(scene: Scene) -> None:
    plan_id = issued(scene)
    work = _duty(plan_id, scene)
    plan = _linked(scene, plan_id, TODAY, scene.head)
    _confirm(plan, scene.head, [work.assignment.task_id])
    assert again(work).state == WorkState.SUBMITTED
    _confirm(plan, scene.head, [])
    found = again(work)
    assert (found.state, found.submitted_on) == (WorkState.IN_PROGRESS, None)
    assert not Activity.objects.filter(occurrence=work, withdrawn_at=None).exists()
    _confirm(plan, scene.head, [work.assignment.task_id])
    assert again(work).state == WorkState.SUBMITTED


def test_a_number_follows_later_and_a_cancelled_one_undoes(scene: Scene) -> None:
    plan_id = issued(scene)
    top = Plan.objects.get(pk=plan_id)
    plan = _issued_own(scene, plan_id, number="")
    clerk = make_actor(orgs.Role.CLERK, scene.commune.id)
    assert plan.number == ""
    with pytest.raises(NotAllowed):
        _number(plan, scene.focal, "8")
    with pytest.raises(NotFound):
        _number(plan, scene.other_focal, "8")
    _number(plan, clerk, "8", TODAY + timedelta(days=1))
    numbered = again(plan)
    work = _duty(plan_id, scene)
    assert (numbered.number, work.submitted_on) == ("08", TODAY + timedelta(days=1))
    assert register.number_of(plan.ref)
    (entry,) = register.rows_for(clerk, register.Wanted(scene.commune.id, 2022), TODAY)
    register.cancel_number(
        actor=clerk, entry_id=entry.id, version=entry.version, reason="Sai", at=APRIL
    )
    on_number_cancelled(register.NumberCancelled(plan.ref, APRIL))
    on_number_cancelled(register.NumberCancelled(plan.ref, APRIL))
    assert (again(plan).number, again(plan).signed_on) == ("", None)
    assert again(work).state == WorkState.IN_PROGRESS
    assert not any(row.covered for row in coverage(scene.officer, top, TODAY, TODAY))
    _number(plan, scene.head, "9", TODAY + timedelta(days=2))
    assert again(work).submitted_on == TODAY + timedelta(days=2)


def test_what_was_accepted_stays_accepted(scene: Scene) -> None:
    plan_id = issued(scene)
    work = _duty(plan_id, scene)
    plan = _linked(scene, plan_id, TODAY, scene.head)
    _confirm(plan, scene.head, [work.assignment.task_id])
    facade.accept(
        actor=scene.district_officer, occurrence_id=work.pk, version=again(work).version, at=APRIL
    )
    _confirm(plan, scene.head, [])
    assert again(work).state == WorkState.DONE


@pytest.mark.usefixtures("day")
def test_the_page_of_the_number(scene: Scene) -> None:
    plan = _issued_own(scene, issued(scene), number="")
    client = browser(scene.head)
    here = reverse("plans:own-plan-number", args=[plan.pk])
    overview = reverse("plans:plan-overview", args=[plan.pk])
    waiting = words_of(client.get(overview))
    assert here in waiting
    assert "chưa có số</h2>" in waiting
    sending = reverse("plans:deliveries", args=[plan.pk])
    assert "Văn bản chưa có số" in words_of(client.get(sending))
    sent = {"version": plan.version, "number": "", "signed_on": "10/02/2022"}
    assert client.post(here, sent).status_code == 422
    assert client.post(here, {**sent, "number": "12"}).status_code == 302
    assert again(plan).number == "12"
    assert "chưa có số</h2>" not in words_of(client.get(overview))
    assert "Văn bản chưa có số" not in words_of(client.get(sending))
    duty = reverse("plans:work-detail", args=[_duty(plan.parent_id or 0, scene).pk])
    assert "12/KH-UBND ngày 10/02/2022" in words_of(client.get(duty))
