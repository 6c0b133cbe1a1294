"""Reading as a job: kept first, read in turn, broken off anywhere, made once."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loa.foundation.audit.facade import entries_for
from loa.foundation.files import facade as files
from loa.foundation.jobs import facade as jobs
from loa.foundation.jobs.facade import Lane
from loa.foundation.jobs.tests.factories import run_jobs
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import sign_in
from loa.kernel import clock
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans import queries
from loa.modules.plans.handlers import forget_old_uploads, take_up_readings
from loa.modules.plans.models import Annex, Plan, Upload, UploadFile
from loa.modules.plans.operations import read_upload, reading_steps
from loa.modules.plans.operations.receive_files import drop_upload, read_again, receive_files
from loa.modules.plans.queries import reading
from loa.modules.plans.rules import uploading
from loa.modules.plans.tests.factories import (
    AT,
    PLAN_TEXT,
    Scene,
    drafted,
    imported,
    issued,
    make_scene,
)
from loa.modules.plans.tests.integration.test_annex import HEAD, ROWS, WITH_ANNEX, book
from loa.modules.plans.tests.web import HX, browser, no_page_waits, on_the_day, words_of
from loa.modules.plans.types import FileState, PlanState, UploadState, Verb

pytestmark = pytest.mark.django_db

IMPORT = "/ke-hoach/nhap/"
BROKEN = b"%PDF-1.7\nrubbish"


@pytest.fixture
def scene() -> Iterator[Scene]:
    with on_the_day():
        yield make_scene()


def _person(scene: Scene) -> orgs.Actor:
    """The officer as a person in the tables."""
    account = sign_in(Client(), scene.officer)
    return orgs.actor_of(account.person_id, clock.local_day(AT))


def _file(data: str | bytes, name: str = "ke-hoach.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def _send(client: Client, *sent: SimpleUploadedFile, to: str = IMPORT) -> Upload:
    """Files sent to the queue; their sender is led to the page of the upload."""
    with no_page_waits():
        answer = client.post(to, {"documents": list(sent)})
    upload = Upload.objects.order_by("-pk")[0]
    assert answer["Location"] == f"/ke-hoach/nhap/luot/{upload.pk}/"
    return upload


def _received(actor: orgs.Actor, *data: bytes, plan_id: int | None = None) -> int:
    sent = [(f"{n}.txt", each) for n, each in enumerate(data, 1)]
    found = receive_files(
        actor=actor, sent=sent, plan_id=plan_id, as_of=None, may_wait=False, at=AT
    )
    assert not found.is_at_once
    return found.upload_id


def test_what_is_sent_waits_is_read_and_leads_to_its_draft(scene: Scene) -> None:
    client = browser(scene.officer)
    upload = _send(client, _file(PLAN_TEXT))
    address = f"/ke-hoach/nhap/luot/{upload.pk}/"
    page = words_of(client.get(address))
    assert "Đang đọc tệp" in page
    assert "ke-hoach.txt" in page
    assert f'<meta http-equiv="refresh" content="5; url={address}?cho=1">' in page
    for listing in ("/ke-hoach/", IMPORT):
        assert f'href="{address}">ke-hoach.txt' in words_of(client.get(listing)), listing
    assert not Plan.objects.exists()
    assert queries.reading_queue() == queries.ReadingQueue(1, upload.sent_at)
    assert 'hx-trigger="every 2s, ' in words_of(client.get(address, headers=HX))
    assert run_jobs() == 1
    plan = Plan.objects.get()
    assert queries.reading_queue() == queries.ReadingQueue(0, None)
    told = client.get(address, headers=HX)
    assert told["HX-Redirect"] == f"/ke-hoach/{plan.pk}/kiem-tra/"
    assert client.get(f"{address}?cho=1")["Location"] == told["HX-Redirect"]
    back = words_of(client.get(address))
    assert "Đã đọc xong" in back
    assert f'href="/ke-hoach/{plan.pk}/kiem-tra/"' in back
    assert 'http-equiv="refresh"' not in back
    assert "Đang đọc" not in words_of(client.get("/ke-hoach/"))
    assert plan.imported_by.startswith("person:")
    assert not UploadFile.objects.exclude(file=None, found=None).exists()


def test_plan_and_annexes_in_the_queue_are_one_draft(scene: Scene) -> None:
    client = browser(scene.officer)
    upload = _send(client, _file(book(HEAD, ROWS[0]), "bieu.xlsx"), _file(WITH_ANNEX))
    assert "đã đọc 0/2 tệp" in words_of(client.get(IMPORT))
    run_jobs()
    plan = Plan.objects.get()
    assert plan.annexes.count() == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.DONE


def test_annexes_of_a_draft_and_of_an_issued_plan_wait_as_well(scene: Scene) -> None:
    client = browser(scene.officer)
    plan_id = issued(scene)
    to = f"/ke-hoach/{plan_id}/bieu/them/"
    upload = _send(client, _file(book(HEAD, ROWS[0]), "bieu.xlsx"), to=to)
    assert f"luot/{upload.pk}/" in words_of(client.get(to))
    run_jobs()
    annex = Annex.objects.get()
    assert annex.plan_id != plan_id
    assert annex.plan.state == PlanState.DRAFT
    told = client.get(f"/ke-hoach/nhap/luot/{upload.pk}/", headers=HX)
    assert told["HX-Redirect"] == f"/ke-hoach/{annex.plan_id}/bieu/{annex.pk}/"
    words = words_of(client.get(told["HX-Redirect"]))
    assert "Kế hoạch đã giao nên biểu vào bản sửa đổi" in words


def test_an_annex_that_cannot_be_read_stays_on_the_page_of_its_plan(scene: Scene) -> None:
    client = browser(scene.officer)
    plan_id = drafted(scene)
    other = imported(scene, PLAN_TEXT.replace("thử nghiệm", "lần hai"))
    to = f"/ke-hoach/{plan_id}/bieu/them/"
    refused = client.post(to, {"documents": _file(BROKEN, "hỏng.pdf")})
    assert refused.status_code == 422
    assert "bị hỏng" in words_of(refused)
    kept = UploadFile.objects.get().file_id
    assert f"chua-doc/{kept}/goc/" in words_of(client.get(to))
    assert f"chua-doc/{kept}/" not in words_of(client.get(f"/ke-hoach/{other}/bieu/them/"))
    again = client.post(f"/ke-hoach/nhap/chua-doc/{kept}/", follow=True)
    assert "hỏng.pdf: Không đọc được tệp này" in words_of(again)
    assert again.redirect_chain == [(to, 302)]


def test_a_file_that_fails_in_the_queue_is_kept_says_why_and_is_read_again(scene: Scene) -> None:
    client = browser(scene.officer)
    upload = _send(client, _file(BROKEN, "hỏng.pdf"))
    run_jobs()
    address = f"/ke-hoach/nhap/luot/{upload.pk}/"
    assert client.get(address, headers=HX)["HX-Redirect"] == address
    page = words_of(client.get(address))
    assert "bị hỏng" in page
    assert "every 2s" not in page
    kept = UploadFile.objects.get(upload=upload).file_id
    assert client.get(f"/ke-hoach/nhap/chua-doc/{kept}/goc/").content == BROKEN
    listed = words_of(client.get(IMPORT))
    assert "hỏng.pdf, gửi lúc" in listed
    assert "bị hỏng" in listed
    with no_page_waits():
        again = client.post(f"/ke-hoach/nhap/chua-doc/{kept}/")
    assert again["Location"] == address
    assert "Chờ đến lượt" in words_of(client.get(address))
    assert run_jobs() == 1
    client.post(f"/ke-hoach/nhap/luot/{upload.pk}/bo/")
    assert client.get(address).status_code == 404
    assert "hỏng.pdf" not in words_of(client.get(IMPORT))
    with pytest.raises(NotFound):
        files.ref(kept or 0)


def test_of_several_files_one_fails_and_the_others_are_not_read_twice(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = _person(scene)
    upload_id = _received(person, WITH_ANNEX.encode(), BROKEN)
    run_jobs()
    plan = Plan.objects.get()
    upload = Upload.objects.get()
    assert upload.state == UploadState.FAILED
    client = browser(person)
    page = words_of(client.get(f"/ke-hoach/nhap/luot/{upload_id}/"))
    assert "bị hỏng" in page
    assert f"/ke-hoach/{plan.pk}/kiem-tra/" in page
    bad = upload.files.get(state=FileState.FAILED)
    read: list[str] = []
    extracted = reading.extracted

    def count(data: bytes, name: str, **more: object) -> object:
        read.append(name)
        return extracted(data, name, **more)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(reading, "extracted", count)
    read_again(actor=person, file_id=bad.file_id or 0, may_wait=False, at=AT)
    run_jobs()
    assert read == [bad.name]
    assert Plan.objects.count() == 1


def test_sent_twice_or_in_a_second_tab_is_one_reading(scene: Scene) -> None:
    client = browser(scene.officer)
    first = _send(client, _file(PLAN_TEXT))
    assert _send(client, _file(PLAN_TEXT)).pk == first.pk
    assert run_jobs() == 1
    assert Upload.objects.count() == 1
    later = client.post(IMPORT, {"documents": _file(PLAN_TEXT)}, follow=True)
    assert "đã được nhập trước đây" in words_of(later)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("step", ["keep_reading", "begin_draft", "end_upload"])
def test_broken_off_at_any_step_it_is_taken_up_and_made_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """As kill -9 of a worker leaves it: the step before has committed, the job comes again."""
    _received(_person(scene), PLAN_TEXT.encode())
    row = UploadFile.objects.get()
    with monkeypatch.context() as patch:

        def die(**_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(reading_steps, step, die)
        with pytest.raises(KeyboardInterrupt):
            read_upload.read_file(upload_file_id=row.pk, upload_id=row.upload_id, now=lambda: AT)
    for _ in range(2):
        read_upload.read_file(upload_file_id=row.pk, upload_id=row.upload_id, now=lambda: AT)
    assert Plan.objects.count() == 1
    assert Upload.objects.get().state == UploadState.DONE


def test_of_files_read_side_by_side_the_last_alone_makes_the_draft(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload_id = _received(_person(scene), PLAN_TEXT.encode(), WITH_ANNEX.encode())
    drafts: list[int] = []
    monkeypatch.setattr(
        read_upload, "make_draft", lambda **given: drafts.append(given["upload_id"])
    )
    for row in UploadFile.objects.order_by("-ordinal"):
        assert drafts == []
        read_upload.read_file(upload_file_id=row.pk, upload_id=upload_id, now=lambda: AT)
    assert drafts == [upload_id]


def test_what_kills_its_reader_each_time_ends_with_words(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    _received(_person(scene), PLAN_TEXT.encode())
    row = UploadFile.objects.get()

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reading, "extracted", die)
        for _ in range(uploading.MOST_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                read_upload.read_file(
                    upload_file_id=row.pk, upload_id=row.upload_id, now=lambda: AT
                )
    run_jobs()
    row.refresh_from_db()
    assert row.state == FileState.FAILED
    assert "dừng giữa chừng" in row.message
    assert files.open_bytes(row.file_id or 0) == PLAN_TEXT.encode()


def test_worker_that_ends_gives_the_reading_back_uncounted(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    _received(_person(scene), PLAN_TEXT.encode())
    row = UploadFile.objects.get()

    def watched(*_: object, watch: object, **__: object) -> None:
        assert callable(watch)
        monkeypatch.setattr(jobs, "is_stopping", lambda: True)
        watch(0, 0)

    monkeypatch.setattr(reading, "extracted", watched)
    with pytest.raises(jobs.Interrupted):
        read_upload.read_file(upload_file_id=row.pk, upload_id=row.upload_id, now=lambda: AT)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (FileState.WAITING, 0)


def test_what_a_page_left_lying_is_taken_up_by_a_job(scene: Scene) -> None:
    """The process of the page was killed: no job knows of it, the round finds it."""
    actor = _person(scene)
    sent = [("a.txt", PLAN_TEXT.encode())]
    found = receive_files(actor=actor, sent=sent, plan_id=None, as_of=None, may_wait=True, at=AT)
    assert found.is_at_once
    assert run_jobs() == 0
    take_up_readings(AT + uploading.LEFT_LYING)
    assert run_jobs() == 0
    take_up_readings(AT + uploading.LEFT_LYING + timedelta(seconds=1))
    assert run_jobs() == 1
    assert Plan.objects.count() == 1
    take_up_readings(AT + timedelta(hours=1))
    assert run_jobs() == 0


def test_page_that_waited_long_enough_leaves_its_file_to_a_job(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "AT_ONCE_SECONDS", 0)
    client = browser(scene.officer)
    answer = client.post(IMPORT, {"documents": _file(PLAN_TEXT)})
    assert "/luot/" in answer["Location"]
    assert run_jobs() == 1
    assert Plan.objects.count() == 1


def test_no_page_waits_for_a_scan(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def scan(*_: object, watch: Callable[[int, int], None], **__: object) -> None:
        watch(0, 0)
        watch(0, 12)

    client = browser(scene.officer)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "extracted", scan)
        answer = client.post(IMPORT, {"documents": _file(PLAN_TEXT)})
    assert "Chờ đến lượt" in words_of(client.get(answer["Location"]))
    assert run_jobs() == 1
    assert Plan.objects.count() == 1


def _let_go(person: orgs.Actor) -> None:
    """The officer's post ended yesterday."""
    (post,) = orgs.posts_of(person.person_id or 0, clock.local_day(AT))
    orgs.end_post(
        actor=orgs.cli_actor("x", clock.local_day(AT)),
        post_id=post.id,
        version=post.version,
        last_day=clock.local_day(AT) - timedelta(days=1),
        at=AT,
    )


