"""The walk: every door asked as every person, with what its own page's form sends."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse

from loa.kernel.errors import NotAllowed

from .policy import Audience, Door, Outcome
from .samples import Sample, body_of

MEMBER = "reader"
"""Somebody who may do nothing."""
UNKNOWN = 987_654_321
"""The number of nothing."""
_REFUSED = 422
_OUTCOMES = {
    200: Outcome.DONE,
    204: Outcome.DONE,
    201: Outcome.DONE,
    202: Outcome.DONE,
    401: Outcome.SIGN_IN,
    403: Outcome.DENIED,
    404: Outcome.MISSING,
    405: Outcome.NOT_TAKEN,
}


@dataclass(frozen=True)
class Answer:
    """What came back: the status, where it leads, the bytes of the page."""

    status: int
    location: str
    body: bytes

    @property
    def outcome(self) -> Outcome | int:
        """What it comes to; the bare status where the policy knows no such answer."""
        if self.status == 302:
            leads_in = self.location.startswith(f"{reverse('account_login')}?next=")
            return Outcome.SIGN_IN if leads_in else Outcome.DONE
        return _OUTCOMES.get(self.status, self.status)


class Walker:
    """Asks the site as one person or another; what a form writes is taken back.

    The middleware and the views are the site's own. Django's test client is left out: it copies the
    context of every template, which costs more than the page.
    """

    def __init__(self, browsers: Mapping[str, Client], tokens: Mapping[str, str]) -> None:
        """`browsers` have signed in; `tokens` are what programs of the same people show."""
        self._tokens = tokens
        self.people = tuple(browsers)
        name = settings.SESSION_COOKIE_NAME
        self._sessions = {
            person: client.cookies[name].value if name in client.cookies else ""
            for person, client in browsers.items()
        }
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._factory = RequestFactory()
        self.asked = 0

    def get(self, person: str, address: str) -> Answer:
        """The page or file."""
        return self._ask(person, self._factory.get(address))

    def post(self, person: str, address: str, body: Mapping[str, object]) -> Answer:
        """What the form comes to."""
        page = f"http://testserver{address}"
        with _taken_back():
            if _is_of_programs(address):
                return self._ask(person, self._call(address, body))
            return self._ask(person, self._factory.post(address, body, HTTP_REFERER=page))

    def _call(self, address: str, body: Mapping[str, object]) -> HttpRequest:
        """What a program sends: JSON, or a form where there are files."""
        headers = {"Idempotency-Key": str(uuid4())}
        if any(isinstance(value, UploadedFile) for value in body.values()):
            return self._factory.post(address, body, headers=headers)
        return self._factory.post(
            address, json.dumps(body), content_type="application/json", headers=headers
        )

    def _ask(self, person: str, request: HttpRequest) -> Answer:
        if _is_of_programs(request.path):
            request.META["HTTP_AUTHORIZATION"] = f"Bearer {self._tokens.get(person, '')}"
        request.COOKIES[settings.SESSION_COOKIE_NAME] = self._sessions[person]
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # noqa: SLF001  as Client
        self.asked += 1
        return _answer(self._handler.get_response(request))


def _is_of_programs(address: str) -> bool:
    return address.startswith("/api/")


def walked(walker: Walker, door: Door, sample: Sample) -> Iterator[str]:
    """Every difference between what the policy says of a door and what the door does."""
    address = reverse(door.name, kwargs=dict(sample.parts))
    nowhere = _nowhere(door, sample)
    missing = walker.get(MEMBER, nowhere) if nowhere and door.see else None
    for person in _askers(walker, door.see):
        found = walker.get(person, address)
        yield from _told(door, f"GET {person}", door.looks(person), found, missing)
    body = _body(walker, door, sample, address)
    sent = {**body, **sample.files()}
    missing = walker.post(MEMBER, nowhere, sent) if nowhere and door.do else None
    for person in _askers(walker, door.do):
        if sample.is_own and door.acts(person) is Outcome.DONE:
            body = body_of(walker.get(person, sample.page).body, address, sample.words)
        found = walker.post(person, address, {**body, **sample.files()})
        expected = door.acts(person)
        if not (sample.is_refused and expected is Outcome.DONE and found.status == _REFUSED):
            yield from _told(door, f"POST {person}", expected, found, missing)


def _askers(walker: Walker, audience: Audience | None) -> tuple[str, ...]:
    """Everybody; of what the address does not take one is enough, for it is refused unread."""
    return walker.people if audience else (MEMBER,)


def _told(
    door: Door, asked: str, expected: Outcome, found: Answer, missing: Answer | None
) -> Iterator[str]:
    """What is wrong with an answer; `missing` is that for the number of nothing."""
    where = f"{door.name} {asked}"
    if expected is Outcome.MISSING and missing not in {None, found}:
        yield f"{where}: does not look like the number of nothing"
    if expected is Outcome.MISSING and door.repeats and asked.startswith("POST"):
        return
    if found.outcome != expected:
        yield f"{where}: {found.outcome} ({found.status}) instead of {expected.name}"
    elif expected is Outcome.DENIED and NotAllowed.message_vi.encode() in found.body:
        yield f"{where}: does not say why"


def _body(walker: Walker, door: Door, sample: Sample, address: str) -> Mapping[str, object]:
    """What the page of the first who may do it sends."""
    if not sample.page:
        return sample.words
    doer = next(one for one in walker.people if door.acts(one) is Outcome.DONE)
    return body_of(walker.get(doer, sample.page).body, address, sample.words)


def _nowhere(door: Door, sample: Sample) -> str:
    """The address of the same door for a thing that is not there; "" where it has no thing."""
    numbers = [name for name, value in sample.parts.items() if isinstance(value, int)]
    if not numbers:
        return ""
    return reverse(door.name, kwargs={**sample.parts, numbers[0]: UNKNOWN})


def _answer(response: HttpResponseBase) -> Answer:
    body = b""
    if isinstance(response, FileResponse):
        body = response.getvalue()
        if response.file_to_stream is not None:
            response.file_to_stream.close()
    elif isinstance(response, HttpResponse):
        body = response.content
    return Answer(response.status_code, response.headers.get("Location", ""), body)


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
