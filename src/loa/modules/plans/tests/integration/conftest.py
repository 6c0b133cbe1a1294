"""What most tests of this folder begin with: the people of the scene, and its day."""

from collections.abc import Iterator

import pytest

from loa.modules.plans.tests.factories import Scene, make_scene
from loa.modules.plans.tests.web import on_the_day


@pytest.fixture
def day() -> Iterator[None]:
    """The clock of the scene; `usefixtures("day")` sets it for a whole file."""
    with on_the_day():
        yield


@pytest.fixture
def scene() -> Scene:
    """Units, law, and somebody of each role."""
    return make_scene()
