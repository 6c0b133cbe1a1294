"""The journal of a thing is read by people: every step has words, no code is shown."""

from datetime import UTC, datetime

import pytest

from loa.foundation.audit.facade import Entry
from loa.modules.plans.types import Verb
from loa.modules.plans.web.presenters import happenings

_ONLY_SEEN = {Verb.READ, Verb.OVERSEE}
"""Rights to look: nothing is changed, so nothing is written."""


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in _ONLY_SEEN])
def test_every_step_has_words(verb: Verb) -> None:
    entry = Entry(
        seq=1, at=datetime(2022, 3, 1, tzinfo=UTC), actor_id=None, actor_label="loa", unit_id=None,
        verb=verb, thing="plans.plan:1", before={}, after={"proposed_at": "2022-03-01"},
        personal={},
    )  # fmt: skip
    (told,) = happenings([entry], {"loa": ""})
    assert verb.value not in told.words
    assert told.words
