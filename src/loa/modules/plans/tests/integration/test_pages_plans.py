"""Pages of plans by role: who sees what, and what each list costs."""

import re
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.files import facade as files
from loa.foundation.files.tests.factories import make_unread
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import clock
from loa.kernel.clock import local_instant
from loa.kernel.words import short_date
from loa.modules.plans import facade
from loa.modules.plans.models import Assignment, Occurrence, Plan, Task, Upload
from loa.modules.plans.operations.receive_files import MOST_KEPT
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    PLAN_TEXT,
    Scene,
    imported,
    issued,
    occurrence_of,
)
from loa.modules.plans.tests.web import HX, browser, query_count, words_of
from loa.modules.plans.types import UploadState, WorkState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
PAGES = ("plan-overview", "matrix", "task-list", "report-list")


def _address(name: str, *ids: int) -> str:
    return reverse(f"plans:{name}", args=ids)


def test_every_role_reads_the_pages_of_an_issued_plan(scene: Scene) -> None:
    plan_id = issued(scene)
    task = Task.objects.filter(plan=plan_id).earliest("ordinal")
    people = (scene.officer, scene.focal, scene.head, scene.district_officer, scene.office_head)
    for actor in people:
        client = browser(actor)
        addresses = [_address(name, plan_id) for name in PAGES]
        addresses += [
            _address("plan-list"),
            _address("task-units", plan_id, task.pk),
            _address("unit-tasks", plan_id, scene.commune.id),
            _address("plan-source", plan_id),
            _address("plan-structure", plan_id),
            _address("matrix-sheet", plan_id),
        ]
        for address in addresses:
            assert client.get(address).status_code == 200, (actor.label, address)


def test_a_draft_is_unseen_by_those_who_may_not_edit_it(scene: Scene) -> None:
    plan_id = imported(scene)
    focal, officer = browser(scene.focal), browser(scene.officer)
    assert focal.get(_address("draft-check", plan_id)).status_code == 404
    for name in PAGES:
        assert focal.get(_address(name, plan_id)).status_code == 404, name
        page = officer.get(_address(name, plan_id))
        assert page["Location"] == _address("draft-check", plan_id), name
    for name in ("plan-source", "plan-structure"):
        assert focal.get(_address(name, plan_id)).status_code == 404, name
    stranger = make_actor(orgs.Role.ADMINISTRATOR, scene.office.id)
    assert browser(stranger).get(_address("draft-check", plan_id)).status_code == 404


def test_the_overview_tells_what_happened_to_the_plan(scene: Scene) -> None:
    plan_id = imported(scene)
    facade.issue_plan(actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True)
    page = words_of(browser(scene.focal).get(_address("plan-overview", plan_id)))
    told = page[page.index("Nhật ký kế hoạch") :]
    assert told.index("Giao việc theo kế hoạch") < told.index("Nhập văn bản")


def test_every_piece_of_work_stands_in_the_table_by_clause(scene: Scene) -> None:
    plan_id = issued(scene)
    address = _address("plan-overview", plan_id)
    assert "nhiệm vụ không ghi ở mục nào" not in words_of(browser(scene.officer).get(address))
    Task.objects.filter(plan=plan_id, ordinal__gt=1).update(clause=None)
    page = words_of(browser(scene.officer).get(address))
    row = page[page.index("nhiệm vụ không ghi ở mục nào") :]
    others = Assignment.objects.filter(task__plan=plan_id, task__ordinal__gt=1).count()
    assert others > 0
    assert re.search(rf"\b{others}\b", row[: row.index("%")])


def test_the_structure_is_a_file_under_the_checked_head(scene: Scene) -> None:
    plan_id = issued(scene)
    Plan.objects.filter(pk=plan_id).update(number="77", subject="Trích yếu đã sửa & rõ")
    address = _address("plan-structure", plan_id)
    assert address in words_of(browser(scene.focal).get(_address("plan-overview", plan_id)))
    response = browser(scene.focal).get(address)
    assert response["Content-Type"] == "application/akn+xml"
    assert response["Content-Disposition"].startswith('attachment; filename="ke-hoach-77-')
    assert response["Content-Disposition"].endswith('.akn.xml"')
    tree = etree.fromstring(response.content)
    space = {"a": etree.QName(tree).namespace}
    values = tree.xpath("//a:FRBRWork/a:FRBRalias/@value", namespaces=space)
    assert values == ["Trích yếu đã sửa & rõ"]
    assert tree.xpath("//a:mainBody/a:section", namespaces=space)


def test_import_is_denied_with_its_reason(scene: Scene) -> None:
    response = browser(scene.focal).get(_address("plan-import"))
    assert response.status_code == 403
    assert "Không được làm việc này" in words_of(response)
    assert "quyền" in words_of(response) or "vai trò" in words_of(response)


