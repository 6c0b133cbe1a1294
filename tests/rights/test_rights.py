"""The policy of every address, kept."""

import sys
from collections.abc import Iterator

import pytest

from loa.kernel import clock
from loa.modules.plans.tests.factories import MARCH, make_scene

from . import policy, table
from .forest import DAY, samples_of
from .people import browsers_of, people_of, tokens_of
from .programs import samples_of_programs
from .samples import Sample
from .walk import Walker, walked


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


@pytest.mark.long
@pytest.mark.django_db
def test_every_door_does_as_the_policy_says() -> None:
    """Hazards U09 and U10: one rule on every door, for every role and unit, to look and to do.

    What one may not see looks like the number of nothing; what one may not do says why.
    """
    scene = make_scene()
    people = people_of(scene, DAY)
    samples = samples_of(scene, people)
    samples = {**samples, **samples_of_programs(scene, samples)}
    walker = Walker(browsers_of(people), tokens_of(people, scene.root.id))
    doors = policy.read().doors
    wrong = [
        words for door in doors for words in walked(walker, door, samples.get(door.name, Sample()))
    ]
    sys.stdout.write(
        f"{len(doors)} addresses, {len(walker.people)} people, {walker.asked} requests,"
        f" {len(wrong)} other than the policy says\n"
    )
    assert wrong == []


def test_the_page_of_rights_is_that_of_the_policy() -> None:
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), "python -m tests.rights --table"
