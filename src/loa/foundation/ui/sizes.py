"""Refuses what is larger than any page takes before a byte of it lies on the disk."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from loa.foundation.ui.errors import in_words

_MEGABYTE = 1024 * 1024
MOST_BYTES = 140 * _MEGABYTE
"""More than the largest sending of files that any page takes, with what goes along."""
MOST_OF_STRANGERS = _MEGABYTE
"""Whoever shows neither a session nor a token has names, passwords and codes to send."""
_READ_TO_ANSWER = 1024 * _MEGABYTE
_PIECE = 256 * 1024


class SizeMiddleware:
    """Answers 413 in words, judged by the length that the request states.

    Of somebody with a session the rest is read and dropped, since a browser shows an answer only
    once all was sent; a stranger is answered at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around `get_response`, outside of everything that reads the body."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what is small enough."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        length = int(stated) if stated.isdecimal() else 0
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        is_known = is_known or "HTTP_AUTHORIZATION" in request.META
        if length <= (MOST_BYTES if is_known else MOST_OF_STRANGERS):
            return self.get_response(request)
        if is_known and length <= _READ_TO_ANSWER:
            while request.read(_PIECE):
                pass
        words = _(
            "Nội dung gửi nặng %(size)d MB, mỗi lần gửi tối đa %(most)d MB, nên chưa được nhận. "
            "Hãy chia thành nhiều lần gửi. Chữ bạn đã nhập còn được giữ trên máy này: quay lại "
            "trang trước."
        )
        told = {"size": -(-length // _MEGABYTE), "most": MOST_BYTES // _MEGABYTE}
        return in_words(request, "refused", 413, words % told)
