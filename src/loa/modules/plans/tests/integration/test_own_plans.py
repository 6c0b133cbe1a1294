"""A unit's own plan: what it inherits, how it is issued, and what it proves of the plan above."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans import facade
from loa.modules.plans.models import Answer, Assignment, Plan, Task, TaskActor
from loa.modules.plans.operations.link_document import (
    IssuedElsewhere,
    UnknownDuty,
    confirm_answers,
    link_document,
)
from loa.modules.plans.operations.make_own_plan import (
    DutiesMissing,
    UnitsNotBelow,
    take_up_duties,
)
from loa.modules.plans.operations.propose_own_plan import ask_back_own_plan, propose_own_plan
from loa.modules.plans.operations.report_period import NothingToReport
from loa.modules.plans.operations.revise_own_plan import revise_own_plan
from loa.modules.plans.queries.coverage import coverage
from loa.modules.plans.queries.my_work import Kind, my_work
from loa.modules.plans.queries.reports import figures_for, period_of
from loa.modules.plans.rules.own_plan import AnswerKind, SymbolUnreadable, symbol_parts
from loa.modules.plans.rules.work import WrongState
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    TODAY,
    Scene,
    again,
    issued,
    occurrence_of,
    recorded,
)
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import TaskRole, Verb, WorkState

pytestmark = pytest.mark.django_db


def _made(actor: orgs.Actor, plan_id: int, unit_id: int) -> Plan:
    own = facade.make_own_plan(actor=actor, parent_id=plan_id, unit_id=unit_id, at=AT)
    return Plan.objects.get(pk=own)


def _issue(actor: orgs.Actor, plan: Plan, number: str = "7") -> Plan:
    version = again(plan).version
    facade.issue_plan(actor=actor, plan_id=plan.pk, version=version, number=number, at=AT)
    return again(plan)


def _with_unit(plan: Plan, actor: orgs.Actor, unit_id: int) -> None:
    """Its first task is given to another unit too."""
    task = plan.tasks.earliest("ordinal")
    facts = facade.task_facts(task)
    units = (*facts.units, (TaskRole.LEAD, unit_id))
    changed = replace(facts, units=units)
    facade.save_task(
        actor=actor,
        plan_id=plan.pk,
        task_id=task.pk,
        version=task.version,
        facts=changed,
        at=AT,
    )


def test_a_commune_makes_its_own_plan_of_what_it_was_given(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = _made(scene.focal, plan_id, scene.commune.id)
    (title,) = plan.tasks.values_list("title", flat=True)
    assert "tờ rơi" in title
    assert (plan.issuer_id, plan.parent_id) == (scene.commune.id, plan_id)
    assert _made(scene.head, plan_id, scene.commune.id).pk == plan.pk
    done = _issue(scene.head, plan)
    assert (done.number, done.notation, done.signed_on) == ("07", "KH-UBND", TODAY)
    assert {row.unit_id for row in Assignment.objects.filter(plan=plan)} == {scene.commune.id}
    (whole,) = Answer.objects.filter(plan=plan, task=None)
    assert "Xây dựng kế hoạch" in whole.duty.content


def test_the_draft_goes_to_the_head_and_comes_back_with_what_to_mend(scene: Scene) -> None:
    plan = _made(scene.focal, issued(scene), scene.commune.id)
    ids = {"plan_id": plan.pk, "at": AT}
    with pytest.raises(WrongState):
        ask_back_own_plan(actor=scene.head, version=plan.version, reason="Thiếu", **ids)  # type: ignore[arg-type]  # as named above
    for _twice in range(2):
        propose_own_plan(actor=scene.focal, version=plan.version, **ids)  # type: ignore[arg-type]  # as above
    assert again(plan).version == plan.version + 1
    assert _standing(scene.focal, plan) == (Kind.WAIT, WorkState.SUBMITTED)
    assert _standing(scene.head, plan) == (Kind.CHECK_DRAFT, WorkState.SUBMITTED)
    version, words = again(plan).version, "Thêm kinh phí"
    with pytest.raises(NotAllowed):
        ask_back_own_plan(actor=scene.focal, version=version, reason=words, **ids)  # type: ignore[arg-type]  # as above
    for blind in (scene.officer, scene.other_focal, scene.district_officer):
        with pytest.raises((NotFound, NotAllowed)):
            propose_own_plan(actor=blind, version=version, **ids)  # type: ignore[arg-type]  # as above
    for _twice in range(2):
        ask_back_own_plan(actor=scene.head, version=version, reason=words, **ids)  # type: ignore[arg-type]  # as above
    assert _standing(scene.focal, plan) == (Kind.CHECK_DRAFT, WorkState.RETURNED)
    verbs = [line.verb for line in audit.entries_for(plan.ref)][-2:]
    assert verbs == [Verb.PROPOSE, Verb.SEND_BACK]
    propose_own_plan(actor=scene.focal, version=again(plan).version, **ids)  # type: ignore[arg-type]  # as above
    _issue(scene.head, plan)
    revision = Plan.objects.get(pk=revise_own_plan(actor=scene.focal, **ids))  # type: ignore[arg-type]  # as above
    assert (revision.proposed_at, revision.proposed_by) == (None, "")


def _standing(actor: orgs.Actor, plan: Plan) -> tuple[Kind, object]:
    (line,) = [one for one in my_work(actor, TODAY) if (one.thing, one.id) == ("draft", plan.pk)]
    return line.kind, line.state


@pytest.mark.usefixtures("day")
def test_the_pages_hand_the_draft_on_and_back(scene: Scene) -> None:
    plan = _made(scene.focal, issued(scene), scene.commune.id)
    focal, head = browser(scene.focal), browser(scene.head)
    check = reverse("plans:draft-check", args=[plan.pk])
    back = reverse("plans:own-ask-back", args=[plan.pk])
    assert "Trình lãnh đạo" in words_of(focal.get(check))
    assert "Yêu cầu sửa" not in words_of(head.get(check))
    answer = focal.post(reverse("plans:own-propose", args=[plan.pk]), {"version": plan.version})
    assert answer["Location"] == check
    assert "chờ ban hành" in words_of(focal.get(check))
    assert back in words_of(head.get(check))
    assert focal.get(back).status_code == 403
    empty = head.post(back, {"version": plan.version + 1, "reason": " "})
    assert empty.status_code == 422
    head.post(back, {"version": plan.version + 1, "reason": "Thêm kinh phí"})
    told = words_of(focal.get(check))
    assert "Lãnh đạo yêu cầu sửa: Thêm kinh phí" in told
    assert "Trình lãnh đạo" in told


def test_only_the_unit_makes_it_and_only_its_head_issues_it(scene: Scene) -> None:
    plan_id = issued(scene)
    for stranger in (scene.officer, scene.other_focal, scene.district_head, scene.reader):
        with pytest.raises(NotAllowed):
            _made(stranger, plan_id, scene.commune.id)
    plan = _made(scene.focal, plan_id, scene.commune.id)
    with pytest.raises(NotAllowed):
        _issue(scene.focal, plan)
    for blind in (scene.officer, scene.district_head, scene.other_focal):
        with pytest.raises(NotFound):
            facade.plan_for(blind, plan.pk, TODAY)
    _issue(scene.head, plan)
    for above in (scene.officer, scene.district_officer, scene.reader):
        assert facade.plan_for(above, plan.pk, TODAY).pk == plan.pk
    with pytest.raises(NotFound):
        facade.plan_for(scene.other_focal, plan.pk, TODAY)


def test_a_dropped_duty_is_named_and_can_be_taken_up_again(scene: Scene) -> None:
    plan = _made(scene.focal, issued(scene), scene.commune.id)
    task = plan.tasks.get()
    facade.remove_task(
        actor=scene.focal, plan_id=plan.pk, task_id=task.pk, version=task.version, at=AT
    )
    with pytest.raises(DutiesMissing, match=r"mục II\.1: .*tờ rơi"):
        _issue(scene.head, plan)
    assert take_up_duties(actor=scene.focal, plan_id=plan.pk, at=AT) == 1
    assert take_up_duties(actor=scene.focal, plan_id=plan.pk, at=AT) == 0
    assert _issue(scene.head, plan).state == "ISSUED"


def test_a_unit_gives_work_only_to_itself_and_those_below(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = _made(scene.focal, plan_id, scene.commune.id)
    _with_unit(plan, scene.focal, scene.other.id)
    with pytest.raises(UnitsNotBelow, match=scene.other.name):
        _issue(scene.head, plan)


def test_what_is_split_and_joined_still_answers(scene: Scene) -> None:
    plan = _made(scene.focal, issued(scene), scene.commune.id)
    task = plan.tasks.get()
    parts = facade.split_task(
        actor=scene.focal,
        key=uuid4(),
        plan_id=plan.pk,
        task_id=task.pk,
        parts=["Một", "Hai"],
        at=AT,
    )
    assert Answer.objects.filter(plan=plan, task__in=parts).count() == 2
    facade.join_tasks(
        actor=scene.focal,
        key=uuid4(),
        plan_id=plan.pk,
        task_id=parts[0],
        with_task_id=parts[1],
        at=AT,
    )
    step = facade.last_step_of(scene.focal, plan.pk, AT)
    assert step is not None
    facade.take_back(actor=scene.focal, plan_id=plan.pk, step_id=step.pk, at=AT)
    assert Answer.objects.filter(plan=plan, task__in=parts).count() == 2


def test_a_chain_answers_the_province_through_the_district(scene: Scene) -> None:
    """2022: a commune inherits of the province's plan and of its district's, one duty once."""
    plan_id = issued(scene)
    district_focal = make_actor(orgs.Role.FOCAL_OFFICER, scene.district.id)
    above = _made(district_focal, plan_id, scene.district.id)
    _with_unit(above, district_focal, scene.commune.id)
    _issue(scene.district_head, above)
    plan = _made(scene.focal, plan_id, scene.commune.id)
    (task,) = plan.tasks.all()
    duties = set(task.answers.values_list("duty__plan", flat=True))
    assert duties == {plan_id, above.pk}
    _issue(scene.head, plan)
    (row,) = coverage(scene.officer, above, TODAY, TODAY)
    assert scene.commune.id in {unit.id for unit in row.covered}


def test_coverage_counts_the_issued_and_names_the_others(scene: Scene) -> None:
    top = Plan.objects.get(pk=issued(scene))
    plan = _made(scene.focal, top.pk, scene.commune.id)
    assert not any(row.covered for row in coverage(scene.officer, top, TODAY, TODAY))
    _issue(scene.head, plan)
    rows = coverage(scene.officer, top, TODAY, TODAY)
    assert all(len(row.covered) + len(row.missing) == len(row.units) for row in rows)
    assert [[unit.id for unit in row.covered] for row in rows[:2]] == [[scene.commune.id]] * 2
    before = coverage(scene.officer, top, TODAY - timedelta(days=1), TODAY)
    assert not any(row.units for row in before)
    mine = coverage(scene.other_focal, top, TODAY, TODAY)
    assert {unit.id for row in mine for unit in row.units} == {scene.other.id}


@pytest.mark.usefixtures("day")
def test_who_says_that_it_is_made_but_shows_no_document_is_counted(scene: Scene) -> None:
    plan_id = issued(scene)
    page = reverse("plans:coverage", args=[plan_id])
    says = "chưa gửi văn bản lên Loa"
    assert says not in words_of(browser(scene.officer).get(page))
    work = occurrence_of(plan_id, scene.commune.id, "Xây dựng kế hoạch")
    recorded(scene.focal, work)
    facade.approve(actor=scene.head, occurrence_id=work.pk, version=again(work).version, at=AT)
    assert f"1 đơn vị báo đã xong việc lập văn bản nhưng {says}" in words_of(
        browser(scene.officer).get(page)
    )
    _issue(scene.head, _made(scene.focal, plan_id, scene.commune.id))
    assert says not in words_of(browser(scene.officer).get(page))


@pytest.mark.usefixtures("day")
def test_a_unit_owes_no_document_for_its_own_document(scene: Scene) -> None:
    plan = _made(scene.focal, issued(scene), scene.commune.id)
    page = browser(scene.head)
    sent = {"version": plan.version, "number": "7"}
    told = page.post(reverse("plans:draft-issue", args=[plan.pk]), sent, follow=True)
    assert "Đã ban hành kế hoạch của đơn vị, số 07/KH-UBND." in words_of(told)
    assert "Đã giao 0 việc" not in words_of(told)
    assert not any(row.units for row in coverage(scene.head, again(plan), TODAY, TODAY))
    shown = words_of(page.get(reverse("plans:coverage", args=[plan.pk])))
    assert "không giao việc cho đơn vị nào khác" in shown


def test_what_units_do_by_their_own_plans_doubles_no_total(scene: Scene) -> None:
    plan_id = issued(scene)
    top = Plan.objects.get(pk=plan_id)
    span = period_of(top, "2022-Q1")
    recorded(scene.focal, occurrence_of(plan_id, scene.commune.id, "tờ rơi"))
    plan = _made(scene.focal, plan_id, scene.commune.id)
    task = Task.objects.create(plan=plan, ordinal=9, title="Thêm", content="Thêm", due_on=TODAY)
    TaskActor.objects.create(task=task, role=TaskRole.LEAD.value, unit_id=scene.commune.id)
    plan = _issue(scene.head, plan)
    before = figures_for(top, scene.root.id, span, TODAY)
    recorded(scene.focal, occurrence_of(plan.pk, scene.commune.id), 500)
    assert figures_for(top, scene.root.id, span, TODAY) == before
    with pytest.raises(NothingToReport):
        facade.open_report(
            actor=scene.focal, plan_id=plan.pk, unit_id=scene.commune.id, period="2022-Q1", at=MARCH
        )


@pytest.mark.usefixtures("day")
def test_the_pages_from_the_press_to_the_proof(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(scene.focal)
    make = reverse("plans:own-plan-make", args=[plan_id, scene.commune.id])
    assert make in words_of(client.get(reverse("plans:plan-overview", args=[plan_id])))
    answer = client.post(make, follow=True)
    page = words_of(answer)
    assert "Đủ các nhiệm vụ cấp trên giao" in page
    assert "lãnh đạo đơn vị ban hành" in page
    assert "Ghi khi ban hành" in page
    assert "không có<span" not in page
    plan = Plan.objects.get(parent=plan_id)
    head = browser(scene.head)
    issue = reverse("plans:draft-issue", args=[plan.pk])
    done = head.post(issue, {"version": plan.version, "number": "7"}, follow=True)
    assert "mục II.1: " in words_of(done)
    officer = browser(scene.officer)
    proof = words_of(officer.get(reverse("plans:coverage", args=[plan_id])))
    assert "07/KH-UBND ngày 10/02/2022" in proof
    task = Plan.objects.get(pk=plan_id).tasks.earliest("ordinal")
    duty = reverse("plans:coverage-duty", args=[plan_id, task.pk])
    assert scene.commune.body_name in words_of(officer.get(duty, {"muc": "co"}))
    lacking = words_of(officer.get(duty, {"muc": "thieu"}))
    assert scene.commune.body_name not in lacking
    assert "1/" in lacking
    assert "đã có, còn thiếu" in lacking


ELSEWHERE = """ỦY BAN NHÂN DÂN
PHƯỜNG PHAN THIẾT

