"""The gallery, fragments, and what a person meets when something goes wrong.

No test here has a database: pages for people who have not signed in, and error pages, need none.
"""

import json
import logging
import re

import pytest
from django.test import Client, RequestFactory

from loa.foundation.ui.responses import page_or_fragment

pytestmark = pytest.mark.urls("loa.foundation.ui.tests.urls")

HX = {"HX-Request": "true"}


@pytest.fixture
def quiet(client: Client) -> Client:
    """A client that takes the answer instead of the exception."""
    client.raise_request_exception = False
    return client


def test_gallery_has_one_heading_landmarks_and_unique_ids(client: Client) -> None:
    html = client.get("/mau-giao-dien/").content.decode()
    assert html.count("<h1") == 1
    assert '<html lang="vi">' in html
    assert "<title>Mẫu giao diện – Kế hoạch – Loa</title>" in html
    assert '<a href="#main" class="govuk-skip-link">' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_gallery_policy_allows_no_inline_part(client: Client) -> None:
    policy = client.get("/mau-giao-dien/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("headers", "is_page"),
    [
        ({}, True),
        (HX, False),
        ({**HX, "HX-History-Restore-Request": "true"}, True),
        ({**HX, "HX-Boosted": "true"}, True),
    ],
)
def test_page_or_fragment(rf: RequestFactory, headers: dict[str, str], *, is_page: bool) -> None:
    request = rf.get("/", headers=headers)
    context = {"words": "a", "incident": "b", "home_href": "/", "links": ()}
    response = page_or_fragment(
        request, "ui/errors/refused.html", "ui/parts/breadcrumbs.html", context, status=422
    )
    assert response.status_code == 422
    assert ("<html" in response.content.decode()) == is_page
    assert "HX-Request" in response["Vary"]
    assert ("no-store" in response.get("Cache-Control", "")) != is_page


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("missing", 404, "Không tìm thấy nội dung này"),
        ("gone", 404, "Không có trang này"),
        ("denied", 403, "Chỉ trưởng đơn vị được duyệt."),
        ("refused", 422, "Kỳ này đã khoá."),
        ("older", 409, "Tải lại trang để xem bản mới"),
        ("often", 429, "chờ một phút rồi làm tiếp"),
    ],
)
def test_expected_failure_is_said_in_words(
    client: Client, kind: str, status: int, words: str
) -> None:
    response = client.get(f"/hong/{kind}/")
    assert response.status_code == status
    assert words in response.content.decode()
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "status", "then"),
    [
        ("missing", 404, "tải lại trang"),
        ("gone", 404, "tải lại trang"),
        ("denied", 403, "Chỉ trưởng đơn vị được duyệt."),
        ("older", 409, "Tải lại trang để xem bản mới"),
        ("refused", 422, "Kỳ này đã khoá."),
        ("often", 429, "chờ một phút"),
        ("broken", 500, "chờ một lát rồi thử lại"),
        ("away", 503, "chờ một lát rồi thử lại"),
    ],
)
def test_failure_of_a_fragment_is_a_notice_and_takes_nothing_away(
    quiet: Client, kind: str, status: int, then: str
) -> None:
    """It says what to do; htmx swaps a 422, so an answer without content says not to."""
    response = quiet.get(f"/hong/{kind}/", headers=HX)
    assert (response.status_code, response.content) == (status, b"")
    assert response["HX-Reswap"] == "none"
    notice = json.loads(response["HX-Trigger"])["loa:notice"]
    assert then in notice["words"]
    assert notice["tone"] == "note-b"


def test_unexpected_failure_has_a_number_in_page_and_log(
    quiet: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "loa.foundation.ui.errors"):
        html = quiet.get("/hong/secret-detail/").content.decode()
    found = re.search(r"Mã lỗi: ([0-9A-F]{8})", html)
    assert found
    assert "secret-detail" not in html.replace('href="/hong/secret-detail/"', "")
    (record,) = (r for r in caplog.records if r.name == "loa.foundation.ui.errors")
    assert found[1] in record.getMessage()
    assert record.exc_info


def test_form_without_its_token_is_told_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/luu/", {"say": "x", "loa_draft": "a"})
    assert response.status_code == 403
    assert "tải lại trang" in response.content.decode()
    assert "loa_taken" not in response.cookies


def test_draft_is_forgotten_only_when_taken(client: Client) -> None:
    taken = client.post("/luu/", {"loa_draft": "plans/1/say"})
    sent = taken.cookies["loa_taken"].OutputString().split(";")[0]
    assert sent == "loa_taken=plans%2F1%2Fsay", "what decodeURIComponent reads back, no quotes"
    assert not taken.cookies["loa_taken"]["httponly"]
    refused = client.post("/luu/", {"loa_draft": "plans/1/say", "refuse": "1"})
    assert "loa_taken" not in refused.cookies


@pytest.mark.parametrize("key", ["", "a b", "x" * 121, "é", "a;b", "a\r\nb"])
def test_draft_key_that_is_none(client: Client, key: str) -> None:
    assert "loa_taken" not in client.post("/luu/", {"loa_draft": key}).cookies


def test_draft_is_kept_when_sign_in_has_run_out(client: Client) -> None:
    response = client.post("/rieng/", {"loa_draft": "a"})
    assert response.status_code == 302
    assert "loa_taken" not in response.cookies
    response = client.post("/rieng/", {"loa_draft": "a"}, headers=HX)
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/vao/")
    assert "loa_taken" not in response.cookies
    page = "https://other.example/ke-hoach/7/kiem-tra/?viec=2#cho-3"
    response = client.post("/rieng/", headers={**HX, "HX-Current-URL": page})
    assert response["HX-Redirect"] == "/vao/?next=/ke-hoach/7/kiem-tra/%3Fviec%3D2"


def test_answer_to_an_open_page_says_which_build_it_is(client: Client) -> None:
    page = client.get("/mau-giao-dien/")
    mark = re.search(r'<meta name="loa-release" content="([^"]+)">', page.content.decode())
    assert mark
    assert "Loa-Release" not in page
    assert client.get("/mau-giao-dien/", headers=HX)["Loa-Release"] == mark[1]


def test_address_that_only_takes_forms_says_so(client: Client) -> None:
    response = client.get("/chi-gui/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "chỉ nhận nội dung gửi từ một trang khác" in response.content.decode()
    assert client.post("/chi-gui/").content.decode() == "xong"
