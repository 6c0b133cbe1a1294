"""The check page and its forms: doubts beside their fix, refusals as typed, everything once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from loa.modules.plans.models import Doubt, DraftStep, Plan, Task
from loa.modules.plans.tests.factories import PLAN_TEXT, Scene, imported, issued
from loa.modules.plans.tests.web import browser, hidden, query_count, words_of
from loa.modules.plans.types import DoubtState, PlanState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
UNNUMBERED = PLAN_TEXT.replace("Số: 12/KH-UBND", "Số:      /KH-UBND")


@pytest.fixture
def plan(scene: Scene) -> Plan:
    return Plan.objects.get(pk=imported(scene, UNNUMBERED))


def _address(name: str, *ids: int) -> str:
    return reverse(f"plans:{name}", args=ids)


def _task(plan: Plan, words: str = "tờ rơi") -> Task:
    return Task.objects.get(plan=plan, content__contains=words)


def _typed(task: Task, **changed: object) -> dict[str, object]:
    return {
        "version": task.version,
        "title": task.title,
        "content": task.content,
        "schedule": task.schedule,
        "lead_groups": ["COMMUNES"],
        **changed,
    }


def test_doubt_leads_to_the_field_that_mends_it(scene: Scene, plan: Plan) -> None:
    client, address = browser(scene.officer), _address("draft-check", plan.pk)
    html = words_of(client.get(address))
    doubt = Doubt.objects.get(plan=plan, target="number")
    assert f'href="#cho-{doubt.pk}"' in html
    assert f'id="cho-{doubt.pk}"' in html
    assert 'id="in_number"' in html
    saved = client.post(address, {"version": plan.version, "number": "15"})
    assert saved["Location"] == f"{address}#dau"
    plan.refresh_from_db()
    assert (plan.number, plan.notation) == ("15", "KH-UBND")
    assert f"cho-{doubt.pk}" not in words_of(client.get(address))


def test_each_doubt_stands_in_one_place(scene: Scene) -> None:
    odd = PLAN_TEXT.replace("- Lưu: VT.", "- Lưu: V¡T, K⁄T.")
    plan_id = imported(scene, odd)
    assert Doubt.objects.filter(plan=plan_id, target="recipients").exists()
    html = words_of(browser(scene.officer).get(_address("draft-check", plan_id)))
    for doubt in Doubt.objects.filter(plan=plan_id):
        assert html.count(f'id="cho-{doubt.pk}"') == 1, doubt.target


def test_source_keeps_its_marks_and_every_mark_its_field(scene: Scene, plan: Plan) -> None:
    html = words_of(browser(scene.officer).get(_address("draft-check", plan.pk)))
    for name in ("subject", "signed_on", f"task-{_task(plan).pk}"):
        assert f'id="s-{name}"' in html
        assert f'href="#f-{name}"' in html
        assert f'id="f-{name}"' in html
    assert "Kế hoạch" in html
    assert "ngày 18/01/2022" in html


@pytest.mark.parametrize(("kind", "shown"), [("KH", "Kế hoạch"), ("CV", "Công văn"), ("XY", "XY")])
def test_the_kind_is_named_also_where_a_document_bears_no_title(
    scene: Scene, plan: Plan, kind: str, shown: str
) -> None:
    Plan.objects.filter(pk=plan.pk).update(kind=kind)
    html = words_of(browser(scene.officer).get(_address("draft-check", plan.pk)))
    assert f"<dt>Loại</dt><dd>{shown}</dd>" in html


def test_head_typed_on_an_old_page_comes_back(scene: Scene, plan: Plan) -> None:
    client, address = browser(scene.officer), _address("draft-check", plan.pk)
    client.post(address, {"version": plan.version, "number": "15"})
    refused = client.post(address, {"version": plan.version, "number": "16"})
    assert refused.status_code == 422
    assert 'value="16"' in words_of(refused)
    assert str(plan.version + 1) in hidden(words_of(refused), "version")


def test_same_doubt_is_told_once_and_settled_at_once(scene: Scene, plan: Plan) -> None:
    client = browser(scene.officer)
    for ordinal, task in enumerate(plan.tasks.order_by("ordinal")[:3], 70):
        Doubt.objects.create(
            plan=plan,
            task=task,
            ordinal=ordinal,
            code="DUE_GUESSED",
            target="due",
            message=f"Nhiệm vụ {task.ordinal}: Chưa rõ hạn.",
        )
    html = words_of(client.get(_address("draft-check", plan.pk)))
    assert html.count("<span>Chưa rõ hạn.</span>") == 1
    assert html.count("Giữ cả 3 chỗ như vậy") == 3
    assert html.count('data-loa-key="a"') == 3
    keys = list(Doubt.objects.filter(ordinal__gte=70).values_list("pk", flat=True))
    for _ in range(2):
        response = client.post(_address("doubt-settle", plan.pk), {"doubt": keys})
        assert response["Location"] == _address("draft-check", plan.pk)
    assert not Doubt.objects.filter(pk__in=keys, state=DoubtState.OPEN).exists()


def test_a_legal_basis_is_corrected_beside_its_doubt(scene: Scene, plan: Plan) -> None:
    """P29: a doubtful symbol is mended where it is asked about, with what was typed kept."""
    client = browser(scene.officer)
    basis = {"kind": "Luật", "number": "14/2012", "title": "", "date": "2012-06-20"}
    plan.legal_bases = [{**basis, "body": None, "subject": None, "start": 0, "end": 9}]
    plan.save()
    doubt = Doubt.objects.create(
        plan=plan, ordinal=90, code="HEADER_UNSURE", target="legal_bases",
        message="Căn cứ 14/2012: hãy so với văn bản.", start=0, end=9,
    )  # fmt: skip
    html = words_of(client.get(_address("draft-check", plan.pk)))
    address = _address("basis-edit", plan.pk, 1)
    assert address in html
    sent = {"version": plan.version, "number": "14/2012/QH13", "issued_on": "31/2/2012"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert 'value="14/2012/QH13"' in words_of(refused)
    sent["issued_on"] = "20/6/2012"
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    plan.refresh_from_db()
    assert plan.legal_bases[0]["number"] == "14/2012/QH13"
    doubt.refresh_from_db()
    assert doubt.state == DoubtState.SETTLED
    # Drawn before that was saved, a page with another symbol is told so and nothing is lost.
    late = {**sent, "number": "15/2012/QH13", "initial-number": "14/2012"}
    told = client.post(address, late)
    assert told.status_code == 422
    plan.refresh_from_db()
    assert plan.legal_bases[0]["number"] == "14/2012/QH13"
    assert client.post(_address("basis-edit", plan.pk, 2), sent).status_code == 404


def test_a_question_in_seventy_tasks_is_one_and_one_press_answers_it(
    scene: Scene, plan: Plan
) -> None:
    """Tasks without a day: the page names one question and sends one number, not seventy."""
    client, task = browser(scene.officer), _task(plan)
    asked = Doubt(plan=plan, task=task, code="DUE_GUESSED", target="due")
    for ordinal in range(70, 141):
        asked.pk, asked.ordinal, asked.message = None, ordinal, f"Nhiệm vụ {ordinal}: Chưa rõ hạn."
        asked.save(force_insert=True)
    seen = Doubt.objects.filter(ordinal__range=(70, 139)).order_by("pk")
    html = words_of(client.get(_address("draft-check", plan.pk)))
    assert "câu hỏi</h2>" in html
    assert f'name="den" value="{asked.pk}"' in html
    first, newest = seen[0].pk, seen[69].pk
    client.post(_address("doubt-settle", plan.pk), {"doubt": first, "den": newest})
    assert not seen.filter(state=DoubtState.OPEN).exists()
    # What was added after the page was drawn was not seen.
    assert Doubt.objects.get(pk=asked.pk).state == DoubtState.OPEN
    assert len(DraftStep.objects.get(plan=plan).settled) == 70


def test_a_near_name_is_accepted_and_a_missed_duty_added_with_one_key(
    scene: Scene, plan: Plan
) -> None:
    """P29: what is near says what keeping it means; what was not read leads to its own form."""
    task = _task(plan)
    named = "«Sờ Tư pháp» gần giống «Sở Tư pháp» (khác dấu): có phải không?"
    Doubt.objects.create(
        plan=plan,
        task=task,
        ordinal=80,
        code="ACTOR_UNSURE",
        target="lead",
        message=f"Nhiệm vụ {task.ordinal}: {named}",
        start=task.start,
        end=task.end,
    )
    Doubt.objects.create(
        plan=plan,
        ordinal=81,
        code="TASK_UNSURE",
        target="tasks",
        message="Câu nêu đơn vị và việc nhưng chưa lấy làm nhiệm vụ; hãy xem có sót không.",
        start=10,
        end=20,
    )
    html = words_of(browser(scene.officer).get(_address("draft-check", plan.pk)))
    assert 'data-loa-key="g">Đúng, là Sở Tư pháp' in html
    assert f"{_address('task-add', plan.pk)}?tu=10-20" in html


def test_refused_task_comes_back_with_the_version_as_it_stands(scene: Scene, plan: Plan) -> None:
    task = _task(plan)
    client, address = browser(scene.officer), _address("task-edit", plan.pk, task.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, _typed(task, title="Phát tờ rơi")).status_code == 302
    refused = client.post(address, _typed(task, title="Phát tờ gấp", due_on="31/02/2022"))
    html = words_of(refused)
    assert refused.status_code == 422
    assert 'value="Phát tờ gấp"' in html
    assert 'value="31/02/2022"' in html
    assert 'href="#id_due_on"' in html
    assert f'name="version" value="{task.version + 1}"' in html


def test_task_added_twice_is_one(scene: Scene, plan: Plan) -> None:
    client, address = browser(scene.officer), _address("task-add", plan.pk)
    before = plan.tasks.count()
    sent = {
        "key": str(uuid4()),
        "title": "In áp phích",
        "content": "In áp phích treo tại thôn",
        "schedule": "ONCE",
        "due_on": "31/05/2022",
        "lead_groups": ["COMMUNES"],
    }
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert plan.tasks.count() == before + 1


def test_split_and_join_are_taken_once(scene: Scene, plan: Plan) -> None:
    client, task = browser(scene.officer), _task(plan)
    before = plan.tasks.count()
    split = _address("task-split", plan.pk, task.pk)
    assert client.post(split, {"key": str(uuid4()), "parts": "Một dòng"}).status_code == 422
    sent = {"key": str(uuid4()), "parts": "Phát tờ rơi\nDán áp phích"}
    for _ in range(2):
        assert client.post(split, sent).status_code == 302
    assert plan.tasks.count() == before + 1
    first, second = plan.tasks.order_by("ordinal")[:2]
    join = _address("task-join", plan.pk, first.pk)
    assert client.get(join).status_code == 200
    sent = {"key": str(uuid4()), "with_task_id": str(second.pk)}
    for _ in range(2):
        assert client.post(join, sent).status_code == 302
    assert plan.tasks.count() == before


def test_removal_pressed_twice_shows_the_draft(scene: Scene, plan: Plan) -> None:
    client, task = browser(scene.officer), _task(plan)
    before = plan.tasks.count()
    address = _address("task-remove", plan.pk, task.pk)
    for _ in range(2):
        response = client.post(address, {"version": task.version})
        assert response["Location"] == _address("draft-check", plan.pk)
    assert plan.tasks.count() == before - 1


def test_issue_pressed_twice_gives_out_once(scene: Scene, plan: Plan) -> None:
    client, address = browser(scene.officer), _address("draft-issue", plan.pk)
    counts = []
    for _ in range(2):
        response = client.post(address, {"version": plan.version, "as_it_stands": "on"})
        assert response["Location"] == _address("plan-overview", plan.pk)
        plan.refresh_from_db()
        counts.append(plan.assignments.count())
    assert plan.state == PlanState.ISSUED
    assert counts[0] == counts[1] > 165


@pytest.mark.parametrize("name", ["draft-issue", "draft-amends", "doubt-settle"])
def test_draft_is_closed_to_others(scene: Scene, plan: Plan, name: str) -> None:
    sent = {"version": plan.version, "doubt": ["1"]}
    assert browser(scene.focal).post(_address(name, plan.pk), sent).status_code == 404
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_amendment_is_named_by_a_person_and_shows_its_difference(scene: Scene, plan: Plan) -> None:
    client = browser(scene.officer)
    client.post(_address("draft-issue", plan.pk), {"version": plan.version, "as_it_stands": "on"})
    text = UNNUMBERED.replace("ngày 31/3/2022", "ngày 15/4/2022")
    later = Plan.objects.get(pk=imported(scene, text))
    sent = {"version": later.version, "amends_id": plan.pk}
    assert client.post(_address("draft-amends", later.pk), sent).status_code == 302
    html = words_of(client.get(_address("plan-difference", later.pk)))
    assert "sửa 1" in html
    assert "<del>" in html


def test_check_page_costs_the_same_with_many_tasks(scene: Scene) -> None:
    client = browser(scene.officer)
    few = query_count(client, _address("draft-check", imported(scene)))
    more = "\n".join(
        f"- Tổ chức hội nghị tuyên truyền lần {n} trước ngày 30/6/2022." for n in range(2, 32)
    )
    text = PLAN_TEXT.replace("- Biên soạn, in ấn", f"{more}\n\n- Biên soạn, in ấn")
    plan_id = imported(scene, text)
    assert Task.objects.filter(plan=plan_id).count() > 30
    assert query_count(client, _address("draft-check", plan_id)) <= few + 2


def test_who_only_reads_a_plan_is_shown_no_check_by_a_bad_form(scene: Scene) -> None:
    issued_id = issued(scene)
    client = browser(scene.focal)
    for name in ("draft-issue", "draft-amends"):
        answer = client.post(_address(name, issued_id), {})
        assert answer.status_code == 403
        assert "co-mat" not in words_of(answer)
