"""Writes of people and the posts they hold."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies
from loa.foundation.orgs.models import Account, Person, Post
from loa.foundation.orgs.operations.accounts import NoAccount, one_time_password
from loa.foundation.orgs.operations.bereft import still_administered
from loa.foundation.orgs.operations.load_units import lock_tree
from loa.foundation.orgs.operations.sessions import end_sessions_of
from loa.foundation.orgs.passwords import hashed_once
from loa.foundation.orgs.queries import people, units
from loa.foundation.orgs.reaching import clean_email, clean_phone
from loa.foundation.orgs.types import Actor, Role, Slip
from loa.foundation.orgs.usernames import new_username
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.kernel.names import clean_person_name, person_sort_key
from loa.kernel.text import fold


class PostHeldAlready(DomainError):
    """The person holds this role in this unit in that time."""

    code = "ORGS_POST_HELD_ALREADY"
    message_vi = "Người này đang giữ vai trò đó ở đơn vị này."


class UnitNotStanding(DomainError):
    """A post in a unit that does not stand on its first day."""

    code = "ORGS_UNIT_NOT_STANDING"
    message_vi = "Ngày bắt đầu giữ chức vụ, đơn vị này chưa có hoặc không còn."


class PostEndsTooEarly(DomainError):
    """The last day lies before the first."""

    code = "ORGS_POST_ENDS_TOO_EARLY"
    message_vi = "Ngày thôi giữ chức vụ phải sau ngày bắt đầu."


@dataclass(frozen=True)
class NewPost:
    """A post to be given."""

    unit_id: int
    role: Role
    title_vi: str = ""


@operation
def add_person(
    *,
    actor: Actor,
    key: UUID,
    name: str,
    unit_id: int,
    role: Role,
    at: datetime,
    title_vi: str = "",
    phone: str = "",
    email: str = "",
) -> Slip:
    """A new person with an account and a first post; the slip is the only time its password shows.

    The same key gives the same person, with a fresh one-time password. Raises NameMissing,
    UnitNotStanding, PhoneWrong, EmailWrong.
    """
    on = local_day(at)
    require(policies.can_manage_people(actor, unit_id, on))

    known = Person.objects.filter(request_key=key).select_related("account").first()
    if known is not None:
        return renewed_slip(actor, known, unit_id, at)

    phone, email = clean_phone(phone), clean_email(email)
    posts = [NewPost(unit_id, role, title_vi)]
    return create_person(
        actor=actor, key=key, name=name, phone=phone, email=email, posts=posts, at=at
    )


@operation
def give_post(
    *,
    actor: Actor,
    person_id: int,
    unit_id: int,
    role: Role,
    held_from: date,
    at: datetime,
    title_vi: str = "",
) -> int:
    """Give somebody a post from a day on. Raises PostHeldAlready, UnitNotStanding."""
    on = local_day(at)
    person = people.locked_person(person_id)

    require(policies.can_manage_people(actor, unit_id, on))

    _require_standing(unit_id, held_from)
    if Post.objects.held_at_all_from(held_from).filter(
        person=person, unit=unit_id, role=role.value
    ):
        raise PostHeldAlready

    return _new_post(actor, person, NewPost(unit_id, role, title_vi), held_from, at).pk


@operation
def end_post(*, actor: Actor, post_id: int, version: int, last_day: date, at: datetime) -> None:
    """A post is held until the end of a day, and no longer; another has to sign in again.

    Raises PostEndsTooEarly, LastAdministrator.
    """
    on = local_day(at)
    lock_tree()
    post = people.locked_post(post_id)

    require(policies.can_manage_people(actor, post.unit_id, on))
    held_to = last_day + timedelta(days=1)
    if post.version == version + 1 and post.held_to == held_to:
        return

    if held_to <= post.held_from:
        raise PostEndsTooEarly

    with still_administered({max(held_to, on)}):
        change = compare_and_set(post, version, held_to=held_to)
    account = people.locked_account_of(post.person_id)
    if account is not None and post.person_id != actor.person_id:
        end_sessions_of(account)

    audit.record(
        actor=actor, verb="POST_END", thing=post.ref, change=change, at=at, unit_id=post.unit_id
    )


def create_person(
    *,
    actor: Actor,
    key: UUID,
    name: str,
    phone: str,
    email: str,
    posts: list[NewPost],
    at: datetime,
) -> Slip:
    """Write one person, account and posts, inside an operation that has allowed it."""
    on = local_day(at)
    for post in posts:
        _require_standing(post.unit_id, on)
    name = clean_person_name(name)
    first = units.unit_row(posts[0].unit_id, on)
    person = Person.objects.create(
        request_key=key,
        name=name,
        sort_key=person_sort_key(name),
        search_key=fold(name),
        phone=phone,
        email=email,
    )
    username = new_username(name, first.code, people.usernames_like)
    password = one_time_password()
    account = Account.objects.create(
        username=username, person=person, password=hashed_once(password)
    )

    change = Change({}, {"name": name, "phone": phone, "email": email, "username": username})
    audit.record(
        actor=actor,
        verb="PERSON_ADD",
        thing=person.ref,
        change=change,
        at=at,
        unit_id=first.id,
        personal=("name", "phone", "email", "username"),
    )
    for post in posts:
        _new_post(actor, person, post, on, at)
    return Slip(person.pk, name, first.name, posts[0].title_vi, account.username, password)


def renewed_slip(actor: Actor, person: Person, unit_id: int, at: datetime) -> Slip:
    """The slip of somebody who has never signed in, once more; its password replaces the first."""
    account = people.locked_account_of(person.pk)
    if account is None:
        raise NoAccount
    password = one_time_password()
    compare_and_set(
        account, account.version, password=hashed_once(password), must_change_password=True
    )
    change = Change({}, {"must_change_password": True})
    audit.record(actor=actor, verb="PASSWORD_RESET", thing=account.ref, change=change, at=at)
    unit = units.last_row(unit_id, local_day(at))
    return Slip(person.pk, person.name, unit.name, "", account.username, password)


def _new_post(actor: Actor, person: Person, new: NewPost, held_from: date, at: datetime) -> Post:
    post = Post.objects.create(
        person=person,
        unit_id=new.unit_id,
        role=new.role.value,
        title_vi=new.title_vi,
        held_from=held_from,
    )
    change = Change(
        {},
        {
            "person_id": person.pk,
            "unit_id": new.unit_id,
            "role": new.role.value,
            "title_vi": new.title_vi,
            "held_from": held_from,
        },
    )
    audit.record(
        actor=actor, verb="POST_GIVE", thing=post.ref, change=change, at=at, unit_id=new.unit_id
    )
    return post


def _require_standing(unit_id: int, on: date) -> None:
    if unit_id not in units.day_tree(on).by_id:
        raise UnitNotStanding(
            _("Ngày %(day)s, đơn vị này chưa có hoặc không còn.") % {"day": f"{on:%d/%m/%Y}"}
        )