def test_import_of_no_file_and_of_a_bad_one_come_back(scene: Scene) -> None:
    client = browser(scene.officer)
    empty = client.post(_address("plan-import"), {"as_of": "31/02/2022"})
    assert empty.status_code == 422
    assert "Chọn tệp" in words_of(empty)
    assert 'value="31/02/2022"' in words_of(empty)


def test_upload_that_cannot_be_read_is_kept_for_whoever_sent_it(scene: Scene) -> None:
    """A bad file: the officer's words on the page, the bytes as received behind it."""
    client = browser(scene.officer)
    data = b"%PDF-1.7\nrubbish"
    for _ in range(2):
        answer = client.post(
            _address("plan-import"), {"documents": SimpleUploadedFile("hỏng.pdf", data)}
        )
    assert answer.status_code == 422
    assert "bị hỏng" in words_of(answer)
    page = client.get(_address("plan-import"))
    assert words_of(page).count("hỏng.pdf, gửi lúc") == 1
    file_id = int(re.findall(r"chua-doc/(\d+)/goc/", page.content.decode())[0])
    assert client.get(_address("upload-source", file_id)).content == data
    again = client.post(_address("upload-reread", file_id), follow=True)
    assert "hỏng.pdf: Không đọc được tệp này" in words_of(again)
    # Who may not import learns no more of it than of a file that was never sent.
    assert browser(scene.focal).get(_address("upload-source", file_id)).status_code == 404


def test_upload_of_another_is_not_found(scene: Scene) -> None:
    kept = make_unread(b"%PDF-1.7\nrubbish")
    client = browser(scene.officer)
    assert client.get(_address("upload-source", kept)).status_code == 404
    assert client.post(_address("upload-reread", kept)).status_code == 404


def test_kept_upload_is_read_once_it_can_be(scene: Scene) -> None:
    """Nothing but the reader changed: the same bytes become a draft and leave the list."""
    client = browser(scene.officer)
    page: Any = client.get(_address("plan-import"))
    kept = make_unread(PLAN_TEXT.encode(), page.wsgi_request.actor.person_id)
    answer = client.post(_address("upload-reread", kept))
    assert answer["Location"] == _address("draft-check", Plan.objects.get().pk)
    assert "Tệp chưa nhập được" not in words_of(client.get(_address("plan-import")))


def test_a_kept_upload_is_deleted_by_whoever_sent_it_once_asked(scene: Scene) -> None:
    client = browser(scene.officer)
    page: Any = client.get(_address("plan-import"))
    person_id = page.wsgi_request.actor.person_id
    kept, other = make_unread(b"%PDF-1.7 mine", person_id), make_unread(b"%PDF-1.7 other")
    forget = _address("upload-forget", kept)
    assert forget in words_of(client.get(_address("plan-import")))
    asked = words_of(client.get(forget))
    assert "hỏng.pdf" in asked
    assert "không lấy lại được" in asked
    assert client.get(_address("upload-source", kept)).status_code == 200
    for _ in range(2):
        assert client.post(forget).status_code == 302
    assert client.get(_address("upload-source", kept)).status_code == 404
    assert recorded_verbs(f"files.file:{kept}") == ["FILES_STORE", "FILES_FORGET"]
    assert client.get(_address("upload-forget", other)).status_code == 404
    client.post(_address("upload-forget", other))
    assert recorded_verbs(f"files.file:{other}") == ["FILES_STORE"]
    assert browser(scene.focal).post(_address("upload-forget", other)).status_code == 302


def test_a_file_that_became_a_plan_is_not_deleted(scene: Scene) -> None:
    imported(scene)
    client = browser(scene.officer)
    page: Any = client.get(_address("plan-import"))
    kept = make_unread(PLAN_TEXT.encode(), page.wsgi_request.actor.person_id)
    answer = client.post(_address("upload-forget", kept))
    assert answer.status_code == 422
    assert "không xóa được" in words_of(answer)
    assert client.get(_address("upload-source", kept)).status_code == 200


def test_a_failed_upload_whose_files_are_deleted_is_gone(scene: Scene) -> None:
    client = browser(scene.officer)
    bad = SimpleUploadedFile("hỏng.pdf", b"%PDF-1.7 rubbish")
    client.post(_address("plan-import"), {"documents": bad})
    (sent,) = Upload.objects.all()
    asked = words_of(client.get(_address("upload-drop", sent.pk)))
    assert "hỏng.pdf" in asked
    client.post(_address("upload-forget", sent.files.get().file_id or 0))
    sent.refresh_from_db()
    assert sent.state == UploadState.DROPPED
    assert client.get(_address("upload-detail", sent.pk)).status_code == 404


