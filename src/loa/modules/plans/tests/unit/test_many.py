"""What a list offers for one act with all of its work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules.many import FEW, MOST, every_of


@given(ids=st.sets(st.integers(1, 10**6), max_size=60))
def test_a_long_list_offers_all_of_it_and_a_short_one_nothing(ids: set[int]) -> None:
    found = every_of(ids)
    taken = {int(word) for word in str(found["bulk_every"]).split(",") if word}
    assert taken == (ids if len(ids) > FEW else set())
    assert bool(found["bulk_words"]) is (len(ids) > FEW)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (MOST, "Chọn cả 5.000 việc khớp bộ lọc"),
        (MOST + 1, "Chọn 5.000 việc đầu trong 5.001 việc khớp bộ lọc"),
    ],
)
def test_more_than_fits_into_one_act_says_so(count: int, words: str) -> None:
    found = every_of(range(1, count + 1))
    assert found["bulk_words"] == words
    assert str(found["bulk_every"]).count(",") == MOST - 1
