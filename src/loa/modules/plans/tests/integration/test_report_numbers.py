"""The number of a report stands in the register of who signs it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from loa.foundation.documents.register import facade as register
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import clock
from loa.modules.plans import facade, handlers
from loa.modules.plans.models import PeriodReport, Plan
from loa.modules.plans.tests.factories import (
    MARCH,
    Scene,
    again,
    handed_in,
    issued,
    report_of,
)
from loa.modules.plans.tests.web import browser

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 15)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


def _number(clerk: orgs.Actor, report: PeriodReport, number: str) -> None:
    facade.number_report(
        actor=clerk,
        report_id=report.pk,
        version=again(report).version,
        number=number,
        signed_on=DAY,
        official=None,
        at=MARCH,
    )


def _let_loa_number(head: orgs.Actor, unit_id: int) -> None:
    register.choose_way(
        actor=head,
        unit_id=unit_id,
        in_force_from=date(2022, 1, 1),
        source=register.Source.LOA,
        layout=register.Layout.BY_KIND,
        cites="Quy chế văn thư",
        at=MARCH,
    )


def _rows(actor: orgs.Actor, unit_id: int) -> list[register.EntryRow]:
    return register.rows_for(actor, register.Wanted(unit_id, 2022), DAY)


def test_loa_numbers_a_report_and_a_cancelled_number_leaves_it_blank(scene: Scene) -> None:
    report = handed_in(scene, issued(scene))
    clerk = make_actor(orgs.Role.CLERK, scene.commune.id)
    _let_loa_number(scene.head, scene.commune.id)
    for _ in range(2):
        _number(clerk, report, "")
    assert again(report).number == "01"
    (row,) = _rows(clerk, scene.commune.id)
    assert (row.name, row.thing) == ("01/BC-UBND", report.ref)
    assert row.outgoing.subject.startswith("Kết quả thực hiện Kế hoạch số 12/KH-UBND")

    call: dict[str, Any] = {"actor": clerk, "entry_id": row.id, "at": MARCH}
    register.cancel_number(version=row.version, reason="In sai", **call)
    event = register.NumberCancelled(report.ref, MARCH)
    handlers.on_number_cancelled(event)
    assert (again(report).number, again(report).signed_on) == ("", None)
    _number(clerk, report, "")
    handlers.on_number_cancelled(event)  # heard once more, after the new number was given
    assert again(report).number == "02"
    handlers.on_number_cancelled(register.NumberCancelled("others.thing:1", MARCH))


def test_a_number_that_another_report_has_is_refused_with_its_words(scene: Scene) -> None:
    plan_id = issued(scene)
    first = handed_in(scene, plan_id)
    clerk = make_actor(orgs.Role.CLERK, scene.commune.id)
    _number(clerk, first, "15")
    facade.correct_report(
        actor=scene.focal,
        report_id=first.pk,
        version=again(first).version,
        reason="Đếm sót",
        at=MARCH,
    )
    second = PeriodReport.objects.get(plan=plan_id, edition=2)
    facade.approve_report(actor=scene.head, report_id=second.pk, version=1, at=MARCH)
    page = browser(clerk).post(
        reverse("plans:report-number", args=[second.pk]),
        {"version": "2", "number": "15/BC-UBND", "signed_on": "15/03/2022"},
    )
    assert page.status_code == 422
    assert "đã dùng cho văn bản" in page.content.decode()
    assert again(second).number == ""


def test_the_committees_report_is_numbered_by_its_office(scene: Scene) -> None:
    plan = Plan.objects.get(pk=issued(scene))
    report = report_of(scene.officer, plan.pk, plan.issuer_id)
    facade.approve_report(actor=scene.office_head, report_id=report.pk, version=1, at=MARCH)
    clerk = make_actor(orgs.Role.CLERK, scene.office.id)
    _number(clerk, report, "07")
    (row,) = _rows(clerk, scene.office.id)
    assert row.name == "07/BC-VP"
    assert _rows(clerk, scene.root.id) == []


def test_the_next_number_is_shown_to_whom_may_give_it(scene: Scene) -> None:
    report = handed_in(scene, issued(scene))
    _let_loa_number(scene.head, scene.commune.id)
    address = reverse("plans:report-number", args=[report.pk])
    clerk = make_actor(orgs.Role.CLERK, scene.commune.id)
    assert "đang là 01" in browser(clerk).get(address).content.decode()
    for reader in (scene.focal, scene.head, scene.district_officer, scene.reader):
        answer = browser(reader).get(address)
        assert answer.status_code == 403
        assert "Chỉ văn thư của đơn vị" in answer.content.decode()
        assert "đang là" not in answer.content.decode()
