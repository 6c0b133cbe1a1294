"""What is too large is refused before it is read into anything (hazard J09)."""

import io

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from loa.foundation.ui.sizes import MOST_BYTES, MOST_OF_STRANGERS, SizeMiddleware


class Stream(io.RawIOBase):
    """A body of zeros that is made while it is read."""

    def __init__(self, length: int) -> None:
        """So many bytes are left."""
        self.left = length
        self.largest = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        assert size > 0, "the whole body was asked for at once"
        taken = min(size, self.left)
        self.left -= taken
        self.largest = max(self.largest, taken)
        return b"\0" * taken


def sent(length: int, *, is_known: bool) -> tuple[HttpResponse, Stream]:
    """What a sending of so many bytes comes to."""
    body = Stream(length)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/ke-hoach/nhap/",
            "CONTENT_LENGTH": str(length),
            "wsgi.input": body,
        }
    )
    if is_known:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    return SizeMiddleware(lambda _request: HttpResponse("taken"))(request), body


@pytest.mark.parametrize(
    ("length", "is_known", "status"),
    [
        (0, False, 200),
        (MOST_OF_STRANGERS, False, 200),
        (MOST_OF_STRANGERS + 1, False, 413),
        (MOST_OF_STRANGERS + 1, True, 200),
        (MOST_BYTES, True, 200),
        (MOST_BYTES + 1, True, 413),
    ],
)
def test_what_is_too_large_is_refused(length: int, status: int, *, is_known: bool) -> None:
    answer, body = sent(length, is_known=is_known)
    assert answer.status_code == status
    if status == 413:
        assert "tối đa 140 MB" in answer.content.decode()
        assert body.left == (0 if is_known else length)
        assert body.largest <= 1024 * 1024