Số: 31/UBND-VP

Phan Thiết, ngày 01 tháng 02 năm 2022

KẾ HOẠCH
Cải cách hành chính năm 2022

II. TỔ CHỨC THỰC HIỆN

1. Bộ phận Một cửa

Định kỳ hằng quý tổ chức phát tờ rơi hướng dẫn nộp hồ sơ trực tuyến cho người dân tại các tổ.

Kiểm tra vệ sinh môi trường trước ngày 30/6/2022.
"""


def test_a_document_issued_elsewhere_counts_from_its_day_once_confirmed(scene: Scene) -> None:
    top = Plan.objects.get(pk=issued(scene))
    said = IssuedElsewhere(AnswerKind.WORKED_INTO, "31/UBND-VP", TODAY - timedelta(days=1))
    data = ELSEWHERE.encode()

    def link(actor: orgs.Actor) -> int:
        return link_document(
            actor=actor,
            parent_id=top.pk,
            unit_id=scene.commune.id,
            file=("van-ban.txt", data),
            read=facade.read_document(data, "van-ban.txt"),
            said=said,
            at=AT,
        )

    with pytest.raises(NotAllowed):
        link(scene.officer)
    own = Plan.objects.get(pk=link(scene.focal))
    assert link(scene.head) == own.pk
    proposed = dict(own.answers.values_list("duty__ordinal", "task__title"))
    assert proposed.keys() == {1, 2}
    assert proposed[1] is None
    assert "tờ rơi" in str(proposed[2])
    assert not any(row.covered for row in coverage(scene.officer, top, TODAY, TODAY))
    confirm_answers(
        actor=scene.focal,
        plan_id=own.pk,
        version=own.version,
        answers=dict(own.answers.values_list("duty", "task")),
        at=AT,
    )
    rows = coverage(scene.officer, top, TODAY, TODAY)
    assert [len(row.covered) for row in rows[:2]] == [1, 1]
    assert not Assignment.objects.filter(plan=own).exists()
    with pytest.raises(UnknownDuty):
        confirm_answers(
            actor=scene.focal,
            plan_id=own.pk,
            version=own.version + 1,
            answers={rows[2].task_id: None},
            at=AT,
        )


@pytest.mark.usefixtures("day")
def test_a_file_sent_by_mistake_counts_for_nothing_and_stands_in_no_way(scene: Scene) -> None:
    top = Plan.objects.get(pk=issued(scene))
    client = browser(scene.focal)
    link = reverse("plans:own-document-link", args=[top.pk, scene.commune.id])
    file = SimpleUploadedFile("nham.txt", ELSEWHERE.encode())
    sent = {"kind": AnswerKind.OWN_PLAN, "symbol": "không có số", "signed_on": "10/02/2022"}
    refused = client.post(link, {**sent, "documents": file})
    assert refused.status_code == 422
    assert "Ví dụ 15/KH-UBND" in words_of(refused)
    file.seek(0)
    answers = client.post(link, {**sent, "symbol": "Số: 15 /KH-UBND", "documents": file})
    wrong = Plan.objects.exclude(parent=None).get()
    assert (wrong.number, wrong.notation) == ("15", "KH-UBND")
    assert answers["Location"] == reverse("plans:own-answers", args=[wrong.pk])

    page = reverse("plans:coverage", args=[top.pk])
    assert "0/1 đơn vị đã có văn bản" in words_of(client.get(page))
    shown = words_of(client.get(reverse("plans:plan-overview", args=[wrong.pk])))
    assert answers["Location"] in shown
    assert "chưa được tính" in shown
    assert "Lập kế hoạch của đơn vị" in words_of(client.get(page))
    assert _made(scene.focal, top.pk, scene.commune.id).pk != wrong.pk
    assert "Mở kế hoạch của đơn vị" in words_of(client.get(page))


@pytest.mark.parametrize("words", ["", "15", "/KH-UBND", "1" * 100, "KH-UBND/15 x", "không/có"])
def test_no_symbol_of_a_document(words: str) -> None:
    with pytest.raises(SymbolUnreadable):
        symbol_parts(words)


@pytest.mark.usefixtures("day")
def test_the_proof_is_a_workbook_with_the_units_by_name(scene: Scene) -> None:
    plan_id = issued(scene)
    _issue(scene.head, _made(scene.focal, plan_id, scene.commune.id))
    officer = browser(scene.officer)
    address = reverse("plans:coverage-sheet", args=[plan_id])
    before = words_of(
        officer.get(reverse("plans:coverage", args=[plan_id]), {"ngay": "2021-01-05"})
    )
    assert 'value="05/01/2021"' in before  # another day can be asked for from there
    assert address in words_of(officer.get(reverse("plans:coverage", args=[plan_id])))
    book = load_workbook(BytesIO(officer.get(address).content))
    duties, units, both = book.worksheets
    said = {row[1]: row[2] for row in units.iter_rows(min_col=1, values_only=True) if row[1]}
    assert "KH-UBND" in str(said[scene.commune.body_name])
    assert said[scene.other.body_name] == "Chưa có"
    (whole,) = [
        list(map(str, row))
        for row in duties.iter_rows(values_only=True)
        if "Xây dựng kế hoạch" in str(row[1])
    ]
    assert int(whole[2]) == int(whole[3]) + int(whole[4])
    assert scene.other.body_name in whole[5]
    assert scene.commune.body_name not in whole[5]
    pairs = [row for row in both.iter_rows(values_only=True) if row[2] == scene.commune.body_name]
    assert {row[4] for row in pairs} >= {"cả văn bản"}
    mine = load_workbook(BytesIO(browser(scene.other_focal).get(address).content)).worksheets[1]
    assert scene.commune.body_name not in [row[1] for row in mine.iter_rows(values_only=True)]
