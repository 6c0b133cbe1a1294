"""Every page of the product: axe finds nothing, no page is too wide or too small for a thumb."""

import re
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from loa.foundation.documents.register import facade as register
from loa.foundation.orgs.facade import Actor, Held, Role
from loa.foundation.orgs.models import Post
from loa.foundation.orgs.tests.factories import make_account, make_actor, make_head, sign_in
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import publicity
from loa.modules.plans.models import (
    Activity,
    Difficulty,
    Doubt,
    Evidence,
    Guidance,
    Occurrence,
    Plan,
    Question,
    Task,
    UrgingRound,
)
from loa.modules.plans.operations.link_document import IssuedElsewhere, link_document
from loa.modules.plans.rules.own_plan import AnswerKind
from loa.modules.plans.rules.sentences import digest
from loa.modules.plans.tests.factories import (
    PLAN_TEXT,
    Scene,
    answered,
    imported,
    issued,
    leaflets,
    make_scene,
    occurrence_of,
    published,
    raised,
    remarked,
    replied,
)
from loa.modules.plans.tests.factories import asked as question_of
from loa.surfaces.desk.tests.things import routes

from . import steps
from .addresses import Samples, pages
from .conftest import AXE, Today, low, sideways, unfit

pytestmark = pytest.mark.django_db(transaction=True)

PHRASE = "ba con vịt bơi qua sông"
SAID = "Đề nghị cấp loa cho thôn."
MOST = 2
"""Addresses of one route that are looked at: pages of one template differ little."""
LISTS = ("/viec/?muc=da-xong", "/viec/?muc=cho-nguoi-khac", "/don-vi/?q=khong-co-ten-nay")
UNDONE = PLAN_TEXT.replace("trước ngày 31/3/2022.", "trong năm 2022 (tại Biểu đính kèm).")
OFFICE_ROLES = (Role.PLAN_OFFICER, Role.HEAD, Role.CLERK, Role.ADMINISTRATOR)
COMMUNE_ROLES = (Role.FOCAL_OFFICER, Role.HEAD, Role.CLERK, Role.ADMINISTRATOR)


def many_posts(unit_id: int, roles: tuple[Role, ...]) -> Actor:
    """Somebody who holds every post of a unit, so that his pages show every button."""
    posts = frozenset(Held(unit_id, role) for role in roles)
    return Actor(person_id=None, label="Ma Thị Minh Họa", unit_id=unit_id, posts=posts)


