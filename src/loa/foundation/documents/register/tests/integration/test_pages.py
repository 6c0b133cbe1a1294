"""The pages of the register, by the browser's requests."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from loa.foundation.documents.register import facade
from loa.foundation.documents.register.models import Entry
from loa.foundation.documents.register.tests.factories import Office, let_loa_number, make_office
from loa.foundation.files.extract.facade import extract
from loa.foundation.orgs.tests.factories import sign_in
from loa.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """A commune whose numbers Loa gives."""
    office = make_office()
    let_loa_number(office)
    return office


def _typed(**changes: str) -> dict[str, str]:
    day = clock.local_day(clock.now())
    return {
        "kind": "BC",
        "notation": "BC-UBND",
        "number": "",
        "day": f"{day:%d/%m/%Y}",
        "subject": 'Kết quả của Sở TT&TT <mới> "A"',
        "signer": "Nguyễn Văn Mẫu",
        "recipients": "UBND huyện",
        "copies": "3",
        **changes,
    }


def _add(client: Client, office: Office, **changes: str) -> int:
    page = client.get(reverse("documents:entry-add"))
    key = page.context["form"]["key"].value()
    sent = {**_typed(**changes), "key": str(key), "unit": str(office.unit_id)}
    for _ in range(2):  # a double click
        answer = client.post(reverse("documents:entry-add"), sent)
        assert answer.status_code == 302
    return Entry.objects.latest("pk").pk


def test_the_clerk_numbers_corrects_and_cancels(client: Client, office: Office) -> None:
    sign_in(client, office.clerk)
    assert "01" in client.get(reverse("documents:entry-add")).content.decode()
    entry = _add(client, office)
    assert Entry.objects.count() == 1
    page = client.get(reverse("documents:register")).content.decode()
    assert "01/BC-UBND" in page
    assert "Sở TT&amp;TT &lt;mới&gt;" in page

    edit = reverse("documents:entry-edit", args=[entry])
    assert "Hủy số này" in client.get(edit).content.decode()
    refused = client.post(edit, {**_typed(number="7"), "version": "1"})
    assert refused.status_code == 422
    assert "do Loa cấp" in refused.content.decode()
    changed = client.post(edit, {**_typed(signer="Ma Thị Mẫu"), "version": "1"})
    assert changed.status_code == 302

    cancel = reverse("documents:entry-cancel", args=[entry])
    assert client.post(cancel, {"version": "2", "reason": ""}).status_code == 422
    assert client.post(cancel, {"version": "2", "reason": "Không ban hành"}).status_code == 302
    page = client.get(reverse("documents:register")).content.decode()
    assert "Đã hủy: Không ban hành" in page


def test_the_head_reads_and_rules(client: Client, office: Office) -> None:
    sign_in(client, office.head)
    page = client.get(reverse("documents:register")).content.decode()
    assert "Loa lấy số kế tiếp" in page
    assert "Ghi văn bản đi" not in page
    assert client.get(reverse("documents:entry-add")).status_code == 403
    way = reverse("documents:way-choose")
    assert client.get(way).status_code == 200
    sent = {
        "unit": str(office.unit_id),
        "source": "ELSEWHERE",
        "layout": "BY_KIND",
        "in_force_from": "01/04/2022",
        "cites": "",
    }
    assert client.post(way, sent).status_code == 422
    assert client.post(way, {**sent, "cites": "Thông báo của Chủ tịch"}).status_code == 302
    assert facade.way_of(office.unit_id, date(2022, 4, 1)).source is facade.Source.ELSEWHERE


def test_the_register_leaves_as_excel_and_pdf(client: Client, office: Office) -> None:
    """Hazards R01 and R06: signs of markup and of formulas stay text in both."""
    sign_in(client, office.clerk)
    _add(client, office, subject="=HYPERLINK(1) & <b>", signer="-5")
    address = reverse("documents:register-file", args=["xlsx"])
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(address).content))
    (line,) = [row for row in book.get_sheet_by_index(0).to_python() if row[0] == "01/BC-UBND"]
    assert line[2] == "Báo cáo: =HYPERLINK(1) & <b>"
    assert (line[3], line[6]) == ("-5", 3.0)
    pdf = client.get(reverse("documents:register-file", args=["pdf"]))
    assert pdf["Content-Type"] == "application/pdf"
    words = " ".join(extract(pdf.content, "so.pdf").text.split())
    assert "=HYPERLINK(1) & <b>" in words
    assert client.get(reverse("documents:register-file", args=["doc"])).status_code == 404


def test_others_see_nothing(client: Client, office: Office) -> None:
    sign_in(client, office.clerk)
    entry = _add(client, office)
    sign_in(client, office.stranger)
    assert client.get(reverse("documents:entry-edit", args=[entry])).status_code == 404
    page = client.get(reverse("documents:register"), {"dv": str(office.unit_id)})
    assert "01/BC-UBND" not in page.content.decode()


def test_the_register_is_paged_and_reads_no_more_than_it_shows(
    client: Client, office: Office
) -> None:
    sign_in(client, office.clerk)
    _add(client, office)
    address, query = reverse("documents:register"), {"loai": "BC", "q": "ket qua"}
    client.get(address, query)
    with CaptureQueriesContext(connection) as few:
        client.get(address, query)
    (first,) = Entry.objects.values()
    Entry.objects.bulk_create(
        Entry(**{**first, "id": None, "number": number}) for number in range(2, 121)
    )
    with CaptureQueriesContext(connection) as many:
        page = client.get(address, {**query, "trang": "2"}).content.decode()
    assert len(many) <= len(few)
    lines = [each["sql"] for each in many if 'FROM "documents_entry"' in each["sql"]]
    assert any("LIMIT 50 OFFSET 50" in line for line in lines)
    assert "51–100 trong 120" in page
    assert '<a href="?loai=BC&amp;q=ket+qua&amp;trang=3" rel="next">' in page
    assert page.count("/BC-UBND</a>") == 50
    far = client.get(address, {**query, "trang": "99"}).content.decode()
    assert "101–120 trong 120" in far
