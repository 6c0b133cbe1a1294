"""Reads of remarks about work and difficulties, and of the people who may read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Comment, Difficulty, Occurrence
from loa.modules.plans.queries.difficulties import difficulty_for
from loa.modules.plans.queries.work import occurrence_for, superior_seat


@dataclass(frozen=True)
class About:
    """What remarks are about; one of the two ids is 0."""

    assignment_id: int
    difficulty_id: int
    unit_id: int
    title: str
    holder_id: int = 0


@dataclass(frozen=True)
class CommentRow:
    """One remark; without words once it was withdrawn."""

    id: int
    author: str
    text: str
    at: datetime
    mentioned: tuple[str, ...]
    is_own: bool
    is_withdrawn: bool


def about_work(actor: orgs.Actor, occurrence_id: int, on: date) -> About:
    """Raises NotFound for work that the actor may not see."""
    found: Occurrence = occurrence_for(actor, occurrence_id, on)
    given = found.assignment
    return About(given.pk, 0, given.unit_id, given.task.title)


def about_difficulty(actor: orgs.Actor, difficulty_id: int, on: date) -> About:
    """Raises NotFound for a difficulty that the actor may not see."""
    found: Difficulty = difficulty_for(actor, difficulty_id, on)
    return About(0, found.pk, found.unit_id, found.words, found.holder_id)


def comments_of(actor: orgs.Actor, about: About) -> list[CommentRow]:
    """The remarks, oldest first; who sees the thing sees them all."""
    rows = list(
        Comment.objects.filter(
            assignment=about.assignment_id or None, difficulty=about.difficulty_id or None
        ).order_by("written_at", "pk")
    )
    people = {row.person_id for row in rows} | {one for row in rows for one in row.mentions}
    names = orgs.person_names(people)
    return [
        CommentRow(
            row.pk,
            names.get(row.person_id, ""),
            row.text,
            row.written_at,
            tuple(names[one] for one in row.mentions if one in names),
            row.person_id == actor.person_id,
            row.withdrawn_at is not None,
        )
        for row in rows
    ]


def readers_of(about: About, on: date) -> dict[int, str]:
    """The people with an account who may see the thing, by name: of its unit and those above."""
    units = {about.unit_id, *_above(about.unit_id, on)}
    if about.holder_id:
        units.add(about.holder_id)
    found = orgs.contacts_of(units, tuple(orgs.Role), on)
    people = {one.person_id for rows in found.values() for one in rows if one.is_on_desk}
    return orgs.person_names(people)


def _above(unit_id: int, on: date) -> Iterator[int]:
    seen = {unit_id}
    above = superior_seat(unit_id, on)
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = superior_seat(above, on)
