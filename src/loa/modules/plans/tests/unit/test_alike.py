"""Difficulties that are alike: each in one group, whatever order they come in."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules.alike import Said, alike

_SAID = st.builds(
    Said,
    id=st.integers(1, 10_000),
    unit=st.integers(1, 9),
    about=st.sampled_from(["Nhiệm vụ 1", "Mục II"]),
    words=st.sampled_from(["Loa thôn 1 hỏng.", "Loa thôn 2 hỏng.", "Hết giấy in", "hết giấy in!"]),
)


@given(st.lists(_SAID, max_size=20, unique_by=lambda one: one.id), st.randoms())
def test_each_stands_in_one_group_whatever_the_order(every: list[Said], random: Random) -> None:
    groups = alike(every)
    assert sorted(pk for one in groups for pk in one.ids) == sorted(one.id for one in every)
    assert all(one.units for one in groups)
    shuffled = list(every)
    random.shuffle(shuffled)
    assert alike(shuffled) == groups


def test_the_same_words_about_the_same_are_one_and_figures_keep_apart() -> None:
    every = [
        Said(1, 1, "Nhiệm vụ 1", "Hết giấy in"),
        Said(2, 2, "Nhiệm vụ 1", "hết  giấy in."),
        Said(3, 3, "Nhiệm vụ 2", "Hết giấy in"),
        Said(4, 3, "Nhiệm vụ 1", "Loa thôn 1 hỏng"),
        Said(5, 4, "Nhiệm vụ 1", "Loa thôn 2 hỏng"),
    ]
    found = alike(every, owed=[5])
    assert [sorted(one.ids) for one in found] == [[1, 2], [5], [4], [3]]