def test_a_sheet_without_its_plan_is_no_upload_that_could_not_be_read(scene: Scene) -> None:
    client = browser(scene.officer)
    sheet = SimpleUploadedFile("bieu.csv", "TT,Nội dung\n1,Việc\n".encode())
    answer = client.post(_address("plan-import"), {"documents": sheet})
    assert answer.status_code == 422
    assert "Tệp chưa nhập được" not in words_of(answer)


def test_of_many_uploads_that_cannot_be_read_the_newest_stay(scene: Scene) -> None:
    clock.use(lambda: MARCH)  # after those that the factory stores
    client = browser(scene.officer)
    page: Any = client.get(_address("plan-import"))
    person = page.wsgi_request.actor
    kept = [make_unread(b"%PDF-1.7 " + str(n).encode(), person.person_id) for n in range(MOST_KEPT)]
    other = make_unread(b"%PDF-1.7 other")
    client.post(
        _address("plan-import"), {"documents": SimpleUploadedFile("a.pdf", b"%PDF-1.7 new")}
    )
    assert client.get(_address("upload-source", kept[0])).status_code == 404
    assert client.get(_address("upload-source", kept[1])).status_code == 200
    assert words_of(client.get(_address("plan-import"))).count("gửi lúc") == MOST_KEPT
    assert files.open_bytes(other) == b"%PDF-1.7 other"


def test_import_pressed_twice_makes_one_plan(scene: Scene) -> None:
    client = browser(scene.officer)
    answers = []
    for _ in range(2):
        source = _upload(PLAN_TEXT)
        answers.append(client.post(_address("plan-import"), {"documents": source})["Location"])
    assert answers[0] == answers[1]
    assert Plan.objects.count() == 1


def test_two_files_at_once_make_two_drafts(scene: Scene) -> None:
    client = browser(scene.officer)
    other = PLAN_TEXT.replace("thử nghiệm", "lần hai")
    files = [_upload(PLAN_TEXT), _upload(other)]
    response = client.post(_address("plan-import"), {"documents": files})
    assert response["Location"] == _address("plan-list")
    assert Plan.objects.count() == 2


def test_list_of_plans_costs_the_same_with_many(scene: Scene) -> None:
    client = browser(scene.officer)
    imported(scene)
    few = query_count(client, _address("plan-list"))
    for number in range(3):
        imported(scene, PLAN_TEXT.replace("thử nghiệm", f"lần {number}"))
    assert query_count(client, _address("plan-list")) == few


def test_pages_cost_the_same_with_few_rows_and_with_many(scene: Scene) -> None:
    """The officer of a commune sees one unit, the province's 165: the queries are as many.

    But for three about what the province alone decides: whether the plan is public, and remarks.
    """
    plan_id = issued(scene)
    task = Task.objects.filter(plan=plan_id).earliest("ordinal")
    one, all_of_them = browser(scene.focal), browser(scene.officer)
    for name in PAGES[:3]:
        address = _address(name, plan_id)
        assert query_count(all_of_them, address) <= query_count(one, address) + 3, name
    address = _address("task-units", plan_id, task.pk)
    assert query_count(all_of_them, address) <= query_count(one, address) + 1


def test_work_of_others_is_unseen(scene: Scene) -> None:
    plan_id = issued(scene)
    other = Occurrence.objects.filter(
        assignment__plan=plan_id, assignment__unit=scene.department.id
    ).earliest("pk")
    for headers in ({}, HX):
        response = browser(scene.focal).get(_address("work-detail", other.pk), headers=headers)
        assert response.status_code == 404


def _upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("ke-hoach.txt", text.encode(), content_type="text/plain")


def test_list_says_which_day_is_owed_while_another_time_waits(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    times = work.assignment.occurrences
    times.filter(pk=work.pk).update(state=WorkState.SUBMITTED, submitted_on=work.due_on)
    owed = times.get(ordinal=work.ordinal + 1)
    later, words = date(2022, 8, 1), f"Còn nợ kỳ hạn {short_date(owed.due_on)}"
    clock.use(lambda: local_instant(later, time(9)))
    pages = (
        _address("task-units", plan_id, work.assignment.task_id),
        _address("unit-tasks", plan_id, scene.commune.id),
    )
    client = browser(scene.officer)
    owing = [words_of(client.get(page)).count(words) for page in pages]
    assert min(owing) > 0
    Occurrence.objects.filter(assignment=work.assignment, due_on__lt=later).update(
        state=WorkState.DONE, submitted_on=work.due_on, closed_on=work.due_on
    )
    assert [words_of(client.get(page)).count(words) + 1 for page in pages] == owing