class Checker:
    """A tab in which axe waits, and what it found so far."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """The context lets the checker in past the content policy."""
        context.add_init_script(path=AXE)
        self.context = context
        self.address = address
        self.found: list[str] = []
        self._tab = context.new_page()

    def look(self, path: str) -> None:
        """One page at three widths. 360 and 320 share every rule, so axe runs at the narrower."""
        tab = self._tab
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.goto(f"{self.address}{path}")
        self._note(path, unfit(tab))
        for width in (360, 320):
            tab.set_viewport_size({"width": width, "height": 800})
            self._note(path, sideways(tab))
        self._note(path, low(tab))
        self._note(path, unfit(tab))
        self._frame(tab, path)

    def _frame(self, tab: Page, path: str) -> None:
        """One heading, one language, a title that says where one is."""
        if tab.locator("h1").count() != 1 or tab.locator("html[lang=vi]").count() != 1:
            self._note(path, ["needs one h1 and lang=vi"])
        title = tab.title()
        if not re.fullmatch(r"\S.* – (?:Loa|UBND tỉnh Tuyên Quang|[Tt]ỉnh Tuyên Quang)", title):
            self._note(path, [f"title: {title!r}"])

    def _note(self, path: str, problems: list[str]) -> None:
        self.found += [f"{path}: {problem}" for problem in problems]


@pytest.fixture
def checker(browser: Browser, live_server: LiveServer, today: Today) -> Checker:
    """A checker on the site."""
    del today
    context = browser.new_context(locale="vi-VN", bypass_csp=True)
    return Checker(context, live_server.url)


def client_of(actor: Actor | None) -> Client:
    """A client who is somebody or nobody."""
    client = Client()
    if actor is not None:
        account = make_account(actor, password=PHRASE)
        sign_in(client, replace(actor, person_id=account.person_id))
    return client


def enter(checker: Checker, actor: Actor | None) -> Client:
    """Let the checker, and a client beside it, be somebody or nobody."""
    client = client_of(actor)
    checker.context.clear_cookies()
    if actor is not None:
        cookie = client.cookies["sessionid"].value
        checker.context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": checker.address}]
        )
    return client


def evidence(today: Today) -> tuple[plans.NewEvidence, ...]:
    """A photo and a link."""
    photo = steps.photo_with_its_place()
    kept = plans.keep_evidence(actor_id=None, name=photo["name"], data=photo["buffer"], at=today.at)
    return kept, plans.NewEvidence(url="https://vi.wikipedia.org/wiki/Loa", caption="Bài viết")


def step(take: object, actor: Actor, work: Occurrence, today: Today, **more: str) -> None:
    """Take one step of a piece of work as it stands."""
    work.refresh_from_db()
    take(actor=actor, occurrence_id=work.pk, version=work.version, at=today.at, **more)  # type: ignore[operator]  # an operation


def live_a_quarter(scene: Scene, today: Today) -> int:
    """Work of every state on the first plan; its number."""
    plan_id = issued(scene)
    first = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    facts = leaflets()
    for actor, work, shown in (
        (scene.focal, first, evidence(today)),
        (scene.other_focal, occurrence_of(plan_id, scene.other.id, "tờ rơi"), ()),
    ):
        done = type(facts)(**{**vars(facts), "evidence": shown})
        plans.record_activity(
            actor=actor, key=uuid4(), occurrence_id=work.pk, facts=done, at=today.at
        )
        step(plans.propose, actor, work, today)
    superior = make_actor(Role.DISTRICT_OFFICER, scene.other.parent_id or 0)
    returned = occurrence_of(plan_id, scene.other.id, "tờ rơi")
    step(plans.approve, make_head(scene.other.id), returned, today)
    step(plans.return_work, superior, returned, today, reason="Thiếu ảnh")
    asked = occurrence_of(plan_id, scene.commune.id)
    step(plans.ask_exempt, scene.focal, asked, today, reason="Xã chưa có dân cư")
    waits = raised(scene, plan_id, at=today.at)
    plans.pass_up(
        actor=scene.district_officer,
        difficulty_id=waits.pk,
        version=waits.version,
        reason="Vượt thẩm quyền của huyện",
        at=today.at,
    )
    answered(
        scene.district_officer,
        raised(scene, plan_id, words="Thiếu máy in", at=today.at),
        at=today.at,
    )
    replied(scene.district_officer, question_of(scene, plan_id, at=today.at), at=today.at)
    question_of(scene, plan_id, at=today.at)
    published(scene, plan_id, at=today.at)
    return plan_id


def reports_of(scene: Scene, plan_id: int, today: Today) -> list[int]:
    """A report that was handed in, and a consolidated one that is being written."""
    now = today.at
    mine = plans.open_report(
        actor=scene.focal, plan_id=plan_id, unit_id=scene.commune.id, period="2022-Q1", at=now
    )
    plans.propose_report(actor=scene.focal, report_id=mine, version=1, at=now)
    plans.approve_report(actor=scene.head, report_id=mine, version=2, at=now)
    plans.number_report(
        actor=make_actor(Role.CLERK, scene.commune.id),
        report_id=mine,
        version=3,
        number="15",
        signed_on=today.at.date(),
        official=None,
        at=now,
    )
    _asks_for_loudspeakers(scene, plan_id, now)
    of_the_province = plans.open_report(
        actor=scene.officer, plan_id=plan_id, unit_id=scene.root.id, period="2022-Q1", at=now
    )
    return [mine, of_the_province]


def _asks_for_loudspeakers(scene: Scene, plan_id: int, now: datetime) -> None:
    """A department's report in its own words, handed in."""
    head = make_actor(Role.HEAD, scene.department.id)
    report = plans.open_report(
        actor=head, plan_id=plan_id, unit_id=scene.department.id, period="2022-Q1", at=now
    )
    said = {"proposals": SAID}
    plans.edit_report(actor=head, report_id=report, version=1, sections=said, at=now)
    plans.approve_report(actor=head, report_id=report, version=2, at=now)


