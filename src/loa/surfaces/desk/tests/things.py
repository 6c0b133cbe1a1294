"""One thing of each sort behind the site's addresses, and browsers of who may do what with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from loa.foundation.documents.register import facade as register
from loa.foundation.orgs.facade import Actor, Held, Role
from loa.foundation.orgs.tests.factories import make_account, make_actor, sign_in
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import publicity
from loa.modules.plans.tests.factories import (
    MARCH,
    PLAN_TEXT,
    Scene,
    asked,
    begun,
    handed_in,
    imported,
    issued,
    published,
    raised,
    remarked,
)

UNDONE = PLAN_TEXT.replace("trước ngày 31/3/2022.", "trong năm 2022 (tại Biểu đính kèm).")
SHEET = "TT;Nội dung;Cơ quan chủ trì;Thời gian\n1;Tập huấn;Sở Tư pháp;Quý II\n2;Phát loa;;46142\n"
DAY = date(2022, 3, 15)
_NOT_THERE = (
    "delegation_id",
    "session_id",
    "round_id",
    "dispatch_id",
    "urging_id",
    "comment_id",
)


def routes(
    patterns: Sequence[URLPattern | URLResolver] | None = None, space: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of every address with the names of what stands in it."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from routes(one.url_patterns, inner)
        else:
            yield f"{space}{one.name}", tuple(one.pattern.converters)


def _remark(scene: Scene, plan_id: int) -> int:
    """A citizen's, on the plan made public."""
    file = publicity.PublicFile.NONE
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=file, at=MARCH)
    return remarked(plan_id, at=MARCH).pk


def things(scene: Scene) -> Mapping[str, object]:
    """One thing of each sort, all of the commune or of a draft that has an annex."""
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    report = handed_in(scene, plan_id)
    difficulty = raised(scene, plan_id, at=MARCH)
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
        "work_id": work.pk,
        "thing_id": work.pk,
        "activity_id": work.activities.get().pk,
        "report_id": report.pk,
        "difficulty_id": difficulty.pk,
        "remark_id": _remark(scene, plan_id),
        "secret": "none",
        "question_id": asked(scene, plan_id, at=MARCH).pk,
        "guidance_id": published(scene, plan_id, at=MARCH).pk,
        "edition": 1,
        "view_id": 1,
        "number": work.pk,
        "figure": "LEAFLETS",
        "what": "qua-han",
        "kind": "docx",
        "period": "2022-Q1",
        "entry_id": given.entry_id,
        "unit_id": scene.commune.id,
        "code": scene.commune.code,
        "person_id": account.person_id,
        "post_id": post.pk,
        "file_id": 1,
        "step_id": 1,
        "place": 1,
        "which": "1",
        "upload_id": 1,
        **dict.fromkeys(_NOT_THERE, 987_654_321),
    }


def browser(actor: Actor) -> Client:
    client = Client(raise_request_exception=False)
    account = make_account(actor)
    sign_in(client, replace(actor, person_id=account.person_id))
    return client


def somebody(*units: int) -> Actor:
    """Whoever holds every post in these units."""
    posts = frozenset(Held(unit, role) for unit in units for role in Role)
    return Actor(person_id=None, label="Ma Thị Minh Họa", unit_id=units[0], posts=posts)
