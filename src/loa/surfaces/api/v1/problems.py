"""Failures as RFC 9457 problems: status, code, words in Vietnamese, and which fields."""

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from loa.foundation.idempotency.facade import KeyReused, StillAnswering
from loa.foundation.ui.facade import PASSES_IN_S, passing_trouble
from loa.kernel import logs
from loa.kernel.errors import DomainError, NotAllowed, NotFound, Stale, TooOften
from loa.modules.plans.facade import ChangedSince, EditedMeanwhile

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class TokenMissing(DomainError):
    """No token, or one that is not known, has ended or was revoked: all look the same."""

    code = "TOKEN_MISSING"
    message_vi = (
        "Cần mã API còn hiệu lực, gửi ở đầu mục «Authorization: Bearer …». Người quản trị tạo mã "
        "bằng «loa token create»."
    )


class TooManyCalls(TooOften):
    """The token has been shown too often in this minute."""

    code = "TOO_MANY_CALLS"
    message_vi = "Gọi quá nhiều lần trong một phút. Chờ theo «Retry-After» rồi gọi lại."


class Unreadable(DomainError):
    """What was sent is not of the shape that the contract names."""

    code = "UNREADABLE"
    message_vi = "Nội dung gửi chưa đúng dạng. Xem từng chỗ ở «errors»."


class KeyMissing(DomainError):
    """A write without an Idempotency-Key, or with one that is none."""

    code = "IDEMPOTENCY_KEY_MISSING"
    message_vi = (
        "Mỗi lần gửi (POST) cần đầu mục «Idempotency-Key»: 1 đến 255 ký tự in được, mỗi yêu cầu "
        "một khóa mới; gửi lại thì dùng lại khóa cũ."
    )


_STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Stale, 409),
    (EditedMeanwhile, 409),
    (ChangedSince, 409),
    (StillAnswering, 409),
    (TokenMissing, 401),
    (TooOften, 429),
    (KeyMissing, 400),
)
_NEWER = (
    "Nội dung vừa được người khác sửa. Bản mới ở «current» (không có thì đọc lại): xem, rồi gửi "
    "lại với «version» của nó."
)
_OTHER_WORDS: Mapping[type[DomainError], str] = {
    NotFound: "Không tìm thấy nội dung này, hoặc mã API này không được xem.",
    Stale: _NEWER,
    EditedMeanwhile: _NEWER,
    KeyReused: "Khóa Idempotency-Key này đã dùng cho yêu cầu khác. Yêu cầu mới dùng khóa mới.",
}
_OURS = "Có lỗi phía máy chủ, chưa chắc đã ghi: gửi lại y như cũ, khóa cũ. Số sự cố: {}."
_WORDS_OF_HTTP = {
    400: "Nội dung gửi không đọc được: cần JSON đúng cú pháp.",
    404: "Không có địa chỉ này trong API.",
    405: "Địa chỉ này không nhận phương thức đó. Xem «Allow».",
    413: "Nội dung gửi lớn quá mức nhận. Tệp chia thành nhiều lần gửi; JSON tối đa 2,5 MB.",
    503: "Máy chủ đang khởi động lại. Chờ theo «Retry-After» rồi gửi lại y như cũ, khóa cũ.",
}
_WORDS_OF_FIELD = {
    "missing": "Thiếu mục này.",
    "extra_forbidden": "Không có mục này trong hợp đồng API.",
    "int_parsing": "Cần một số nguyên.",
    "int_type": "Cần một số nguyên.",
    "string_type": "Cần một chuỗi chữ.",
    "string_too_short": "Không được để trống.",
    "string_too_long": "Dài quá mức cho phép.",
    "bool_type": "Cần true hoặc false.",
    "bool_parsing": "Cần true hoặc false.",
    "list_type": "Cần một danh sách.",
    "enum": "Không phải một trong các giá trị cho phép.",
    "greater_than_equal": "Nhỏ hơn mức cho phép.",
    "less_than_equal": "Lớn hơn mức cho phép.",
}
_WRONG_DAY = "Cần một ngày như 2022-03-31."
_WRONG = "Giá trị chưa đúng dạng."


