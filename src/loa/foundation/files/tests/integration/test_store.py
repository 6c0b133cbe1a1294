"""Files stored, read back, handed out and swept, on a real database and a real folder."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.files import blobs, facade
from loa.foundation.files.models import StoredFile
from loa.foundation.files.queries import uploads
from loa.foundation.files.tests.factories import AT, make_file, picture
from loa.foundation.files.tests.pdf_builder import PdfPage, pdf
from loa.foundation.files.tests.word_builder import docx
from loa.foundation.files.types import Purpose
from loa.kernel.db import operation
from loa.kernel.errors import NotFound

pytestmark = pytest.mark.django_db

PDF = pdf(PdfPage().text(60, 700, "chữ"))


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "LOA_DATA", tmp_path)


def on_disk() -> set[str]:
    return {path.name for path in uploads().rglob("*") if len(path.name) == 64}


def test_store_keeps_every_byte_and_who_and_when() -> None:
    data = docx("")
    found = facade.store(
        actor_id=7, name="Kế hoạch.docx", data=data, at=AT, purpose=Purpose.PLAN_SOURCE
    )
    assert facade.open_bytes(found.id) == data
    assert facade.ref(found.id) == found
    assert found.size == len(data)
    row = StoredFile.objects.get()
    assert (row.uploaded_by, row.uploaded_at, row.purpose) == (7, AT, "PLAN_SOURCE")
    assert recorded_verbs(row.thing) == ["FILES_STORE"]


def test_store_refused_leaves_nothing() -> None:
    with pytest.raises(facade.FileKindRefused):
        facade.store(actor_id=7, name="a.exe", data=b"MZ\0", at=AT, purpose=Purpose.EVIDENCE)
    assert not StoredFile.objects.exists()
    assert not uploads().exists()


def test_store_same_bytes_twice_are_two_rows_and_one_file() -> None:
    first, second = make_file("a.pdf", PDF), make_file("b.pdf", PDF)
    assert first.id != second.id
    assert on_disk() == {first.sha256}
    assert facade.first_with(first.sha256) == first
    assert facade.first_with("0" * 64) is None


def test_refs_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stored = [make_file(f"{n}.pdf", PDF) for n in range(3)]
    with django_assert_num_queries(1):
        assert facade.refs([ref.id for ref in stored]) == {ref.id: ref for ref in stored}


@pytest.mark.parametrize("read", [facade.ref, facade.open_bytes])
def test_read_unknown(read: object) -> None:
    assert callable(read)
    with pytest.raises(NotFound):
        read(12345)


def test_accept_image_stores_both_without_the_place() -> None:
    data = picture(1000, 800)
    accepted = facade.accept_image(actor_id=7, name="lễ ra quân.jpg", data=data, at=AT)
    assert accepted.image.name == "lễ ra quân.jpg"
    assert accepted.thumbnail.name == "nho-lễ ra quân.jpg"
    assert (accepted.width, accepted.height) == (1000, 800)
    for ref in (accepted.image, accepted.thumbnail):
        assert b"Camera" not in facade.open_bytes(ref.id)
        assert ref.is_image
    assert on_disk() == {accepted.image.sha256, accepted.thumbnail.sha256}


def test_accept_image_broken_leaves_nothing() -> None:
    with pytest.raises(facade.ImageUnreadable):
        facade.accept_image(actor_id=7, name="a.jpg", data=picture()[:300], at=AT)
    assert not StoredFile.objects.exists()


def test_table_refuses_what_must_never_be() -> None:
    fields = {"sha256": "0" * 64, "size": 1, "media_type": "text/plain", "name": "a"}
    good = {**fields, "purpose": "EVIDENCE", "uploaded_at": AT}
    StoredFile.objects.create(**good)
    for bad in ({"sha256": "../../x"}, {"size": 0}, {"name": ""}, {"purpose": "OTHER"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.create(**{**good, **bad})


@pytest.mark.django_db(transaction=True)
def test_sweep_orphans_after_a_transaction_that_failed() -> None:
    """Hazard L11."""
    kept = make_file("giữ.pdf", PDF)

    @operation
    def fail() -> None:
        make_file("bỏ.docx")
        message = "later step failed"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        fail()
    assert StoredFile.objects.count() == 1
    assert len(on_disk()) == 2
    day = timedelta(days=1)
    assert facade.sweep_orphans(older_than=datetime.now(UTC) - day) == 0
    for path in uploads().rglob("*"):
        os.utime(path, (0, 0))
    assert facade.sweep_orphans(older_than=datetime.now(UTC) - day) == 1
    assert on_disk() == {kept.sha256}
    assert facade.open_bytes(kept.id) == PDF


def test_sweep_orphans_spares_the_last_hour_whatever_the_clock_says() -> None:
    blobs.write(uploads(), b"just now")
    assert facade.sweep_orphans(older_than=datetime(2099, 1, 1, tzinfo=UTC)) == 0
    assert len(on_disk()) == 1


def test_download_saved_with_a_vietnamese_name() -> None:
    response = facade.download_response(make_file("Kế hoạch số 26 «Đ».pdf", PDF))
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename=\"Ke hoach so 26 _D_.pdf\"; filename*=UTF-8''"
        "K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%2026%20%C2%AB%C4%90%C2%BB.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.jpg", picture(), "inline"),
        ("a.pdf", PDF, "inline"),
        ("a.docx", docx(""), "attachment"),
    ],
)
def test_download_shows_only_pictures_and_pdf(name: str, data: bytes, kind: str) -> None:
    response = facade.download_response(make_file(name, data), inline=True)
    assert response["Content-Disposition"].startswith(kind)


@pytest.mark.parametrize("kind", facade.MADE_TYPES)
def test_made_file_goes_out_by_any_server(kind: str) -> None:
    """A server by the letter of PEP 3333 refuses a header that is not exactly a str."""
    response = facade.made_response(b"", facade.MADE_TYPES[kind], f"Báo cáo quý.{kind}")
    assert {type(part) for header in response.items() for part in header} == {str}


def test_download_keeps_its_own_policy_through_the_middleware() -> None:
    """The site's policy is set only where an answer brought none."""

    def view(_: object) -> HttpResponse:
        return facade.download_response(make_file("a.pdf", PDF))

    response = CSPMiddleware(view)(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_download_of_damaged_bytes() -> None:
    ref = make_file("a.pdf", PDF)
    blobs.path_of(uploads(), ref.sha256).write_bytes(b"other")
    with pytest.raises(facade.FileDamaged):
        facade.download_response(ref)
