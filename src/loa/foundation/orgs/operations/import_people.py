"""Accounts for everybody from one spreadsheet."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies
from loa.foundation.orgs.models import Post
from loa.foundation.orgs.operations.people import NewPost, create_person, give_post
from loa.foundation.orgs.people_rows import CheckedPeople, PersonDraft, RowFault, check
from loa.foundation.orgs.people_sheet import Sheet
from loa.foundation.orgs.queries import units
from loa.foundation.orgs.types import Actor, Slip
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError
from loa.kernel.ids import new_key
from loa.kernel.text import fold


class PeopleSheetFaulty(DomainError):
    """Some rows are wrong; nothing was imported."""

    code = "ORGS_PEOPLE_SHEET_FAULTY"

    def __init__(self, faults: list[RowFault], notes: tuple[str, ...]) -> None:
        """Keep the faults, and what was hidden in the file, for the page."""
        message = _("Có %(n)d ô cần sửa; chưa nhập dòng nào.") % {"n": len(faults)}
        super().__init__(message)
        self.faults, self.notes = faults, notes


class PeopleSheetEmpty(DomainError):
    """No row below the headings."""

    code = "ORGS_PEOPLE_SHEET_EMPTY"
    message_vi = "Dưới dòng tiêu đề không có người nào."


@dataclass(frozen=True)
class ImportedPeople:
    """What came of it: slips of new accounts, people who got a post, rows that changed nothing."""

    slips: tuple[Slip, ...]
    given_posts: int
    unchanged: int
    notes: tuple[str, ...]
    """What the officer may not have seen in the file: hidden rows and columns, other sheets."""


@operation
def import_people(*, actor: Actor, sheet: Sheet, with_hidden: bool, at: datetime) -> ImportedPeople:
    """People, accounts and posts of one spreadsheet: all rows or none.

    Somebody of the same name in the same unit is the same person: he keeps his account and gets
    the posts that he lacks, so a corrected list can be sent again. Raises PeopleSheetFaulty with
    every fault, PeopleSheetEmpty, HeadingsMissing.
    """
    on = local_day(at)
    require(policies.can_import_people(actor, on))

    checked = check(sheet, units.day_tree(on), with_hidden=with_hidden)
    if checked.faults:
        raise PeopleSheetFaulty(checked.faults, checked.notes())
    if not checked.drafts:
        raise PeopleSheetEmpty

    with units.one_forest():
        slips, given, unchanged = _write(actor, checked, at)

    change = Change({}, {"rows": len(checked.drafts), "slips": len(slips), "posts": given})
    audit.record(actor=actor, verb="PEOPLE_IMPORT", thing="orgs.people", change=change, at=at)
    return ImportedPeople(tuple(slips), given, unchanged, checked.notes())


def _write(actor: Actor, checked: CheckedPeople, at: datetime) -> tuple[list[Slip], int, int]:
    known = _known_people(checked, at)
    slips: list[Slip] = []
    given = unchanged = 0
    for draft in checked.drafts:
        who = (draft.unit_id, fold(draft.name))
        if who not in known:
            slip = _create(actor, draft, at)
            slips.append(slip)
            known[who] = (slip.person_id, {role.value for role in draft.roles})
            continue
        person_id, roles = known[who]
        lacking = [role for role in draft.roles if role.value not in roles]
        for role in lacking:
            give_post(
                actor=actor,
                person_id=person_id,
                unit_id=draft.unit_id,
                role=role,
                title_vi=draft.title_vi,
                held_from=local_day(at),
                at=at,
            )
            roles.add(role.value)
        given += len(lacking)
        unchanged += not lacking
    return slips, given, unchanged


def _known_people(
    checked: CheckedPeople, at: datetime
) -> dict[tuple[int, str], tuple[int, set[str]]]:
    """Who holds a post in these units today, by unit and folded name, with the roles held."""
    held = Post.objects.held(local_day(at)).select_related("person")
    known: dict[tuple[int, str], tuple[int, set[str]]] = {}
    for post in held.filter(unit__in={draft.unit_id for draft in checked.drafts}).order_by("id"):
        who = (post.unit_id, post.person.search_key)
        known.setdefault(who, (post.person_id, set()))[1].add(post.role)
    return known


def _create(actor: Actor, draft: PersonDraft, at: datetime) -> Slip:
    posts = [NewPost(draft.unit_id, role, draft.title_vi) for role in draft.roles]
    return create_person(
        actor=actor,
        key=new_key(),
        name=draft.name,
        phone=draft.phone,
        email=draft.email,
        posts=posts,
        at=at,
    )