class FieldProblem(Schema):
    """One field that is not as it should be; `pointer` is a JSON pointer into the body."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(Schema):
    """RFC 9457: what went wrong. `code` is stable, `detail` says in Vietnamese what to do."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem] | None = None
    current: dict[str, Any] | None = None


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    current: Schema | None = None,
) -> HttpResponse:
    """The answer; `current` is the thing as somebody else has left it."""
    told = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        code=code,
        detail=detail,
        errors=list(errors) or None,
    ).model_dump(exclude_none=True)
    if current is not None:
        told["current"] = current.model_dump(mode="json")
    return JsonResponse(
        told,
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def of_failure(failure: DomainError, current: Schema | None = None) -> HttpResponse:
    """An expected failure, with its own words, and the newer state where there is one."""
    status = next((code for kind, code in _STATUS if isinstance(failure, kind)), 422)
    usual = failure.message_vi == type(failure).message_vi
    words = _OTHER_WORDS.get(type(failure), failure.message_vi) if usual else failure.message_vi
    answer = problem(status, failure.code, words, current=current)
    if isinstance(failure, TokenMissing):
        answer["WWW-Authenticate"] = 'Bearer realm="loa"'
    if isinstance(failure, TooOften):
        answer["Retry-After"] = str(failure.wait_s)
    return answer


def of_domain(request: HttpRequest, failure: DomainError) -> HttpResponse:
    """An expected failure that an operation let through."""
    del request
    return of_failure(failure)


def of_shape(request: HttpRequest, failure: ValidationError) -> HttpResponse:
    """What does not fit the shapes of the contract, field by field."""
    del request
    found = [_field(error) for error in failure.errors]
    if any(str(error["loc"][0]) == "header" for error in failure.errors):
        return problem(400, KeyMissing.code, KeyMissing.message_vi)
    return problem(422, Unreadable.code, Unreadable.message_vi, found)


def wrong_field(*, at: tuple[str | int, ...]) -> ValidationError:
    """That the value at a place of the body is none of those that there are."""
    return ValidationError([{"loc": ("body", "sent", *at), "type": "enum", "msg": ""}])


def _field(error: Mapping[str, Any]) -> FieldProblem:
    place, *path = error["loc"]
    kind = str(error["type"])
    words = _WRONG_DAY if kind.startswith("date") else _WORDS_OF_FIELD.get(kind, _WRONG)
    if place == "body":
        steps = [str(step).replace("~", "~0").replace("/", "~1") for step in path[1:]]
        return FieldProblem(detail=words, pointer="".join(f"/{step}" for step in steps))
    return FieldProblem(detail=words, parameter=".".join(map(str, path)))


def of_http(request: HttpRequest, failure: HttpError) -> HttpResponse:
    """What django-ninja itself refuses."""
    del request
    if isinstance(failure, AuthenticationError):
        return of_failure(TokenMissing())
    status = failure.status_code
    words = _WORDS_OF_HTTP.get(status, DomainError.message_vi)
    return problem(status, HTTPStatus(status).name, words)


def of_nothing(request: HttpRequest, failure: Exception | None = None) -> HttpResponse:
    """An address that the contract does not have."""
    del request, failure
    return problem(404, NotFound.code, _WORDS_OF_HTTP[404])


def of_method(allowed: str) -> HttpResponse:
    """A method that the address does not take."""
    answer = problem(405, HTTPStatus(405).name, _WORDS_OF_HTTP[405])
    answer["Allow"] = allowed
    return answer


def of_sending(request: HttpRequest, failure: Exception) -> HttpResponse:
    """What Django does not read: too large, too many parts, broken off."""
    del request
    return of_status(413 if isinstance(failure, RequestDataTooBig) else 400)


def of_surprise(request: HttpRequest, failure: Exception) -> HttpResponse:
    """What nobody expected: a number for the caller and the log, and nothing of its inside.

    A database that is away or recovers, and a full disk, pass: 503 says when to send again.
    """
    if words := passing_trouble(failure):
        log.error("not available for a while", exc_info=sys.exc_info())
        return of_status(503, words)
    incident = logs.this_request()
    log.error("incident %s at %s", incident, request.path, exc_info=sys.exc_info())
    return of_status(500, _OURS.format(incident))


def of_status(status: int, words: str = "") -> HttpResponse:
    """An answer of which nothing but its status is known."""
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        words = words or _OURS.format(logs.this_request())
    usual = _WORDS_OF_HTTP.get(status, DomainError.message_vi)
    answer = problem(status, HTTPStatus(status).name, words or usual)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer["Retry-After"] = PASSES_IN_S
    return answer


def answered_by(api: NinjaAPI) -> None:
    """Let the contract answer every failure as a problem."""
    answers: dict[type[Exception], Callable[..., HttpResponse]] = {
        DomainError: of_domain,
        ValidationError: of_shape,
        HttpError: of_http,
        Http404: of_nothing,
        SuspiciousOperation: of_sending,
        MultiPartParserError: of_sending,
        UnreadablePostError: of_sending,
        Exception: of_surprise,
    }
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)
