"""Where somebody is reached: changed by who administers him, or by himself."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies
from loa.foundation.orgs.models import Person
from loa.foundation.orgs.queries import people
from loa.foundation.orgs.reaching import clean_email, clean_phone
from loa.foundation.orgs.types import Actor
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import compare_and_set, operation


@operation
def change_contact(
    *,
    actor: Actor,
    person_id: int,
    unit_id: int,
    version: int,
    phone: str,
    email: str,
    at: datetime,
) -> None:
    """Where somebody is reached; the same again changes nothing. Raises NotFound.

    The change is journaled for the unit from whose page it is made. Raises PhoneWrong, EmailWrong.
    """
    on = local_day(at)
    person = people.locked_person(person_id)

    require(policies.can_manage_people(actor, unit_id, on))
    require(policies.can_manage_person(actor, person_id, on))

    _write(actor, person, (version, phone, email), unit_id, at)


@operation
def change_own_contact(*, actor: Actor, version: int, phone: str, email: str, at: datetime) -> None:
    """Where the actor himself is reached, whatever posts he holds. Raises NotFound.

    Raises PhoneWrong, EmailWrong.
    """
    person = people.locked_person(actor.person_id or 0)

    require(policies.can_change_own(actor))

    _write(actor, person, (version, phone, email), actor.unit_id, at)


def _write(
    actor: Actor, person: Person, said: tuple[int, str, str], unit_id: int | None, at: datetime
) -> None:
    """Write (version, phone, email); in the chain of the journal stand only commitments to them."""
    version, phone, email = said
    phone, email = clean_phone(phone), clean_email(email)
    if (person.phone, person.email) == (phone, email):
        return

    change = compare_and_set(person, version, phone=phone, email=email)

    audit.record(
        actor=actor,
        verb="PERSON_CONTACT",
        thing=person.ref,
        change=change,
        at=at,
        unit_id=unit_id,
        personal=("phone", "email"),
    )