def test_who_lost_his_post_before_it_was_read_is_told_and_nothing_is_read(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = _person(scene)
    upload_id = _received(person, PLAN_TEXT.encode())
    _let_go(person)
    monkeypatch.setattr(reading, "extracted", lambda *_, **__: pytest.fail("it was read"))
    run_jobs()
    row = UploadFile.objects.get(upload=upload_id)
    assert row.message.startswith("Chỉ cán bộ phụ trách kế hoạch")
    assert "chưa được đọc" in row.message
    assert row.state == FileState.FAILED
    assert files.open_bytes(row.file_id or 0) == PLAN_TEXT.encode()
    assert Upload.objects.get(pk=upload_id).state == UploadState.FAILED


def test_who_lost_his_post_while_it_was_read_gets_no_draft_and_is_told(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = _person(scene)
    upload_id = _received(person, PLAN_TEXT.encode())
    read = reading.extracted

    def read_late(*what: Any, **how: Any) -> object:  # noqa: ANN401  as it is called
        _let_go(person)
        return read(*what, **how)

    monkeypatch.setattr(reading, "extracted", read_late)
    run_jobs()
    assert not Plan.objects.exists()
    upload = Upload.objects.get(pk=upload_id)
    assert upload.state == UploadState.FAILED
    assert "Chỉ cán bộ phụ trách" in upload.files.get().message


def test_queue_of_one_person_has_an_end(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MOST_WAITING", 2)
    person = _person(scene)
    _received(person, b"a", b"b")
    with pytest.raises(uploading.TooManyWaiting, match="2 tệp chờ đọc"):
        _received(person, b"c")
    client = browser(person)
    answer = client.post(IMPORT, {"documents": _file("c")})
    assert answer.status_code == 422
    assert "tệp chờ đọc" in words_of(answer)


def test_upload_has_so_many_files_at_most(scene: Scene) -> None:
    sent = [_file(f"tệp {n}") for n in range(uploading.MOST_FILES + 1)]
    answer = browser(scene.officer).post(IMPORT, {"documents": sent})
    assert answer.status_code == 422
    assert f"tối đa {uploading.MOST_FILES} tệp" in words_of(answer)
    assert not Upload.objects.exists()


def test_others_see_nothing_of_it_and_may_not_send(scene: Scene) -> None:
    plan_id = drafted(scene)
    person = _person(scene)
    upload_id = _received(person, PLAN_TEXT.encode())
    other = browser(scene.officer)
    assert other.get(f"/ke-hoach/nhap/luot/{upload_id}/").status_code == 404
    assert "Đang đọc" not in words_of(other.get("/ke-hoach/"))
    with pytest.raises(NotAllowed):
        _received(orgs.SYSTEM, PLAN_TEXT.encode())
    with pytest.raises(NotAllowed):
        drop_upload(actor=scene.focal, upload_id=upload_id, at=AT)
    focal = orgs.actor_of(sign_in(Client(), scene.focal).person_id, clock.local_day(AT))
    with pytest.raises(NotAllowed):
        _received(focal, PLAN_TEXT.encode())
    with pytest.raises(NotFound):
        _received(focal, PLAN_TEXT.encode(), plan_id=plan_id)


def test_the_first_file_of_everybody_is_read_before_the_second_of_anybody(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = _person(scene), _person(scene)
    many = _received(one, b"a", b"b", b"c")
    alone = _received(two, b"d")
    assert queries.upload_for(one, many).ahead == 0
    assert queries.upload_for(two, alone).ahead == 1
    read: list[bytes] = []

    def note(data: bytes, *_: object, **__: object) -> None:
        read.append(data)
        raise reading.NoText

    monkeypatch.setattr(reading, "extracted", note)
    run_jobs()
    assert read == [b"a", b"d", b"b", b"c"]


def test_uploads_that_became_drafts_are_forgotten_after_a_while(scene: Scene) -> None:
    _received(_person(scene), PLAN_TEXT.encode())
    run_jobs()
    forget_old_uploads(AT + uploading.REMEMBERED)
    assert Upload.objects.exists()
    forget_old_uploads(AT + uploading.REMEMBERED + timedelta(seconds=1))
    assert not Upload.objects.exists()
    assert Plan.objects.exists()


def test_the_journal_has_who_sent_what_and_how_it_ended_but_no_name_of_a_file(
    scene: Scene,
) -> None:
    person = _person(scene)
    upload_id = _received(person, BROKEN)
    run_jobs()
    sent, ended = entries_for(f"plans.upload:{upload_id}")
    assert (sent.verb, sent.actor_label) == (Verb.IMPORT, person.label)
    assert (ended.verb, ended.actor_label) == (Verb.READ_UPLOAD, "system")
    assert ended.after == {
        "state": UploadState.FAILED,
        "failed": [hashlib.sha256(BROKEN).hexdigest()],
    }


def test_readings_have_a_lane_that_holds_up_nobody(scene: Scene) -> None:
    _received(_person(scene), PLAN_TEXT.encode())
    assert jobs.run_until_idle((Lane.SWIFT,)) == jobs.Settled(done=0, failing=0)
    assert jobs.waiting() == 1
    assert jobs.settle() == jobs.Settled(done=0, failing=0)
    assert run_jobs() == 1
