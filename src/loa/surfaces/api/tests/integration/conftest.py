"""What every test of the API stands on: the scene of plans, at the clock of a month later."""

from collections.abc import Iterator

import pytest

from loa.kernel import clock
from loa.modules.plans.tests.factories import MARCH, Scene, make_scene


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def scene() -> Scene:
    return make_scene()
