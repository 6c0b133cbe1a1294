"""Trouble that passes is told as such: a database that is away, a disk that is full."""

import errno

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from loa.foundation.ui.errors import server_error


def answer(
    problem: Exception, cause: Exception | None = None, headers: dict[str, str] | None = None
) -> HttpResponse:
    """What handler500 answers while the problem is being handled."""
    try:
        raise problem from cause
    except type(problem):
        return server_error(RequestFactory().post("/viec/1/hoat-dong/", headers=headers or {}))


@pytest.mark.parametrize(
    "problem",
    [
        OperationalError("FATAL: the database system is starting up"),
        OperationalError("server closed the connection unexpectedly"),
        InterfaceError("the connection is closed"),
    ],
)
def test_server_error_of_a_database_that_recovers(problem: Exception) -> None:
    response = answer(problem)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    page = response.content.decode()
    assert "khôi phục" in page
    assert "Chữ bạn đã nhập còn được giữ" in page
    assert "FATAL" not in page


@pytest.mark.parametrize("problem", [OperationalError("starting up"), RuntimeError("a bug")])
def test_who_only_opened_a_page_opens_it_again(problem: Exception) -> None:
    """Nothing was sent, so nothing is told of it."""
    try:
        raise problem
    except type(problem):
        response = server_error(RequestFactory().get("/ke-hoach/", {"trang": "2"}))
    page = response.content.decode()
    assert '<a class="govuk-button" href="/ke-hoach/?trang=2">Tải lại trang</a>' in page
    assert "vừa gửi" not in page


@pytest.mark.parametrize(
    ("problem", "cause"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), None),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), None),
        (OperationalError("could not extend file"), psycopg.errors.DiskFull("could not extend")),
    ],
)
def test_server_error_of_a_full_disk(problem: Exception, cause: Exception | None) -> None:
    response = answer(problem, cause)
    assert response.status_code == 503
    assert "hết chỗ trên đĩa" in response.content.decode()


def test_server_error_of_a_full_disk_to_a_part_of_a_page() -> None:
    response = answer(OSError(errno.ENOSPC, "full"), headers={"HX-Request": "true"})
    assert response.status_code == 503
    assert "tone" in response["HX-Trigger"]


def test_server_error_of_anything_else_has_a_number() -> None:
    response = answer(ValueError("x"))
    assert response.status_code == 500
    assert "Mã lỗi" in response.content.decode()
