"""Every address of the site, found by walking: odd words break nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import loa
from loa.foundation.documents.register import facade as register
from loa.foundation.orgs.facade import Actor, Held, Role
from loa.foundation.orgs.tests.factories import make_account, make_actor, sign_in
from loa.kernel import clock
from loa.modules.plans import facade as plans
from loa.modules.plans.tests.factories import (
    MARCH,
    PLAN_TEXT,
    Scene,
    begun,
    handed_in,
    imported,
    issued,
    make_scene,
)

pytestmark = pytest.mark.django_db

UNDONE = PLAN_TEXT.replace("trước ngày 31/3/2022.", "trong năm 2022 (tại Biểu đính kèm).")
SHEET = "TT;Nội dung;Cơ quan chủ trì;Thời gian\n1;Tập huấn;Sở Tư pháp;Quý II\n2;Phát loa;;46142\n"
DAY = date(2022, 3, 15)
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


def _routes(
    patterns: Sequence[URLPattern | URLResolver] | None = None, space: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of every address with the names of what stands in it."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _routes(one.url_patterns, inner)
        else:
            yield f"{space}{one.name}", tuple(one.pattern.converters)


def _names() -> list[str]:
    """Every name by which a page reads an address or a form."""
    found: set[str] = set()
    for path in Path(loa.__file__).parent.rglob("*.py"):
        if {"web", "desk", "ui"} & set(path.parts) and "tests" not in path.parts:
            text = path.read_text(encoding="utf-8")
            found |= {*_READ.findall(text), *_DECLARED.findall(text)}
    return sorted(found)


def _things(scene: Scene) -> Mapping[str, object]:
    """One thing of each sort, all of the commune or of a draft that has an annex."""
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    report = handed_in(scene, plan_id)
    clerk = make_actor(Role.CLERK, scene.commune.id)
    given = register.give_number(
        actor=clerk,
        unit_id=scene.commune.id,
        outgoing=register.Outgoing("BC", "BC-UBND", "Kết quả", DAY),
        number="7",
        thing="",
        at=MARCH,
    )
    draft_id = imported(scene, UNDONE)
    annex = plans.add_annex(
        actor=scene.officer,
        plan_id=draft_id,
        source=plans.read_annex(SHEET.encode(), "bieu.csv"),
        at=MARCH,
    )
    draft = plans.plan_for(scene.officer, draft_id, DAY)
    account = make_account(make_actor(Role.FOCAL_OFFICER, scene.commune.id))
    (post,) = account.person.posts.all()
    return {
        "plan_id": draft_id,
        "task_id": draft.tasks.earliest("ordinal").pk,
        "annex_id": annex.annex_id,
        "occurrence_id": work.pk,
        "activity_id": work.activities.get().pk,
        "report_id": report.pk,
        "figure": "LEAFLETS",
        "kind": "docx",
        "entry_id": given.entry_id,
        "unit_id": scene.commune.id,
        "person_id": account.person_id,
        "post_id": post.pk,
        "file_id": 1,
        "step_id": 1,
        "place": 1,
        "upload_id": 1,
    }


def _sent(names: Sequence[str], odd: Sequence[bytes]) -> str:
    """An address or a form in which each name has an odd word."""
    return urlencode({name: odd[place % len(odd)] for place, name in enumerate(names)})


def _browser(actor: Actor) -> Client:
    client = Client(raise_request_exception=False)
    account = make_account(actor)
    sign_in(client, replace(actor, person_id=account.person_id))
    return client


def _somebody(*units: int) -> Actor:
    """Whoever holds every post in these units."""
    posts = frozenset(Held(unit, role) for unit in units for role in Role)
    return Actor(person_id=None, label="Ma Thị Minh Họa", unit_id=units[0], posts=posts)


def test_no_odd_word_breaks_a_page() -> None:
    """Whatever is refused is refused in words, in an address and in a form."""
    scene = make_scene()
    things = _things(scene)
    client = _browser(_somebody(scene.office.id, scene.commune.id))
    names = _names()
    queries = [_sent(names, (DIGITS,)), _sent(names, (NUL,))]
    drawn = [f"initial-{name}" for name in names]
    forms = [_sent([*names, *drawn], odd) for odd in ((DIGITS,), (NUL, *ODD))]
    broken = []
    for name, parts in _routes():
        if name in LEFT_OUT:
            continue
        address = reverse(name, kwargs={part: things[part] for part in parts})
        answers = [client.post(address, form, content_type=_FORM) for form in forms]
        answers += [client.get(address, query_string=query) for query in queries]
        broken += [(name, one.status_code) for one in answers if one.status_code >= _BROKEN]
    assert broken == []
    assert client.get(reverse("desk:my-work")).status_code == 200


def test_no_odd_part_of_an_address_breaks_a_page() -> None:
    scene = make_scene()
    things = _things(scene)
    client = _browser(_somebody(scene.office.id))
    broken = []
    for name, parts in _routes():
        if not parts:
            continue
        given = {part: things[part] for part in parts}
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
