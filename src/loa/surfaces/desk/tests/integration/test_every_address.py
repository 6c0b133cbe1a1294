"""Every address of the site, found by walking: odd words break nothing."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.urls import reverse

import loa
from loa.kernel import clock
from loa.modules.plans.tests.factories import MARCH, make_scene
from loa.surfaces.desk.tests.things import browser, routes, somebody, things

pytestmark = pytest.mark.django_db

LEFT_OUT = frozenset(
    {
        "account_login",  # hashes each password it is sent, which costs more than all others
        "account_change_password",
        "account_logout",  # who is out sees no page any more
        "desk:demo-restart",
    }
)
DIGITS = b"9" * 5000
"""More digits than Python reads."""
NUL = b"1\0"
"""No text of PostgreSQL."""
ODD: tuple[bytes, ...] = (
    b"\xed\xa0\x80",  # half a pair of surrogates
    "-٣".encode(),
    b"31/12/9999",
    b"99999999999999999999",  # over every column of numbers
    b"[" * 3000,  # as deep as no reader of JSON goes
)
_READ = re.compile(r"\b(?:GET|POST|query|asked)\.(?:get|getlist)\(\s*\"([\w-]+)\"")
_DECLARED = re.compile(r"^    (\w+) = (?:\w+\.)?\w*Field\(", re.MULTILINE)
_FORM = "application/x-www-form-urlencoded"
_BROKEN = 500


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


def _names() -> list[str]:
    """Every name by which a page reads an address or a form."""
    found: set[str] = set()
    for path in Path(loa.__file__).parent.rglob("*.py"):
        if {"web", "desk", "ui"} & set(path.parts) and "tests" not in path.parts:
            text = path.read_text(encoding="utf-8")
            found |= {*_READ.findall(text), *_DECLARED.findall(text)}
    return sorted(found)


def _sent(names: Sequence[str], odd: Sequence[bytes]) -> str:
    """An address or a form in which each name has an odd word.

    Brackets go as they are: they arrive the same, and thousands of them in each name, written with
    percent signs, take longer to read than all pages together.
    """
    words = {name: odd[place % len(odd)] for place, name in enumerate(names)}
    return urlencode(words, safe="[")


@pytest.mark.long
def test_no_odd_word_breaks_a_page() -> None:
    """Whatever is refused is refused in words, in an address and in a form."""
    scene = make_scene()
    there = things(scene)
    client = browser(somebody(scene.office.id, scene.commune.id))
    names = _names()
    queries = [_sent(names, (DIGITS,)), _sent(names, (NUL,))]
    drawn = [f"initial-{name}" for name in names]
    forms = [_sent([*names, *drawn], odd) for odd in ((DIGITS,), (NUL, *ODD))]
    broken = []
    for name, parts in routes():
        if name in LEFT_OUT:
            continue
        address = reverse(name, kwargs={part: there[part] for part in parts})
        answers = [client.post(address, form, content_type=_FORM) for form in forms]
        answers += [client.get(address, query_string=query) for query in queries]
        broken += [(name, one.status_code) for one in answers if one.status_code >= _BROKEN]
    assert broken == []
    assert client.get(reverse("desk:my-work")).status_code == 200


@pytest.mark.long
def test_no_odd_part_of_an_address_breaks_a_page() -> None:
    scene = make_scene()
    there = things(scene)
    client = browser(somebody(scene.office.id))
    broken = []
    for name, parts in routes():
        if not parts:
            continue
        given = {part: there[part] for part in parts}
        address = reverse(name, kwargs=given)
        for odd, method in (
            ("9" * 19, client.get),
            ("9" * 19, client.post),
            ("9" * 5000, client.get),
        ):
            answer = method(address.replace(str(given[parts[-1]]), str(odd)))
            if answer.status_code >= _BROKEN:
                broken.append((name, len(odd), answer.status_code))
    assert broken == []
