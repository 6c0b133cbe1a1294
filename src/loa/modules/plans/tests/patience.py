"""A pytest plugin: a page waits for its quick files however slow the machine of the tests is."""

from collections.abc import Iterator

import pytest

from loa.modules.plans.rules import uploading

_PATIENT_SECONDS = 60


@pytest.fixture(autouse=True, scope="session")
def _pages_are_patient() -> Iterator[None]:
    """What is read at once must not depend on what else the machine does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploading, "AT_ONCE_SECONDS", _PATIENT_SECONDS)
        yield
