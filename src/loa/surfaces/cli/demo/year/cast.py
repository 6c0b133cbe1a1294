"""Who acts for each unit, found again among the people of the demonstration."""

from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.surfaces.cli.demo.people import Cast


def cast_of(unit_ids: frozenset[int], on: date) -> Cast:
    """The first holder of each post in each unit, with the posts of the day."""
    cast = Cast()
    books = {
        orgs.Role.FOCAL_OFFICER: cast.officers,
        orgs.Role.HEAD: cast.heads,
        orgs.Role.DISTRICT_OFFICER: cast.district_officers,
    }
    for role, book in books.items():
        book.update(_first_of(unit_ids, role, on))
    cast.plan_officer = _first_of(unit_ids, orgs.Role.PLAN_OFFICER, on).get(orgs.office_row(on).id)
    return cast


def _first_of(unit_ids: frozenset[int], role: orgs.Role, on: date) -> dict[int, orgs.Actor]:
    found = orgs.contacts_of(unit_ids, [role], on)
    return {unit: orgs.actor_of(people[0].person_id, on, unit) for unit, people in found.items()}
