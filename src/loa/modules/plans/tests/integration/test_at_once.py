"""The same thing asked twice at the same moment happens once, and both get the same answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from loa.foundation.audit import facade as audit
from loa.kernel.errors import Stale
from loa.modules.plans import facade
from loa.modules.plans.models import Activity, Assignment, Difficulty, PeriodReport, Plan, Task
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    PLAN_TEXT,
    again,
    begun,
    drafted,
    issued,
    leaflets,
    make_scene,
    occurrence_of,
    raised,
)

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call answers, or how it fails."""
    together = Barrier(len(calls), timeout=30)

    def run(call: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever it answers
        try:
            together.wait()
            return call()
        except Stale as failure:
            return failure
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_import_issue_record_approve_and_report_at_once() -> None:
    scene = make_scene()
    source = facade.read_document(PLAN_TEXT.replace("12/KH", "31/KH").encode(), "a.txt")
    first, second = _at_once(
        *[lambda: facade.import_plan(actor=scene.officer, source=source, as_of=None, at=AT)] * 2
    )
    assert first.plan_id == second.plan_id
    assert sorted([first.is_new, second.is_new]) == [False, True]
    assert Plan.objects.count() == 1

    plan_id = first.plan_id
    answers = _at_once(
        *[
            lambda: facade.issue_plan(
                actor=scene.officer, plan_id=plan_id, version=1, at=AT, as_it_stands=True
            )
        ]
        * 2
    )
    assert answers[0] == answers[1]
    assert Assignment.objects.count() == answers[0].assignments

    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    key = uuid4()
    one, two = _at_once(
        *[
            lambda: facade.record_activity(
                actor=scene.focal, key=key, occurrence_id=work.pk, facts=leaflets(), at=AT
            )
        ]
        * 2
    )
    assert one == two
    assert Activity.objects.count() == 1

    version = again(work).version
    _at_once(
        *[lambda: facade.approve(actor=scene.head, occurrence_id=work.pk, version=version, at=AT)]
        * 2
    )
    assert again(work).version == version + 1

    one, two = _at_once(
        *[
            lambda: facade.open_report(
                actor=scene.focal,
                plan_id=plan_id,
                unit_id=scene.commune.id,
                period="2022-Q1",
                at=MARCH,
            )
        ]
        * 2
    )
    assert one == two
    assert PeriodReport.objects.count() == 1
    assert audit.verify().ok


def test_two_who_decide_differently_at_once_one_is_told_that_he_is_stale() -> None:
    scene = make_scene()
    work = begun(scene, issued(scene))
    call: dict[str, Any] = {
        "actor": scene.focal,
        "occurrence_id": work.pk,
        "version": work.version,
        "at": AT,
    }
    answers = _at_once(
        lambda: facade.ask_exempt(reason="Không có chợ", **call),
        lambda: facade.ask_exempt(reason="Không có dân", **call),
    )
    assert [type(answer) for answer in answers].count(Stale) == 1
    assert again(work).version == work.version + 1


def test_a_draft_issued_while_it_is_edited() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    call: dict[str, Any] = {"actor": scene.officer, "plan_id": plan_id, "version": 1, "at": AT}
    answers = _at_once(
        lambda: facade.issue_plan(**call),
        lambda: _refused_or_done(lambda: facade.edit_header(fields={"number": "99"}, **call)),
    )
    plan = Plan.objects.get(pk=plan_id)
    assert (plan.state == "ISSUED") != (plan.number == "99")
    assert len(answers) == 2


def _refused_or_done(call: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever it answers
    try:
        return call()
    except facade.AlreadyIssued as refusal:
        return refusal


def test_the_same_annex_of_an_issued_plan_at_once_is_one_revision() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    sheet = "TT;Nội dung;Cơ quan chủ trì\n1;Tập huấn;Sở Tư pháp\n"
    source = facade.read_annex(sheet.encode(), "bieu.csv")
    first, second = _at_once(
        *[
            lambda: facade.take_annex(
                actor=scene.officer, plan_id=plan_id, source=source, with_hidden=False, at=AT
            )
        ]
        * 2
    )
    assert (first.plan_id, first.annex_id) == (second.plan_id, second.annex_id)
    assert sorted([first.is_new, second.is_new]) == [False, True]
    assert Plan.objects.filter(amends=plan_id).count() == 1
    assert Task.objects.filter(annex=first.annex_id).count() == 1


def test_two_tabs_that_say_the_same_difficulty_raise_one() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    first, second = _at_once(*[lambda: raised(scene, plan_id)] * 2)
    assert first.pk == second.pk
    assert Difficulty.objects.count() == 1
