"""Letters that did not arrive go once more; who has not opened it is told after some days."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import override_settings
from django.urls import reverse
from openpyxl import load_workbook

from loa.foundation.audit import facade as audit
from loa.foundation.messaging import facade as messaging
from loa.foundation.messaging.tests.factories import gave_up
from loa.kernel.errors import NotAllowed
from loa.modules.plans.models import Notice, Plan
from loa.modules.plans.operations import deliver
from loa.modules.plans.queries.delivery import Recipient, recipients_of
from loa.modules.plans.rules.delivery import MailNotSetUp
from loa.modules.plans.tests.factories import (
    AT,
    PLAN_TEXT,
    TODAY,
    Scene,
    as_person,
    issued,
)
from loa.modules.plans.tests.web import browser, words_of

pytestmark = pytest.mark.django_db
PRESS = "Tòa soạn Tạp chí Sao Mai"
TEXT = PLAN_TEXT.replace("- Lưu: VT.", f"- {PRESS};\n- Lưu: VT.")
WHY = "Máy chủ thư trả lời: không có hộp thư này."


def _mail(scene: Scene, plan_id: int, email: str = "sai@b.vn") -> None:
    deliver.deliver_by_email(
        actor=scene.officer, plan_id=plan_id, key=f"b{PRESS}", email=email, is_demo=False, at=AT
    )


def _press(plan_id: int) -> Recipient:
    return recipients_of(Plan.objects.get(pk=plan_id), TODAY)[f"b{PRESS}"]


def _failed(scene: Scene) -> int:
    plan_id = issued(scene, TEXT)
    _mail(scene, plan_id)
    (sent,) = _press(plan_id).sent
    gave_up(sent.ref, WHY)
    return plan_id


@override_settings(SMTP=object())
def test_one_press_sends_what_failed_once_more_and_the_journal_says_so(scene: Scene) -> None:
    plan_id = _failed(scene)
    failed = _press(plan_id).failed_letter
    assert failed is not None
    assert failed.words == WHY
    with pytest.raises(NotAllowed):
        deliver.send_again(actor=scene.focal, plan_id=plan_id, at=AT)
    for count in (1, 0):
        assert deliver.send_again(actor=scene.officer, plan_id=plan_id, at=AT) == count
    (sent,) = _press(plan_id).sent
    assert (sent.state, sent.words) == (messaging.MessageState.QUEUED, "")
    told = [one.after for one in audit.entries_for(Plan(pk=plan_id).ref) if "again" in one.after]
    assert [one["again"] for one in told] == [[PRESS]]


@override_settings(SMTP=object())
def test_a_mended_address_sends_that_letter_again(scene: Scene) -> None:
    plan_id = _failed(scene)
    for _twice in range(2):
        _mail(scene, plan_id, "dung@b.vn")
    one = _press(plan_id)
    assert (one.email, len(one.sent), one.failed_letter) == ("dung@b.vn", 1, None)


def test_without_a_server_a_failed_letter_stays_failed(scene: Scene) -> None:
    with override_settings(SMTP=object()):
        plan_id = _failed(scene)
    with pytest.raises(MailNotSetUp):
        deliver.send_again(actor=scene.officer, plan_id=plan_id, at=AT)
    assert _press(plan_id).failed_letter is not None


def test_only_who_has_had_it_for_so_many_working_days_is_told_again(scene: Scene) -> None:
    plan_id = issued(scene, TEXT)
    as_person(scene.focal)
    assert deliver.deliver_to_desks(actor=scene.officer, plan_id=plan_id, at=AT) == 1
    for count, on in ((0, AT + timedelta(days=1)), (1, AT + timedelta(days=12))):
        told = deliver.remind_unopened(actor=scene.officer, plan_id=plan_id, after_days=3, at=on)
        assert told == count
    assert Notice.objects.filter(kind="DELIVERY_REMINDED").count() == 1


def _figure(label: str, page: str) -> str:
    """The number that stands after that label on a card."""
    found = re.search(rf"{label}\s+([\d.]+)", re.sub(r"<[^>]+>", " ", page))
    return found[1] if found else ""


@override_settings(SMTP=object())
@pytest.mark.usefixtures("day")
def test_the_page_names_it_sends_it_again_and_gives_files(scene: Scene) -> None:
    plan_id = _failed(scene)
    client, here = browser(scene.officer), reverse("plans:deliveries", args=[plan_id])
    shown = words_of(client.get(here))
    assert _figure("Thư không đi được", shown) == "1"
    assert _figure("Đã gửi", shown) == "0"
    assert WHY in shown
    assert WHY in words_of(client.get(f"{here}?nhan=b{PRESS}"))
    answer = client.post(reverse("plans:deliver-again", args=[plan_id]))
    assert answer.status_code == 302
    again = words_of(client.get(here))
    assert "đang gửi" in again
    assert _figure("Đã gửi", again) == "1"

    def file(kind: str) -> bytes:
        found = client.get(reverse("plans:delivery-file", args=[plan_id, kind]))
        assert found.status_code == 200, kind
        return bytes(found.content)

    (sheet,) = load_workbook(BytesIO(file("xlsx"))).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    (press,) = [row for row in rows if PRESS in row]
    assert press[-1] == "Chưa mở, chưa nhận"
    assert PRESS in file("csv").decode("utf-8-sig")
    assert file("docx").startswith(b"PK")
    assert file("pdf").startswith(b"%PDF")
    assert client.get(reverse("plans:delivery-file", args=[plan_id, "exe"])).status_code == 404