def samples_of(scene: Scene, plan_id: int, reports: list[int], today: Today) -> Samples:
    """An example of each thing that has an address; the second plan is a draft full of doubts."""
    draft_id = imported(scene, UNDONE)
    draft = Plan.objects.get(pk=draft_id)
    plans.mark_amendment(
        actor=scene.officer,
        plan_id=draft_id,
        amends_id=plan_id,
        version=draft.version,
        at=today.at,
    )
    units = (scene.commune.id, scene.office.id)
    sheet = (
        "TT;Nội dung;Cơ quan chủ trì;Thời gian\n1;Tập huấn;Sở Tư pháp;Quý II\n2;Phát loa;;46142\n"
    )
    annex = plans.add_annex(
        actor=scene.officer,
        plan_id=draft_id,
        source=plans.read_annex(sheet.encode(), "bieu.csv"),
        at=today.at,
    )
    account = make_account(make_actor(Role.FOCAL_OFFICER, scene.office.id))
    held = Post.objects.get(person=account.person)
    states = Occurrence.objects.filter(
        assignment__plan=plan_id, assignment__unit__in=(scene.commune.id, scene.other.id)
    )
    # The office enters for the departments what came on paper.
    entered_for = Occurrence.objects.filter(
        assignment__plan=plan_id, assignment__unit=scene.department.id
    ).earliest("pk")
    photo = Evidence.objects.exclude(file=None)[0]
    publicity.show_activity(
        actor=scene.focal, activity_id=photo.activity_id, with_pictures=True, at=today.at
    )
    publicity.publish_plan(
        actor=scene.officer, plan_id=plan_id, file=publicity.PublicFile.SIGNED, at=today.at
    )
    urged = _urged(scene, plan_id, today)
    return {
        "plan_id": [plan_id, draft_id, *_own(scene, plan_id, today)],
        "task_id": [task.pk for task in Task.objects.filter(ordinal=1).order_by("plan")],
        "unit_id": units,
        "upload_id": [1],
        "remark_id": [remarked(plan_id, at=today.at).pk],
        "occurrence_id": [
            *sorted({row.state: row.pk for row in states}.values()),
            entered_for.pk,
        ],
        "annex_id": [annex.annex_id],
        "activity_id": list(Activity.objects.order_by("pk").values_list("pk", flat=True)),
        "file_id": [photo.file_id],
        "doubt_id": [Doubt.objects.filter(plan=draft_id)[0].pk],
        "report_id": reports,
        "code": ["proposals"],
        "period": ["2022-H1"],
        "which": [digest(SAID)],
        "number": [
            *sorted({row.state: row.pk for row in states}.values()),
            *Difficulty.objects.order_by("pk").values_list("pk", flat=True),
        ],
        "view_id": [1],
        "difficulty_id": list(Difficulty.objects.order_by("pk").values_list("pk", flat=True)),
        "question_id": list(Question.objects.order_by("pk").values_list("pk", flat=True)),
        "guidance_id": list(Guidance.objects.order_by("pk").values_list("pk", flat=True)),
        "edition": [1],
        "entry_id": [row.id for row in _register(scene, today)],
        "figure": ["LEAFLETS", "assignments", "reports"],
        "what": ["qua-han", "bao-cao-chua-nop", "vuong-mac"],
        "kind": ["pdf"],
        "step_id": [1],
        "place": [1],
        "person_id": [account.person_id],
        "post_id": [held.pk],
        "delegation_id": [1],
        "session_id": [1],
        "round_id": [urged.pk],
        "urging_id": [urged.urgings.earliest("pk").pk],
    }


