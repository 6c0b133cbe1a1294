"""Reads of people, posts and accounts."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Count, QuerySet

from loa.foundation.orgs.models import Account, Person, Post
from loa.foundation.orgs.queries import units
from loa.foundation.orgs.queries.rights import may, units_where
from loa.foundation.orgs.types import Actor, Held, PersonRow, PostRow, Role
from loa.kernel.db import get_one
from loa.kernel.errors import NotFound

_PERSON = re.compile(r"person:(\d+)")
_CLI_ROLES = (Role.PLAN_OFFICER, Role.ADMINISTRATOR)


def actor_for(account: Account, on: date, unit_id: int | None = None) -> Actor:
    """The person behind an account, with the posts of the day in units that stand on the day.

    `unit_id` is the unit chosen by «Đổi đơn vị»; one without a post there gets the first post.
    """
    return _acting(account.person, on, unit_id)


def actor_of(person_id: int, on: date, unit_id: int | None = None) -> Actor:
    """A person as `actor_for` has him, for work that goes on when he has left the page.

    Whose account is closed holds no post. Raises NotFound.
    """
    person = get_one(Person.objects.filter(pk=person_id))
    found = _acting(person, on, unit_id)
    if Account.objects.filter(person=person, is_active=False).exists():
        return replace(found, unit_id=None, posts=frozenset())
    return found


def _acting(person: Person, on: date, unit_id: int | None) -> Actor:
    standing = units.day_tree(on).by_id
    posts = [
        post
        for post in Post.objects.held(on).filter(person=person).order_by("id")
        if post.unit_id in standing
    ]
    theirs = [post.unit_id for post in posts]
    chosen = unit_id if unit_id in theirs else next(iter(theirs), None)
    return Actor(
        person_id=person.pk,
        label=f"person:{person.pk}",
        name=person.name,
        unit_id=chosen,
        posts=frozenset(Held(post.unit_id, Role(post.role)) for post in posts),
    )


def cli_actor(user: str, on: date) -> Actor:
    """Somebody at the console, who may do what the plan officer and administrator may."""
    try:
        root_id = units.root_row(on).id
    except NotFound:
        return Actor(person_id=None, label=f"cli:{user}", unit_id=None, posts=frozenset())
    posts = frozenset(Held(root_id, role) for role in _CLI_ROLES)
    return Actor(person_id=None, label=f"cli:{user}", unit_id=root_id, posts=posts)


def visible_to(actor: Actor, on: date) -> QuerySet[Person]:
    """The people whom the actor may see: those of the units whose people he manages."""
    ids = [unit_id for unit_id, _ in units_where(actor, "PEOPLE_MANAGE", on)]
    return Person.objects.filter(posts__unit__in=ids).distinct()


def get_for(actor: Actor, person_id: int, on: date) -> Person:
    """One person. Raises NotFound."""
    return get_one(visible_to(actor, on).filter(pk=person_id))


def is_administered(on: date) -> bool:
    """Whether somebody who can sign in administers the province on the day."""
    tree = units.day_tree(on)
    seats = [row.id for row in tree.rows if tree.root_id in tree.seats(row.id)]
    held = Post.objects.held(on).filter(role=Role.ADMINISTRATOR.value, unit__in=seats)
    return held.filter(person__account__is_active=True).exists()


def administrators_leave_on(after: date) -> set[date]:
    """The days after one on which an administrator holds the post no more."""
    posts = Post.objects.filter(role=Role.ADMINISTRATOR.value, held_to__gt=after)
    return {day for day in posts.values_list("held_to", flat=True) if day is not None}


def unit_ids_of(person_id: int, on: date) -> frozenset[int]:
    """The units in which the person holds a post on the day."""
    held = Post.objects.held(on).filter(person=person_id)
    return frozenset(held.values_list("unit_id", flat=True))


def locked_account(account_id: int) -> Account:
    """One account, locked. Raises NotFound."""
    rows = Account.objects.select_for_update(of=("self",), no_key=True)
    return get_one(rows.select_related("person").filter(pk=account_id))


def locked_account_of(person_id: int) -> Account | None:
    """The account of a person, locked; None without one."""
    rows = Account.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(person=person_id).first()


def locked_person(person_id: int) -> Person:
    """One person, locked, so that posts of one person are given one after the other."""
    rows = Person.objects.select_for_update(no_key=True)
    return get_one(rows.filter(pk=person_id))


def locked_post(post_id: int) -> Post:
    """One post, locked. Raises NotFound."""
    return get_one(Post.objects.select_for_update(no_key=True).filter(pk=post_id))


def people_of(actor: Actor, unit_id: int, on: date) -> list[PersonRow]:
    """Who holds a post in the unit on the day, by given name. Raises NotFound if not his to see."""
    if not may(actor, "PEOPLE_MANAGE", unit_id, on):
        raise NotFound
    held = Post.objects.held(on).filter(unit=unit_id).select_related("person__account")
    people: dict[int, list[Post]] = {}
    for post in held.order_by("person__sort_key", "person_id", "id"):
        people.setdefault(post.person_id, []).append(post)
    return [_person_row(posts) for posts in people.values()]


def counts_by_unit(unit_ids: set[int], on: date) -> dict[int, int]:
    """How many people hold a post on the day, by unit; units without anybody are left out."""
    held = Post.objects.held(on).filter(unit__in=unit_ids).values_list("unit_id")
    return dict(held.annotate(people=Count("person", distinct=True)).order_by("unit_id"))


def posts_of(person_id: int, on: date) -> list[PostRow]:
    """The posts of a person on the day, in official order of the units."""
    standing = units.day_tree(on).by_id
    held = Post.objects.held(on).filter(person=person_id, unit__in=standing.keys())
    rows = [_post_row(post, standing[post.unit_id].name) for post in held.order_by("id")]
    return sorted(rows, key=lambda row: standing[row.unit_id].order)


def person_signing_in_as(username: str) -> int | None:
    """The id of the person whose account bears the name; None for nobody's."""
    rows = Account.objects.filter(username=username.lower())
    return rows.values_list("person_id", flat=True).first()


def person_names(ids: set[int]) -> dict[int, str]:
    """Names of people by id, for the journal on a page."""
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def actor_words(labels: Iterable[str]) -> dict[str, str]:
    """Who acted, by the label in the journal: «A», or «A thay B» for a deputy."""
    found = {label: [int(one) for one in _PERSON.findall(label)] for label in labels}
    names = person_names({one for ids in found.values() for one in ids})
    return {
        label: " thay ".join(names[one] for one in ids if one in names)
        for label, ids in found.items()
    }


def usernames_like(stem: str) -> set[str]:
    """The user names that begin with the stem."""
    return set(Account.objects.filter(username__startswith=stem).values_list("username", flat=True))


def _person_row(posts: list[Post]) -> PersonRow:
    person = posts[0].person
    account = getattr(person, "account", None)
    return PersonRow(
        id=person.pk,
        name=person.name,
        username=account.username if account else "",
        must_change_password=bool(account and account.must_change_password),
        is_active=bool(account and account.is_active),
        last_sign_in=account.last_login if account else None,
        posts=tuple(_post_row(post, "") for post in posts),
    )


def _post_row(post: Post, unit_name: str) -> PostRow:
    return PostRow(
        id=post.pk,
        unit_id=post.unit_id,
        unit_name=unit_name,
        role=Role(post.role),
        title_vi=post.title_vi,
        version=post.version,
    )
