"""Who walks: one person of each role around one commune, strangers to it, and nobody."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.test import Client

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.facade import Actor, Held, Role
from loa.foundation.orgs.models import Delegation, Post
from loa.foundation.orgs.tests.factories import make_account, make_actor, sign_in
from loa.foundation.orgs.web.middleware import STANDS_IN
from loa.foundation.tokens.tests.factories import make_token
from loa.modules.plans.tests.factories import Scene

from .policy import DEPUTY, ENDED, NOBODY

PASSWORD = "chim bay qua núi xanh"  # noqa: S105  of people who exist in tests alone


def people_of(scene: Scene, today: date) -> Mapping[str, Actor]:
    """The persons of the policy's columns by their keys, each in the tables."""
    other = scene.other
    other_district = next(row for row in orgs.tree(today) if row.id == other.parent_id)
    found = {
        "plan_officer": scene.officer,
        "second_officer": make_actor(Role.PLAN_OFFICER, scene.office.id),
        "office_head": scene.office_head,
        "district_officer": scene.district_officer,
        "district_head": scene.district_head,
        "focal_officer": scene.focal,
        "head": scene.head,
        "clerk": make_actor(Role.CLERK, scene.commune.id),
        "reader": scene.reader,
        "administrator": make_actor(Role.ADMINISTRATOR, scene.commune.id),
        "province_administrator": make_actor(Role.ADMINISTRATOR, scene.root.id),
        DEPUTY: scene.reader,
        "stranger": _everything(other.id, other_district.id),
        ENDED: _everything(scene.office.id, scene.commune.id),
    }
    known = {}
    for key, actor in found.items():
        account = make_account(actor, password=PASSWORD)
        if key == ENDED:
            Post.objects.filter(person=account.person_id).update(held_to=today)
        known[key] = orgs.actor_for(account, today)
    (post,) = Post.objects.filter(person=known["head"].person_id)
    (own,) = Post.objects.filter(person=known[DEPUTY].person_id)
    Delegation.objects.create(
        post=post, deputy=own.person, valid_from=today, valid_to=today + timedelta(days=7)
    )
    return known


def browsers_of(people: Mapping[str, Actor]) -> Mapping[str, Client]:
    """A browser for each, signed in; nobody's is not."""
    found = {NOBODY: Client(raise_request_exception=False)}
    for key, actor in people.items():
        client = Client(raise_request_exception=False)
        sign_in(client, actor)
        if key == DEPUTY:
            session = client.session
            session[STANDS_IN] = Delegation.objects.get().pk
            session.save()
        found[key] = client
    return found


def tokens_of(people: Mapping[str, Actor], unit: int) -> Mapping[str, str]:
    """A token for each, with which a program acts as he does; whoever works nowhere in `unit`.

    A program stands in for nobody: in the column of the deputy it is that of the head.
    """
    acts_as = {**people, DEPUTY: people["head"]}
    return {
        key: make_token(actor.person_id, actor.unit_id or unit)
        for key, actor in acts_as.items()
        if actor.person_id is not None
    }


def _everything(*units: int) -> Actor:
    """Every role in these units: what is refused to him is refused for the unit alone."""
    posts = frozenset(Held(unit, role) for unit in units for role in Role)
    return Actor(person_id=None, label="Ma A Páo", unit_id=units[0], posts=posts)