def _own(scene: Scene, plan_id: int, today: Today) -> list[int]:
    """The commune's own plan, which lacks a duty, and a dispatch that it issued elsewhere."""
    asked = {"parent_id": plan_id, "unit_id": scene.commune.id}
    own = plans.make_own_plan(actor=scene.focal, at=today.at, **asked)
    first = Task.objects.filter(plan=own).earliest("ordinal")
    plans.remove_task(
        actor=scene.focal, plan_id=own, task_id=first.pk, version=first.version, at=today.at
    )
    linked = link_document(
        actor=scene.focal,
        file=("cong-van.txt", b"Cong van"),
        read=None,
        said=IssuedElsewhere(AnswerKind.DISPATCH, "15/UBND-VP", today.at.date()),
        at=today.at,
        **asked,
    )
    return [own, linked]


def _urged(scene: Scene, plan_id: int, today: Today) -> UrgingRound:
    """The other commune was urged about work that is five days late."""
    late = occurrence_of(plan_id, scene.other.id)
    Occurrence.objects.filter(pk=late.pk).update(due_on=date(2022, 3, 10))
    plans.urge_late(
        actor=scene.officer, plan_id=plan_id, chosen=plans.Chosen(), key=uuid4(), at=today.at
    )
    return UrgingRound.objects.get()


def _register(scene: Scene, today: Today) -> list[register.EntryRow]:
    """The commune's register of this year."""
    day = today.at.date()
    wanted = register.Wanted(scene.commune.id, day.year)
    return register.rows_for(make_actor(Role.CLERK, scene.commune.id), wanted, day)


def at_work(today: Today) -> tuple[dict[str, Actor | None], Samples]:
    """A province in the middle of its quarter: who looks at it, and what there is to see."""
    scene = make_scene()
    plan_id = live_a_quarter(scene, today)
    today.set(2022, 3, 15)
    samples = samples_of(scene, plan_id, reports_of(scene, plan_id, today), today)
    everybody = {
        "nobody": None,
        "office": many_posts(scene.office.id, OFFICE_ROLES),
        "commune": many_posts(scene.commune.id, COMMUNE_ROLES),
    }
    return everybody, samples


@pytest.mark.long
@pytest.mark.parametrize("who", ["nobody", "office", "commune"])
def test_every_page_of_a_province_at_work(checker: Checker, today: Today, who: str) -> None:
    everybody, samples = at_work(today)
    found = pages(enter(checker, everybody[who]), samples, most=MOST)
    for addresses in found.values():
        for address in addresses:
            checker.look(address)
    assert checker.found == []


@pytest.mark.long
def test_every_page_is_seen_by_somebody(today: Today) -> None:
    everybody, samples = at_work(today)
    closed = [
        {
            name
            for name, addresses in pages(client_of(actor), samples, most=1).items()
            if not addresses
        }
        for actor in everybody.values()
    ]
    unseen = set.intersection(*closed)
    assert unseen == set(), "no sample leads to these pages: give one, or say why in NO_PAGE"


@pytest.mark.long
def test_every_page_of_a_province_that_has_not_begun(checker: Checker) -> None:
    scene = make_scene()
    client = enter(checker, many_posts(scene.office.id, OFFICE_ROLES))
    parts = {part for _name, parts in routes() for part in parts}
    found = pages(client, {part: [scene.department.id] for part in parts}, most=MOST)
    for address in (*(one for addresses in found.values() for one in addresses), *LISTS):
        checker.look(address)
    assert checker.found == []
