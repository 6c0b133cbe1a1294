"""Every form of the site as a browser would send it, one field odd: refused, never broken."""

import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from loa.kernel import clock
from loa.modules.plans.tests.factories import MARCH, make_scene
from loa.surfaces.desk.tests.things import browser, routes, somebody, things

pytestmark = pytest.mark.django_db

ODD: tuple[bytes, ...] = (
    "ữ".encode() * 5000,  # over every column of words
    b"a\0b",  # no text of PostgreSQL
    b"\xed\xa0\x80",  # half a pair of surrogates
    b"1000000000",
    b"99999999999999999999",  # over every column of numbers
)
IS_WHOLE = bool(os.environ.get("LOA_EVERY_ODD"))
LEFT_OUT = frozenset({"account_logout", "account_change_password", "desk:demo-restart"})
_FORM = "application/x-www-form-urlencoded"
_TYPED = {
    **dict.fromkeys(("number", "copies", "money", "cost", "version"), "9"),
    "email": "a@example.vn",
    "phone": "0912345678",
    "url": "https://example.vn/",
    "code": "TQ.THU",
    "parts": "Tổ chức hội nghị.\nPhát tờ rơi.",
}
_DAYS = ("on", "day", "from", "of")
"""How the names of fields end that take a day."""
_FIGURES = ("q_", "target_amount_")
"""How the names of fields begin that take a figure."""
_BROKEN = 500


@dataclass(frozen=True)
class _Form:
    """Where a form goes and what a browser would send with it."""

    address: str
    fields: tuple[tuple[str, str], ...]

    def sent(self, name: str, odd: bytes) -> str:
        """The form with one field odd."""
        return urlencode([(key, odd if key == name else value) for key, value in self.fields])


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


def _forms(client: Client, address: str) -> Iterator[_Form]:
    """The forms of a page that write, filled in where they are empty."""
    answer = client.get(address)
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return
    for form in html.fromstring(answer.content).iter("form"):
        if (form.get("method") or "get").lower() == "post":
            fields = tuple(_filled(form))
            yield _Form(urljoin(address, form.get("action") or address), fields)


def _filled(form: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for field in form.iter("input", "select", "textarea", "button"):
        name = field.get("name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        kind = field.get("type") or field.tag
        if field.tag == "select":
            options = [one.get("value", "") for one in field.iter("option")]
            yield name, next((one for one in options if one), "")
        elif kind == "textarea":
            yield name, _TYPED.get(name) or (field.text or "").strip() or "Thử"
        elif kind != "file" and not (
            kind in {"radio", "checkbox"} and field.get("checked") is None
        ):
            yield name, field.get("value") or _typed(name)


def _typed(name: str) -> str:
    """What a person would type into a field of this name."""
    if name.startswith(_FIGURES):
        return "9"
    is_day = name.rpartition("_")[2] in _DAYS
    return "15/03/2022" if is_day else _TYPED.get(name, "Thử")


def _all_forms(client: Client, there: dict[str, object]) -> list[_Form]:
    found: dict[tuple[str, tuple[str, ...]], _Form] = {}
    for name, parts in routes():
        if name not in LEFT_OUT:
            address = reverse(name, kwargs={part: there[part] for part in parts})
            for form in _forms(client, address):
                if form.address == reverse("account_logout"):
                    continue
                found.setdefault((form.address, tuple(key for key, _ in form.fields)), form)
    return list(found.values())


def _with_one_odd(forms: list[_Form]) -> Iterator[tuple[_Form, str, bytes]]:
    """Forms with one field odd.

    A name is tried on the first form that has it, in one way, the next name in the next way; with
    LOA_EVERY_ODD set every field of every form is tried in all ways.
    """
    odd, seen = itertools.cycle(ODD), set[str]()
    for form in forms:
        for name in dict.fromkeys(key for key, _ in form.fields):
            if IS_WHOLE:
                yield from ((form, name, one) for one in ODD)
            elif name not in seen:
                seen.add(name)
                yield form, name, next(odd)


def _answer_to(client: Client, form: _Form, name: str = "", odd: bytes = b"") -> int:
    """The status of the answer; what was written is undone."""
    with transaction.atomic():
        answer = client.post(form.address, form.sent(name, odd), content_type=_FORM)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.long
def test_one_odd_field_among_good_ones_breaks_no_form() -> None:
    scene = make_scene()
    client = browser(somebody(scene.office.id, scene.commune.id))
    forms = _all_forms(client, dict(things(scene)))
    good = forms if IS_WHOLE else forms[::3]
    taken = [_answer_to(client, form) in {200, 302} for form in good]
    assert sum(taken) * 2 > len(taken), "forms are no longer filled in as a person would"
    broken = [
        (form.address, name, odd[:9], status)
        for form, name, odd in _with_one_odd(forms)
        if (status := _answer_to(client, form, name, odd)) >= _BROKEN
    ]
    assert broken == []
