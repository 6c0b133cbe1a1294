"""What happened to a person or a unit, for the pages of those who manage them.

Whoever asks has asked the policy of the page first: the journal of a thing has no right of its own.
"""

from django.db.models import Q

from loa.foundation.audit import facade as audit
from loa.foundation.orgs.models import Account, Post, UnitSuccession


def of_person(person_id: int, unit_id: int) -> list[audit.Entry]:
    """The person, the account, and the posts in one unit; those elsewhere are others' business."""
    accounts = Account.objects.filter(person=person_id).values_list("pk", flat=True)
    posts = Post.objects.filter(person=person_id, unit=unit_id).values_list("pk", flat=True)
    things = [f"orgs.person:{person_id}", *(f"orgs.account:{pk}" for pk in accounts)]
    return audit.entries_for_many([*things, *(f"orgs.post:{pk}" for pk in posts)])


def of_unit(unit_id: int) -> list[audit.Entry]:
    """The unit as it was edited, and what passed from it or to it."""
    rows = UnitSuccession.objects.filter(Q(old=unit_id) | Q(new=unit_id))
    passed = rows.order_by("pk").values_list("pk", flat=True)
    things = [f"orgs.unit:{unit_id}", *(f"orgs.succession:{pk}" for pk in passed)]
    return audit.entries_for_many(things)
